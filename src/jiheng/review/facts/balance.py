"""Balance (是否平衡): whether the total lies among the amounts that the costs of a table allow, and the equation that shows it."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from fractions import Fraction
from math import prod

from jiheng.model.finding import EvidenceItem, Term
from jiheng.review.facts.summands import Factor, Summand
from jiheng.values.intervals import Interval, decimal_of, intersection, total
from jiheng.values.rounding import Printed

ZERO = Fraction(0)


class Balance(Enum):
    """How a total lies to what the costs allow."""

    HOLDS = auto()
    ROUNDED = auto()
    """Only because the total is printed in whole 万元."""
    OVER = auto()
    """The least that the costs come to is more than the total."""
    SHORT = auto()
    """The most that the costs come to is less than the total."""


def balance(summands: Iterable[Summand], printed: Printed) -> Balance:
    """Whether the sum of the summands (at least one) can be the printed total, roundings of prices and total granted."""
    some = tuple(summands)
    if _sum(some, rounded=False).holds(printed.amount):
        return Balance.HOLDS
    rounded = _sum(some, rounded=True)
    if rounded.holds(printed.amount):
        return Balance.HOLDS
    if intersection(rounded, printed.interval):
        return Balance.ROUNDED if printed.step > 1 and not printed.decimals else Balance.HOLDS
    return Balance.SHORT if rounded.upper is not None and printed.amount > rounded.upper else Balance.OVER


def terms(summands: Iterable[Summand], *, upper: bool) -> tuple[Term, ...]:
    """The summands written out with the figures at their upper or lower edge, counts before prices before periods."""
    return tuple(term for number, summand in enumerate(summands) for term in _terms(summand, number, upper=upper))


def proof(summands: tuple[Summand, ...], printed: Printed, *, upper: bool = False) -> dict[str, EvidenceItem]:
    """The equation as evidence: `left` what the summands come to at the edge, `right` the total, `terms` the figures behind it."""
    left = edge(summands, upper=upper)
    return {
        "left": str(decimal_of(printed.amount if left is None else left)),
        "right": str(decimal_of(printed.amount)),
        "terms": terms(summands, upper=upper),
    }


def as_written(summands: tuple[Summand, ...]) -> Fraction | None:
    """What the figures come to whatever signs stand before them (≥24 人 × ≤500 元/人); None where one of them is a range."""
    amounts = [_as_written(summand) for summand in summands]
    return None if None in amounts else sum((amount for amount in amounts if amount), Fraction(0))


def _as_written(summand: Summand) -> Fraction | None:
    amount = prod((factor.scale for factor in summand.factors), start=Fraction(1))
    for interval in (summand.cost.interval, *(factor.interval for factor in summand.factors)):
        if interval is None:
            return None
        ends = {end for end in (interval.lower, interval.upper) if end is not None}
        if len(ends) != 1:
            return None
        amount *= ends.pop()
    return amount


def rows_of(summands: Iterable[Summand]) -> tuple[int, ...]:
    """The rows that summands rest on, each once."""
    return tuple(dict.fromkeys(row for summand in summands for row in summand.rows))


def edge(summands: Iterable[Summand], *, upper: bool) -> Fraction | None:
    """What the summands come to at most or at least; None where nothing bounds it."""
    whole = ZERO
    for summand in summands:
        end = summand.interval.upper if upper else summand.interval.lower
        if end is None:
            return None
        whole += end
    return whole


def sum_of(summands: Iterable[Summand]) -> Interval:
    """What the summands (at least one) come to together, with the roundings of their prices."""
    return _sum(tuple(summands), rounded=True)


def _sum(summands: tuple[Summand, ...], *, rounded: bool) -> Interval:
    parts = [summand.rounded if rounded else summand.interval for summand in summands]
    if len(parts) == 1:
        return parts[0]
    made = total(parts)
    if made is None:
        raise ValueError("a sum of no summands")
    return made


def _terms(summand: Summand, number: int, *, upper: bool) -> Iterator[Term]:
    """24 人 × 4583.33 元/人/月 × 12 月: the first count, the price, then what else multiplies it."""
    cost = summand.cost
    price = Term(cost.name, _figure(cost.interval, upper=upper), "/".join(("元", *cost.per)), cost.position, cost.value, number)
    counted = [factor for factor in summand.factors if not factor.of_time]
    first, others = counted[:1], [factor for factor in summand.factors if factor not in counted[:1]]
    yield from (_factor(factor, number, upper=upper) for factor in first)
    yield price
    yield from (_factor(factor, number, upper=upper) for factor in others)


def _factor(factor: Factor, number: int, *, upper: bool) -> Term:
    value = factor.count.value if factor.count else None
    figure = _figure(factor.interval, upper=upper)
    return Term(factor.name, figure, factor.interval.unit, factor.position, value, number, factor.taken_for)


def _figure(interval: Interval | None, *, upper: bool) -> str:
    """The figure at one edge; where nothing bounds that side, the figure that is written."""
    if interval is None:
        return "0"
    ends = (interval.upper, interval.lower) if upper else (interval.lower, interval.upper)
    return str(decimal_of(next((end for end in ends if end is not None), Fraction(0))))
