"""Drafts (草稿): cells and tables while a format still reads them; spans grow until the table is closed."""

from typing import TYPE_CHECKING

from attrs import Factory, define

from jiheng.documents.document import Cell, Grid
from jiheng.documents.visible import visible
from jiheng.model.place import Place

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

MAKE = Cell._make
"""From a tuple a cell is made in half the time that its own call takes, and a document has thousands."""
WIDE = 63
"""Columns that a table of a document may have before its empty columns are closed up (Word's own bound)."""


@define
class CellDraft:
    """A cell being read: `texts` are its pieces, the cell's text when joined and trimmed; `element` is what it was read from."""

    row: int
    column: int
    texts: list[str]
    row_span: int = 1
    column_span: int = 1
    element: "Element | None" = None


@define
class TableDraft:
    """A table being read: its cells in reading order, its last row, the next free column in it and the columns in all.

    `open` holds the cells that may grow downwards, by column.
    """

    cells: list[CellDraft] = Factory(list[CellDraft])
    rows: int = 0
    free: int = 1
    width: int = 0
    open: dict[int, CellDraft] = Factory(dict[int, CellDraft])


def close(table: TableDraft, place: Place, wide: int = WIDE) -> Grid:
    """The grid of a draft; where it has more than `wide` columns, those where no cell begins are closed up."""
    if table.width > wide:
        _close_up(table)
    cells: list[Cell] = []
    for cell in table.cells:
        text = "".join(cell.texts).strip()
        shown = text if text.isprintable() else visible(text).strip()
        cells.append(MAKE((shown, cell.row, cell.column, cell.row_span, cell.column_span, None, None, ())))
    return Grid(place, tuple(cells))


def _close_up(table: TableDraft) -> None:
    """Number the columns by where cells begin: a span over 1,000,000,000 columns covers as many as there are."""
    from bisect import bisect_left

    starts = sorted({cell.column for cell in table.cells})
    for cell in table.cells:
        first = bisect_left(starts, cell.column)
        cell.column_span = max(1, bisect_left(starts, cell.column + cell.column_span) - first)
        cell.column = first + 1
