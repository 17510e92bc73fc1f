"""Alignment (对栏): which cell of unruled rows stands in which column, by the least cost over the whole run of cells.

A text that lost its ruling may have dropped blank cells, left out cells that a span covers, shifted a row, or broken it in the
wrong place. The cells still come in order. Each cell is put into a column further right in the same row, or into the
first of its own in a new row; the sum of ill fits, of columns left blank and of breaks against the text's lines is made least
(dynamic programming). Words decide, positions help where the text kept its blank cells.
"""

from collections.abc import Sequence
from typing import NamedTuple

from attrs import field, frozen

from jiheng.documents.document import Cell
from jiheng.framework.fields import Fields
from jiheng.reading.forms.columns import LEVELS, Column
from jiheng.reading.forms.costs import NEVER, blank, fit
from jiheng.reading.forms.looks import Looks
from jiheng.reading.rows import Row
from jiheng.reading.texts import bare_name

WITHIN_LINE = 4.0
"""A new row in the middle of a line."""
OVER_LINE = 2.5
"""A row that goes on in the next line."""
LEVEL_WITHOUT_SECOND = 1.5
"""A row that gives its first level and not its second, where the form has both."""
LEVELS_ONLY = 1.2
"""A row that ends with its levels (an empty second level) or with the columns of the whole table (a subtotal of a list)."""
MISPLACED = 0.7
"""A step that differs from the header's, where the text kept its blank cells."""
LONGEST_SIDE = 10
DOTS = "…. ·"
"""what a template prints where more rows may follow"""
FARTHEST = 48
"""Columns that a row may leave blank between two cells: a head of hundreds of columns, which no form has, would take minutes."""
REPEATED = 3.0
"""A second cell in one column of a row."""


class Laid(NamedTuple):
    """One row as laid out: for each column the cells put there, in order. `row` is the text's row of its first cell."""

    row: Row
    cells: dict[int, list[tuple[Row, Cell, str]]]
    shifted: bool = False
    strays: tuple[tuple[Row, Cell, str], ...] = ()
    """filled cells that stand under no column"""


class _Item(NamedTuple):
    row: Row
    cell: Cell
    text: str
    first: bool
    position: int


