"""Kills a build of many documents at random moments, begins it again each time, and compares the end with an undisturbed build."""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jiheng.doors import write
from jiheng.framework import load
from jiheng.sample.making import samples

ENDINGS = (".json", ".html", ".json", ".docx", ".json", ".xlsx")
BUILD = [sys.executable, "-c", "from jiheng.cli.main import main; main()", "corpus", "build"]
DIFFERING = {"efforts.parquet", "sources.parquet", ".lock"}
SEED = 27


def main() -> None:
    """Publish, build calmly, build with kills, compare; exits with 1 where the two differ."""
    kills, documents = (int(said) for said in (*sys.argv[1:3], *("50", "20000")[len(sys.argv[1:3]) :]))
    folder = Path(tempfile.mkdtemp(prefix="jiheng-torture-"))
    try:
        _publish(folder / "published", documents)
        took = _calm(folder)
        print(f"{documents:,} documents; undisturbed {took:.0f} s", flush=True)
        killed = _disturbed(folder, kills, took)
        same = _contents(folder / "calm") == _contents(folder / "corpus")
        print(f"{killed} kills; the end is {'the same to the byte' if same else 'ANOTHER'}")
    finally:
        shutil.rmtree(folder)
    sys.exit(not same)


def _publish(folder: Path, number: int) -> None:
    framework = load()
    made = (each.declaration for group in samples(SEED, number) for each in group)
    for position, declaration in zip(range(number), made, strict=False):
        place = folder / f"{position // 1000:03d}"
        place.mkdir(parents=True, exist_ok=True)
        ending = ENDINGS[position % len(ENDINGS)]
        (place / f"{position:06d}{ending}").write_bytes(write(declaration, ending=ending, framework=framework).content)


def _build(folder: Path, name: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([*BUILD, str(folder / "published"), "-o", str(folder / name), "--part-size", "100"], stdout=subprocess.DEVNULL)


def _calm(folder: Path) -> float:
    started = time.monotonic()
    if _build(folder, "calm").wait():
        raise SystemExit("the undisturbed build could not read all documents")
    return time.monotonic() - started


def _disturbed(folder: Path, kills: int, took: float) -> int:
    """Builds that are killed until so many were, then one that ends; how many were killed."""
    chance, killed = random.Random(SEED), 0  # noqa: S311 - moments, no secrets
    while killed < kills:
        run = _build(folder, "corpus")
        try:
            run.wait(chance.uniform(0.2, 1) * 2 * took / kills + 1)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            killed += 1
            continue
        break
    if _build(folder, "corpus").wait():
        raise SystemExit("the last build could not read all documents")
    return killed


def _contents(corpus: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(corpus)): path.read_bytes()
        for path in sorted(corpus.rglob("*"))
        if path.is_file() and path.name not in DIFFERING
    }


if __name__ == "__main__":
    main()
