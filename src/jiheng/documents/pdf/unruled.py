"""Tables without rules (无线表): lines outside ruled tables whose parts stand under each other, cut where gaps run through them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, frozen

from jiheng.documents.document import Cell
from jiheng.documents.pdf.glyphs import BLANKS, Glyph
from jiheng.documents.pdf.lines import TextLine, flowed, line_of
from jiheng.documents.pdf.sheet import OuterLine
from jiheng.documents.visible import visible

APART, SPLIT = 0.9, 0.3
"""The gap, as a share of the font's height, that parts a line, and the one that does where a gap runs through the table."""
LEAST_PARTED = 3
"""Parted lines that make a table."""
FAR = 4.5
"""Lines further apart than this many heights of their font belong to different tables."""
MOST_LINES = 200
"""Lines that are looked at for the columns."""
FULL = 0.6
"""Lines with this share of the most parts of any line show where the columns are."""
ALONGSIDE = 0.3
"""A cell begins beside another if it begins at most this share of the font's height below its last line."""
WRAPPED = 1.7
"""Lines of one cell are no further apart than so many heights of their font."""
STEADY, PADDED = 1.15, 1.3
"""How much more than the least step from line to line a step inside a cell may be, and the usual step from row to row is at least."""


@frozen(eq=False)
class _Part:
    """A part of a line between gaps, and the line's number on the page."""

    line: TextLine
    number: int


@define(eq=False)
class _Block:
    """The lines of one cell: their columns from 0 (`last` is the last that it reaches over)."""

    parts: list[_Part]
    column: int
    last: int

    @property
    def top(self) -> float:
        """The first baseline."""
        return self.parts[0].line.y

    @property
    def bottom(self) -> float:
        """The last baseline."""
        return self.parts[-1].line.y


def _cut(line: TextLine, gap: float) -> list[TextLine]:
    """The parts of a line between gaps wider than `gap`."""
    groups: list[list[Glyph]] = [[]]
    last: Glyph | None = None
    for glyph in line.glyphs:
        if glyph.sign in BLANKS:
            groups[-1].append(glyph)
            continue
        if last is not None and glyph.x - last.end > gap:
            groups.append([])
        groups[-1].append(glyph)
        last = glyph
    return [part for group in groups if (part := line_of(group)) is not None]


def stretches(line: TextLine) -> list[TextLine]:
    """The parts of a line; letters that are all set apart (a spaced title) are one."""
    parts = _cut(line, APART * line.size)
    return [line] if len(parts) == sum(glyph.sign not in BLANKS for glyph in line.glyphs) else parts


def said(line: TextLine) -> str:
    """A line as a paragraph; its parts stand two blanks apart."""
    return "  ".join(visible(part.text).strip() for part in stretches(line))


def tables_among(lines: Sequence[OuterLine]) -> list[tuple[int, int]]:
    """The runs of lines (from, to before) that are tables: parted lines near each other, with lines that go on in their cells."""
    runs: list[tuple[int, int]] = []
    parted: list[OuterLine] = []
    start = 0
    for number, each in enumerate(lines):
        is_parted = len(stretches(each.line)) > 1
        if parted and not (_is_near(lines[number - 1], each) and (is_parted or _is_under(each.line, parted[-1].line))):
            if len(parted) >= LEAST_PARTED:
                runs.append((start, number))
            parted = []
        if is_parted:
            start = start if parted else number
            parted.append(each)
    return [*runs, (start, len(lines))] if len(parted) >= LEAST_PARTED else runs


def _is_under(line: TextLine, parted: TextLine) -> bool:
    """Whether a line stands under one part of a parted line only, and no further left than its first part."""
    parts = stretches(parted)
    return sum(part.left < line.right and part.right > line.left for part in parts) == 1 and line.left >= parts[0].left - line.size / 2


def _is_near(one: OuterLine, other: OuterLine) -> bool:
    return one.page == other.page and other.top - one.top <= FAR * other.line.size


