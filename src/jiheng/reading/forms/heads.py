"""Heads (表头): which cell of a form's head answers which label, beside it or below it, in ruled grids and in runs of text."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from attrs import define, field, frozen

from jiheng.documents.document import Cell
from jiheng.framework.fields import Field, Fields, Part, money_unit
from jiheng.reading.forms.looks import Looks
from jiheng.reading.rows import Row
from jiheng.reading.texts import clean, narrow

PARTS = (Part.HEAD, Part.MONEY, Part.BLOCK, Part.TAIL)
_INLINE = re.compile(r"^([^:：]{2,24})[:：]\s*(.+)$", re.DOTALL)
_OPEN = re.compile(r"^[^:：]{2,24}[:：]\s*$")
_PAIRS = re.compile(r"\n|\s{2,}|\s(?=[\u4e00-\u9fff]{2,10}[:：])")
_MONEY_NOTICE = re.compile(r"单位[:：]?[(（]?(?:人民币)?(百万元|千元|万元|亿元|元)")
_PRINT = re.compile(r"[(（]?(?:金额|货币|计量)?单位[:：]?(?:人民币)?(?:百万元|千元|万元|亿元|元)[)）]?|[(（](?:盖章|公章|签字|签章)[)）]")
_STAMPED = re.compile(r"(?<=\S)\s*[(（](?:盖章|公章|签字|签章)[)）]$")
_WITHIN = re.compile(r"^\s*其中[:：]\s*")
LONGEST_PAIRS = 300
LONGEST_LABEL = 16
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:%|万元|元)?")
FEWEST_PAIRS = 2


class Said(NamedTuple):
    """One answer of the head: the field its label names (None where it has none), the label, and the cell with the answer.

    `unit` is yuan in one of the unit that the label names; `amount` the column of the money block that the answer stands
    in; `cell` is None where the form has the label and no cell was left for its answer. `half` is 1 in the right of two halves.
    """

    field: Field | None
    label: str
    row: Row
    label_cell: Cell
    cell: Cell | None
    text: str
    unit: Decimal | None = None
    amount: Field | None = None
    half: int = 0


@define(eq=False)
class Head:
    """What a form's head (and tail) said, in order; rows of the year's tasks; the unit of money that its notice names."""

    said: list[Said] = field(factory=list)
    tasks: list[dict[str, Said]] = field(factory=list)
    unit: Decimal | None = None

    _answers: dict[str, list[Said]] = field(factory=dict, init=False)
    _known: int = field(default=0, init=False)

    @property
    def said_amounts(self) -> bool:
        """Whether any figure of the money block's columns was read."""
        return any(said.amount is not None for said in self.said)

    def one(self, name: str) -> Said | None:
        """The first answer to a field that is not blank, else the first at all; None where the form does not ask."""
        held = self.all(name)
        return next((said for said in held if said.text), held[0] if held else None)

    def all(self, name: str) -> Sequence[Said]:
        """Every answer to a field, in order; figures of the money block's columns are none."""
        if self._known != len(self.said):
            self._answers, self._known = {}, len(self.said)
            for said in self.said:
                if said.field is not None and said.amount is None:
                    self._answers.setdefault(said.field.name, []).append(said)
        return self._answers.get(name, ())


@frozen(eq=False)
class Reader:
    """What a head is read with."""

    fields: Fields
    looks: Looks


@lru_cache(maxsize=4096)
def is_print(text: str) -> bool:
    """Whether a cell holds only the form's own print: the unit of money, a stamp's place."""
    squeezed = "".join(text.split())
    return bool(_PRINT.fullmatch(squeezed))


def notice_unit(rows: Sequence[Row]) -> Decimal | None:
    """Yuan in one of the unit that a line of its own names for the whole form (单位：万元); None where none does."""
    for row in rows:
        for text in row.texts:
            found = _MONEY_NOTICE.search("".join(text.split())) if "单位" in text else None
            if found:
                return money_unit(found[1])
    return None


