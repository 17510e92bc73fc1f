"""Heads in ruled grids (有框线的表头): the answer stands right of its label, or below where another label stands there."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import define, field

from jiheng.documents.document import Cell
from jiheng.framework.fields import Field, Part, money_unit
from jiheng.reading.forms.execution_row import by_the_rate
from jiheng.reading.forms.heads import (
    LONGEST_LABEL,
    Head,
    Reader,
    Said,
    amount_pairs,
    amounts_of,
    inline,
    inlines,
    is_print,
    label_of,
    row_unit,
)
from jiheng.reading.forms.tasks import without_tasks
from jiheng.reading.rows import Row
from jiheng.reading.texts import clean

Spot = tuple[Row, Cell, str]
TOTALS = ("funds.total", "funds_midterm.total")


@define(eq=False)
class _Sheet:
    """The cells of a head by where they begin, the labels among them, and those that have been taken."""

    reader: Reader
    spots: dict[tuple[int, int], Spot]
    labels: dict[int, Field | None]
    taken: set[int] = field(factory=set)
    amounts: list[tuple[Cell, Field]] = field(factory=list)
    unit: Decimal | None = None

    def right(self, cell: Cell) -> Spot | None:
        return self.spots.get((cell.row, cell.column + cell.column_span))

    def below(self, cell: Cell) -> Spot | None:
        return self.spots.get((cell.row + cell.row_span, cell.column))

    def is_label(self, spot: Spot) -> bool:
        """Whether a cell is a label, or a label with its answer, and so no answer to another."""
        fields, text = self.reader.fields, spot[2]
        if self.labels[id(spot[1])] is not None:
            return True
        return bool(text) and (inline(fields, text) is not None or (bool(self.amounts) and fields.amounts[text] is not None))


def read_ruled(reader: Reader, head: Head, rows: Sequence[Row]) -> None:
    """Add what the ruled rows of one grid say to `head`."""
    spots = {(cell.row, cell.column): (row, cell, text) for row in rows for cell, text in zip(row.cells, row.texts, strict=True)}
    labels = {id(cell): label_of(reader, text) for row in rows for cell, text in zip(row.cells, row.texts, strict=True)}
    labels |= dict.fromkeys(map(id, _unnamed_lines(reader, spots, labels)), reader.fields.named("funds.source"))
    sheet = _Sheet(reader, spots, labels)
    kept = without_tasks(reader, head, rows)
    for row in kept:
        pairs = amount_pairs(reader.fields, row)
        head.said += pairs
        sheet.taken |= {id(cell) for said in pairs for cell in _pair(said)}
        columns = amounts_of(reader.fields, row)
        if sheet.amounts and not columns:
            _take_nameless(sheet, head, row)
        if columns:
            sheet.amounts = columns
            sheet.unit = row_unit(row) or sheet.unit
            sheet.taken.update(id(cell) for cell, _ in columns)
        for cell, text in row.filled():
            if is_print(text):
                sheet.taken.add(id(cell))
            elif id(cell) not in sheet.taken:
                _take(sheet, head, (row, cell, text))
    _leftovers(sheet, head, kept)


def _unnamed_lines(reader: Reader, spots: dict[tuple[int, int], Spot], labels: dict[int, Field | None]) -> Iterator[Cell]:
    """Lines of money that bear a label of their own: beside the block's heading, under its other lines, before a figure or a blank."""
    for _, block, _ in spots.values():
        heading = labels[id(block)]
        if heading is None or heading.name != "block.funds" or block.row_span == 1:
            continue
        within = [(cell, text) for _, cell, text in spots.values() if block.row <= cell.row < block.row + block.row_span]
        named = {(cell.column, cell.column_span) for cell, _ in within if (known := labels[id(cell)]) and known.part is Part.MONEY}
        for cell, text in within:
            right = spots.get((cell.row, cell.column + cell.column_span))
            if not text or len(text) > LONGEST_LABEL or labels[id(cell)] is not None or (cell.column, cell.column_span) not in named:
                continue
            if right is not None and reader.fields.amounts[text] is None and (not right[2] or reader.looks(right[2]).figure):
                yield cell


def _pair(said: Said) -> list[Cell]:
    """The cells of a figure beside its label: the label just left of it, and the figure."""
    cells = [cell for cell, _ in said.row.filled()]
    at = next(number for number, cell in enumerate(cells) if cell is said.cell)
    return cells[at - 1 : at + 1]


def _take(sheet: _Sheet, head: Head, spot: Spot) -> None:
    row, cell, text = spot
    found = sheet.labels[id(cell)]
    if found is None:
        for known, label, said in inlines(sheet.reader.fields, cell):
            sheet.taken.add(id(cell))
            head.said.append(Said(known, label, row, cell, cell, "" if is_print(said) else said, money_unit(label) or sheet.unit))
        return
    sheet.taken.add(id(cell))
    unit = money_unit(text)
    if found.part is Part.BLOCK:
        sheet.unit = unit or sheet.unit
        return
    if found.part is Part.MONEY and sheet.amounts:
        _take_amounts(sheet, head, spot, found, unit)
        return
    answer = _rest_of_row(spot) if found.name == "tail.total" else _answer(sheet, spot)
    if answer:
        sheet.taken.update(id(each[1]) for each in answer)
        joined = "\n".join(each[2] for each in answer if each[2])
        said_text = joined if found.name == "tail.total" else clean(joined)
        first = answer[0]
        head.said.append(Said(found, text, first[0], cell, first[1], said_text, unit or sheet.unit, half=_half(head, cell, found)))


