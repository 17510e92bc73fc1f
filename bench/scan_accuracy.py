"""How much of a scanned form is read right: made tables set on paper in several fonts, worn by scanners and phones, read back, compared.

A form takes seconds and there are hundreds: each one read is a line in KEPT, and a run that is broken off goes on where it was.
"""

import json
import re
import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from attrs import asdict, define, field
from timing import table

from jiheng.documents import open_document
from jiheng.errors import UnreadableDocument
from jiheng.framework import load
from jiheng.reading import read_document
from jiheng.sample.drawing.picture import FONTS, Setting, pictures
from jiheng.sample.drawing.scanning import WEARS
from jiheng.sample.layouts.page import Page
from jiheng.sample.layouts.registry import layouts
from jiheng.sample.making import samples
from jiheng.sample.tally import Tally, compared

if TYPE_CHECKING:
    from PIL.Image import Image

SEED = 29
OFFICE, PHONE = "office scanner", "phone"
SURE = (200, OFFICE)
"""The paper of which all bureaus are read: what must be below 0.2% takes 1,500 targets to be shown."""
WHOLE = {SURE, (150, OFFICE), (200, PHONE)}
"""The papers that are asked for; of the others every SPARSE-th layout is read, each paper beginning with another one."""
SPARSE = 4
TRIALS = (
    SURE,
    (150, OFFICE),
    (200, PHONE),
    (100, OFFICE),
    (300, ""),
    (200, ""),
    *((200, wear) for wear in WEARS if wear not in {OFFICE, PHONE}),
    (150, PHONE),
)
WANTED = {SURE: "99", (150, OFFICE): "97", (200, PHONE): "90"}
VALUE = re.compile(r"(?:^|: )(?:target|actual|region \S+) (.*) ← (.*)$")
FIGURES = re.compile(r"[0-9≥≤><=%‰.]+")
WORST = 16
KEPT = Path(__file__).resolve().parents[1] / "build/scans.jsonl"


@define
class Read:
    """One form on one paper: cells asked and right, rows invented, targets asked, those with another sign or digit, all errors, and seconds."""

    dpi: int
    wear: str
    number: int
    layout: str
    font: str
    cells: int = 0
    right: int = 0
    invented: int = 0
    targets: int = 0
    changed: list[str] = field(factory=list[str])
    wrong: list[str] = field(factory=list[str])
    seconds: float = 0


def report(bureaus: int, *, fresh: bool) -> str:
    """The tables by paper and by layout, over so many bureaus' years; then what went wrong most. `fresh` forgets what was read before."""
    if fresh:
        KEPT.unlink(missing_ok=True)
    made = _pages(bureaus)
    known = {(one.dpi, one.wear, one.number): one for one in _kept()}
    read = [one for one in _planned(made) if (one.dpi, one.wear, one.number) in known]
    for one in _planned(made):
        if (one.dpi, one.wear, one.number) not in known:
            _read(one, made[one.number][0])
            _keep(one)
            read.append(one)
            print(f"{one.dpi} dpi {one.wear} {one.layout} {one.font}: {one.right}/{one.cells}", *one.wrong, sep="\n    ", flush=True)
    return told([known.get((one.dpi, one.wear, one.number), one) for one in read])


def told(read: Sequence[Read]) -> str:
    """The tables over what was read."""
    fonts = ", ".join(sorted({one.font for one in read}))
    most = [one for one in read if (one.dpi, one.wear) == SURE]
    return (
        f"\n## Scans\n\n{len(read):,} forms of invented bureaus in {len({one.layout for one in read})} layouts and the fonts {fonts} in turn, "
        f"{len(most)} of them as an office scanner gives them at 200 dpi. Wanted there: below 0.2% of targets with another sign or digit, "
        "each of which counts twice among the cells (the share in brackets).\n\n"
        + _papers(read)
        + "\n### Scans by layout\n\nCells right in percent; a dash where a layout was not read on a paper.\n\n"
        + _layouts(read)
        + "\n### Scans, the worst\n\n"
        + _worst(read)
    )


