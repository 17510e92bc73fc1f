"""Heads in unruled text (无框线的表头): labels and answers in one run; labels that stand in a row are answered in the same order."""

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import define, field

from jiheng.documents.document import Cell
from jiheng.framework.fields import Field, Part, money_unit
from jiheng.reading.forms.alignment import Aligner
from jiheng.reading.forms.columns import Column
from jiheng.reading.forms.execution_row import by_the_rate
from jiheng.reading.forms.heads import LONGEST_LABEL, Head, Reader, Said, amount_pairs, amounts_of, inlines, is_print, label_of, row_unit
from jiheng.reading.forms.tasks import without_tasks
from jiheng.reading.rows import Row
from jiheng.reading.texts import clean

Spot = tuple[Row, Cell, str]
_GLUED = re.compile(r"^(\D*[\u4e00-\u9fff])[:：]?(\d[\d,]*(?:\.\d+)?)$")
"""a line of the money whose figure lost its border"""
GOALS = ("goal", "goal_midterm", "goal_actual", "tail.total")
"""fields whose answer may go on over several cells"""


@define(eq=False)
class _Run:
    """The labels that wait for an answer, and the answers that came since."""

    reader: Reader
    head: Head
    labels: list[tuple[Field, Spot, bool]] = field(factory=list)
    values: list[Spot] = field(factory=list)
    amounts: list[Field] = field(factory=list)
    unit: Decimal | None = None


def read_flat(reader: Reader, head: Head, rows: Sequence[Row]) -> None:
    """Add what unruled rows say to `head`."""
    run = _Run(reader, head)
    for row in without_tasks(reader, head, rows):
        _row(run, row)
    _flush(run)


def _row(run: _Run, row: Row) -> None:
    pairs = amount_pairs(run.reader.fields, row)
    if pairs:
        _flush(run)
        run.head.said += pairs
        return
    amounts = amounts_of(run.reader.fields, row)
    heads = {id(cell) for cell, _ in amounts}
    for position, (cell, text) in enumerate(zip(row.cells, row.texts, strict=True)):
        if id(cell) in heads:
            if run.labels or run.values:
                _flush(run)
            run.amounts = [named for _, named in amounts]
            run.unit = row_unit(row) or run.unit
        elif text and not is_print(text):
            blank_after = position + 1 < len(row.texts) and not row.texts[position + 1]
            _cell(run, (row, cell, text), blank_after=blank_after)


def _cell(run: _Run, spot: Spot, *, blank_after: bool) -> None:
    text = spot[2]
    found = label_of(run.reader, text)
    if found is None:
        said = _inlines(run, spot)
        if not said:
            run.values.append(spot)
        return
    if run.values:
        _flush(run)
    if found.part is Part.BLOCK:
        _flush(run)
        run.unit = money_unit(text) or run.unit
        return
    glued = _GLUED.match(text) if found.part is Part.MONEY else None
    if glued:
        _flush(run)
        row, cell, _ = spot
        run.head.said.append(
            Said(found, glued[1], row, cell, cell, glued[2], money_unit(glued[1]) or run.unit, half=_half(run.head, found, cell))
        )
        return
    run.labels.append((found, spot, blank_after))


def _inlines(run: _Run, spot: Spot) -> bool:
    """Take `label：answer` pairs out of one cell; false where it holds none."""
    row, cell, _ = spot
    found = inlines(run.reader.fields, cell)
    if found:
        _flush(run)
    for known, label, answer in found:
        run.head.said.append(Said(known, label, row, cell, cell, "" if is_print(answer) else answer, money_unit(label) or run.unit))
    return bool(found)


def _flush(run: _Run) -> None:
    labels, values = run.labels, run.values
    run.labels, run.values = [], []
    if not labels and run.amounts and _is_nameless(run, values):
        total = run.reader.fields.named("funds.total")
        labels = [(total, (values[0][0], values[0][1], ""), False)]
    if labels and labels[-1][0].part is Part.MONEY and run.amounts:
        _flush_amounts(run, labels, values)
        return
    later = [found.name for found, _, _ in labels]
    labels = [label for number, label in enumerate(labels) if label[0].name not in later[number + 1 :] or label[0].part is Part.MONEY]
    for label, answer in _matched(labels, values):
        found, (row, cell, text), _ = label
        unit = money_unit(text) or run.unit
        first = answer[0] if answer else None
        texts = [each[2] for each in answer]
        said = "\n".join(texts) if found.name == "tail.total" else clean("\n".join(dict.fromkeys(texts)))
        half = _half(run.head, found, cell)
        run.head.said.append(Said(found, text, first[0] if first else row, cell, first[1] if first else cell, said, unit, half=half))
    if not labels:
        _leftovers(run, values)
    elif len(labels) == 1 and len(values) > 1 and labels[0][0].name not in GOALS:
        _leftovers(run, [value for value in values[1:] if value[2] != values[0][2]])


