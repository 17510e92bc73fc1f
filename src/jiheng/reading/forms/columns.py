"""Columns (栏): what the indicators' header says stands in each column, from one line of labels or several, ruled or not."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import evolve, field, frozen

from jiheng.documents.document import Cell
from jiheng.framework.fields import Field, Fields, Part
from jiheng.reading.rows import Row

EXTRA = "extra"
REGION = "region"
LEVELS = ("level1", "level2")
VALUES = ("target", "target_midterm")
PART = ".part"
"""ends the name of a field that is one of several columns under a heading (确定能 under 完成目标可能性)"""
CORE = ("level1", "level2", "name")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_REGION = re.compile(r"[\u4e00-\u9fff]{1,10}(?:省|市|县|区|州|旗|盟|乡|镇|村|街道|社区|兵团|农场|本级|团场)")
_UNDER_VALUE = ("sign", "direction", "nature", "target", "target_midterm", "measure")
_UNDER_SIDE = ("level1", "level2", "name", "explanation")


@frozen(eq=False)
class Column:
    """One column: the model field it fills (`target`, `funds.total`; `extra` where it has none), its label as printed, its half.

    `start` and `end` are the header cell's columns in a ruled grid, its order among the labels elsewhere. `half` is 0 in the
    one block of columns or the left of two, 1 in the right. `head` is true for a field of the whole table (项目名称) in a list.
    """

    name: str
    label: str
    start: int
    end: int
    half: int = 0
    head: bool = False
    unit: str = ""


@frozen(eq=False)
class Header:
    """The columns of one block of indicators. `midterm` is true where a heading says that the block holds 中期指标."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    midterm: bool = False
    placed: bool = True
    """whether the columns' positions are those of the cells below"""
    by_position: dict[int, int] = field(factory=dict)
    names: frozenset[str] = field(init=False)
    levelled: bool = field(init=False)
    """whether it has columns for the levels"""
    halves: int = field(init=False)
    """1, or 2 where 中期 and 年度 stand side by side"""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(column.name for column in self.columns))
        object.__setattr__(self, "levelled", not self.names.isdisjoint(LEVELS))
        object.__setattr__(self, "halves", 1 + max(column.half for column in self.columns))

    def over(self, rows: Sequence[Row]) -> "Header":
        """The same columns, as the header of other rows that print the same labels in the same places."""
        return Header(self.columns, tuple(rows), self.midterm, self.placed, self.by_position)

    def with_columns(self, columns: Sequence[Column]) -> "Header":
        """The same header with other columns."""
        positions = {x: number for number, column in enumerate(columns) for x in range(column.start, column.end)}
        return Header(tuple(columns), self.rows, self.midterm, self.placed, positions)

    @property
    def listed(self) -> bool:
        """Whether the table is a list of projects, with columns for the project itself."""
        return any(column.head and column.name == "project" for column in self.columns)


def label_field(fields: Fields, text: str) -> Field | None:
    """The field that a header cell names: a column of the indicators first, else a field of the table."""
    return fields.find(text, Part.ROW, Part.HEAD, Part.MONEY) if text else None


def is_header(fields: Fields, texts: Sequence[str]) -> bool:
    """Whether texts that stand side by side are (a line of) the indicators' header."""
    columns = fields.columns
    found = [columns[text] for text in texts if text] if len(texts) > 1 else []
    names = {one.name for one in found if one is not None}
    if len(found) < 2 or not names or (core := names.intersection(CORE)) == set():
        return False
    known = sum(one is not None for one in found)
    if known * 3 < len(found):
        return False
    return len(names) >= 3 or len(core) >= 2 or not names.isdisjoint(VALUES)


def is_subheader(fields: Fields, texts: Sequence[str]) -> bool:
    """Whether a row beside a header consists of column labels only, so that it is a second line of it."""
    filled = [text for text in texts if text]
    found = [fields.find(text, Part.ROW, Part.BLOCK) for text in filled]
    return bool(filled) and all(one is not None for one in found) and len(filled) >= 2


def ruled_header(fields: Fields, rows: Sequence[Row]) -> Header:
    """The columns of a header of one or several ruled rows, by what stands over what."""
    stacks: dict[tuple[int, int], list[tuple[Cell, str]]] = {}
    cells = [(cell, text) for row in rows for cell, text in zip(row.cells, row.texts, strict=True) if text]
    leaves = [pair for pair in cells if not _is_parent(pair[0], cells)]
    for cell, text in leaves:
        over = [each for each in cells if each[0].row < cell.row and _overlap(each[0], cell)]
        stacks[cell.column, cell.column + cell.column_span] = [*over, (cell, text)]
    columns = [_column(fields, start, end, [text for _, text in stack]) for (start, end), stack in sorted(stacks.items())]
    return _header(fields, _resolved(columns), rows)


