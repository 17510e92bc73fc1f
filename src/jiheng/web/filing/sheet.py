"""The sheet (表样): a table laid out on its official form, as rows of cells that the page draws; the form's own layout, no other."""

from collections.abc import Mapping, Sequence

from attrs import define, evolve, field, frozen

from jiheng.documents.document import Cell, Grid, Paragraph
from jiheng.documents.shape import Line, Role, Shape
from jiheng.framework import Framework
from jiheng.framework.layouts import Layout, layout_named
from jiheng.model.declaration import Declaration
from jiheng.values.wording import wording
from jiheng.web.filing.tables import Table
from jiheng.writing import write
from jiheng.writing.choosing import chosen
from jiheng.writing.columns import SPLIT, columns_of
from jiheng.writing.leaving import sentences

READ = ("target", "actual", "to_date", "forecast")
"""The fields of a row under which the page shows how they were read."""
HALVES = {"indicators": False, "midterm_indicators": True}
BLANKS = (Role.TEXT.value, Role.SHORT.value)
LINES = ("goal", "goal_midterm", "goal_actual", "explanation", "scoring", "basis", "reason", "remark")


@frozen
class Adds:
    """What typing into a blank line makes: a row after the one of that key, in the annual or the mid-term half (中期目标)."""

    after: str
    midterm: bool
    last: bool = False


@frozen
class SheetCell:
    """A cell as the page draws it.

    `name` is how edits and findings call it: a field of the table, or `<row key>/<field>`; empty for what the form prints.
    `kind` says how it is typed: `text`, `lines`, `money`, `value`, `figure` or empty for what can't be.
    `reading` is how a value was read. `adds` tells of a cell on a blank line of the form: typing there makes a row.
    """

    text: str
    row_span: int
    column_span: int
    role: str
    name: str = ""
    kind: str = ""
    row: str = ""
    field: str = ""
    part: int = 0
    reading: str = ""
    choices: tuple[str, ...] = ()
    adds: "Adds | None" = None
    midterm: bool = False


@frozen
class SheetRow:
    """A line of the form; `key` is its indicator's, `blank` where no half of it has one yet."""

    cells: tuple[SheetCell, ...]
    key: str = ""
    level1: str = ""
    level2: str = ""
    blank: bool = False


@frozen
class SheetGrid:
    """A grid of the form: widths of its columns in per cent, rows at its head that pages repeat, rows."""

    widths: tuple[str, ...]
    head: tuple[SheetRow, ...]
    rows: tuple[SheetRow, ...]


@frozen
class Sheet:
    """A table on its form: its title and lines over it, its grids, and what the form has no cell for."""

    title: str
    over: tuple[str, ...]
    grids: tuple[SheetGrid, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...] = ()


@frozen
class _Printed:
    """What a column of the rows prints: which field, of which half."""

    field: str
    midterm: bool


@define(eq=False)
class _Cursor:
    """Where in the form the rows are: the levels that reach over the current line, and the last row met in each half."""

    columns: Mapping[int, _Printed]
    level1: tuple[int, str] = (0, "")
    level2: tuple[int, str] = (0, "")
    last: dict[bool, str] = field(factory=dict)
    parts: dict[str, int] = field(factory=dict)


def layout_of(framework: Framework, table: Declaration, name: str = "") -> Layout:
    """The form that the table is shown on: the one that its task names, else the one of its kind that holds the most of it."""
    return layout_named(framework, name) if name else chosen(framework, table)


def sheet(framework: Framework, table: Table, layout: Layout, lang: str = "zh") -> Sheet:
    """The table on its form."""
    written = write(framework, [table.declaration], layout.name)
    paragraphs = [block for block in written.document.blocks if isinstance(block, Paragraph)]
    grids = [block for block in written.document.blocks if isinstance(block, Grid)]
    title = next((block.text for block in paragraphs if block.line is Line.TITLE), "")
    over = tuple(block.text for block in paragraphs if block.line is Line.UNDER_TITLE)
    notes = tuple(block.text for block in paragraphs if block.line is Line.NOTE)
    return Sheet(title, over, tuple(_grid(grid, table, layout, lang) for grid in grids), notes, tuple(sentences(written.left_out, lang)))


def _grid(grid: Grid, table: Table, layout: Layout, lang: str) -> SheetGrid:
    shape = grid.shape or Shape((1,))
    whole = sum(shape.widths)
    widths = tuple(f"{width * 100 / whole:.2f}" for width in shape.widths)
    by_row: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    last = max(cell.row + cell.row_span for cell in grid.cells)
    cursor = _Cursor(_printed(layout, table))
    rows = [_row(by_row.get(number, ()), number, shape, table, cursor, lang) for number in range(1, last)]
    return SheetGrid(widths, tuple(rows[: shape.repeated]), tuple(rows[shape.repeated :]))


