"""Costs (成本项): the money rows of a table as the budget equation sees them: rates, amounts, totals, and what is unclear."""

import re
from enum import Enum, auto
from fractions import Fraction

from attrs import frozen

from jiheng.framework.cost_words import CostWords, cost_words
from jiheng.framework.equivalences import Equivalences, equivalences
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.levels import COSTS
from jiheng.values.intervals import Interval, interval_of, scaled
from jiheng.values.rounding import printed_interval

RATE_NODES = frozenset({"output.quantity", "output.quality", None})
BRACKETED = re.compile(r"[(（][^()（）\d]*?(万?元)\s*((?:[/／·.每]\s*[^()（）/／·.每\s]+)*)[)）]\s*$")
DULL = re.compile(r"[.．千万亿]")
"""What makes a figure a rounded one: decimals, or a scale of 元."""
SCALED = re.compile(r"\d\s*[百千]?[万亿]")
ONE = Fraction(1)
MOST_ROWS = 300
SEPARATORS = re.compile(r"[/／·.每\s]+")


class Role(Enum):
    """What a cost does in the budget equation."""

    RATE = auto()
    """It multiplies counts and periods."""
    AMOUNT = auto()
    """It is an amount and only adds."""
    TOTAL = auto()
    """It is the whole and no item."""
    UNCLEAR = auto()
    """It may be any of these: a figure without a unit, a phrase, a sum in one cell."""


@frozen
class Cost:
    """A row of cost: `interval` the figures that it allows in 元, `scale` what brought them there.

    `per` are the bases of a rate, from its value and its name; empty for a rate that does not say per what. `named` are the
    bases that the name says. `part` says that the name calls it a part of others.
    """

    position: int
    name: str
    value: Value
    role: Role
    interval: Interval | None = None
    scale: Fraction = ONE
    per: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    part: bool = False

    @property
    def rounded(self) -> Interval | None:
        """The figures that the printed digits of the value may stand for; they are worked out only where the exact ones don't hold."""
        if self.interval is None or not DULL.search(self.value.text):
            return self.interval
        printed = printed_interval(self.value)
        return _priced(printed, self.scale, self.per) if printed else self.interval


def costs(declaration: Declaration, context: Context) -> tuple[Cost, ...]:
    """Every row that prices something, in order.

    All rows under the cost levels and, where these hold no rate, standards of pay elsewhere among the outputs: beside a rate
    they only say again what is priced there. What people earn or save is no cost, nor is a change or a rate of control in percent. A list of more rows than any form has
    is not looked at: to hold each of its rows against each other would take for ever.
    """
    if len(declaration.indicators) > MOST_ROWS:
        return ()
    words, known = cost_words(context.framework), equivalences(context.framework)
    rows = ((position, row) for position, row in enumerate(declaration.indicators) if _prices(row, words))
    made = [(row, cost) for position, row in rows if (cost := _cost(position, row, words, known))]
    priced = any(row.node in COSTS and cost.role is Role.RATE for row, cost in made)
    return tuple(cost for row, cost in made if row.node in COSTS or not priced)


def _prices(row: Indicator, words: CostWords) -> bool:
    value = row.target
    if row.node in COSTS:
        prices = bool(value.text) and value.kind is not ValueKind.PERCENT
    else:
        prices = value.kind is ValueKind.MONEY and row.node in RATE_NODES and bool(value.per or words.bases_in(row.name))
    return prices and value.change is None and not words.received.search(row.name)


def _cost(position: int, row: Indicator, words: CostWords, known: Equivalences) -> Cost | None:
    value, scale, bracket_per = _in_yuan(row)
    cost = Cost(position, row.name, row.target, Role.UNCLEAR, part=bool(words.part.search(row.name)))
    exact = interval_of(row.target)
    if value is None or exact is None or words.policy.search(row.name):
        return cost if row.target.kind not in {ValueKind.DATE, ValueKind.SCHEDULE, ValueKind.DURATION} else None
    named = words.bases_in(row.name)
    per = _joined((*row.target.per, *bracket_per), named, known)
    interval = _priced(exact, scale, per)
    rate = bool(per) or words.baseless_rate(row.name)
    role = Role.RATE if rate else Role.TOTAL if words.total.search(row.name) else Role.AMOUNT
    return Cost(position, row.name, row.target, role, interval, scale, per, named, cost.part)


def _priced(interval: Interval, scale: Fraction, per: tuple[str, ...]) -> Interval:
    sized = interval if scale == 1 else scaled(interval, scale)
    return Interval(sized.lower, sized.upper, sized.lower_open, sized.upper_open, "元", per, sized.approximate)


def _in_yuan(row: Indicator) -> tuple[Value | None, Fraction, tuple[str, ...]]:
    """The money that a target states, what brings it to 元, and the bases that the name's bracket gives: 补助标准（元/人·月）.

    None where it states none, or none in a unit that is known.
    """
    bracket = BRACKETED.search(row.name)
    per = tuple(part for part in SEPARATORS.split(bracket[2]) if part) if bracket else ()
    if row.target.kind is ValueKind.MONEY:
        return row.target, Fraction(1), per
    if row.target.kind is ValueKind.QUANTITY and row.target.unit is None:
        if bracket:
            return row.target, Fraction(10_000 if bracket[1] == "万元" else 1), per
        if row.node in COSTS and SCALED.search(row.target.text):
            return row.target, Fraction(1), per
    return None, Fraction(1), per


def _joined(written: tuple[str, ...], named: tuple[str, ...], known: Equivalences) -> tuple[str, ...]:
    """The bases of the value, then those of the name that none of them stands for."""
    more = tuple(base for base in named if not any(known.exchange(base, other) for other in written))
    return (*dict.fromkeys(written), *more)
