"""Repeats (合并单元格被逐格重复): a grid in which every cell of a merged range shows the range's text gets its merged cells back.

Some programs write a merged cell's text into each place that it covers. Acts only on grids without merged cells in which labels of
the form stand twice side by side, or any text three times, in several rows. Under the indicators' header, two columns are one only
where the header shows one label over both, since a target and what was reached may well be the same words. Figures are never
taken together elsewhere.
"""

import re
from collections.abc import Callable

from attrs import evolve, field, frozen

from jiheng.documents.document import Cell, Grid
from jiheng.model.repair import Repair
from jiheng.reading.texts import clean

LEAST_ROWS = 2
LEAST_COLUMNS = 3
LONG_RUN = 4
"""a text of this length this many times side by side is proof enough by itself"""
KIND = "merged-cells-repeated"
_FIGURE = re.compile(r"[\d.,，%％‰≥≤=<>＝＜＞≧≦+\-—/\s]*")


@frozen(eq=False)
class Labels:
    """How a text is known: as a label of the form, as the head of a column of indicators."""

    is_label: Callable[[str], bool]
    is_column: Callable[[str], bool]


@frozen(eq=False)
class _Texts:
    """The texts of a grid by place, and the row of the indicators' header (None where it has none)."""

    at: dict[tuple[int, int], str]
    header: int | None = field(default=None)

    def repeats(self, row: int, column: int) -> bool:
        """Whether a place shows the text of its neighbour to the left because both are one cell."""
        text = self.at.get((row, column), "")
        if not text or self.at.get((row, column - 1)) != text:
            return False
        if self.header is not None and row > self.header:
            return self.at.get((self.header, column)) == self.at.get((self.header, column - 1))
        return not _FIGURE.fullmatch(text)


def restored(grid: Grid, labels: Labels) -> tuple[Grid, Repair] | None:
    """The grid with its merged cells, and the mend; None where nothing speaks for repeats."""
    if any(cell.row_span > 1 or cell.column_span > 1 for cell in grid.cells):
        return None
    at = {(cell.row, cell.column): clean(cell.text) for cell in grid.cells}
    doubled = {
        row
        for (row, column), text in at.items()
        if text and at.get((row, column + 1)) == text and (labels.is_label(text) or _thrice(at, row, column))
    }
    if len(doubled) < LEAST_ROWS and not any(_runs(at, row, column) for row, column in at):
        return None
    cells = _merged(grid, _Texts(at, _header(at, labels)))
    mend = Repair(grid.place_of(grid.cells[0]), KIND, str(len(grid.cells)), str(len(cells)))
    return evolve(grid, cells=tuple(cells), ruled=True), mend


def _thrice(at: dict[tuple[int, int], str], row: int, column: int) -> bool:
    text = at[row, column]
    return not _FIGURE.fullmatch(text) and at.get((row, column + 2)) == text


def _runs(at: dict[tuple[int, int], str], row: int, column: int) -> bool:
    text = at[row, column]
    return (
        len(text) >= LONG_RUN and not _FIGURE.fullmatch(text) and all(at.get((row, column + step)) == text for step in range(1, LONG_RUN))
    )


def _header(at: dict[tuple[int, int], str], labels: Labels) -> int | None:
    """The first row with several heads of columns."""
    heads: dict[int, set[str]] = {}
    for (row, _), text in sorted(at.items()):
        if text and labels.is_column(text):
            heads.setdefault(row, set()).add(text)
    return next((row for row, found in heads.items() if len(found) >= LEAST_COLUMNS), None)


def _merged(grid: Grid, texts: _Texts) -> list[Cell]:
    """Runs of one text as one cell: first along the row, then down where the same columns show the same text."""
    open_cells: dict[tuple[int, int], int] = {}
    out: list[Cell] = []
    for cell in grid.cells:
        if texts.repeats(cell.row, cell.column):
            continue
        text = texts.at[cell.row, cell.column]
        span = 1
        while texts.repeats(cell.row, cell.column + span):
            span += 1
        above = open_cells.get((cell.column, span))
        if above is not None and _grows(out[above], cell, text):
            out[above] = out[above]._replace(row_span=out[above].row_span + 1)
            continue
        open_cells[cell.column, span] = len(out)
        out.append(cell._replace(column_span=span))
    return out


def _grows(above: Cell, cell: Cell, text: str) -> bool:
    """Whether a cell is the next place down of the merged cell above it."""
    return above.row + above.row_span == cell.row and bool(text) and not _FIGURE.fullmatch(text) and clean(above.text) == text
