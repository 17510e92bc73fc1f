"""Lists (指标清单): all declarations in one grid, a row for each indicator, as other systems import them."""

from collections.abc import Sequence

from jiheng.documents.document import Block, Cell, Paragraph
from jiheng.documents.shape import Line, Role
from jiheng.framework import Framework
from jiheng.framework.fields import fields
from jiheng.framework.layouts import Layout
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.place import Place
from jiheng.writing.columns import Column, row_text
from jiheng.writing.drafting import GridDraft
from jiheng.writing.heads import role_of
from jiheng.writing.splitting import Splitter, splitter
from jiheng.writing.texts import Texts

WHOLE = "whole."


def listed(framework: Framework, tables: Sequence[Declaration], layout: Layout) -> tuple[Block, ...]:
    """The title and one grid; the fields of the whole table stand in each of its rows."""
    draft = GridDraft(tuple(column.width for column in layout.columns))
    draft.repeated = 1
    known = fields(framework)
    for number, column in enumerate(layout.columns, 1):
        draft.put(Cell(column.label, 1, number), Role.HEAD)
    at = 2
    for order, table in enumerate(tables):
        texts = Texts(table, layout, known)
        for position, row in enumerate(table.indicators):
            for number, column in enumerate(layout.columns, 1):
                name = column.field.removeprefix(WHOLE)
                text = _text(texts, row, Column(column.field, column.label, 1), splitter(framework))
                path = f"{order}.{name}" if name != column.field else f"{order}.indicators.{position}.{name}"
                draft.put(Cell(text, at, number, field=path), role_of(known, name))
            at += 1
    return Paragraph(Place(), layout.title, Line.TITLE), draft.closed()


def _text(texts: Texts, row: Indicator, column: Column, splitting: Splitter) -> str:
    if column.field.startswith(WHOLE):
        return texts.of(column.field.removeprefix(WHOLE))
    return row_text(column, row, splitting, ())
