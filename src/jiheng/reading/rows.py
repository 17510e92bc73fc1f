"""Rows (行): a Document as one run of rows of cells, whatever stood in grids and whatever in paragraphs."""

from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from jiheng.documents.document import Cell, Document, Grid, Paragraph
from jiheng.model.place import Place
from jiheng.reading.texts import clean

MOST_SHORT = 0.2
"""the share of rows that may end before the grid does, where its merged cells are still to be trusted"""


class Row(NamedTuple):
    """Cells that stand side by side, blank ones too.

    `grid` is None for a paragraph, whose one cell stands at `place`. `opens` is true for the first row after a break:
    a new grid, a new page, an empty line. `texts` are the cells' texts, cleaned, `said` those that
    are not blank. `ruled` tells that the format itself says where the cells begin and end, `framed` is true where, besides, the grid's merged
    cells fill its rows, so that what stands over or beside a cell can be trusted.
    """

    cells: tuple[Cell, ...]
    texts: tuple[str, ...]
    said: tuple[str, ...]
    grid: Grid | None
    base: Place
    ruled: bool = False
    opens: bool = False
    framed: bool = False

    def filled(self) -> list[tuple[Cell, str]]:
        """The cells that are not blank, with their texts."""
        return [(cell, text) for cell, text in zip(self.cells, self.texts, strict=True) if text]

    def place(self, cell: Cell) -> Place:
        """The place of one of the row's cells."""
        at = self.base
        if self.grid is None:
            return at
        return Place(at.path, at.page, at.sheet, at.table, cell.row, cell.column, cell.line)

    def part(self, start: int, stop: int, *, opens: bool | None = None) -> "Row":
        """The row's cells from `start` to before `stop` as a row of their own."""
        texts = self.texts[start:stop]
        said = tuple(text for text in texts if text)
        opens = self.opens if opens is None else opens
        return Row(self.cells[start:stop], texts, said, self.grid, self.base, self.ruled, opens, self.framed)


def rows_of(document: Document) -> list[Row]:
    """Every row of a document in order."""
    rows: list[Row] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            rows.extend(_paragraph(block))
        else:
            rows.extend(_grid(block))
    return rows


def _paragraph(block: Paragraph) -> Iterator[Row]:
    at = block.place
    for number, part in enumerate(block.text.split("\n")):
        text = clean(part)
        if text:
            line = None if at.line is None else at.line + number
            yield Row((Cell(part.strip(), 1, 1, line=line),), (text,), (text,), None, at, opens=number == 0)


def _grid(block: Grid) -> Iterator[Row]:
    framed = block.ruled and _is_framed(block)
    cells: list[Cell] = []
    number: int | None = None
    above: int | None = None
    for cell in block.cells:
        if cell.row != number and cells:
            yield _row(cells, block, above, framed=framed)
            above = cells[-1].line
            cells = []
        number = cell.row
        cells.append(cell)
    if cells:
        yield _row(cells, block, above, framed=framed)


def _row(cells: list[Cell], block: Grid, above: int | None, *, framed: bool) -> Row:
    """A row of a grid; it opens where nothing stands above it, or an empty line of the text does, which between cut cells says nothing."""
    line = cells[0].line
    opens = cells[0].row == block.cells[0].row or (not block.copied and line is not None and above is not None and line > above + 1)
    texts = tuple([clean(each.text) for each in cells])
    base = evolve(block.place, page=block.page_of(cells[0].row)) if block.breaks else block.place
    return Row(tuple(cells), texts, tuple([text for text in texts if text]), block, base, block.ruled, opens, framed)


def _is_framed(block: Grid) -> bool:
    """Whether a grid has merged cells and nearly all of its rows, with what reaches into them from above, are as wide as it is.

    A title that runs over the whole width tells nothing of the cells below it.
    """
    reach: dict[int, int] = {}
    sizes: dict[int, int] = {}
    merged: set[int] = set()
    for _, row, column, row_span, column_span, *_ in block.cells:
        end = column + column_span
        sizes[row] = sizes.get(row, 0) + 1
        if end > reach.get(row, 0):
            reach[row] = end
        if row_span > 1 or column_span > 1:
            merged.add(row)
            for below in range(row + 1, row + row_span):
                reach[below] = max(end, reach.get(below, 0))
    if not any(sizes[row] > 1 for row in merged):
        return False
    width = max(reach.values())
    short = sum(1 for row, size in sizes.items() if reach[row] < width and size > 1)
    return short <= MOST_SHORT * len(sizes)
