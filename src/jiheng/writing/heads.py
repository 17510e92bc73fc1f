"""Heads (表头与表尾): the rows of a form outside the indicators, as its layout plans them, and rows for what has no cell of its own."""

from collections.abc import Sequence
from itertools import count

from attrs import frozen

from jiheng.documents.document import Cell
from jiheng.documents.shape import Role
from jiheng.framework.fields import Fields, Part
from jiheng.framework.layouts import PlannedCell, PlannedRow
from jiheng.model.declaration import ExtraCell
from jiheng.writing.columns import UNLABELLED
from jiheng.writing.drafting import GridDraft
from jiheng.writing.texts import Texts

LONGEST_LABEL = 16
"""a longer label in a form's head is not told from an answer"""
TYPES = {"money": Role.MONEY, "text": Role.TEXT, "coded": Role.TEXT, "decimal": Role.SHORT, "percent": Role.SHORT}
AMOUNTS = ("funds.sources.amount", "funds_midterm.sources.amount", "funds_midterm.total", "tasks.amount")
LABELS = ("funds.sources.label", "funds_midterm.sources.label")


@frozen
class _Entry:
    """A planned row and, where it is one of several, which entry of the list it shows."""

    row: PlannedRow
    number: int = 0


def put_rows(draft: GridDraft, rows: Sequence[PlannedRow], texts: Texts, start: int) -> int:
    """Add planned rows from row `start` on; the first row after them."""
    printed = [row for row in rows if not row.optional or any(texts.of(cell.field) for cell in row.cells if cell.field)]
    entries = [_Entry(row, number) for row in printed for number in range(texts.count(row.each) if row.each else 1)]
    reached: dict[str, int] = {}
    for at, entry in enumerate(entries, start):
        block = entry.row.block
        column = reached.get(block, 1) if block and at > start and entries[at - start - 1].row.block == block else 1
        last = len(entry.row.cells) - 1
        for number, planned in enumerate(entry.row.cells):
            over = sum(each.row.block == block for each in entries) if planned.over else 1
            wide = len(draft.widths) - column + 1 if number == last else planned.span
            _put(draft, planned, texts, Cell("", at, column, over, wide), entry.number)
            column += wide
            if planned.over:
                reached[block] = column
    return start + len(entries)


def _put(draft: GridDraft, planned: PlannedCell, texts: Texts, cell: Cell, number: int) -> None:
    name = planned.field
    if not name:
        draft.put(cell._replace(text=planned.label), Role.LINE if planned.label.endswith("：") else Role.LABEL)
        return
    numbered = f".{number}.".join(name.rsplit(".", 1)) if ".sources." in name or name.startswith("tasks.") else name
    draft.put(cell._replace(text=texts.of(name, number), field=numbered), role_of(texts.fields, name))


def role_of(fields: Fields, name: str) -> Role:
    """What the cell of a field is, by the field's type."""
    if name in AMOUNTS:
        return Role.MONEY
    if name in LABELS:
        return Role.LINE
    known = next((each for each in fields.entries if each.name == name), None)
    return TYPES.get(known.type, Role.SHORT) if known is not None else Role.SHORT if name == "total_score" else Role.TEXT


def put_extras(draft: GridDraft, extras: Sequence[tuple[int, ExtraCell]], label_span: int, start: int) -> int:
    """Add a row for each cell that has no field of its own, given with its position; the first row after them."""
    for at, (position, extra) in zip(count(start), extras, strict=False):
        draft.put(Cell(extra.label or UNLABELLED, at, 1, 1, label_span), Role.LABEL)
        rest = Cell(extra.text, at, label_span + 1, 1, len(draft.widths) - label_span, field=f"extra.{position}")
        draft.put(rest, Role.TEXT)
    return start + len(extras)


def parted(extras: Sequence[ExtraCell], fields: Fields) -> tuple[list[tuple[int, ExtraCell]], list[tuple[int, ExtraCell]]]:
    """The extra cells that stand in the head and those below the indicators, in one order: from the first note on, all stand below."""
    numbered = list(enumerate(extras))
    first = next((number for number, extra in numbered if _is_below(extra.label, fields)), len(numbered))
    return numbered[:first], numbered[first:]


def _is_below(label: str, fields: Fields) -> bool:
    if not label or len(label) > LONGEST_LABEL:
        return True
    found = fields.find(label, Part.HEAD, Part.TAIL)
    return found is not None and found.name == "tail.note"