def _is_parent(cell: Cell, cells: Iterable[tuple[Cell, str]]) -> bool:
    """Whether labels under the cell fill its width, so that it is only their heading."""
    return any(below.row > cell.row and _overlap(cell, below) for below, _ in cells)


def _overlap(one: Cell, other: Cell) -> bool:
    return one.column < other.column + other.column_span and other.column < one.column + one.column_span


def is_region(label: str) -> bool:
    """Whether a label names a place that money goes to (某市, 某县, 本级)."""
    return bool(_REGION.fullmatch(label))


def _column(fields: Fields, start: int, end: int, stack: Sequence[str]) -> Column:
    """The column under a stack of labels: the lowest that names a field, read in the light of those above it."""
    label = stack[-1]
    found = label_field(fields, label)
    above = [fields.columns[text] for text in stack[:-1]]
    parent = next((one.name for one in reversed(above) if one is not None and one.name != "side"), None)
    if found is None:
        if len(stack) > 1 and parent in (*VALUES, "actual"):
            return Column(REGION if parent in VALUES else EXTRA, label, start, end)
        return Column(EXTRA, label, start, end)
    blocks = [fields.blocks[text] for text in stack]
    midterm = any(one is not None and one.name == "block.midterm" for one in blocks)
    name = "target_midterm" if midterm and found.name == "target" else found.name
    return _of_field(found, name, label, start, end)


def _of_field(found: Field, name: str, label: str, start: int, end: int) -> Column:
    head = found.part is not Part.ROW
    if name == "standard":
        return Column(EXTRA, label, start, end)
    if name.endswith(PART):
        name = name.removesuffix(PART)
    return Column(name, label, start, end, head=head)


def flat_header(fields: Fields, rows: Sequence[Row]) -> Header:
    """The columns of a header whose lines are texts in order, the lines of a second storey put under their headings."""
    storeys = [[_Label(text, label_field(fields, text), cell.column) for cell, text in row.filled()] for row in rows]
    merged = storeys[0]
    for storey in storeys[1:]:
        merged = _under(merged, storey)
    if len(storeys) > 1 and any("" in row.texts for row in rows):
        merged = [label for number, label in enumerate(merged) if not (label.name == "side" and _shares(label, merged[number + 1 :]))]
    placed = all(before.at < after.at for before, after in pairwise(merged))
    if not placed:
        merged = [evolve(label, at=number) for number, label in enumerate(merged, 1)]
    ends = [after.at for after in merged[1:]] + [max(merged[-1].at, rows[0].cells[-1].column) + 1 if placed else merged[-1].at + 1]
    columns: list[Column] = []
    for label, end in zip(merged, ends, strict=True):
        if label.field is None:
            columns.append(Column(EXTRA, label.text, label.at, end))
        else:
            columns.append(_of_field(label.field, label.field.name, label.text, label.at, end))
    return _header(fields, _resolved(columns), rows, placed=placed)


def _shares(label: "_Label", others: "Sequence[_Label]") -> bool:
    """Whether another label stands in the same column of the next line, so that this one is a heading over it."""
    return any(other.at == label.at for other in others)


@frozen(eq=False)
class _Label:
    """A label of an unruled header, the field it names, and the column it stands in."""

    text: str
    field: Field | None
    at: int

    @property
    def name(self) -> str:
        """The field's name, blank where it names none."""
        return self.field.name if self.field is not None else ""


def _under(upper: list[_Label], lower: list[_Label]) -> list[_Label]:
    """Two lines of labels as one: what belongs under a heading of the upper line takes its place, the rest follows."""
    upper_names = {label.name for label in upper}
    lower_names = {label.name for label in lower}
    if upper_names.intersection(CORE) and lower_names.intersection(CORE):
        return upper + lower
    merged = upper
    for heading in ("side", *VALUES, "reason", "possibility"):
        children = [label for label in lower if _belongs(label.name, heading)]
        if children and (heading not in VALUES or lower_names.intersection(VALUES)):
            merged = _replaced(merged, heading, children)
            lower = [label for label in lower if label not in children]
    return merged + lower


