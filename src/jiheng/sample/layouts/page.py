"""A laid-out page (版面): rows of cells with spans, the paragraphs around them, and the declarations that they state."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from jiheng.model.declaration import Declaration


@frozen
class Box:
    r"""One cell as it is drawn: its text (`\n` is a line break in the cell) and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


Line = tuple[Box, ...]
"""A row of the form: the cells that begin in it, from left to right; a place covered from above has no cell."""


@frozen
class Page:
    """What stands on a page in order, and what a reader must find in it.

    `lines` is empty where the page is prose only; `more` are its continuations after page breaks, each a table of its own.
    """

    above: tuple[str, ...]
    lines: tuple[Line, ...]
    said: tuple[Declaration, ...]
    below: tuple[str, ...] = ()
    more: tuple[tuple[Line, ...], ...] = ()

    @property
    def tables(self) -> tuple[tuple[Line, ...], ...]:
        """The form, page after page."""
        return (self.lines, *self.more) if self.lines else ()

    @property
    def rows(self) -> tuple[Line, ...]:
        """The form as one run of rows."""
        return tuple(row for table in self.tables for row in table)

    @property
    def wide(self) -> int:
        """How many columns the form has."""
        return max((column + box.columns for _, column, box in placed(self.lines)), default=0)


def line(*cells: str | Box) -> Line:
    """A row of cells; a text alone is a cell of one row and one column."""
    return tuple(cell if isinstance(cell, Box) else Box(cell) for cell in cells)


def placed(lines: Sequence[Line]) -> Iterator[tuple[int, int, Box]]:
    """Each cell with its row and column, from 0, as a browser would place it."""
    covered: dict[int, int] = {}
    for row, cells in enumerate(lines):
        column = 0
        for box in cells:
            while covered.get(column, 0) > row:
                column += 1
            yield row, column, box
            covered |= dict.fromkeys(range(column, column + box.columns), row + box.rows)
            column += box.columns


def beside(label: Box, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with one cell to their left that covers them all, whatever height it was given."""
    rows = list(lines)
    return ((Box(label.text, len(rows), label.columns), *rows[0]), *rows[1:])
