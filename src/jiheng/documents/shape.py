"""Shape (版面): how a document that is to be drawn looks, apart from what it says: widths, what each cell is, what pages repeat."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import lru_cache

from attrs import Factory, frozen

PAGE = 174
"""millimetres between the margins of an upright A4 page"""
UPRIGHT = 200
"""what may be brought together on an upright page without becoming too small"""
WIDE_PAGE = 261
TYPE = Decimal("10.5")
"""points: 五号, the type of forms"""
LEAST_TYPE = Decimal("6.5")


class Role(StrEnum):
    """What a cell is, from which a format takes its type and its side."""

    LABEL = "label"
    """printed by the form"""
    HEAD = "head"
    """the head of a column"""
    LINE = "line"
    """what a line of money is for, set from the left"""
    LEVEL = "level"
    TEXT = "text"
    """sentences and names, set from the left"""
    SHORT = "short"
    """values and figures, centred"""
    MONEY = "money"
    """amounts, set from the right"""


class Line(StrEnum):
    """What a paragraph is."""

    TITLE = "title"
    """begins a page, and a sheet of its own in a workbook"""
    UNDER_TITLE = "under-title"
    NOTE = "note"
    NUMBER = "number"
    """文号 of a letter, above its title"""
    LETTER = "letter"
    """the title of a letter; begins a page"""
    ADDRESS = "address"
    """to whom a letter goes (主送机关)"""
    BODY = "body"
    ATTACHED = "attached"
    """what is attached to a letter (附件说明)"""
    CLOSING = "closing"
    """who signs a letter, and the day"""
    ANNEX = "annex"
    """附件1, above the title of what is attached"""
    ENTRY = "entry"
    """a line of the contents, which leads to a section"""


TITLES = (Line.TITLE, Line.LETTER)
ABOVE_TITLE = (Line.ANNEX, Line.NUMBER)
OPENING = (*TITLES, *ABOVE_TITLE)
LETTER = (Line.LETTER, Line.ADDRESS, Line.BODY, Line.ATTACHED, Line.CLOSING)


@frozen
class Shape:
    """The look of a grid.

    `widths` are its columns' in millimetres, `repeated` the number of rows from the top that each page repeats, `roles` what
    the cells are by (row, column), `choices` what a drop-down list offers in a cell, where the format has such lists. Between
    a cell `open_below` and the one under it, `open_above`, no line is drawn: they look like one where one of them is repeated.
    """

    widths: tuple[int, ...]
    repeated: int = 0
    roles: Mapping[tuple[int, int], Role] = Factory(dict[tuple[int, int], Role])
    choices: Mapping[tuple[int, int], tuple[str, ...]] = Factory(dict[tuple[int, int], tuple[str, ...]])
    open_below: frozenset[tuple[int, int]] = frozenset()
    open_above: frozenset[tuple[int, int]] = frozenset()

    @property
    def wide(self) -> bool:
        """Whether the grid needs a page that lies on its side."""
        return _page(self.widths) == WIDE_PAGE

    @property
    def size(self) -> Decimal:
        """The size of the type in points: smaller where the columns had to be brought together to fit the page."""
        return _size(self.widths)

    def scaled(self) -> tuple[int, ...]:
        """The columns' widths in hundredths of a millimetre, brought to the width of the page."""
        return _scaled(self.widths)

    def opens(self, row: int, column: int) -> tuple[bool, bool]:
        """Whether the cell has no line above, and none below."""
        return (row, column) in self.open_above, (row, column) in self.open_below

    def role(self, row: int, column: int) -> Role:
        """What the cell is; text where nothing else is said."""
        return self.roles.get((row, column), Role.TEXT)


def _page(widths: tuple[int, ...]) -> int:
    return WIDE_PAGE if sum(widths) > UPRIGHT else PAGE


@lru_cache(maxsize=1024)  # asked for each cell
def _size(widths: tuple[int, ...]) -> Decimal:
    page, whole = _page(widths), sum(widths)
    wanted = (TYPE * page / whole).quantize(Decimal("0.5"), ROUND_DOWN) if whole > page else TYPE
    return max(wanted, LEAST_TYPE)


@lru_cache(maxsize=1024)
def _scaled(widths: tuple[int, ...]) -> tuple[int, ...]:
    page, whole = _page(widths), sum(widths)
    return tuple(width * page * 100 // whole for width in widths)
