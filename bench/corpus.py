"""The corpus: documents a second and core by format, what the engine costs beside a bare pool, memory, and growth to a million declarations."""

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

import corpus_tables
from timing import table

from jiheng.corpus.asking import ask, questions
from jiheng.corpus.building import build
from jiheng.corpus.copies import copies
from jiheng.corpus.engines.pool import Pool
from jiheng.corpus.learning import learnt
from jiheng.corpus.piece import Versions
from jiheng.corpus.planning import Wishes
from jiheng.corpus.terms import Terms
from jiheng.doors import check, write
from jiheng.framework import load
from jiheng.guard import Limits
from jiheng.model.settings import Settings
from jiheng.sample.making import samples

if TYPE_CHECKING:
    from jiheng.framework import Framework

FORMATS = (".docx", ".xlsx", ".html", ".pdf", ".json")
BY_FORMAT = 1_200
SMALL = int(os.environ.get("BENCH_DOCUMENTS", "100000"))
GROWTH = (10_000, 100_000, 1_000_000)
TOGETHER = 100
CORES = 2
PICTURE = Path(__file__).resolve().parents[1] / "docs/pictures/corpus-growth.svg"


def report() -> str:
    """All tables."""
    return f"\n## Corpus\n\n{by_format()}\n{overhead()}\n{growth()}"


@cache
def law() -> "Framework":
    """The law, once in every process."""
    return load()


def terms(corpus: Path, processes: int) -> Terms:
    """What a build reads by."""
    return Terms(law(), Settings(), Limits(processes=processes), corpus / ".scratch")