def inline(fields: Fields, text: str, *parts: Part) -> tuple[Field, str, str] | None:
    """A label and its answer in one cell (`项目名称：…`) as (field, label, answer); None where the text is no such thing."""
    found = _INLINE.match(_WITHIN.sub("", text)) if "：" in text or ":" in text else None
    if found is None:
        return None
    known = fields.find(found[1], *(parts or (Part.HEAD, Part.MONEY, Part.TAIL)))
    return None if known is None else (known, found[1].strip(), _STAMPED.sub("", clean(found[2])))


def inlines(fields: Fields, cell: Cell) -> list[tuple[Field, str, str]]:
    """All `label：answer` pairs of one cell, which blanks part from each other; empty where it holds none."""
    if "：" not in cell.text and ":" not in cell.text:
        return []
    parts = list(pieces(cell.text)) if len(cell.text) <= LONGEST_PAIRS else []
    if len(parts) < 2 or not all(_INLINE.match(part) or _OPEN.match(part) or is_print(part) for part in parts):
        parts = [cell.text]
    found = (inline(fields, part) for part in parts)
    return [pair for pair in found if pair is not None]


def pieces(text: str) -> Iterator[str]:
    """A line of `label：answer` pairs, one by one."""
    yield from (piece for piece in _PAIRS.split(text) if piece.strip())


def label_of(reader: Reader, text: str) -> Field | None:
    """The field that a cell of the head names as its label."""
    return reader.fields.labels[text] if text else None


def row_unit(row: Row) -> Decimal | None:
    """Yuan in one of the unit that any head of a row names."""
    return next((unit for text in row.texts if text and (unit := money_unit(text)) is not None), None)


def amount_pairs(fields: Fields, row: Row) -> list[Said]:
    """The figures of the whole that a row gives each beside its label (全年预算数 ▭ 全年执行数 ▭ 执行率 ▭); empty where it has fewer than two.

    One is enough where nothing else stands in the row and the label is of no other use.
    """
    filled = row.filled()
    known = fields.labels[filled[0][1]] if filled else None
    named = [(cell, text, fields.amounts[text]) for cell, text in filled[int(known is not None and known.part is Part.BLOCK) :]]
    found = [
        (first, label, amount, cell, text)
        for (first, label, amount), (cell, text, _) in pairwise(named)
        if amount is not None and _FIGURE.fullmatch(narrow(text))
    ]
    alone = len(named) == FEWEST_PAIRS and fields.labels[named[0][1]] is None
    if len({amount.name for _, _, amount, _, _ in found}) < (1 if alone else FEWEST_PAIRS):
        return []
    total, unit = fields.named("funds.total"), row_unit(row)
    line = found[0][0]
    return [Said(total, label, row, line, cell, text, money_unit(label) or unit, amount) for _, label, amount, cell, text in found]


def _after(row: Row, cell: Cell) -> str:
    """The filled text next to a cell of a row; blank where none follows."""
    return next((text for other, text in row.filled() if other.column > cell.column), "")


def amounts_of(fields: Fields, row: Row) -> list[tuple[Cell, Field]]:
    """The columns of the money block that a row heads (年初预算数, 全年执行数 …); empty where it heads none."""
    found: list[tuple[Cell, Field]] = []
    for cell, text in zip(row.cells, row.texts, strict=True):
        named = fields.amounts[text] if text else None
        if named is not None:
            found.append((cell, named))
    if not found or _FIGURE.fullmatch(narrow(_after(row, found[0][0]))):
        return []
    twice = [named for _, named in found[1:] if named is found[0][1]]
    if twice:
        found = found[1:]  # the first then heads the lines of the block and no amounts
    names = {named.name for _, named in found}
    known = names & {"execution.executed", "execution.rate", "execution.initial", "execution.forecast", "execution.funds"}
    others = {"execution.annual", "execution.weight", "execution.score"}
    return found if known and (len(names) >= 2 or "execution.funds" in names) and len(names - others) >= 1 else []