def _take_amounts(sheet: _Sheet, head: Head, spot: Spot, found: Field, unit: Decimal | None) -> None:
    """The figures of one line of the money block, each under its column."""
    row, label, text = spot
    for cell, figure, amount in _under_columns(sheet, row, label):
        sheet.taken.add(id(cell))
        head.said.append(Said(found, text, row, label, cell, figure, money_unit(amount.name) or unit or sheet.unit, amount))


def _under_columns(sheet: _Sheet, row: Row, label: Cell) -> Iterator[tuple[Cell, str, Field]]:
    """The figures of a row with their columns: where they stand; in copied text that lost a blank cell, where the rate puts them."""
    told = [(cell, text) for cell, text in row.filled() if cell is not label]
    columns = [amount for _, amount in sheet.amounts]
    copied = row.grid is not None and row.grid.copied and len(told) < len(columns)
    sure = by_the_rate([column.name for column in columns], [text for _, text in told]) if copied else None
    if sure is not None:
        yield from ((cell, text, columns[at]) for (cell, text), at in zip(told, sure, strict=True))
        return
    for over, amount in sheet.amounts:
        for cell, figure in zip(row.cells, row.texts, strict=True):
            if cell is not label and cell.column < over.column + over.column_span and over.column < cell.column + cell.column_span:
                yield cell, figure, amount
                break


def _take_nameless(sheet: _Sheet, head: Head, row: Row) -> None:
    """Figures under the money block's columns in a row without a label are those of the whole."""
    if head.said_amounts or any(sheet.labels[id(cell)] is not None for cell, _ in row.filled()):
        return
    figures = [cell for cell, text in row.filled() if sheet.reader.looks(text).figure]
    if len(figures) > 1:
        sheet.labels[id(row.cells[0])] = None
        total = sheet.reader.fields.named("funds.total")
        _take_amounts(sheet, head, (row, row.cells[0]._replace(column=0, column_span=0), ""), total, None)


def _answer(sheet: _Sheet, spot: Spot) -> list[Spot] | None:
    """The cells that answer a label: those beside it over its height, else the one below; None where a label stands there too."""
    cell = spot[1]
    right = sheet.right(cell)
    if right is not None and not sheet.is_label(right):
        column = cell.column + cell.column_span
        beside = [sheet.spots[number, column] for number in range(cell.row, cell.row + cell.row_span) if (number, column) in sheet.spots]
        return [each for each in beside if not sheet.is_label(each)] or [right]
    below = sheet.below(cell)
    if below is not None and not sheet.is_label(below):
        return [below]
    return None


def _rest_of_row(spot: Spot) -> list[Spot]:
    """Everything that stands right of a label in its row (总分 over 分值 and 得分)."""
    row, label, _ = spot
    return [(row, cell, text) for cell, text in zip(row.cells, row.texts, strict=True) if cell.column > label.column]


def _half(head: Head, cell: Cell, found: Field) -> int:
    """1 for a line of the money in the right of two halves: under the right of two totals that stand in one row, 中期 and 年度."""
    if found.part is not Part.MONEY:
        return 0
    totals = [said.label_cell for said in head.said if said.field is not None and said.field.name in TOTALS]
    if found.name in TOTALS:
        return int(any(total.row == cell.row and total.column < cell.column for total in totals))
    paired = [total.column for total in totals if any(other.row == total.row and other.column < total.column for other in totals)]
    return int(bool(paired) and cell.column >= max(paired))


def _leftovers(sheet: _Sheet, head: Head, rows: Sequence[Row]) -> None:
    """Filled cells that answer no known label: an unknown label and the cell beside it, else the text alone."""
    for row in rows:
        filled = row.filled()
        for cell, text in filled:
            if id(cell) in sheet.taken:
                continue
            sheet.taken.add(id(cell))
            left = sheet.spots.get((cell.row, cell.column - 1))
            if left is not None and left[2] == text:
                continue  # a merged cell's figure, shown once more
            right = sheet.right(cell)
            if right is not None and right[2] and id(right[1]) not in sheet.taken and len(text) <= LONGEST_LABEL:
                sheet.taken.add(id(right[1]))
                head.said.append(Said(None, text, right[0], cell, right[1], right[2]))
            elif len(filled) > 1 or "：" in text:
                label, colon, answer = text.partition("：")
                named = bool(colon) and len(label) <= LONGEST_LABEL
                head.said.append(Said(None, label if named else "", row, cell, cell, answer.strip() if named else text))
