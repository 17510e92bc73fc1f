"""Layouts (版式): how each official form is printed, as data: rows of labels and cells, columns of indicators, levels, notes."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from attrs import frozen

from jiheng.errors import BadFramework
from jiheng.framework.framework import Framework
from jiheng.model.declaration import FormKind

FOLDER = "layouts"
OTHERS = ("papers", "registers")
"""what is written and is no form: letters, lists of findings"""


class Listed(StrEnum):
    """What a list has a row for."""

    INDICATORS = "indicators"
    PROJECTS = "projects"


@frozen
class PlannedCell:
    """One cell of a row: a printed label or a field to fill. `over` names the block of rows that it reaches over, blank for its own row."""

    label: str = ""
    field: str = ""
    span: int = 1
    over: str = ""


@frozen
class PlannedRow:
    """A row outside the indicators. `each` is a list of the declaration that gives a row for each entry; `block` groups rows."""

    cells: tuple[PlannedCell, ...]
    each: tuple[str, ...] = ()
    block: str = ""
    optional: bool = False
    """printed where one of its fields is filled"""


@frozen
class PlannedColumn:
    """A column of the indicators, `span` base columns wide. One that is `optional` is printed where a row has something for it.

    `choices` are offered where the format has drop-down lists; `midterm` is true in the left half, for 中期指标; a column of amounts
    of a list that is `summed` has its sum below. Columns of one field under one `heading` take its text apart: one that is a
    `tick` is ticked where the text names its label, one that is none holds the rest.
    """

    field: str
    label: str
    span: int = 1
    width: int = 0
    optional: bool = False
    midterm: bool = False
    choices: tuple[str, ...] = ()
    summed: bool = False
    heading: str = ""
    tick: bool = False


@frozen
class PlannedLevel:
    """A second level that the empty form prints; `required` is true where it is marked 必填."""

    level1: str
    level2: str
    required: bool | None


@frozen
class Layout:
    """One printed form.

    `widths` are its base columns in millimetres, `lines` its own lines of money, `side` what stands left of the indicators and
    `side_head` over it (blank: the same cell). `unit` is the unit of its money as printed (万元).
    """

    name: str
    kind: FormKind
    title: str
    english: str
    order: int
    widths: tuple[int, ...]
    unit: str
    lines: tuple[str, ...]
    side: str
    side_head: str
    head: tuple[PlannedRow, ...]
    columns: tuple[PlannedColumn, ...]
    tail: tuple[PlannedRow, ...]
    levels: tuple[PlannedLevel, ...]
    notes: tuple[str, ...]
    documents: tuple[str, ...]
    rows: int = 1
    """how many rows the empty form has for each second level"""
    listed: Listed | None = None
    """what each row of a list shows, the fields of the whole table in columns; None for a form"""

    @property
    def fields(self) -> frozenset[str]:
        """Every field that the form has a cell for, those of its columns as `indicators.target`, `midterm_indicators.target`."""
        cells = {cell.field for row in (*self.head, *self.tail) for cell in row.cells if cell.field}
        half = ("indicators.", "midterm_indicators.")
        columns = {(column.field if column.field.startswith("whole.") else half[column.midterm] + column.field) for column in self.columns}
        return frozenset(cells | {name.removeprefix("whole.") for name in columns})


def layouts(framework: Framework) -> tuple[Layout, ...]:
    """Every layout of the framework: target forms first, the simplest of each kind before the others."""
    return framework.part(_layouts)


def layout_named(framework: Framework, name: str) -> Layout:
    """The layout called `name`. Raises BadFramework, naming those that there are, where there is none."""
    found = next((each for each in layouts(framework) if each.name == name), None)
    if found is not None:
        return found
    others = [other.rpartition("/")[2] for folder in OTHERS for other in framework.names(folder)]
    known = "、".join([*(each.name for each in layouts(framework)), *others])
    raise BadFramework(
        f"表式 {name}：没有这个表式。可用的有 {known}；不带名称运行 jiheng form 可列出全部。",
        f"form {name}: there is no such form. There are {known}; `jiheng form` lists them.",
    )


def _layouts(framework: Framework) -> tuple[Layout, ...]:
    made = [_layout(name.removeprefix(FOLDER + "/"), framework.sheet(name)) for name in framework.names(FOLDER)]
    return tuple(sorted(made, key=lambda each: each.order))


def _layout(name: str, sheet: Mapping[str, Any]) -> Layout:
    entry = sheet["layout"]
    try:
        return Layout(
            name,
            FormKind(entry["kind"]),
            entry["title"],
            entry["english"],
            entry["order"],
            tuple(entry["widths"]),
            entry.get("unit", "万元"),
            tuple(entry.get("lines", ())),
            entry.get("side", ""),
            entry.get("side_head", ""),
            tuple(_row(row) for row in sheet.get("head", ())),
            tuple(_column(column) for column in sheet["column"]),
            tuple(_row(row) for row in sheet.get("tail", ())),
            tuple(_levels(sheet.get("levels", ()))),
            tuple(entry.get("notes", ())),
            tuple(entry.get("documents", ())),
            entry.get("rows", 1),
            Listed(entry["listed"]) if "listed" in entry else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadFramework(
            f"版式 {name}：缺少或写错了 {error}。各项写法见 law/layouts 中已有的文件；请补上或更正。",
            f"layout {name}: {error} is missing or wrong; the files in law/layouts show how it is written; correct it.",
        ) from error


def _row(entry: Mapping[str, Any]) -> PlannedRow:
    each = entry.get("each", ())
    lists = (each,) if isinstance(each, str) else tuple(each)
    cells = tuple(PlannedCell(**cell) for cell in entry["cells"])
    return PlannedRow(cells, lists, entry.get("block", ""), entry.get("optional", False))


def _column(entry: Mapping[str, Any]) -> PlannedColumn:
    fields: dict[str, Any] = {**entry, "choices": tuple(entry.get("choices", ()))}
    return PlannedColumn(**fields)


def _levels(entries: Sequence[Mapping[str, Any]]) -> list[PlannedLevel]:
    return [PlannedLevel(entry["first"], second, entry.get("required")) for entry in entries for second in entry["second"]]
