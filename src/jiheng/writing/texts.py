"""Texts (填写内容): what stands in a cell of the form for a field of the declaration."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from jiheng.framework.fields import SCALES, Fields, Part
from jiheng.framework.layouts import Layout
from jiheng.model.decimals import plain
from jiheng.model.declaration import CodedName, Declaration
from jiheng.model.funds import FundLine, Funds

WITHIN = "其中："
INDENT = "　　　"
CODED = ("department", "attribute")
FIGURES = ("weight", "score", "total_score")


@frozen(eq=False)
class Texts:
    """The texts of one declaration on one layout; amounts are in the layout's unit, a blank field is a blank text."""

    table: Declaration
    layout: Layout
    fields: Fields
    blank: bool = False

    def of(self, name: str, number: int = 0) -> str:
        """The text of a field; `number` is the entry of a list (`funds.sources.amount`)."""
        first, _, rest = name.partition(".")
        if rest.startswith("sources."):
            return self._line(first, rest.removeprefix("sources."), number)
        if first == "tasks":
            return self._task(rest, number)
        if first == "project":
            return coded_text(CodedName(self.table.code, self.table.project)) if self.table.project else ""
        if first == "code" and self.table.project:
            return ""  # it stands before the name
        value = getattr(self.table, first)
        if first in CODED:
            return coded_text(value)
        if rest:
            return self._part(first, rest, value)
        return "" if value is None else figure(value) if first in FIGURES else str(value)

    def count(self, lists: Sequence[str]) -> int:
        """How many rows the lists of the declaration need, the longest of them."""
        return max(len(self._entries(name)) for name in lists)

    def _part(self, first: str, rest: str, value: object) -> str:
        if (first, rest) == ("execution", "annual") and getattr(value, "annual", None) is None and getattr(value, "initial", None) is None:
            return self.money(self.table.funds.total)  # the form asks for the year's budget here and nowhere else
        amount: Decimal | None = getattr(value, rest) if value is not None else None
        if amount is None:
            return ""
        if first == "execution" and rest in ("weight", "rate", "score"):
            return figure(amount) + ("%" if rest == "rate" else "")
        return self.money(amount)

    def money(self, amount: Decimal | None) -> str:
        """An amount in the layout's unit, exact."""
        return "" if amount is None else figure(amount / SCALES[self.layout.unit])

    def _entries(self, name: str) -> Sequence[object]:
        first, _, rest = name.partition(".")
        if rest == "sources":
            return self.lines(getattr(self.table, first))
        entries: Sequence[object] = getattr(self.table, first)
        return entries or ((None,) * 3 if self.blank else (None,))

    def _line(self, first: str, part: str, number: int) -> str:
        lines = self.lines(getattr(self.table, first))
        if number >= len(lines):
            return ""
        line = lines[number]
        return (INDENT if number else WITHIN) + line.label if part == "label" else self.money(line.amount)

    def lines(self, funds: Funds | None) -> list[FundLine]:
        """The lines of the money block as the declaration has them; those that the form prints where it is empty."""
        if self.blank or funds is None:
            return [FundLine(label, None) for label in self.layout.lines]
        lines = list(funds.sources)
        named = {found.name for line in lines if (found := self.fields.find(line.label, Part.MONEY)) is not None}
        if funds.fiscal is not None and "funds.fiscal" not in named:
            lines.insert(0, FundLine(self.fields.named("funds.fiscal").labels[0], funds.fiscal))
        if funds.other is not None and "funds.other" not in named:
            lines.append(FundLine(self.fields.named("funds.other").labels[0], funds.other))
        return lines

    def _task(self, part: str, number: int) -> str:
        if number >= len(self.table.tasks):
            return ""
        value = getattr(self.table.tasks[number], part)
        return self.money(value) if part == "amount" else value or ""


def figure(number: Decimal) -> str:
    """A number as a form shows it: plain, without trailing zeros."""
    return str(plain(number))


def coded_text(name: CodedName | None) -> str:
    """`05-某某科` where the dash says beyond doubt what is code and what is name, else `[B2]某某科`."""
    if name is None or not (name.code and name.name):
        return "" if name is None else name.name or name.code or ""
    plainly = name.code.isascii() and name.code.isalnum() and name.code[0].isdigit() and not name.name[0].isdigit()
    return f"{name.code}-{name.name}" if plainly else f"[{name.code}]{name.name}"