def timed(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@contextmanager
def room() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="jiheng-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, number: int, ending: str, seed: int) -> None:
    """So many documents of one format, a table in each."""
    folder.mkdir(parents=True)
    made = (each.declaration for group in samples(seed, number) for each in group)
    for position, declaration in zip(range(number), made, strict=False):
        place = folder / f"{position // 1000:03d}"
        place.mkdir(exist_ok=True)
        (place / f"{position:06d}{ending}").write_bytes(write(declaration, ending=ending, framework=law()).content)


def built(source: Path, corpus: Path, processes: int) -> int:
    """Documents that were not readable."""
    done = build([str(source)], corpus, Pool(terms(corpus, processes)), Wishes(Versions("bench", "bench"), 100))
    return done.unreadable


def by_format() -> str:
    """Documents a second and core, and how far two cores help."""
    lines: list[tuple[str, ...]] = []
    with room() as folder:
        for ending in FORMATS:
            publish(folder / ending, BY_FORMAT, ending, seed=len(lines) + 1)
            one, two = (min(_built_anew(folder, ending, cores) for _turn in range(2)) for cores in (1, CORES))
            failed = 100 * built(folder / ending, folder / "again", 1) / BY_FORMAT
            shutil.rmtree(folder / "again")
            rates = f"{BY_FORMAT / one:.0f}", f"{BY_FORMAT / two / CORES:.0f}"
            lines.append((ending, *rates, f"{one / two:.2f} ×", f"{failed:.1f} %"))
    head = ("format", "documents a second, one core", "a second and core, two cores", "two cores to one (wanted ≥ 1.8 ×)", "not readable")
    return table(head, lines)


def _built_anew(folder: Path, ending: str, cores: int) -> float:
    """Seconds for a corpus of one format."""
    seconds = timed(lambda: built(folder / ending, folder / "corpus", cores))
    shutil.rmtree(folder / "corpus")
    return seconds


def _bare(path: str) -> int:
    """What a bare pool does with a document: read it and review it."""
    return len(check(path, framework=law()).findings)


def overhead() -> str:
    """Many small documents by the engine, and by a bare pool of processes that keeps nothing."""
    with room() as folder:
        publish(folder / "published", SMALL, ".html", seed=9)
        paths = [str(path) for path in sorted((folder / "published").rglob("*.html"))]

        def bare() -> None:
            """Read and review all in a pool."""
            with multiprocessing.Pool(CORES) as pool:
                sum(pool.imap_unordered(_bare, paths, TOGETHER))

        before = timed(bare)
        peak = [0]
        engine = timed(lambda: _watched(folder, peak))
        after = timed(bare)
    pool = (before + after) / 2
    lines = [
        ("bare pool, before and after", f"{before:.1f} s, {after:.1f} s", f"{SMALL / pool:.0f}", ""),
        ("jiheng corpus build", f"{engine:.1f} s", f"{SMALL / engine:.0f}", f"{100 * (engine / pool - 1):.0f} % more (wanted < 15 %)"),
    ]
    said = f"\n{SMALL:,} documents of one table each; the pool reads and reviews and keeps nothing.\n\n"
    memory = f"\nThe most memory of the engine and its processes together: {peak[0] / 2**20:.0f} MB.\n"
    return said + table(("who", "time", "documents a second", ""), lines) + memory


def _watched(folder: Path, peak: list[int]) -> None:
    """Build in a process of its own, whose memory with that of its readers is looked at twice a second."""
    call = [
        sys.executable,
        "-c",
        "from jiheng.cli.main import main; main()",
        "corpus",
        "build",
        str(folder / "published"),
        "-o",
        str(folder / "corpus"),
    ]
    run = subprocess.Popen([*call, "--processes", str(CORES)], stdout=subprocess.DEVNULL)
    while run.poll() is None:
        peak[0] = max(peak[0], sum(map(_resident, _family(run.pid))))
        time.sleep(0.5)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [pid, *(one for child in children.read_text().split() for one in _family(int(child)))]
    except OSError:
        return []


def _resident(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


def growth() -> str:
    """The library, the copies and the questions over ever more declarations, each in a process of its own; and the picture of it."""
    lines: list[tuple[str, ...]] = []
    curves: dict[str, list[tuple[int, float]]] = {what: [] for what in ALONE}
    with room() as folder:
        for declarations in GROWTH:
            corpus = folder / str(declarations)
            rows = corpus_tables.fill(corpus, declarations)
            said = []
            for what, curve in curves.items():
                seconds, gigabytes, beside = _alone(what, corpus)
                curve.append((declarations, seconds))
                said.append(f"{seconds:.2f} s, {gigabytes:.1f} GB{beside}")
            lines.append((f"{declarations:,}", f"{rows:,}", *said))
            shutil.rmtree(corpus)
    if "--write" in sys.argv:
        PICTURE.write_text(drawn(curves), "utf-8")
    head = ("declarations", "indicators", "library: time, memory", "copies: time, memory", "slowest ready-made question")
    about = "\nGenerated declarations; wanted for a million: minutes, under 8 GB, and questions in under a second.\n\n"
    return f"{about}{table(head, lines)}\n![Seconds by declarations, both logarithmic](pictures/{PICTURE.name})\n"


def _alone(what: str, corpus: Path) -> tuple[float, float, str]:
    """Seconds and gigabytes that a process of its own took, and what it says beside."""
    run = subprocess.run([sys.executable, __file__, what, str(corpus)], capture_output=True, text=True, check=True)
    seconds, *beside = run.stdout.split()
    return float(seconds), float(beside[0]), f" ({beside[1]})" if beside[1:] else ""


def _library(corpus: Path) -> tuple[float, str]:
    return timed(lambda: learnt(corpus, law())), ""


def _copies(corpus: Path) -> tuple[float, str]:
    return timed(lambda: copies(corpus)), ""


def _questions(corpus: Path) -> tuple[float, str]:
    """The slowest of the ready-made questions, and its name."""
    ask(corpus, "years")
    return max((_asked(corpus, name), name) for name in questions())


ALONE: Mapping[str, Callable[[Path], tuple[float, str]]] = {"library": _library, "copies": _copies, "questions": _questions}


def drawn(curves: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """Curves of seconds over declarations, both axes logarithmic, as SVG."""
    left, top, wide, high = 70, 20, 520, 300
    lowest, decades = -2, 5

    def at(declarations: float, seconds: float) -> str:
        """A point of the picture."""
        across = left + wide * (log10(declarations) - 4) / 2
        return f"{across:.0f},{top + high * (1 - (log10(max(seconds, 0.01)) - lowest) / decades):.0f}"

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 370" font-family="sans-serif" font-size="12" fill="#445">']
    for power in range(lowest, lowest + decades + 1):
        x, y = at(10**4, 10**power).split(",")
        parts.append(
            f'<path d="M{x} {y}h{wide}" stroke="#dde"/><text x="{int(x) - 8}" y="{int(y) + 4}" text-anchor="end">{10**power:g} s</text>'
        )
    parts += [
        f'<text x="{at(number, 0.01).split(",")[0]}" y="{top + high + 20}" text-anchor="middle">{number:,}</text>' for number in GROWTH
    ]
    for (what, curve), colour in zip(curves.items(), ("#2f6fb2", "#b2562f", "#3f8f4f"), strict=True):
        points = " ".join(at(*point) for point in curve)
        x, y = points.split()[-1].split(",")
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{int(x) + 8}" y="{int(y) + 4}" fill="{colour}">{what}</text>')
    return "".join(parts) + "</svg>\n"


def _asked(corpus: Path, name: str) -> float:
    return timed(lambda: ask(corpus, name))


def _most() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in ALONE:
        took, beside = ALONE[sys.argv[1]](Path(sys.argv[2]))
        print(took, _most(), beside)
    else:
        print(report())
