"""The sheet (表样): a table laid out on its official form, as rows of cells that the page draws; the form's own layout, no other."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import define, field, frozen

from jiheng.documents.document import Cell, Grid, Paragraph
from jiheng.documents.shape import Line, Role, Shape
from jiheng.framework import Framework
from jiheng.framework.layouts import Layout, layout_named
from jiheng.model.declaration import Declaration
from jiheng.values.wording import wording
from jiheng.web.filing.tables import Table
from jiheng.writing import write
from jiheng.writing.choosing import chosen
from jiheng.writing.leaving import sentences

READ = ("target", "actual", "to_date", "forecast")
"""The fields of a row under which the page shows how they were read."""
HALVES = {"indicators": False, "midterm_indicators": True}
LINES = ("goal", "goal_midterm", "goal_actual", "explanation", "scoring", "basis", "reason", "remark")


@frozen
class SheetCell:
    """A cell as the page draws it.

    `name` is how edits and findings call it: a field of the table, or `<row key>/<field>`; empty for what the form prints.
    `kind` says how it is typed: `text`, `lines`, `money`, `value`, `figure` or empty for what can't be.
    `reading` is how a value was read. `insert` tells of a blank line of the form: after which row and under which levels.
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
    levels: tuple[str, str] = ("", "")


@frozen
class SheetRow:
    """A line of the form; `key` is its indicator's, `insert` whether it is a blank one that waits for an indicator."""

    cells: tuple[SheetCell, ...]
    key: str = ""
    level1: str = ""
    level2: str = ""
    blank: bool = False
    after: str = ""


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


@define(eq=False)
class _Cursor:
    """Where in the form the rows are: the levels that reach over the current line and the last row met."""

    level1: tuple[int, str] = (0, "")
    level2: tuple[int, str] = (0, "")
    last: str = ""
    levels: int = 0
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
    return Sheet(title, over, tuple(_grid(grid, table, lang) for grid in grids), notes, tuple(sentences(written.left_out, lang)))


def _grid(grid: Grid, table: Table, lang: str) -> SheetGrid:
    shape = grid.shape or Shape((1,))
    whole = sum(shape.widths)
    widths = tuple(f"{width * 100 / whole:.2f}" for width in shape.widths)
    by_row: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    last = max(cell.row + cell.row_span for cell in grid.cells)
    cursor = _Cursor(levels=sum(role is Role.LEVEL for role in _first_roles(grid, shape)))
    rows = [_row(by_row.get(number, ()), number, shape, table, cursor, lang) for number in range(1, last)]
    return SheetGrid(widths, tuple(rows[: shape.repeated]), tuple(rows[shape.repeated :]))


def _first_roles(grid: Grid, shape: Shape) -> Iterable[Role]:
    return (shape.role(cell.row, cell.column) for cell in grid.cells if cell.row == shape.repeated + 1)


def _row(cells: Sequence[Cell], number: int, shape: Shape, table: Table, cursor: _Cursor, lang: str) -> SheetRow:
    levels = [cell for cell in cells if shape.role(cell.row, cell.column) is Role.LEVEL]
    _follow(levels, number, cursor)
    key = next((found for cell in cells if (found := _key(table, cell.field))), "")
    inside = bool(cursor.levels) and number > shape.repeated and number < max(cursor.level1[0], cursor.level2[0])
    cursor.parts = {}
    made = tuple(_cell(cell, shape, table, cursor, lang) for cell in cells)
    blank = (
        inside and not key and any(cell.field is None and shape.role(cell.row, cell.column) in {Role.TEXT, Role.SHORT} for cell in cells)
    )
    after = cursor.last
    if key:
        cursor.last = key
    return SheetRow(made, key, cursor.level1[1] if inside else "", cursor.level2[1] if inside else "", blank, after)


def _follow(levels: Sequence[Cell], number: int, cursor: _Cursor) -> None:
    """Move the cursor on to the levels that begin on this line."""
    fresh = [(cell.row + cell.row_span, cell.text.split("（必填")[0].split("（选填")[0].strip()) for cell in levels]
    if len(fresh) == 2:
        cursor.level1, cursor.level2 = fresh
    elif fresh and cursor.level1[0] > number and cursor.levels > 1:
        cursor.level2 = fresh[0]
    elif fresh:
        cursor.level1, cursor.level2 = fresh[0], (fresh[0][0], "")


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
