"""Copying (逐项复制): what a form has no cell for, field by field and row by row as texts, for a system that won't import it."""

from collections.abc import Iterator

from attrs import frozen

from jiheng.framework import Framework
from jiheng.framework.fields import fields
from jiheng.framework.layouts import Layout
from jiheng.model.declaration import Declaration
from jiheng.writing.columns import Column, row_text
from jiheng.writing.leaving import LeftOut, left_out
from jiheng.writing.splitting import splitter
from jiheng.writing.texts import Texts

HALVES = ("indicators", "midterm_indicators")


@frozen
class Copied:
    """A text to be copied: what the field is called, the row that it belongs to (None: the whole table), and what stands there."""

    label: str
    row: str | None
    text: str


def to_copy(framework: Framework, table: Declaration, layout: Layout) -> tuple[Copied, ...]:
    """Everything that the layout has no cell for and that says something; amounts in the layout's unit."""
    return tuple(each for left in left_out(framework, table, layout) for each in _texts(framework, table, layout, left) if each.text)


def _texts(framework: Framework, table: Declaration, layout: Layout, left: LeftOut) -> Iterator[Copied]:
    half, _, rest = left.field.partition(".")
    if half in HALVES:
        for row in getattr(table, half):
            column = Column(rest or "name", left.label, 1)
            yield Copied(left.label, row.name, row_text(column, row, splitter(framework), ()))
    elif half == "tasks":
        for task in table.tasks:
            yield Copied(left.label, task.name, task.content or "")
    else:
        try:
            yield Copied(left.label, None, Texts(table, layout, fields(framework)).of(left.field))
        except AttributeError:  # a part that is no text of its own, such as a share of the points
            yield Copied(left.label, None, "")
