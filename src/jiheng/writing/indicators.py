"""Indicators (指标部分): the grid of the indicators: heads, merged levels, a row for each indicator."""

from collections.abc import Callable, Sequence
from itertools import groupby

from attrs import frozen

from jiheng.documents.document import Cell
from jiheng.documents.shape import Role
from jiheng.framework.layouts import Layout
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.writing.columns import SPLIT, Column, Columns, row_text
from jiheng.writing.drafting import GridDraft
from jiheng.writing.lines import FormLine, form_lines, runs
from jiheng.writing.splitting import Splitter
from jiheng.writing.texts import figure

REQUIRED, OPTIONAL = "（必填）", "（选填）"
LETTER = 4
"""millimetres that a character of a form takes"""
WHOLE = "总体指标值"
"""the head of the whole's targets where each region has a column of its own"""


@frozen(eq=False)
class Block:
    """What the grid of indicators is made of."""

    table: Declaration
    layout: Layout
    columns: Columns
    splitter: Splitter
    rank: Callable[[str | None], int]
    least: int = 1
    """how many rows each second level has, filled or not"""

    @property
    def first(self) -> int:
        """The first column of the indicators: right of what stands beside them."""
        return 2 if self.layout.side else 1


def put_indicators(draft: GridDraft, block: Block) -> int:
    """Add the heads and the rows of the indicators; the first row after them."""
    heads = _put_heads(draft, block)
    halves = any(column.midterm for column in block.columns.columns)
    lines = form_lines(block.table, halves=halves, rank=block.rank, least=block.least) or [FormLine((None, None, None))]
    draft.repeated = heads
    _put_side(draft, block, heads, len(lines))
    firsts, seconds = runs(lines)
    at = block.first
    for column in block.columns.columns:
        for number, line in enumerate(lines):
            cell = Cell("", heads + 1 + number, at, 1, column.span)
            if column.field == "level1":
                _put_level(draft, cell, firsts[number], _pointed(block.table, line.key[0]), column)
            elif column.field == "level2":
                _put_level(draft, cell, seconds[number], _marked(line, sum(draft.widths[at - 1 : at - 1 + column.span])), column)
            else:
                _put_cell(draft, block, cell, column, line)
        at += column.span
    return heads + 1 + len(lines)


def _pointed(table: Declaration, level1: str | None) -> str | None:
    """The first level with the points that the table's own form prints in its head."""
    points = next((each.weight for each in table.level_weights if each.level1 == level1), None)
    return level1 if points is None else f"{level1}（{figure(points)}分）"


def _put_heads(draft: GridDraft, block: Block) -> int:
    """Add the heads of the columns; the number of rows they take: two where some stand under a heading."""
    columns = block.columns.columns
    targets = next((column.label for column in columns if column.field == "target"), "")
    regions = targets if any(column.field == "regions" for column in columns) else ""
    overs = [regions if column.field in ("target", "regions") else column.heading for column in columns]
    rows = 2 if any(overs) else 1
    at = block.first
    for over, run in groupby(zip(overs, columns, strict=True), key=lambda pair: pair[0]):
        under = [column for _, column in run]
        if over:
            draft.put(Cell(over, 1, at, 1, sum(column.span for column in under)), Role.HEAD)
        for column in under:
            label = WHOLE if over and regions and column.field == "target" else column.label
            draft.put(Cell(label, 2 if over else 1, at, 1 if over else rows, column.span), Role.HEAD)
            at += column.span
    return rows


def _put_side(draft: GridDraft, block: Block, heads: int, lines: int) -> None:
    """What stands beside the indicators; over it a head of its own, else a blank that looks like one cell with it on each page."""
    layout = block.layout
    if not layout.side:
        return
    draft.put(Cell(layout.side_head, 1, 1, heads), Role.HEAD)
    draft.put(Cell(layout.side, heads + 1, 1, lines), Role.LABEL)
    if not layout.side_head:
        draft.open_below.add((1, 1))
        draft.open_above.add((heads + 1, 1))


def _marked(line: FormLine, width: int) -> str | None:
    """The second level with its mark, which stands on a line of its own where both do not fit the column's millimetres."""
    level2, required = line.key[1], line.key[2]
    if level2 is None or required is None:
        return level2
    mark = REQUIRED if required else OPTIONAL
    return f"{level2}{mark}" if (len(level2) + len(mark)) * LETTER < width else f"{level2}\n{mark}"


def _put_level(draft: GridDraft, cell: Cell, reach: int, text: str | None, column: Column) -> None:
    if reach:
        draft.put(cell._replace(text=text or "", row_span=reach), Role.LEVEL, column.choices)


def _put_cell(draft: GridDraft, block: Block, cell: Cell, column: Column, line: FormLine) -> None:
    position = line.midterm if column.midterm else line.annual
    if position is None:
        draft.put(cell, column.role, column.choices)
        return
    rows: Sequence[Indicator] = block.table.midterm_indicators if column.midterm else block.table.indicators
    own = [each.label for each in block.columns.columns if each.field in SPLIT]
    text = row_text(column, rows[position], block.splitter, own)
    name = "target" if column.field in SPLIT else column.field
    half = "midterm_indicators" if column.midterm else "indicators"
    draft.put(cell._replace(text=text, field=f"{half}.{position}.{name}"), column.role, column.choices)
