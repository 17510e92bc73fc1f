"""Tasks (年度主要任务): the small table of the year's tasks and their money in an overall form."""

from collections.abc import Sequence
from decimal import Decimal

from jiheng.documents.document import Cell
from jiheng.framework.fields import Field, Part, money_unit
from jiheng.reading.forms.heads import Head, Reader, Said
from jiheng.reading.rows import Row


def without_tasks(reader: Reader, head: Head, rows: Sequence[Row]) -> list[Row]:
    """Add the tasks among rows of a head to it; the rows that are left."""
    left: list[Row] = []
    number = 0
    while number < len(rows):
        size = take_tasks(reader, head, rows[number:])
        if not size:
            left.append(rows[number])
        number += size or 1
    return left


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
        if _is_sum(reader, filled[0][1]):
            _take_sum(reader, head, columns, row, unit)
            break
        task = _task(reader, columns, row, filled)
        if "task.name" in task or "task.content" in task:
            head.tasks.append({name: Said(None, "", row, cell, cell, text, unit) for name, (cell, text) in task.items()})
    return size


def _columns(reader: Reader, row: Row) -> list[tuple[Cell, str, Field]]:
    """The columns of the tasks' header that a row is; empty where it is none."""
    find = reader.fields.find
    found = [
        (cell, text, named)
        for cell, text in zip(row.cells, row.texts, strict=True)
        if text and (named := find(text, Part.TASK)) is not None
    ]
    named_first = any(named.name == "task.name" for _, _, named in found)
    return found if named_first and len(found) > 1 else []


def _is_side(reader: Reader, text: str) -> bool:
    found = reader.fields.blocks[text]
    return found is not None and found.name == "block.tasks"


def _is_second_storey(reader: Reader, row: Row) -> bool:
    filled = [text for text in row.texts if text and not _is_side(reader, text)]
    return len(filled) >= 2 and all(reader.fields.tasks[text] is not None for text in filled)


def _with_storey(reader: Reader, columns: list[tuple[Cell, str, Field]], row: Row) -> list[tuple[Cell, str, Field]]:
    """The columns with 预算金额 replaced by 总额, 财政拨款, 其他资金 under it."""
    below = [(cell, text, named) for cell, text in row.filled() if (named := reader.fields.tasks[text]) is not None]
    return [pair for pair in columns if pair[2].name != "task.amount"] + below


def _is_sum(reader: Reader, text: str) -> bool:
    found = reader.fields.find(text, Part.MONEY, Part.TAIL)
    return found is not None and found.name in ("funds.total", "tail.total")


def _take_sum(reader: Reader, head: Head, columns: list[tuple[Cell, str, Field]], row: Row, unit: Decimal | None) -> None:
    """金额合计 under the tasks: the money of the whole form, by the heads of its columns."""
    label = row.filled()[0]
    amounts = [column for column in columns if column[2].name in ("task.amount", "task.part")]
    figures = row.filled()[1:]
    for number, (over, text, _) in enumerate(amounts):
        named = reader.fields.find(text, Part.MONEY)
        if row.framed:
            spot = next((pair for pair in figures if _overlap(pair[0], over)), None)
        else:
            spot = figures[number] if number < len(figures) else None
        if named is not None and spot is not None:
            head.said.append(Said(named, text, row, label[0], spot[0], spot[1], unit))


def _overlap(one: Cell, other: Cell) -> bool:
    return one.column < other.column + other.column_span and other.column < one.column + one.column_span


def _ends(reader: Reader, row: Row) -> bool:
    text = next(text for text in row.texts if text)
    if _is_sum(reader, text):
        return False
    found = reader.fields.find(text, Part.HEAD, Part.MONEY, Part.TAIL)
    block = reader.fields.blocks[text]
    return found is not None or (block is not None and block.name != "block.tasks")


def _task(reader: Reader, columns: list[tuple[Cell, str, Field]], row: Row, filled: list[tuple[Cell, str]]) -> dict[str, tuple[Cell, str]]:
    task: dict[str, tuple[Cell, str]] = {}
    if row.framed:
        for cell, text in filled:
            over = next((named for head, _, named in columns if _overlap(cell, head)), None)
            if over is not None:
                task.setdefault(over.name, (cell, text))
        return task
    order = [named.name for _, _, named in columns]
    for cell, text in filled:
        figure = reader.looks(text).figure
        while order and figure != (order[0] in ("task.amount", "task.part")):
            order.pop(0)
        if order:
            task.setdefault(order.pop(0), (cell, text))
    return task