@frozen(eq=False)
class Aligner:
    """Puts cells into the columns of one header. `kept` is true where the text kept its blank cells, so that positions count."""

    columns: tuple[Column, ...]
    looks: Looks
    fields: Fields
    kept: bool = False
    _blanks: list[float] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_blanks", _sums(self.columns))

    def lay(self, rows: Sequence[Row]) -> list[Laid]:
        """The rows of the form that the cells of `rows` make up, in order; blank cells only count as positions."""
        items = list(self._items(rows))
        return self._collected(items, self._path(items)) if items else []

    def _items(self, rows: Sequence[Row]) -> list[_Item]:
        items: list[_Item] = []
        for row in rows:
            first = True
            for cell, text in zip(row.cells, row.texts, strict=True):
                if text.strip(DOTS) and bare_name(text):
                    items.append(_Item(row, cell, text, first, cell.column))
                    first = False
        return items

    def _fits(self, text: str) -> list[float]:
        look = self.looks(text)
        side = self._side(text)
        return [side if column.name == "side" else fit(column.name)(look) for column in self.columns]

    def _side(self, text: str) -> float:
        """The fit of 绩效指标 beside the rows; a form without columns for the levels may print them there."""
        look = self.looks(text)
        named = self.fields.columns[text] if look.length <= LONGEST_SIDE else None
        if named is not None and named.name == "side":
            return 0.0
        return 0.0 if look.level and not any(column.name in LEVELS for column in self.columns) else NEVER

    def _path(self, items: list[_Item]) -> list[tuple[int, bool]]:
        """For each cell its column and whether it begins a row, of the cheapest way through all cells."""
        width = range(len(self.columns))
        remembered: dict[str, list[float]] = {}
        costs: list[float] = []
        backs: list[list[tuple[int, bool]]] = []
        before: _Item | None = None
        for item in items:
            fits = remembered.setdefault(item.text, self._fits(item.text))
            if before is None:
                costs = [self._blanks[j] + self._start(item, j) + fits[j] for j in width]
                backs.append([(-1, True) for _ in width])
            else:
                costs, back = self._step(before, item, costs, fits)
                backs.append(back)
            before = item
        last = min(width, key=lambda j: costs[j] + self._rest(j))
        path: list[tuple[int, bool]] = []
        for back in reversed(backs):
            came, begins = back[last]
            path.append((last, begins))
            last = came
        return path[::-1]

    def _step(self, before: _Item, item: _Item, costs: list[float], fits: list[float]) -> tuple[list[float], list[tuple[int, bool]]]:
        size = len(self.columns)
        ended = min(range(size), key=lambda j: costs[j] + self._rest(j))
        fresh = costs[ended] + self._rest(ended) + (0.0 if item.first else WITHIN_LINE)
        over = OVER_LINE if item.first else 0.0
        step = item.position - before.position if self.kept and not item.first else 0
        made: list[float] = []
        back: list[tuple[int, bool]] = []
        for j in range(size):
            best, came, begins = fresh + self._blanks[j] + self._start(item, j), ended, True
            for k in range(max(0, j - FARTHEST), j + 1):
                cost = costs[k] + over + (self._skipped(k, j) if k < j else self._repeated(j))
                if step:
                    cost += MISPLACED * abs(self.columns[j].start - self.columns[k].start - step)
                if self._second_missing(k, j):
                    cost += LEVEL_WITHOUT_SECOND
                if cost < best:
                    best, came, begins = cost, k, False
            made.append(best + fits[j])
            back.append((came, begins))
        return made, back

    def _start(self, item: _Item, j: int) -> float:
        """The cost of a row's first cell standing in column j, where positions count."""
        if not self.kept:
            return 0.0
        return MISPLACED / 2 * min(2, abs(item.position - self.columns[j].start))

    def _skipped(self, k: int, j: int) -> float:
        """The cost of leaving blank the columns between k and j; an empty level in the left half of a form costs little."""
        cost = self._blanks[j] - self._blanks[k + 1]
        left, right = self.columns[k], self.columns[j]
        return min(cost, LEVELS_ONLY) if left.half < right.half and left.name in LEVELS else cost

    def _repeated(self, j: int) -> float:
        column = self.columns[j]
        return NEVER if column.head or column.name in LEVELS or column.name == "side" else REPEATED

    def _second_missing(self, k: int, j: int) -> bool:
        """Whether a step from column k to column j passes over the second level of a row that gave its first."""
        return self.columns[k].name == "level1" and any(self.columns[between].name == "level2" for between in range(k + 1, j))

    def _rest(self, j: int) -> float:
        """The cost of leaving blank every column after j."""
        cost = self._blanks[-1] - self._blanks[j + 1]
        column = self.columns[j]
        return min(cost, LEVELS_ONLY) if column.head or column.name in LEVELS else cost

    def _collected(self, items: list[_Item], path: list[tuple[int, bool]]) -> list[Laid]:
        laid: list[Laid] = []
        for item, (column, begins) in zip(items, path, strict=True):
            if begins:
                shifted = self.kept and item.position != self.columns[column].start
                laid.append(Laid(item.row, {}, shifted))
            laid[-1].cells.setdefault(column, []).append((item.row, item.cell, item.text))
        return laid


def _sums(columns: tuple[Column, ...]) -> list[float]:
    """Running sums of what blank columns cost; in the right half of a form nothing is asked for."""
    sums = [0.0]
    for column in columns:
        cost = blank(column.name, head=column.head)
        sums.append(sums[-1] + (min(cost, 0.5) if column.half else cost))
    return sums
