"""Money (资金): the amounts of a form in yuan, whatever unit its cells, labels or notice show."""

import re
from collections.abc import Collection, Iterable
from decimal import Decimal

from attrs import define, evolve, field, frozen

from jiheng.framework.fields import SCALES
from jiheng.model.funds import Execution, FundLine, Funds
from jiheng.model.repair import Repair
from jiheng.reading.forms.alignment import Laid
from jiheng.reading.forms.columns import Header
from jiheng.reading.forms.geometry import figure_under
from jiheng.reading.forms.heads import Head, Said
from jiheng.reading.texts import amount, decimal

_UNIT = re.compile(r"[(（](?:百万元|千元|万元|亿元|元)[)）]")
UNITS = {scale: unit for unit, scale in SCALES.items()}
LARGE = Decimal(10_000)
"""An amount that names no unit anywhere is yuan from here on and 万元 below, since no project costs a few yuan."""
YEAR_BUDGET = ("execution.annual", "execution.initial", "execution.funds", "execution.executed")
MONEY_COLUMNS = ("initial", "annual", "executed", "forecast")


@frozen
class Purse:
    """The money of one form: the year's, the medium term's (None where the form has none), and its execution."""

    funds: Funds
    midterm: Funds | None
    execution: Execution | None
    left: tuple[Said, ...] = ()
    """the lines of the medium term, which may bear the labels of the year's"""


@define(eq=False)
class Counter:
    """Turns texts into yuan by the unit that holds for them; mends where no unit is named are kept."""

    unit: Decimal | None
    yearly: Collection[str] = ()
    """words in the label of a line that holds for the budget year"""
    beside: Decimal | None = None
    """the unit that one line of the block names, where the others name none"""
    repairs: list[Repair] = field(factory=list)

    def yuan(self, said: Said, name: str) -> Decimal | None:
        """The amount that an answer states, in yuan; None where it is blank or states none."""
        read = amount(said.text) if said.text else None
        if read is None:
            return None
        scale = read.scale or self.named(said)
        if scale is None:
            scale = SCALES["元"] if read.figure == 0 or abs(read.figure) >= LARGE else SCALES["万元"]
            place = said.row.place(said.cell or said.label_cell)
            unit = "元" if scale == 1 else "万元"
            self.repairs.append(Repair(place, "unit-of-money-supplied", said.text, f"{said.text}{unit}", name, doubtful=scale != 1))
        return read.figure * scale

    def named(self, said: Said) -> Decimal | None:
        """Yuan in one of the unit that holds for a cell that names none: its label's, the notice's, else that of the lines beside it."""
        return said.unit or self.unit or self.beside

    def printed(self, said: Said) -> str | None:
        """The amount as the form shows it with its unit; None where no unit is named or the cell says more than the amount."""
        read = amount(said.text)
        if read is None or read.scale is not None:
            return said.text
        named = self.named(said)
        return None if named is None else said.text + UNITS[named]


def purse(head: Head, counter: Counter, *, executed: bool) -> Purse:
    """The money block of a form; `executed` for forms that show the year's budget and its execution."""
    lines = [said for said in head.said if said.field is not None and said.field.name.startswith("funds")]
    counter.beside = next((said.unit for said in lines if said.unit is not None), None)
    columns = {said.amount.name for said in lines if said.amount is not None}
    wanted = next((name for name in YEAR_BUDGET if name in columns), None)
    if executed and "execution.annual" in columns:
        lines_of_year = _filled_columns(lines)
    else:
        lines_of_year = [said for said in lines if said.amount is None or said.amount.name == wanted]
    halves = _halves(lines_of_year, counter.yearly)
    execution = _execution(lines, counter) if executed or columns & {"execution.executed", "execution.rate"} else None
    return Purse(_funds(halves[1], counter), _funds(halves[0], counter) if halves[0] else None, execution, tuple(halves[0]))


