"""Lists (清单与汇总表): all declarations in one grid, a row for each indicator or for each project."""

from collections.abc import Sequence
from decimal import Decimal

from jiheng.documents.document import Block, Cell, Paragraph
from jiheng.documents.shape import Line, Role
from jiheng.framework import Framework
from jiheng.framework.fields import fields
from jiheng.framework.layouts import Layout, Listed, PlannedColumn
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.place import Place
from jiheng.writing.columns import Column, row_text
from jiheng.writing.drafting import GridDraft
from jiheng.writing.heads import role_of
from jiheng.writing.splitting import splitter
from jiheng.writing.texts import Texts

WHOLE = "whole."
ORDER, COUNT = "order", "count"
SUM = "合计"


def listed(framework: Framework, tables: Sequence[Declaration], layout: Layout) -> tuple[Block, ...]:
    """The title and one grid; the fields of the whole table stand in each of its rows, sums of amounts below."""
    draft = GridDraft(tuple(column.width for column in layout.columns))
    draft.repeated = 1
    for number, column in enumerate(layout.columns, 1):
        draft.put(Cell(column.label, 1, number), Role.HEAD)
    at = 2
    for order, table in enumerate(tables):
        texts = Texts(table, layout, fields(framework))
        rows: Sequence[Indicator | None] = table.indicators if layout.listed is Listed.INDICATORS else (None,)
        for position, row in enumerate(rows):
            for number, column in enumerate(layout.columns, 1):
                _put(framework, draft, Cell("", at, number, field=_path(order, position, column)), texts, column, row)
            at += 1
    if any(column.summed for column in layout.columns) and len(tables) > 1:
        _put_sums(framework, draft, tables, layout, at)
    return Paragraph(Place(), layout.title, Line.TITLE), draft.closed()


def _path(order: int, position: int, column: PlannedColumn) -> str:
    name = column.field.removeprefix(WHOLE)
    return f"{order}.{name}" if name != column.field or name in (ORDER, COUNT) else f"{order}.indicators.{position}.{name}"


def _put(framework: Framework, draft: GridDraft, cell: Cell, texts: Texts, column: PlannedColumn, row: Indicator | None) -> None:
    name = column.field.removeprefix(WHOLE)
    if name == ORDER:
        draft.put(cell._replace(text=str(cell.row - 1)), Role.SHORT)
    elif name == COUNT:
        draft.put(cell._replace(text=str(len(texts.table.indicators))), Role.SHORT)
    elif name != column.field:
        draft.put(cell._replace(text=_whole(texts, name)), role_of(texts.fields, name))
    elif row is not None:
        text = row_text(Column(name, column.label, 1), row, splitter(framework), ())
        draft.put(cell._replace(text=text), role_of(texts.fields, name))


def _whole(texts: Texts, name: str) -> str:
    """A field of the whole table; code and name each by itself where the list has a column for the code."""
    table = texts.table
    if name in {"code", "project"} and "code" in texts.layout.fields:
        return (table.code if name == "code" else table.project) or ""
    return texts.of(name)


def _put_sums(framework: Framework, draft: GridDraft, tables: Sequence[Declaration], layout: Layout, at: int) -> None:
    every = [Texts(table, layout, fields(framework)) for table in tables]
    for number, column in enumerate(layout.columns, 1):
        name = column.field.removeprefix(WHOLE)
        amounts = [Decimal(text) for texts in every if (text := texts.of(name))] if column.summed else []
        text = str(sum(amounts, Decimal(0))) if amounts else SUM if name == "project" else ""
        draft.put(Cell(text, at, number), Role.MONEY if column.summed else Role.LABEL)