def _belongs(name: str, heading: str) -> bool:
    """Whether a column of the lower line stands under a heading of the upper one."""
    if heading == "side":
        return name in _UNDER_SIDE
    if heading in VALUES:
        return name in _UNDER_VALUE
    return name == heading or name == heading + PART


def _replaced(upper: list[_Label], heading: str, children: list[_Label]) -> list[_Label]:
    """The upper line with a heading replaced by its children; 绩效指标 itself stays, since it also stands in the rows."""
    place = next((number for number, label in enumerate(upper) if label.name == heading), None)
    if place is None:
        return children + upper if heading == "side" else upper + children
    kept = place + 1 if heading == "side" else place
    return upper[:kept] + children + upper[place + 1 :]


def _resolved(columns: list[Column]) -> list[Column]:
    """Columns whose label means another thing beside these neighbours, and the two halves of a form that has both."""
    columns = _with_goal(_with_history(columns))
    names = [column.name for column in columns]
    if "name" not in names:
        deepest = _deepest(names)
        columns = [evolve(column, name="name") if number == deepest else column for number, column in enumerate(columns)]
    elif names.count("name") > 1:
        columns = _one_name(columns)
    if "target" not in names and "target_midterm" in names:
        columns = [evolve(column, name="target") if column.name == "target_midterm" else column for column in columns]
    elif "target" not in names and "actual" not in names:
        columns = [evolve(column, name="target") if column.name == "goal" and not column.head else column for column in columns]
    regions = [column for column in columns if column.name == EXTRA and is_region(column.label)]
    if len(regions) > 1:
        columns = [evolve(column, name=REGION) if column in regions else column for column in columns]
    return _halved(columns)


def _with_history(columns: list[Column]) -> list[Column]:
    """Beside what is expected of the year (预期实现值) what an earlier year achieved (某年实际实现值) is no actual."""
    if not any(column.name == "target" and "预期" in column.label for column in columns):
        return columns
    return [evolve(column, name="standard") if column.name == "actual" and _YEAR.match(column.label) else column for column in columns]


def _with_goal(columns: list[Column]) -> list[Column]:
    """In a list of projects a column such as 年度目标 that stands left of the levels holds the goal and no target."""
    first = next((number for number, column in enumerate(columns) if column.name in CORE), 0)
    if not any(column.head for column in columns):
        return columns
    return [
        evolve(column, name="goal", head=True)
        if number < first and column.name in ("target", "side") and column.label.endswith("目标")
        else column
        for number, column in enumerate(columns)
    ]


def _deepest(names: list[str]) -> int | None:
    """Without a column for the name, the last of the level columns holds it, or 绩效指标 where that stands right of them."""
    levels = [number for number, name in enumerate(names) if name in LEVELS]
    sides = [number for number, name in enumerate(names) if name == "side"]
    if levels and sides and sides[-1] > levels[-1]:
        return sides[-1]
    return levels[-1] if levels else sides[-1] if sides else None


def _one_name(columns: list[Column]) -> list[Column]:
    """Of two columns that could hold the name (三级指标, 指标内容) the first does and the other explains it, unless it has values of its own."""
    values = [number for number, column in enumerate(columns) if column.name in VALUES]
    out: list[Column] = []
    seen = False
    for number, column in enumerate(columns):
        between = any(place < number for place in values) and any(place > number for place in values)
        again = column.name == "name" and seen and not between
        seen = seen or column.name == "name"
        out.append(evolve(column, name="explanation") if again else column)
    return out


def _halved(columns: list[Column]) -> list[Column]:
    """Number the halves: a name column after a value column begins the right half."""
    half = 0
    seen: set[str] = set()
    out: list[Column] = []
    for column in columns:
        if column.name in CORE and column.name in seen and seen.intersection(VALUES) and not half:
            half = 1
        seen.add(column.name)
        out.append(evolve(column, half=half))
    return out


def _header(fields: Fields, columns: list[Column], rows: Sequence[Row], *, placed: bool = True) -> Header:
    corner = rows[0].cells[0]
    if not rows[0].texts[0] and corner.column < columns[0].start:
        columns = [Column("side", "", corner.column, corner.column + corner.column_span), *columns]
    positions = {x: number for number, column in enumerate(columns) for x in range(column.start, column.end)}
    blocks = (fields.blocks[text] for row in rows for text in row.texts if text)
    midterm = any(block is not None and block.name == "block.midterm" for block in blocks)
    return Header(tuple(columns), tuple(rows), midterm, placed, positions)
