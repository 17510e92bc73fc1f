"""How much of a scanned form is read right: made tables set on paper in several fonts, worn by scanners and phones, read back, compared."""

import re
import time
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from attrs import define, field
from timing import table

from jiheng.documents import open_document
from jiheng.errors import UnreadableDocument
from jiheng.framework import load
from jiheng.reading import read_document
from jiheng.sample.drawing.picture import FONTS, Setting, pictures
from jiheng.sample.drawing.scanning import WEARS
from jiheng.sample.drawing.word import word
from jiheng.sample.layouts.page import Page
from jiheng.sample.layouts.registry import layouts
from jiheng.sample.making import Sample, samples
from jiheng.sample.tally import Tally, compared

if TYPE_CHECKING:
    from PIL.Image import Image

SEED = 29
OFFICE, PHONE = "office scanner", "phone"
TRIALS = (
    (300, ""),
    (200, ""),
    (200, OFFICE),
    (150, OFFICE),
    (100, OFFICE),
    *((200, wear) for wear in WEARS if wear not in {OFFICE, PHONE}),
    (200, PHONE),
    (150, PHONE),
)
WANTED = {(200, OFFICE): "99", (150, OFFICE): "97", (200, PHONE): "90"}
VALUE = re.compile(r"(?:^|: )(?:target|actual|region \S+) (.*) ← (.*)$")
FIGURES = re.compile(r"[0-9≥≤><=%‰.]+")
WORST = 12


@define
class Trial:
    """One resolution and wear: what was read, targets asked, those with another sign or digit, the worst pages, and seconds."""

    tally: Tally = field(factory=Tally)
    targets: int = 0
    changed: list[str] = field(factory=list)
    worst: list[tuple[float, str, str]] = field(factory=list)
    seconds: float = 0


def report(bureaus: int) -> str:
    """The table by resolution and wear over so many bureaus' years, each in every layout; then what went wrong most."""
    groups = [group for group, _ in zip(samples(SEED, 10**9), range(bureaus), strict=False)]
    fonts = [name for name, (path, _) in FONTS.items() if Path(path).exists()]
    plain = Tally()
    for page, _ in _pages(groups, fonts):
        plain.add(compared(page.said, read_document(open_document(word(page)), load()).declarations))
    rows, worst = [], []
    for dpi, wear in TRIALS:
        trial = _trial(groups, fonts, dpi, wear)
        worst += [(share, f"{dpi} dpi {wear} {where}", wrong) for share, where, wrong in trial.worst]
        tally = trial.tally
        rows.append(
            (
                f"{dpi} dpi{', ' if wear else ''}{wear}",
                f"{_percent(tally.right, tally.cells)}",
                WANTED.get((dpi, wear), ""),
                f"{tally.exact} of {tally.pages}",
                f"{len(trial.changed)} of {trial.targets} ({len(trial.changed) * 100 / max(trial.targets, 1):.2f}%)",
                f"{trial.seconds / tally.pages:.2f} s",
            )
        )
        print(" | ".join(rows[-1]), flush=True)
    heads = ("paper", "cells right, %", "wanted", "forms exact", "targets with another sign or digit", "a form")
    worst.sort()
    return (
        f"\n## Scans\n\n{bureaus} bureaus a year in each of {len(layouts())} layouts, {len(fonts)} fonts in turn ({', '.join(fonts)}); the same forms as "
        f"Word: {_percent(plain.right, plain.cells)}% of cells. Wanted of targets at 200 dpi: below 0.2%.\n\n"
        + table(heads, rows)
        + "\n### Scans, the worst\n\n"
        + table(
            ("paper", "cells", "for instance"),
            [(where, f"{share:.2%}", wrong.replace("|", "¦")[:110]) for share, where, wrong in worst[:WORST]],
        )
    )


def _pages(groups: Sequence[tuple[Sample, ...]], fonts: Sequence[str]) -> list[tuple[Page, str]]:
    """Every form, with the name of its layout and the font that it is set in."""
    made: list[tuple[Page, str]] = []
    for number, group in enumerate(groups):
        for at, (name, lay) in enumerate(layouts().items()):
            made.append((lay(group, Random(number * 100 + at)), f"{name} {fonts[(number + at) % len(fonts)]}"))  # noqa: S311 - no secrets
    return made


def _trial(groups: Sequence[tuple[Sample, ...]], fonts: Sequence[str], dpi: int, wear: str) -> Trial:
    trial = Trial()
    for number, (page, where) in enumerate(_pages(groups, fonts)):
        sheets = pictures(page, dpi, Setting(where.split(" ", 1)[1]))
        if wear:
            sheets = [WEARS[wear](sheet, Random(number)) for sheet in sheets]  # noqa: S311 - no secrets
        start = time.perf_counter()
        tally = _read(page, tiff(sheets))
        trial.seconds += time.perf_counter() - start
        trial.tally.add(tally)
        trial.targets += sum(len(said.indicators) + len(said.midterm_indicators) for said in page.said)
        trial.changed += [wrong for wrong in tally.wrong if _is_changed(wrong)]
        if tally.wrong:
            trial.worst.append((tally.right / max(tally.cells, 1), where, tally.wrong[0]))
    return trial


def _read(page: Page, content: bytes) -> Tally:
    try:
        return compared(page.said, read_document(open_document(content), load()).declarations)
    except UnreadableDocument as refusal:
        tally = compared(page.said, ())
        tally.wrong = [refusal.en]
        return tally


def _is_changed(wrong: str) -> bool:
    """Whether a target was read, and with other signs or digits than it has."""
    found = VALUE.search(wrong)
    if found is None or "–" in found.groups():
        return False
    said, read = (["".join(FIGURES.findall(text))] for text in found.groups())
    return said != read


def tiff(sheets: Sequence["Image"]) -> bytes:
    """The sheets as one file, as a scanner that takes in a pile gives them."""
    out = BytesIO()
    kind = "group4" if sheets[0].mode == "1" else "tiff_deflate"
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:], compression=kind)
    return out.getvalue()


def _percent(right: int, cells: int) -> str:
    return f"{right * 10_000 // max(cells, 1) / 100:.2f}"


if __name__ == "__main__":
    print(report(1))
