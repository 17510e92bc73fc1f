"""Tables without rules (无线表): lines outside ruled tables whose parts stand under each other, cut where gaps run through them."""

from collections.abc import Sequence
from itertools import pairwise

from attrs import define, frozen

from jiheng.documents.document import Cell
from jiheng.documents.pdf.glyphs import BLANKS, Glyph
from jiheng.documents.pdf.lines import TextLine, spoken
from jiheng.documents.pdf.sheet import OuterLine
from jiheng.documents.visible import visible

APART = 0.9
"""The gap, as a share of the font's height, that parts a line."""
LEAST_PARTED = 3
"""Parted lines that make a table."""
FAR = 4.5
"""Lines further apart than this many heights of their font belong to different tables."""
WRAPPED = 1.25
"""Lines nearer than this many heights of their font may be one cell, where the table's rows stand further apart."""
FULL = 0.6
"""Lines with this share of the most parts of any line show where the columns are."""


@frozen(eq=False)
class Stretch:
    """A part of a line between gaps."""

    left: float
    right: float
    text: str


@define(eq=False)
class _Draft:
    """A cell while lines are added to it."""

    text: str
    row: int
    column: int
    columns: int
    line: int


def stretches(line: TextLine) -> list[Stretch]:
    """The parts of a line; letters that are all set apart (a spaced title) are one."""
    groups: list[list[Glyph]] = [[]]
    last: Glyph | None = None
    for glyph in line.glyphs:
        if glyph.sign in BLANKS:
            groups[-1].append(glyph)
            continue
        if last is not None and glyph.x - last.end > APART * line.size:
            groups.append([])
        groups[-1].append(glyph)
        last = glyph
    if len(groups) == sum(glyph.sign not in BLANKS for glyph in line.glyphs) and len(groups) > 1:
        groups = [list(line.glyphs)]
    return [Stretch(group[0].x, _end(group), visible(spoken(group)).strip()) for group in groups]


def _end(group: Sequence[Glyph]) -> float:
    return next(glyph.end for glyph in reversed(group) if glyph.sign not in BLANKS)


def said(line: TextLine) -> str:
    """A line as a paragraph; its parts stand two blanks apart."""
    return "  ".join(part.text for part in stretches(line))


def tables_among(lines: Sequence[OuterLine]) -> list[tuple[int, int]]:
    """The runs of lines (from, to before) that are tables: parted lines near each other, with lines that go on between them."""
    parted = [len(stretches(each.line)) > 1 for each in lines]
    runs: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    for number, is_parted in enumerate(parted):
        if start is not None and lines[number].top - lines[last].top > FAR * lines[number].line.size:
            runs.append((start, last + 1))
            start = None
        if is_parted:
            start = number if start is None else start
            last = number
    if start is not None:
        runs.append((start, last + 1))
    return [(first, end) for first, end in runs if sum(parted[first:end]) >= LEAST_PARTED]


def cells_of(lines: Sequence[OuterLine]) -> list[Cell]:
    """The cells of a table without rules, row by row; a part that reaches over several columns spans them."""
    parts = [stretches(each.line) for each in lines]
    columns = _columns(parts)
    wrapped = _wraps(lines)
    drafts: list[_Draft] = []
    row = 0
    for number, (each, found) in enumerate(zip(lines, parts, strict=True)):
        goes_on = wrapped and number > 0 and each.top - lines[number - 1].top <= WRAPPED * each.line.size
        row += not goes_on
        for part in found:
            _add(drafts, part, row, columns, each.number)
    return [Cell(draft.text, draft.row, draft.column, 1, draft.columns, draft.line) for draft in sorted(drafts, key=_order)]


def _order(draft: _Draft) -> tuple[int, int]:
    return draft.row, draft.column


def _add(drafts: list[_Draft], part: Stretch, row: int, columns: Sequence[tuple[float, float]], line: int) -> None:
    over = [number for number, (left, right) in enumerate(columns, 1) if part.left < right and part.right > left]
    column, wide = (over[0], len(over)) if over else (1, 1)
    before = next((draft for draft in reversed(drafts) if draft.row == row and draft.column == column), None)
    if before is not None:
        before.text += (" " if before.line == line else "") + part.text
        before.columns = max(before.columns, wide)
        return
    drafts.append(_Draft(part.text, row, column, wide, line))


def _columns(parts: Sequence[Sequence[Stretch]]) -> list[tuple[float, float]]:
    """From where to where each column reaches, by the lines that have most parts."""
    most = max(len(found) for found in parts)
    spans = sorted((part.left, part.right) for found in parts if len(found) >= FULL * most and len(found) > 1 for part in found)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _wraps(lines: Sequence[OuterLine]) -> bool:
    """Whether rows stand further apart than the lines of one cell do."""
    steps = [(after.top - before.top) / after.line.size for before, after in pairwise(lines)]
    far = [step for step in steps if step > WRAPPED]
    return len(far) * 3 >= len(steps)