def _half(head: Head, found: Field, label: Cell) -> int:
    """1 for the second of two equal lines of money that stand in one row: 中期 is left of 年度."""
    if found.part is not Part.MONEY:
        return 0
    return int(any(said.field is found and said.label_cell.row == label.row and said.label_cell.line == label.line for said in head.said))


def _is_nameless(run: _Run, values: list[Spot]) -> bool:
    """Whether figures under the money block's columns stand without a label, and so are those of the whole."""
    figures = [value for value in values if run.reader.looks(value[2]).figure]
    return len(figures) > 1 and values[0] is figures[0] and not run.head.said_amounts


def _matched(labels: list[tuple[Field, Spot, bool]], values: list[Spot]) -> list[tuple[tuple[Field, Spot, bool], list[Spot]]]:
    """Each label with its answers: by column under the labels' line where columns agree, else in order."""
    if len(labels) == 1:
        goal = labels[0][0].name in GOALS
        return [(labels[0], values if goal else values[:1])]
    below = bool(values) and bool(labels) and values[0][0] is not labels[-1][1][0]
    by_column = {label[1][1].column: number for number, label in enumerate(labels)}
    if (
        below
        and values
        and all(value[1].column in by_column for value in values)
        and len({value[1].column for value in values}) == len(values)
    ):
        answers: list[list[Spot]] = [[] for _ in labels]
        for value in values:
            answers[by_column[value[1].column]].append(value)
        return list(zip(labels, answers, strict=True))
    money = below and len(values) > len(labels) and all(label[0].part is Part.MONEY for label in labels)
    waiting = values[:1] if money else list(values)  # a head of several storeys: only the whole, which stands first, is sure
    out: list[tuple[tuple[Field, Spot, bool], list[Spot]]] = []
    for number, label in enumerate(labels):
        last = number == len(labels) - 1
        mute = not last and label[2] and not below
        same_line = not last and not below and len(waiting) < len(labels) - number
        out.append((label, [] if mute or same_line or not waiting else [waiting.pop(0)]))
    return out


def _flush_amounts(run: _Run, labels: list[tuple[Field, Spot, bool]], values: list[Spot]) -> None:
    """The figures of one line of the money block, put under its columns by what they can be."""
    for found, spot, _ in labels[:-1]:
        run.head.said.append(Said(found, spot[2], spot[0], spot[1], spot[1], "", money_unit(spot[2]) or run.unit))
    found, (row, cell, text), _ = labels[-1]
    unit = money_unit(text) or run.unit
    columns = tuple(Column(named.name, named.name, number, number + 1) for number, named in enumerate(run.amounts))
    texts = tuple(value[2] for value in values)
    line = Row(tuple(value[1] for value in values), texts, texts, row.grid, row.base)
    sure = by_the_rate([column.name for column in columns], texts)
    laid = Aligner(columns, run.reader.looks, run.reader.fields).lay([line]) if values and sure is None else []
    for number, amount in enumerate(run.amounts):
        if sure is not None:
            held = [values[sure.index(number)]] if number in sure else None
        else:
            held = laid[0].cells.get(number) if laid else None
        run.head.said.append(Said(found, text, row, cell, held[0][1] if held else cell, held[0][2] if held else "", unit, amount))


def _leftovers(run: _Run, values: list[Spot]) -> None:
    """Texts that answer no known label: in pairs of an unknown label and its answer where they stand in one line."""
    while values:
        first = values.pop(0)
        if values and values[0][0] is first[0] and len(first[2]) <= LONGEST_LABEL:
            answer = values.pop(0)
            run.head.said.append(Said(None, first[2], answer[0], first[1], answer[1], answer[2]))
        elif first[0].grid is not None:
            run.head.said.append(Said(None, "", first[0], first[1], first[1], first[2]))
