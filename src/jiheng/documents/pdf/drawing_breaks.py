"""Breaks of a PDF form (PDF 分页): where its pages end, its grids cut there, and the merged cells that go on said again with （续）."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from jiheng.documents.document import Block, Cell, Grid, Paragraph
from jiheng.documents.pdf.drawing_cells import height, letters, page_height
from jiheng.documents.sections import Section, is_letter, is_wide, sections
from jiheng.documents.shape import LETTER, Line, Role, Shape

AGAIN = "（续）"
SURE, LIKELY = Decimal("0.7"), Decimal("1.12")
"""the share of a page below which a form surely has room on it, and above which it surely has not: heights are estimated"""
LINES_OF_A_PAGE = 34
"""entries of the contents"""
LETTER_LINE, LETTERS_OF_A_LINE = Decimal("1.6"), 27
BEHIND = -1
"""the grid of the mark that stands behind everything"""
Breaks = Mapping[int, tuple[int, ...]]
"""For a grid by its number in the document the rows that begin a page."""


@frozen
class Spot:
    """Where a row came to stand: which grid (BEHIND: none), which row, which page."""

    grid: int
    row: int
    page: int


@frozen(eq=False)
class Form:
    """The blocks of one form, each with its number in the document. `number` counts the forms from 0.

    `height` is about how much of a page its tables and its lines of a letter or of the contents take.
    """

    blocks: tuple[tuple[int, Block], ...]
    number: int
    wide: bool
    letter: bool
    height: Decimal


def forms(blocks: Sequence[Block]) -> list[Form]:
    """The forms of a document: each begins with a title, and a page."""
    return [_form(number, section) for number, section in enumerate(sections(blocks))]


def _form(number: int, numbered: Section) -> Form:
    blocks = [block for _, block in numbered]
    wide, letter = is_wide(blocks), is_letter(blocks)
    tables = sum((_height(block) for block in blocks if isinstance(block, Grid)), Decimal(0)) / page_height(wide=wide)
    lines = sum((_lines(block) for block in blocks if isinstance(block, Paragraph)), Decimal(0)) / LINES_OF_A_PAGE
    return Form(numbered, number, wide, letter, tables + lines)


def _lines(block: Paragraph) -> Decimal:
    """About how many lines of a page an entry of the contents or a paragraph of a letter takes; titles have room of their own."""
    if block.line is Line.ENTRY:
        return Decimal(1)
    wrapped = sum(int(letters(part) / LETTERS_OF_A_LINE) + 1 for part in block.text.split("\n"))
    return LETTER_LINE * wrapped if block.line in LETTER else Decimal(0)


def _height(grid: Grid) -> Decimal:
    """About how high a grid is, in points: the highest cell of each row."""
    rows: dict[int, Decimal] = {}
    for cell in grid.cells:
        if cell.row_span == 1 and grid.shape is not None:
            rows[cell.row] = max(rows.get(cell.row, Decimal(0)), height(cell, grid.shape))
    return sum(rows.values(), Decimal(0))


def breaks_of(spots: Iterable[Spot], known: Breaks) -> dict[int, tuple[int, ...]]:
    """Where pages begin within grids, from where their rows came to stand while `known` breaks were kept.

    A grid whose rows went over a page where no break was known is broken there, and its later breaks are asked for again.
    """
    pages: dict[int, dict[int, list[int]]] = {}
    for spot in spots:
        if spot.grid != BEHIND:
            pages.setdefault(spot.grid, {}).setdefault(spot.row, []).append(spot.page)
    found: dict[int, tuple[int, ...]] = {}
    for grid, rows in pages.items():
        starts = [row for row in sorted(rows) if row - 1 in rows and rows[row][0] > rows[row - 1][-1]]
        held = known.get(grid, ())
        new = next((row for row in starts if row not in held), None) if held else None
        kept = tuple(row for row in starts if new is None or row <= new)
        if kept:
            found[grid] = kept
    return found


def pieces(grid: Grid, starts: Sequence[int]) -> list[tuple[int, Grid]]:
    """The grid page by page, each piece with its first row; heads stand over each, merged cells that go on say their text again."""
    if grid.shape is None or not starts:
        return [(1, grid)]
    last = max(cell.row + cell.row_span for cell in grid.cells)
    return [(start, _piece(grid, grid.shape, start, end)) for start, end in zip((1, *starts), (*starts, last), strict=True)]


def _piece(grid: Grid, shape: Shape, start: int, end: int) -> Grid:
    cells: list[Cell] = []
    roles: dict[tuple[int, int], Role] = {}
    opened = set(shape.open_above)
    for cell in grid.cells:
        first, stop = max(cell.row, start), min(cell.row + cell.row_span, end)
        if cell.row <= shape.repeated:
            cells.append(cell)
        elif first < stop:
            again = AGAIN if first != cell.row and cell.text else ""
            cells.append(cell._replace(text=cell.text + again, row=first, row_span=stop - first))
        else:
            continue
        spot = cells[-1].row, cell.column
        roles[spot] = shape.role(cell.row, cell.column)
        if (cell.row, cell.column) in opened:
            opened.add(spot)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return evolve(grid, cells=tuple(cells), shape=evolve(shape, roles=roles, open_above=frozenset(opened)))