def _filled_columns(lines: list[Said]) -> list[Said]:
    """For each line of the block the year's budget after adjustment, else the one at its start."""
    out: list[Said] = []
    seen: set[int] = set()
    for said in lines:
        if id(said.label_cell) in seen:
            continue
        seen.add(id(said.label_cell))
        row = {each.amount.name: each for each in lines if each.label_cell is said.label_cell and each.amount is not None}
        chosen = next((row[name] for name in ("execution.annual", "execution.initial") if name in row and row[name].text), None)
        out.append(chosen or row.get("execution.annual") or said)
    return out


def _halves(lines: list[Said], yearly: Collection[str]) -> tuple[list[Said], list[Said]]:
    """The lines under 中期资金总额 and those under 年度资金总额.

    A form that asks twice for the same line has the whole term's on the left, or under the label that names no year.
    """
    names = {_name(said) for said in lines}
    filled = [said for said in lines if said.text and amount(said.text) is not None]
    split = {name for name in names if len({_is_yearly(said, yearly) for said in filled if _name(said) == name}) > 1}
    doubled = any(said.half and _name(said) == "funds.total" for said in lines)
    if "funds_midterm.total" not in names and not doubled and "funds.total" not in split:
        return [], lines
    both = any(said.half for said in lines)
    left = [said for said in lines if _is_left(said, both=both, doubled=doubled, split=split, yearly=yearly)]
    if not both:
        labels = [line_label(said.label) for said in lines]
        left += [
            said
            for number, said in enumerate(lines)
            if said not in left and labels[number] in labels[number + 1 :] and labels[number] not in labels[:number]
        ]
    return left, [said for said in lines if said not in left]


def _is_left(said: Said, *, both: bool, doubled: bool, split: Collection[str], yearly: Collection[str]) -> bool:
    name = _name(said)
    if name == "funds_midterm.total":
        return True
    if name in split:
        return not _is_yearly(said, yearly)
    return both and not said.half and (doubled or name != "funds.total")


def _name(said: Said) -> str:
    return said.field.name if said.field is not None else ""


def _is_yearly(said: Said, yearly: Collection[str]) -> bool:
    return any(word in said.label for word in yearly)


def _funds(lines: Iterable[Said], counter: Counter) -> Funds:
    total = fiscal = other = printed = None
    sources: list[FundLine] = []
    for said in lines:
        role = said.field.name.split(".")[1] if said.field is not None else ""
        value = counter.yuan(said, "funds.total" if role == "total" else f"funds.{role}")
        if role == "total":
            if total is None and value is not None:
                total, printed = value, counter.printed(said)
            continue
        sources.append(FundLine(line_label(said.label), value))
        if role == "fiscal" and fiscal is None:
            fiscal = value
        elif role == "other" and other is None:
            other = value
    return Funds(total, fiscal, other, tuple(sources), printed)


def with_row(execution: Execution | None, header: Header, laid: Laid) -> Execution:
    """The execution with what a row of the indicators says of it (预算执行率: weight, rate and points)."""
    known = execution or Execution()
    rate = figure_under(header, laid, "actual")
    return evolve(
        known,
        weight=figure_under(header, laid, "weight") if known.weight is None else known.weight,
        score=figure_under(header, laid, "score") if known.score is None else known.score,
        rate=rate if known.rate is None else known.rate,
    )


def line_label(label: str) -> str:
    """A line's label as written, without 其中, the colon and the unit of money."""
    return _UNIT.sub("", label).removeprefix("其中").strip("：: ")


def _execution(lines: list[Said], counter: Counter) -> Execution | None:
    parts: dict[str, Decimal | None] = {}
    for said in lines:
        if said.amount is None or said.field is None or said.field.name != "funds.total":
            continue
        name = said.amount.name.split(".")[1]
        if name in MONEY_COLUMNS:
            parts[name] = counter.yuan(said, f"execution.{name}")
        elif name != "funds":
            parts[name] = decimal(said.text) if said.text else None
    scored = tuple(line_label(said.label) for said in lines if _scored_again(said))
    return Execution(**parts, scored_again=scored) if parts or scored else None


def _scored_again(said: Said) -> bool:
    """Whether a line below the total bears points of its own; a dash or 0 is none."""
    below = said.field is not None and said.field.name != "funds.total"
    figure = decimal(said.text) if below and said.amount is not None and said.amount.name == "execution.score" and said.text else None
    return figure is not None and figure > 0