def _papers(read: Sequence[Read]) -> str:
    rows: list[tuple[str, ...]] = []
    for dpi, wear in TRIALS:
        found = [one for one in read if (one.dpi, one.wear) == (dpi, wear)]
        if not found:
            continue
        cells, right, targets = (sum(getattr(one, name) for one in found) for name in ("cells", "right", "targets"))
        changed = sum(len(one.changed) for one in found)
        rows.append(
            (
                _paper(dpi, wear),
                f"{_percent(right, cells)} ({_percent(max(right - changed, 0), cells)})",
                WANTED.get((dpi, wear), ""),
                f"{sum(not one.wrong for one in found)} of {len(found)}",
                f"{changed} of {targets:,} ({changed * 100 / max(targets, 1):.2f}%)",
                str(sum(one.invented for one in found)),
            )
        )
    return table(("paper", "cells right, %", "wanted", "forms exact", "targets with another sign or digit", "rows invented"), rows)


def _layouts(read: Sequence[Read]) -> str:
    papers = [trial for trial in TRIALS if any((one.dpi, one.wear) == trial for one in read)]
    rows: list[tuple[str, ...]] = []
    for layout in layouts():
        shown: list[str] = []
        for trial in papers:
            found = [one for one in read if (one.dpi, one.wear) == trial and one.layout == layout]
            shown.append(_percent(sum(one.right for one in found), sum(one.cells for one in found)) if found else "–")
        rows.append((layout, *shown))
    return table(("layout", *(_paper(*trial).replace(", office scanner", "") for trial in papers)), rows)


def _worst(read: Sequence[Read]) -> str:
    ranked = sorted((one for one in read if one.wrong), key=lambda one: one.right / max(one.cells, 1))[:WORST]
    rows = [
        (
            f"{_paper(one.dpi, one.wear)}: {one.layout}, {one.font}",
            f"{one.right} of {one.cells}",
            (one.changed or one.wrong)[0].replace("|", "¦")[:110],
        )
        for one in ranked
    ]
    return table(("paper", "cells right", "for instance"), rows)


def _paper(dpi: int, wear: str) -> str:
    return f"{dpi} dpi{', ' if wear else ''}{wear}"


def _pages(bureaus: int) -> list[tuple[Page, str, str]]:
    """Every form, with the name of its layout and the font that it is set in."""
    fonts = [name for name, (path, _) in FONTS.items() if Path(path).exists()]
    made: list[tuple[Page, str, str]] = []
    for number, group in zip(range(bureaus), samples(SEED, 10**9), strict=False):
        for at, (name, lay) in enumerate(layouts().items()):
            made.append((lay(group, Random(number * 100 + at)), name, fonts[(number + at) % len(fonts)]))  # noqa: S311 - no secrets
    return made


def _planned(made: Sequence[tuple[Page, str, str]]) -> Iterator[Read]:
    """What is to be read, the papers that are asked for first."""
    for order, trial in enumerate(TRIALS):
        for number, (_, layout, font) in enumerate(made):
            is_first = number < len(layouts())
            if trial == SURE or (is_first and (trial in WHOLE or number % SPARSE == order % SPARSE)):
                yield Read(*trial, number, layout, font)


def _read(one: Read, page: Page) -> None:
    """Draw, wear, read and compare one form."""
    sheets = pictures(page, one.dpi, Setting(one.font))
    if one.wear:
        sheets = [WEARS[one.wear](sheet, Random(one.number)) for sheet in sheets]  # noqa: S311 - no secrets
    start = time.perf_counter()
    tally = _compared(page, tiff(sheets))
    one.seconds = round(time.perf_counter() - start, 2)
    one.cells, one.right, one.invented, one.wrong = tally.cells, tally.right, tally.invented, tally.wrong
    one.targets = sum(len(said.indicators) + len(said.midterm_indicators) for said in page.said)
    one.changed = [wrong for wrong in tally.wrong if _is_changed(wrong)]


def _kept() -> Iterator[Read]:
    if KEPT.exists():
        yield from (Read(**json.loads(line)) for line in KEPT.read_text("utf-8").splitlines())


def _keep(one: Read) -> None:
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


def _compared(page: Page, content: bytes) -> Tally:
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
    """The share right, rounded down, so that 100 means all."""
    return f"{right * 10_000 // max(cells, 1) / 100:.2f}"


if __name__ == "__main__":
    print(report(1, fresh=False))