def cells_of(lines: Sequence[OuterLine]) -> list[Cell]:
    """The cells of a table without rules, row by row; a part that reaches over several columns spans them."""
    columns = _columns([stretches(each.line) for each in lines])
    blocks = _blocks(lines, columns)
    cells: list[Cell] = []
    for row, found in enumerate(_rows(blocks), 1):
        for block in sorted(found, key=lambda block: block.column):
            room = columns[block.last][1] - columns[block.column][0]
            text = visible(flowed([part.line for part in block.parts], room)).strip()
            glyphs = [glyph for part in block.parts for glyph in part.line.glyphs]
            span, line = block.last - block.column + 1, block.parts[0].number
            cells.append(Cell(text, row, block.column + 1, 1, span, line, outlines=lines[0].outline(glyphs)))
    return cells


def _columns(parts: Sequence[Sequence[TextLine]]) -> list[tuple[float, float]]:
    """From where to where each column reaches, by the lines that have most parts and the parts that reach over one column only."""
    most = max(len(found) for found in parts)
    full = [found for found in parts if len(found) >= FULL * most and len(found) > 1][:MOST_LINES]
    spans = sorted((part.left, part.right) for found in full for part in found if not any(_reaches_over(part, other) for other in full))
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _reaches_over(part: TextLine, others: Sequence[TextLine]) -> bool:
    """Whether a part stands over or under two parts of another line."""
    return sum(part.left < other.right and part.right > other.left for other in others) > 1


def _over(part: TextLine, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The first and the last column that a part reaches over; the nearest one where it stands beside all."""
    over = [number for number, (left, right) in enumerate(columns) if part.left < right and part.right > left]
    if over:
        return over[0], over[-1]
    nearest = min(range(len(columns)), key=lambda number: abs(columns[number][0] - part.left))
    return nearest, nearest


def _parts(each: OuterLine, columns: Sequence[tuple[float, float]]) -> Iterator[tuple[TextLine, int, int]]:
    """The parts of a line with their columns; one that reaches over a gap between columns is cut there where it leaves a little room."""
    for part in stretches(each.line):
        first, last = _over(part, columns)
        finer = _cut(part, SPLIT * part.size) if last > first else [part]
        placed = [(piece, *_over(piece, columns)) for piece in finer]
        whole = any(one[2] >= other[1] for one, other in pairwise(placed))
        yield from [(part, first, last)] if whole else placed


def _blocks(lines: Sequence[OuterLine], columns: Sequence[tuple[float, float]]) -> list[_Block]:
    """Parts that go on with the part above them in the same column as one cell each, in the order of their first lines."""
    open_blocks: dict[int, _Block] = {}
    blocks: list[_Block] = []
    step = _step(lines, columns)
    for each in lines:
        for part, first, last in _parts(each, columns):
            above = open_blocks.get(first)
            if above is not None and last <= above.last and _goes_on(above, part, step):
                above.parts.append(_Part(part, each.number))
                continue
            block = _Block([_Part(part, each.number)], first, last)
            blocks.append(block)
            open_blocks.update(dict.fromkeys(range(first, last + 1), block))
    return blocks


def _goes_on(block: _Block, part: TextLine, step: float) -> bool:
    """Whether a part is the next line of the cell above it."""
    return 0 < part.y - block.bottom <= STEADY * step


def _step(lines: Sequence[OuterLine], columns: Sequence[tuple[float, float]]) -> float:
    """The step from line to line inside cells: the least one in a column, where rows usually stand further apart; else 0."""
    last: dict[int, float] = {}
    steps: list[float] = []
    size = 0.0
    for each in lines:
        for part, first, _ in _parts(each, columns):
            if first in last and part.y - last[first] > part.size / 2:
                steps.append(part.y - last[first])
            last[first] = part.y
            size = max(size, part.size)
    least = min(steps, default=0.0)
    padded = sum(step > PADDED * least for step in steps) * 4 >= len(steps)
    return least if padded and least <= WRAPPED * size else 0.0


def _rows(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """Cells of one row: the next one joins where it begins beside those that it has, and none of them stands in its columns."""
    rows: list[list[_Block]] = []
    for block in sorted(blocks, key=lambda block: block.top):
        row = rows[-1] if rows else []
        free = all(other.last < block.column or other.column > block.last for other in row)
        beside = any(block.top <= other.bottom + ALONGSIDE * other.parts[0].line.size for other in row)
        if row and free and beside:
            row.append(block)
        else:
            rows.append([block])
    return rows
