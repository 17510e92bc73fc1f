"""Invented documents on disk, for corpora to be built of."""

from functools import cache
from pathlib import Path

from jiheng.corpus.building import Report, build
from jiheng.corpus.engines.pool import Pool
from jiheng.corpus.piece import Versions
from jiheng.corpus.planning import Wishes
from jiheng.corpus.terms import Terms
from jiheng.doors import write
from jiheng.framework import Framework, load
from jiheng.guard import Limits
from jiheng.model.settings import Settings
from jiheng.sample.making import samples

ENDINGS = (".html", ".json", ".docx", ".xlsx")
NOW = Versions("reader 1", "rules 1")


@cache
def law() -> Framework:
    """The law, loaded once."""
    return load()


def publish(folder: Path, number: int, seed: int = 3) -> list[Path]:
    """So many documents in a folder, each with the tables of one unit's year."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for position, group in zip(range(number), samples(seed, number * 4), strict=False):
        ending = ENDINGS[position % len(ENDINGS)]
        path = folder / f"{position:04d}{ending}"
        path.write_bytes(write(*(each.declaration for each in group), ending=ending, framework=law()).content)
        made.append(path)
    return made


def built(source: Path | str, corpus: Path, wishes: Wishes | None = None, *, seconds: int = 20, settings: Settings | None = None) -> Report:
    """Build the corpus of a source, in small parts."""
    terms = Terms(law(), settings or Settings(), Limits(seconds=seconds), corpus / ".scratch")
    return build([str(source)], corpus, Pool(terms), wishes or Wishes(NOW, 7))


def contents(corpus: Path) -> dict[str, bytes]:
    """Every file of a corpus by its name, but what the reading cost and where the sources lay."""
    return {
        str(path.relative_to(corpus)): path.read_bytes()
        for path in sorted(corpus.rglob("*"))
        if path.is_file() and path.name not in {"efforts.parquet", "sources.parquet", ".lock"}
    }
