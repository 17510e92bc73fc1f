"""A page taken apart (页面): its tables with the text of each cell, and the lines of text outside them, from top to bottom."""

from collections.abc import Sequence
from ctypes import byref, c_int
from typing import TypeAlias

from attrs import frozen

from jiheng.documents.outlines import UNKNOWN, Onto, Outline, even_onto
from jiheng.documents.pdf.drawn import Drawn, drawn_on
from jiheng.documents.pdf.glyphs import BLANKS, MEANINGLESS, Glyph, blank_at, glyphs_of
from jiheng.documents.pdf.handles import Page, library
from jiheng.documents.pdf.lattice import Table, tables_in
from jiheng.documents.pdf.lines import NOT_LAST, TextLine, flowed, lines_of
from jiheng.documents.pdf.spreads import gutter
from jiheng.documents.pdf.turning import Turn, boxes, main_turn, point_back
from jiheng.documents.visible import visible

UNMAPPED = 0.3
"""The share of signs without a meaning from which a page's text is no text."""
TOUCHING, OVERLAPPING = 0.03, 0.1
"""Glyphs of one word are no further apart, and overlap no more, than these shares of the font's height."""

FINE = 1_000_000
"""steps into which a page is divided to tell where on it a point stands"""
SHARED = 0.3
"""points by which the margins of cells may differ and be one"""


@frozen(eq=False)
class BoxText:
    """The text of a box, the lines that it stands on, and the room that the box leaves for a line, above the first and below the last."""

    text: str
    lines: tuple[TextLine, ...] = ()
    room: float = 0.0
    above: float = 0.0
    below: float = 0.0


@frozen(eq=False)
class TablePart:
    """A ruled table, or what stands of it on one page, with the text of each of its boxes.

    `laid` is the table as it lies on its page where `table` was moved to the one that it goes on from; None where it was not.
    """

    page: int
    table: Table
    texts: tuple[BoxText, ...]
    onto: Onto = UNKNOWN
    laid: Table | None = None

    @property
    def top(self) -> float:
        """The y of its first border."""
        return self.table.down[0]

    def outline(self, number: int) -> tuple[Outline, ...]:
        """Where a box stands on its page; none where nobody knows how the page lies."""
        return () if self.onto is UNKNOWN else (Outline(self.page, (self.laid or self.table).sides(number), self.onto),)


@frozen(eq=False)
class OuterLine:
    """A line of text outside ruled tables; `number` counts the page's such lines from 1."""

    page: int
    number: int
    line: TextLine
    onto: Onto = UNKNOWN

    @property
    def top(self) -> float:
        """The y of its baseline."""
        return self.line.y

    def outline(self, glyphs: Sequence[Glyph]) -> tuple[Outline, ...]:
        """Where glyphs of the line stand on its page; none where nobody knows how the page lies."""
        if self.onto is UNKNOWN or not glyphs:
            return ()
        half = glyphs[0].size / 2
        across, down = [glyph.middle_x for glyph in glyphs], [glyph.middle_y for glyph in glyphs]
        return (Outline(self.page, (min(across) - half, min(down) - half, max(across) + half, max(down) + half), self.onto),)


Piece: TypeAlias = TablePart | OuterLine


@frozen(eq=False)
class Sheet:
    """What one page says. `pictured` tells that it shows a picture and no text that can be read, `slanted` is the text of watermarks.

    `illustrated` tells that it has text and pictures, so that its text may be a hidden layer over a picture of the page.
    """

    number: int
    pieces: tuple[Piece, ...]
    glyphs: int
    pictured: bool = False
    slanted: str = ""
    overfull: bool = False
    illustrated: bool = False


def taken_apart(page: Page) -> Sheet:
    """The tables and lines of a page, turned so that its text runs to the right."""
    drawn = drawn_on(page.page)
    main = main_turn(drawn.turns)
    mixed = any(turn is not main for turn in drawn.turns)
    glyphs = glyphs_of(page.text, main, mixed=mixed)
    signs = "".join([glyph.sign for glyph in glyphs])
    speaking, unmapped = len(signs) - sum(map(signs.count, BLANKS)), len(MEANINGLESS.findall(signs))
    if not speaking or unmapped > UNMAPPED * speaking:
        return Sheet(page.number, (), len(glyphs), pictured=bool(drawn.pictures or unmapped or drawn.lines), overfull=drawn.overfull)
    slanted = "".join([glyph.sign for glyph in glyphs if glyph.turn is Turn.SLANTED]) if mixed else ""
    straight = [glyph for glyph in glyphs if glyph.turn is not Turn.SLANTED] if slanted else glyphs
    straight += [blank_at(main, sides) for sides in drawn.blanks]
    pieces = pieces_of(page.number, straight, _tables(drawn, main), _onto(page, main))
    said = visible(slanted).strip()
    return Sheet(page.number, tuple(pieces), len(glyphs), slanted=said, overfull=drawn.overfull, illustrated=drawn.pictures > 0)


def _onto(page: Page, main: Turn) -> Onto:
    """How the sheet of a page whose text runs this way lies on the page as it is shown, cropped and turned."""
    to_device = library().FPDF_PageToDevice
    across, down = c_int(), c_int()

    def way(x: float, y: float) -> tuple[float, float]:
        """A point of the sheet as shares of the page."""
        to_device(page.page, 0, 0, FINE, FINE, 0, *point_back(main, x, y), byref(across), byref(down))
        return across.value / FINE, down.value / FINE

    return even_onto(way)


