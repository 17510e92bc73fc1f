"""Tasks (年度主要任务): the small table of the year's tasks and their money in an overall form."""

from collections.abc import Sequence

from jiheng.documents.document import Cell
from jiheng.framework.fields import Field, Part, money_unit
from jiheng.reading.forms.heads import Head, Reader, Said
from jiheng.reading.rows import Row


def take_tasks(reader: Reader, head: Head, rows: Sequence[Row]) -> int:
    """Add the tasks of a table that begins with the first of `rows`; the number of rows it takes, 0 where none begins."""
    columns = _columns(reader, rows[0])
    if not columns:
        return 0
    size = 1
    if len(rows) > 1 and _is_second_storey(reader, rows[1]):
        columns = _with_storey(reader, columns, rows[1])
        size = 2
    unit = next((money_unit(text) for text in rows[0].texts if money_unit(text)), None)
    for row in rows[size:]:
        filled = [pair for pair in row.filled() if not _is_side(reader, pair[1])]
        if not filled or _ends(reader, row):
            break
        size += 1
        task = _task(reader, columns, row, filled)
        if "task.name" in task or "task.content" in task:
            head.tasks.append({name: Said(None, "", row, cell, cell, text, unit) for name, (cell, text) in task.items()})
    return size


def _columns(reader: Reader, row: Row) -> list[tuple[Cell, Field]]:
    found = []
    for cell, text in row.filled():
        named = reader.fields.find(text, Part.TASK)
        if named is not None and not (_is_side(reader, text) and len(found) == 0 and named.name != "task.name"):
            found.append((cell, named))
    names = [named.name for _, named in found]
    return found if "task.name" in names and len(names) >= 2 else []


def _is_side(reader: Reader, text: str) -> bool:
    found = reader.fields.find(text, Part.BLOCK)
    return found is not None and found.name == "block.tasks"


def _is_second_storey(reader: Reader, row: Row) -> bool:
    filled = [text for text in row.texts if text and not _is_side(reader, text)]
    return len(filled) >= 2 and all(reader.fields.find(text, Part.TASK) is not None for text in filled)


def _with_storey(reader: Reader, columns: list[tuple[Cell, Field]], row: Row) -> list[tuple[Cell, Field]]:
    """The columns with 预算金额 replaced by 总额, 财政拨款, 其他资金 under it."""
    below = [(cell, named) for cell, text in row.filled() if (named := reader.fields.find(text, Part.TASK)) is not None]
    return [pair for pair in columns if pair[1].name != "task.amount"] + below


def _ends(reader: Reader, row: Row) -> bool:
    text = next(text for text in row.texts if text)
    found = reader.fields.find(text, Part.HEAD, Part.MONEY, Part.TAIL)
    block = reader.fields.find(text, Part.BLOCK)
    return found is not None or (block is not None and block.name != "block.tasks")


def _task(reader: Reader, columns: list[tuple[Cell, Field]], row: Row, filled: list[tuple[Cell, str]]) -> dict[str, tuple[Cell, str]]:
    task: dict[str, tuple[Cell, str]] = {}
    if row.ruled:
        for cell, text in filled:
            over = next(
                (
                    named
                    for head, named in columns
                    if cell.column < head.column + head.column_span and head.column < cell.column + cell.column_span
                ),
                None,
            )
            if over is not None:
                task.setdefault(over.name, (cell, text))
        return task
    order = [named.name for _, named in columns]
    for cell, text in filled:
        figure = reader.looks(text).figure
        while order and figure != (order[0] in ("task.amount", "task.part")):
            order.pop(0)
        if order:
            task.setdefault(order.pop(0), (cell, text))
    return task
