"""Own texts (填报内容): every text of a table that the unit wrote itself, with the field it stands in."""

from collections.abc import Iterator

from attrs import frozen

from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.review.context import Context

TABLE_TEXTS = ("project", "unit", "term", "goal", "goal_midterm", "goal_actual")
ROW_TEXTS = ("name", "explanation", "scoring", "basis", "remark", "reason")
ROW_VALUES = ("target", "actual", "to_date", "forecast")


@frozen
class OwnText:
    """A text and where it stands: `indicator` None for a field of the table."""

    indicator: int | None
    field: str
    text: str


def own_texts(declaration: Declaration, _context: Context) -> tuple[OwnText, ...]:
    """The filled texts of a table, its own first, then row by row; cells without a field (`extra`) are not among them."""
    return tuple(_of_table(declaration))


def _of_table(declaration: Declaration) -> Iterator[OwnText]:
    for name in TABLE_TEXTS:
        if text := getattr(declaration, name):
            yield OwnText(None, name, text)
    if declaration.department and declaration.department.name:
        yield OwnText(None, "department", declaration.department.name)
    for task in declaration.tasks:
        yield from (OwnText(None, "tasks", text) for text in (task.name, task.content) if text)
    for position, row in enumerate(declaration.indicators):
        yield from _of_row(position, row)


def _of_row(position: int, row: Indicator) -> Iterator[OwnText]:
    for name in ROW_TEXTS:
        if text := getattr(row, name):
            yield OwnText(position, name, text)
    for name in ROW_VALUES:
        value = getattr(row, name)
        if value is not None and value.text:
            yield OwnText(position, name, value.text)