def _printed(layout: Layout, table: Table) -> Mapping[int, _Printed]:
    """What each column of the rows prints, by the base column at which it begins."""
    at, out = 2 if layout.side else 1, dict[int, _Printed]()
    for column in columns_of(layout, table.declaration).columns:
        out[at] = _Printed(column.field, column.midterm)
        at += column.span
    return out


def _row(cells: Sequence[Cell], number: int, shape: Shape, table: Table, cursor: _Cursor, lang: str) -> SheetRow:
    _follow([cell for cell in cells if shape.role(cell.row, cell.column) is Role.LEVEL], cursor)
    keys = {half: next((key for cell in cells if (key := _key(table, cell.field)) and _half(cell) is half), "") for half in (True, False)}
    inside = number > shape.repeated and number < max(cursor.level1[0], cursor.level2[0])
    cursor.parts = {}
    made = tuple(_cell(cell, shape, table, cursor, lang) for cell in cells)
    if inside:
        made = _with_blanks(cells, made, keys, cursor)
    cursor.last.update({half: key for half, key in keys.items() if key})
    key = keys[False] or keys[True]
    blank = not key and any(cell.adds for cell in made)
    return SheetRow(made, key, cursor.level1[1] if inside else "", cursor.level2[1] if inside else "", blank)


def _half(cell: Cell) -> bool:
    return HALVES.get((cell.field or "").partition(".")[0], False)


def _follow(levels: Sequence[Cell], cursor: _Cursor) -> None:
    """Move the cursor on to the levels that begin on this line; where both halves print a second level it is the same one."""
    for cell in levels:
        reach = (cell.row + cell.row_span, cell.text.split("（必填")[0].split("（选填")[0].strip())
        printed = cursor.columns.get(cell.column)
        if printed is not None and printed.field == "level2":
            cursor.level2 = reach if reach[1] or cursor.level2[0] <= cell.row else cursor.level2
        else:
            cursor.level1, cursor.level2 = reach, (reach[0], "")


def _with_blanks(cells: Sequence[Cell], made: Sequence[SheetCell], keys: Mapping[bool, str], cursor: _Cursor) -> tuple[SheetCell, ...]:
    """The cells of a line, those told apart in which a new row can be typed: blank ones, in a half that has no row there."""
    halves = [
        cursor.columns.get(cell.column) if not one.name and one.role in BLANKS else None for cell, one in zip(cells, made, strict=True)
    ]
    free = {at: printed for at, printed in enumerate(halves) if printed is not None and not keys[printed.midterm]}
    out = list(made)
    for at, printed in free.items():
        following = free.get(at + 1)
        last = following is None or following.midterm != printed.midterm
        adds = Adds(cursor.last.get(printed.midterm, ""), printed.midterm, last)
        name = "target" if printed.field in SPLIT else printed.field
        out[at] = evolve(made[at], field=name, kind=_kind(name, Role(made[at].role)), adds=adds)
    return tuple(out)


def _cell(cell: Cell, shape: Shape, table: Table, cursor: _Cursor, lang: str) -> SheetCell:
    role = shape.role(cell.row, cell.column)
    choices = shape.choices.get((cell.row, cell.column), ())
    if cell.field is None:
        return SheetCell(cell.text, cell.row_span, cell.column_span, role.value, choices=choices)
    key, name = _key(table, cell.field), cell.field.split(".", 2)[-1] if _key(table, cell.field) else cell.field
    part = cursor.parts.get(name, 0)
    cursor.parts[name] = part + 1
    return SheetCell(
        cell.text,
        cell.row_span,
        cell.column_span,
        role.value,
        f"{key}/{name}" if key else name,
        _kind(name, role),
        key,
        name,
        part,
        _reading(table, key, name, lang) if not part else "",
        choices,
        midterm=_half(cell),
    )


def _key(table: Table, name: str | None) -> str:
    """The key of the row that a field belongs to; empty for one of the table itself."""
    first, _, rest = (name or "").partition(".")
    if first not in HALVES:
        return ""
    keys = table.midterm_keys if HALVES[first] else table.keys
    position = int(rest.partition(".")[0])
    return keys[position] if position < len(keys) else ""


def _kind(name: str, role: Role) -> str:
    if role is Role.MONEY:
        return "money"
    if name in READ:
        return "value"
    if name in {"weight", "score", "total_score"}:
        return "figure"
    return "lines" if name in LINES else "text"


def _reading(table: Table, key: str, name: str, lang: str) -> str:
    row = table.row(key) if key and name in READ else None
    value = getattr(row, name) if row is not None else None
    return wording(value, lang) if value is not None and value.text else ""


def readings(table: Table, lang: str = "zh") -> Mapping[str, str]:
    """How each value of the table was read, by the name of its cell."""
    keys = (*table.keys, *table.midterm_keys)
    said = {f"{key}/{name}": _reading(table, key, name, lang) for key in keys for name in READ}
    return {name: text for name, text in said.items() if text}
