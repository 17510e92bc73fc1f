"""Typing (填写): what a person types into a cell, as the field's own kind of value; read in Python only, by the readers of documents."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from attrs import evolve, frozen

from jiheng.framework import Framework
from jiheng.framework.fields import SCALES, Part, fields
from jiheng.framework.layouts import Layout
from jiheng.framework.tree import tree
from jiheng.model.declaration import CodedName, Declaration, ExtraCell, Task
from jiheng.model.funds import Execution, FundLine, Funds
from jiheng.model.indicator import Indicator
from jiheng.reading.texts import amount, bare_name, clean, coded, decimal
from jiheng.values import read_value
from jiheng.writing.texts import Texts

T = TypeVar("T")
Model = TypeVar("Model", Declaration, Indicator, Execution, Task)
VALUES = ("target", "actual", "to_date", "forecast")
FIGURES = ("weight", "score")
TEXTS = ("direction", "nature", "explanation", "scoring", "basis", "remark", "reason", "possibility")
HEAD_TEXTS = ("title", "code", "unit", "term", "goal", "goal_midterm", "goal_actual")
FUNDS = ("funds", "funds_midterm")
AMOUNTS = ("initial", "annual", "executed", "forecast")


@frozen
class Unfit:
    """A typed text that its field can't hold: what the field needs, in both languages."""

    zh: str
    en: str


NOT_MONEY = Unfit("应为金额数字，如 92.4 或 924,000 元", "an amount is expected, such as 92.4 or 924,000 元")
NOT_FIGURE = Unfit("应为数字，如 10 或 12.5", "a number is expected, such as 10 or 12.5")
NO_YEAR = Unfit("应为四位年份，如 2025", "a year of four digits is expected, such as 2025")
NO_FIELD = Unfit("这一格不能填写", "this cell can't be filled in")


