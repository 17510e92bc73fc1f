"""How much of a form the reader gets right: made tables laid out in every layout, drawn in every format, harmed, read back, compared."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random

from attrs import frozen
from timing import table

from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.reading import read_document
from jiheng.sample.drawing.damage import HARMS, Harm
from jiheng.sample.drawing.formats import FLAT, FORMATS, PRINTED, RULED
from jiheng.sample.drawing.ofd import ofd
from jiheng.sample.drawing.printed import pdf
from jiheng.sample.layouts.page import Page
from jiheng.sample.layouts.registry import layouts
from jiheng.sample.making import Sample, samples
from jiheng.sample.tally import Tally, compared

SEED = 17
WORST = 12
SHEETS = range(80, 275, 4)
"""millimetres at which sheets end, so that a form breaks at each of its rows"""


@frozen
class Trial:
    """One layout, format and harm, and what came of it."""

    layout: str
    format: str
    tally: Tally


def report(bureaus: int) -> str:
    """The tables by format and layout, and by format and harm, over so many bureaus' years; then what went wrong most."""
    groups = [group for group, _ in zip(samples(SEED, 10**9), range(bureaus), strict=False)]
    whole = trials(groups, None)
    parts = [_unharmed(whole, bureaus), _broken(groups[0])]
    harmed = {name: trials(groups, harm) for name, harm in HARMS.items()}
    parts.append(_harmed(harmed))
    parts.append(_worst({"": whole, **harmed}))
    return "".join(parts)


def trials(groups: Sequence[tuple[Sample, ...]], harm: Harm | None) -> list[Trial]:
    """Every layout in every format, each over all groups."""
    return [Trial(layout, kind, _read(groups, layout, kind, harm)) for layout in layouts() for kind in FORMATS]


def _read(groups: Sequence[tuple[Sample, ...]], layout: str, kind: str, harm: Harm | None) -> Tally:
    tally = Tally()
    for number, group in enumerate(groups):
        random = Random(number)  # noqa: S311 - invented tables, no secrets
        page = layouts()[layout](group, random)
        tally.add(_one(harm(page, random) if harm else page, kind))
    return tally


def _one(page: Page, kind: str) -> Tally:
    reading = read_document(open_document(FORMATS[kind](page)), load())
    tally = compared(page.said, reading.declarations)
    if not reading.declarations:
        tally.wrong = ["no table found"]
    return tally


def _unharmed(whole: Sequence[Trial], bureaus: int) -> str:
    rows = [(layout, *(_shown(trial.tally) for trial in whole if trial.layout == layout)) for layout in layouts()]
    rows.append(("**all**", *(_shown(_sum(whole, kind)) for kind in FORMATS)))
    ruled, flat = (_sum(whole, *kinds) for kinds in ({**RULED, **PRINTED}, FLAT))
    return (
        f"\n## Reading, undamaged\n\n{bureaus} bureaus a year in each of {len(layouts())} layouts and {len(FORMATS)} formats: "
        f"{ruled.cells + flat.cells:,} cells. Cells right in percent, rows invented behind +. "
        f"Ruled and printed formats (wanted: 100%): {_percent(ruled)}%, {ruled.exact:,} of {ruled.pages:,} pages exact; "
        f"text: {_percent(flat)}%, {flat.exact:,} of {flat.pages:,}.\n\n" + table(("layout", *FORMATS), rows)
    )


def _broken(group: tuple[Sample, ...]) -> str:
    """Every layout on sheets of every height, so that pages end between any two rows."""
    rows: list[tuple[str, ...]] = []
    for layout, laid in layouts().items():
        page = laid(group, Random(0))  # noqa: S311 - invented tables, no secrets
        tallies = [_sheets(draw, page) for draw in (pdf, ofd)]
        rows.append((layout, *(f"{_shown(tally)} ({tally.exact}/{tally.pages})" for tally in tallies)))
    told = f"\n## Reading, pages broken at every row\n\nEach layout on sheets of {len(SHEETS)} heights; documents that are exact in brackets.\n\n"
    return told + table(("layout", "pdf", "ofd"), rows)


def _sheets(draw: Callable[[Page, float], bytes], page: Page) -> Tally:
    tally = Tally()
    for bottom in SHEETS:
        tally.add(compared(page.said, read_document(open_document(draw(page, float(bottom))), load()).declarations))
    return tally


def _harmed(harmed: Mapping[str, Sequence[Trial]]) -> str:
    rows = [(name, *(_shown(_sum(trials, kind)) for kind in FORMATS)) for name, trials in harmed.items()]
    return "\n## Reading, damaged\n\nAll layouts together.\n\n" + table(("damage", *FORMATS), rows)


def _worst(harmed: Mapping[str, Sequence[Trial]]) -> str:
    ranked = sorted(
        ((trial.tally.right / trial.tally.cells, name, trial) for name, trials in harmed.items() for trial in trials),
        key=lambda item: item[0],
    )
    rows = [
        (name or "none", trial.layout, trial.format, _shown(trial.tally), _usual(trial.tally))
        for _, name, trial in ranked[:WORST]
        if trial.tally.wrong
    ]
    return "\n## Reading, the worst\n\n" + table(("damage", "layout", "format", "cells", "for instance"), rows)


def _usual(tally: Tally) -> str:
    """The error met most, told by its field, with its first instance."""
    field, _ = Counter(_field(text) for text in tally.wrong).most_common(1)[0]
    return next(text for text in tally.wrong if _field(text) == field).replace("|", "¦")[:90]


def _field(text: str) -> str:
    return text.rsplit(": ", maxsplit=1)[-1].split(" ", maxsplit=1)[0]


def _sum(trials: Sequence[Trial], *kinds: str) -> Tally:
    total = Tally()
    for trial in trials:
        if trial.format in kinds:
            total.add(trial.tally)
    return total


def _shown(tally: Tally) -> str:
    return _percent(tally) + (f" +{tally.invented}" if tally.invented else "")


def _percent(tally: Tally) -> str:
    """The share right, rounded down, so that 100 means all."""
    return f"{tally.right * 10_000 // max(tally.cells, 1) / 100:.2f}"