def _tables(drawn: Drawn, main: Turn) -> list[Table]:
    return [] if drawn.overfull else tables_in(boxes(main, drawn.lines))


def pieces_of(number: int, glyphs: Sequence[Glyph], tables: Sequence[Table], onto: Onto = UNKNOWN) -> list[Piece]:
    """Glyphs laid into the cells of tables, the others on lines, from top to bottom; of two pages side by side the left one first."""
    middle = gutter(tables, glyphs)
    if middle is None:
        return _pieces_of(number, glyphs, tables, onto)
    pieces: list[Piece] = []
    for is_left in (True, False):
        own = [table for table in tables if (table.across[0] < middle) is is_left]
        said = [glyph for glyph in glyphs if (glyph.middle_x < middle) is is_left]
        pieces += _pieces_of(number, said, own, onto, sum(isinstance(piece, OuterLine) for piece in pieces))
    return pieces


def _pieces_of(number: int, glyphs: Sequence[Glyph], tables: Sequence[Table], onto: Onto, before: int = 0) -> list[Piece]:
    """The pieces of one page; `before` lines stand before it on the same sheet. Glyphs of one word follow each other."""
    within: list[list[list[Glyph]]] = [[[] for _ in table.boxes] for table in tables]
    outside: list[Glyph] = []
    left = top = right = bottom = 0.0
    held = outside
    last: Glyph | None = None
    for glyph in glyphs:
        x, y = glyph.middle_x, glyph.middle_y
        # a word that is too long for its cell stays whole
        if not (left <= x < right and top <= y < bottom) and not (held is not outside and last is not None and _follows(last, glyph)):
            held, (left, top, right, bottom) = _home(x, y, tables, within, outside)
        held.append(glyph)
        last = glyph
    pieces: list[Piece] = []
    for table, cells in zip(tables, within, strict=True):
        texts = _texts(table, cells)
        if any(each.text for each in texts):
            pieces.append(TablePart(number, table, texts, onto))
    lines = [line for turned in _by_turn(outside) for line in lines_of(turned)]
    lines.sort(key=lambda line: line.y)
    pieces += [OuterLine(number, at, line, onto) for at, line in enumerate(lines, before + 1)]
    return sorted(pieces, key=lambda piece: piece.top)


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands directly behind the one before it."""
    return (
        glyph.turn is last.turn
        and glyph.y == last.y
        and -OVERLAPPING * glyph.size <= glyph.x - last.end <= TOUCHING * glyph.size
        and glyph.sign not in BLANKS
        and last.sign not in BLANKS
    )


NO_SIDES = (0.0, 0.0, 0.0, 0.0)


NOWHERE = (0.0, 0.0, 0.0, 0.0)


def _home(
    x: float, y: float, tables: Sequence[Table], within: list[list[list[Glyph]]], outside: list[Glyph]
) -> tuple[list[Glyph], tuple[float, float, float, float]]:
    """Where a glyph belongs, and the sides of that cell (nowhere for what stands outside tables or beside an inner table)."""
    for number, table in enumerate(tables):
        at = table.at(x, y)
        if at >= 0:
            # a cell may hold an inner table, which is asked first for each glyph
            return within[number][at], table.sides(at) if number == 0 or len(tables) == 1 else NO_SIDES
    return outside, NO_SIDES


def _by_turn(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that run the same way together, in the order in which they begin."""
    if not glyphs or all(glyph.turn is glyphs[0].turn for glyph in glyphs):
        return [list(glyphs)] if glyphs else []
    groups: dict[Turn, list[Glyph]] = {}
    for glyph in glyphs:
        groups.setdefault(glyph.turn, []).append(glyph)
    return list(groups.values())


def _margin(cells: Sequence[tuple[Sequence[TextLine], float]]) -> float:
    """The margin inside the cells, given with their left sides: the least one that three cells share, else the least.

    A figure that is too wide for its cell stands over the margin; a bracket that opens a line may be cut to half its width.
    """
    beside = [[line.left - left for line in lines if line.glyphs[0].sign not in NOT_LAST] for lines, left in cells]
    least = sorted(min(lefts) for lefts in beside if lefts)
    shared = (one for one, third in zip(least, least[2:], strict=False) if one > 0 and third - one <= SHARED)
    return max(next(shared, min(least, default=0.0)), 0.0)


def _texts(table: Table, cells: Sequence[Sequence[Glyph]]) -> tuple[BoxText, ...]:
    """The text of each box; the margin that the table keeps inside its cells tells which lines were full."""
    turned = [[lines_of(glyphs) for glyphs in _by_turn(cell)] for cell in cells]
    sides = [table.sides(number) for number in range(len(cells))]
    margin = _margin([(groups[0], left) for groups, (left, *_) in zip(turned, sides, strict=True) if groups])
    found: list[BoxText] = []
    for groups, (left, top, right, bottom) in zip(turned, sides, strict=True):
        room = right - left - 2 * margin
        text = visible("\n".join([flowed(group, room) for group in groups])).strip()
        lines = tuple(groups[0]) if groups else ()
        found.append(BoxText(text, lines, room, lines[0].y - top, bottom - lines[-1].y) if lines else BoxText(text, room=room))
    return tuple(found)