@frozen(eq=False)
class Typist:
    """What typing needs to know: the law, and the form on which it is typed (for the unit of its money)."""

    framework: Framework
    layout: Layout

    def in_row(self, row: Indicator, field: str, text: str, year: int | None) -> Indicator | Unfit:
        """The row with what was typed into its field; blank means nothing."""
        said = clean(text)
        if field in VALUES:
            return changed(row, field, read_value(said, year=year))
        if field in FIGURES:
            figure = _figure(said)
            return figure if isinstance(figure, Unfit) else changed(row, field, figure)
        if field in TEXTS:
            return changed(row, field, said or None)
        if field == "name":
            return evolve(row, name=bare_name(said))
        if field in {"level1", "level2"}:
            return self.placed(changed(row, field, said or None))
        if field.startswith("regions."):
            position = int(field.removeprefix("regions."))
            return _region(row, position, said, year) if position < len(row.regions) else NO_FIELD
        if field.startswith("extra."):
            position = int(field.removeprefix("extra."))
            if position >= len(row.extra):
                return NO_FIELD
            return evolve(row, extra=_replaced(row.extra, position, lambda held: evolve(held, text=said)))
        return NO_FIELD

    def shown(self, table: Declaration, field: str) -> str:
        """What stands in a field of the table on this form, amounts in the form's unit."""
        parts = field.split(".")
        if parts[0] == "extra":
            return table.extra[int(parts[1])].text if int(parts[1]) < len(table.extra) else ""
        number = next((int(part) for part in parts if part.isdigit()), 0)
        name = ".".join(part for part in parts if not part.isdigit())
        return Texts(table, self.layout, fields(self.framework)).of(name, number)

    def placed(self, row: Indicator) -> Indicator:
        """The row at the node of the official tree that its levels name."""
        known = tree(self.framework)
        node = known.level2_node(row.level2, row.level1) if row.level2 else known.level1_node(row.level1) if row.level1 else None
        return evolve(row, node=node)

    def in_head(self, table: Declaration, field: str, text: str) -> Declaration | Unfit:
        """The table with what was typed into a field of its own."""
        said = clean(text)
        first, _, rest = field.partition(".")
        if field == "project":
            return _project(table, coded(said) if said else CodedName(None, None))
        if field == "year":
            return evolve(table, year=int(said)) if said.isascii() and said.isdigit() and len(said) == 4 else NO_YEAR
        if first in {"department", "attribute"} and not rest:
            return changed(table, first, coded(said) if said else None)
        if field in HEAD_TEXTS:
            return changed(table, field, said or None)
        if first in FUNDS and rest:
            return self._funds(table, first, rest, said)
        if first == "execution" and rest:
            return self._execution(table, rest, said)
        if first == "tasks" and rest:
            return self._task(table, rest, said)
        if first == "extra" and rest and int(rest) < len(table.extra):
            return evolve(table, extra=_replaced(table.extra, int(rest), lambda held: ExtraCell(held.label, said)))
        if field == "total_score":
            figure = _figure(said)
            return figure if isinstance(figure, Unfit) else evolve(table, total_score=figure)
        return NO_FIELD

    def _yuan(self, said: str) -> Decimal | Unfit | None:
        if not said:
            return None
        read = amount(said)
        return NOT_MONEY if read is None else read.figure * (read.scale or SCALES[self.layout.unit])

    def _funds(self, table: Declaration, name: str, part: str, said: str) -> Declaration | Unfit:
        funds: Funds = getattr(table, name) or Funds()
        if part == "total":
            total = self._yuan(said)
            printed = f"{said}{self.layout.unit}" if said and said[-1].isdigit() else said or None
            return total if isinstance(total, Unfit) else changed(table, name, evolve(funds, total=total, printed=printed))
        if not part.startswith("sources."):
            return NO_FIELD
        number, _, what = part.removeprefix("sources.").partition(".")
        lines = Texts(table, self.layout, fields(self.framework)).lines(funds)
        position = int(number)
        if position >= len(lines):
            return NO_FIELD
        if what == "label":
            lines[position] = evolve(lines[position], label=said.removeprefix("其中：").strip())
        else:
            figure = self._yuan(said)
            if isinstance(figure, Unfit):
                return figure
            lines[position] = FundLine(lines[position].label, figure)
        return changed(table, name, self._with_lines(funds, tuple(lines)))

    def _with_lines(self, funds: Funds, lines: tuple[FundLine, ...]) -> Funds:
        """The block with other lines; 财政拨款 and 其他资金 follow from the lines that bear those names."""
        named: dict[str, Decimal | None] = {"fiscal": None, "other": None}
        known = fields(self.framework)
        for line in reversed(lines):
            found = known.find(line.label, Part.MONEY)
            if found is not None and found.name.removeprefix("funds.") in named:
                named[found.name.removeprefix("funds.")] = line.amount
        return evolve(funds, sources=lines, fiscal=named["fiscal"], other=named["other"])

    def _execution(self, table: Declaration, part: str, said: str) -> Declaration | Unfit:
        figure = self._yuan(said) if part in AMOUNTS else _figure(said.removesuffix("%"))
        if isinstance(figure, Unfit):
            return figure
        made = changed(table.execution or Execution(), part, figure)
        if part == "annual" or (part == "initial" and made.annual is None):
            return evolve(table, execution=made, funds=evolve(table.funds, total=figure, printed=None))
        return evolve(table, execution=made)

    def _task(self, table: Declaration, rest: str, said: str) -> Declaration | Unfit:
        number, _, part = rest.partition(".")
        held = [*table.tasks, *[Task("")] * (int(number) + 1 - len(table.tasks))]
        value: object = said if part == "name" else said or None
        if part == "amount":
            value = self._yuan(said)
            if isinstance(value, Unfit):
                return value
        held[int(number)] = changed(held[int(number)], part, value)
        while held and held[-1] == Task(""):
            held.pop()
        return evolve(table, tasks=tuple(held))


def changed(model: Model, field: str, value: object) -> Model:
    """A model object with another value in the field of that name, which its caller has made of the field's own kind."""
    made: dict[str, Any] = {field: value}
    return evolve(model, **made)


def _figure(said: str) -> Decimal | Unfit | None:
    if not said:
        return None
    read = decimal(said)
    return NOT_FIGURE if read is None else read


def _project(table: Declaration, name: CodedName) -> Declaration:
    """The table with its name; a code that was typed before the name is the project's, none typed leaves the one it has."""
    return evolve(table, project=name.name, code=name.code or table.code)


def _region(row: Indicator, position: int, said: str, year: int | None) -> Indicator:
    return evolve(row, regions=_replaced(row.regions, position, lambda held: evolve(held, target=read_value(said, year=year))))


def _replaced(items: tuple[T, ...], position: int, change: Callable[[T], T]) -> tuple[T, ...]:
    return tuple(change(item) if number == position else item for number, item in enumerate(items))
