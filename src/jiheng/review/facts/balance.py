"""Balance (是否平衡): whether the total lies among the amounts that the costs of a table allow, and what else could explain it."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from fractions import Fraction
from math import prod

from attrs import evolve

from jiheng.framework.equivalences import Doubt
from jiheng.model.finding import EvidenceItem, Term
from jiheng.review.facts.budget_equation import BudgetEquation
from jiheng.review.facts.counts import Count
from jiheng.review.facts.summands import Factor, Summand, summand
from jiheng.values.intervals import Interval, decimal_of, hull, intersection, scaled, total
from jiheng.values.rounding import Printed

TENTH = Fraction(1, 10)
TWELVE = Fraction(12)
MOST_READINGS = 2000
REPEATED = ("次", "期", "天", "月")


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
    exact, rounded = _sum(some, rounded=False), _sum(some, rounded=True)
    if exact.holds(printed.amount) or rounded.holds(printed.amount):
        return Balance.HOLDS
    if intersection(rounded, printed.interval):
        return Balance.ROUNDED if printed.step > 1 and not printed.decimals else Balance.HOLDS
    return Balance.SHORT if rounded.upper is not None and printed.amount > rounded.upper else Balance.OVER


def cured(summands: Iterable[Summand], printed: Printed) -> bool:
    """Whether 10% to each side of what is written as approximate (左右) lets the total hold."""
    some = tuple(summands)
    if not any(summand.interval.approximate for summand in some):
        return False
    loose = (evolve(summand, rounded=_loosened(summand.rounded)) if summand.interval.approximate else summand for summand in some)
    return balance(loose, printed) in {Balance.HOLDS, Balance.ROUNDED}


def explained(summands: tuple[Summand, ...], equation: BudgetEquation, printed: Printed) -> bool:
    """Whether another sound reading gives the total.

    Some items may be parts of others, a price may count for each of several sessions or months that its name leaves out,
    an amount may be the price of one of what a row of the same name counts, prices for one count may be its tiers, and a
    project without a term may run some months only.
    True also where there are too many readings to try.
    """
    if _tiered(summands, printed) or _of_some_months(summands, printed):
        return True
    slack = printed.step / 2 + sum((_slack(summand) for summand in summands), Fraction(0))
    sums = {Fraction(0)}
    for one in summands:
        sums |= {before + amount for before in sums for amount in _readings(one, equation)}
        if len(sums) > MOST_READINGS:
            return True
    return any(abs(amount - printed.amount) <= slack for amount in sums if amount)


def fixed_elsewhere(equation: BudgetEquation) -> tuple[Summand, ...]:
    """The summands with the counts that goal or name fix put in place of rows that only bound them; empty where none is fixed."""
    swap = {count.position: fixed for count in equation.pairer.counts if count.position is not None and (fixed := _fixed(count, equation))}
    if not swap:
        return ()
    made = [summand(one.cost, equation.pairer, equation.months, swap) if one.factors else one for one in equation.summands]
    return tuple(one for one in made if isinstance(one, Summand)) if all(isinstance(one, Summand) for one in made) else ()


def _fixed(count: Count, equation: BudgetEquation) -> Count | None:
    """The one figure that goal or name give for what a row only bounds, its interval holding it."""
    pairs = equation.pairer
    if count.interval.point is not None or not count.main:
        return None
    like = [
        fixed
        for fixed in pairs.fixed
        if pairs.known.exchange(fixed.unit, count.unit) and pairs.doubt(fixed.unit, count.unit) is not Doubt.ASSUMED
    ]
    named = [fixed for fixed in like if pairs.text_alike(fixed.name, count)]
    alone = [fixed for fixed in like if sum(other.main and other.unit == count.unit for other in pairs.counts) == 1]
    found = named or alone
    figures = {fixed.interval.point for fixed in found}
    return found[0] if len(figures) == 1 and found[0].interval.point is not None and count.interval.holds(found[0].interval.point) else None


def _of_some_months(summands: tuple[Summand, ...], printed: Printed) -> bool:
    """Whether fewer months than twelve give the total, where the table does not say how many there are."""
    for months in range(1, int(TWELVE)):
        shorter = tuple(one.of_months(Fraction(months)) for one in summands)
        if shorter == summands:
            return False
        if balance(shorter, printed) in {Balance.HOLDS, Balance.ROUNDED}:
            return True
    return False


def _tiered(summands: tuple[Summand, ...], printed: Printed) -> bool:
    """Whether several prices multiply one count and the total lies between all at the cheapest and all at the dearest."""
    by_count: dict[tuple[int, ...], list[Summand]] = {}
    for one in summands:
        by_count.setdefault(one.rows[1:], []).append(one)
    if not any(rows and len(tiers) > 1 for rows, tiers in by_count.items()):
        return False
    intervals = [_hull(tiers) if rows else _sum(tuple(tiers), rounded=True) for rows, tiers in by_count.items()]
    whole = total(intervals)
    return whole is not None and intersection(whole, printed.interval) is not None


def _hull(tiers: list[Summand]) -> Interval:
    made = tiers[0].rounded
    for tier in tiers[1:]:
        made = hull(made, tier.rounded)
    return made


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
    amount = Fraction(1)
    for interval in (summand.cost.interval, *(factor.interval for factor in summand.factors)):
        ends = {end for end in (interval.lower, interval.upper) if end is not None} if interval else set()
        if len(ends) != 1:
            return None
        amount *= ends.pop()
    return amount * prod((factor.scale for factor in summand.factors), start=Fraction(1))


def rows_of(summands: Iterable[Summand]) -> tuple[int, ...]:
    """The rows that summands rest on, each once."""
    return tuple(dict.fromkeys(row for summand in summands for row in summand.rows))


def edge(summands: Iterable[Summand], *, upper: bool) -> Fraction | None:
    """What the summands come to at most or at least; None where nothing bounds it."""
    whole = _sum(tuple(summands), rounded=False)
    return whole.upper if upper else whole.lower


def sum_of(summands: Iterable[Summand]) -> Interval:
    """What the summands (at least one) come to together, with the roundings of their prices."""
    return _sum(tuple(summands), rounded=True)


def _sum(summands: tuple[Summand, ...], *, rounded: bool) -> Interval:
    made = total(summand.rounded if rounded else summand.interval for summand in summands)
    if made is None:
        raise ValueError("a sum of no summands")
    return made


def _loosened(interval: Interval) -> Interval:
    lower = None if interval.lower is None else scaled(interval, 1 - TENTH).lower
    upper = None if interval.upper is None else scaled(interval, 1 + TENTH).upper
    return evolve(interval, lower=lower, upper=upper)


def _slack(summand: Summand) -> Fraction:
    """Half of what rounding adds to a summand."""
    widths = summand.rounded.width, summand.interval.width
    return Fraction(0) if widths[0] is None or widths[1] is None else (widths[0] - widths[1]) / 2


def _readings(summand: Summand, equation: BudgetEquation) -> Iterator[Fraction]:
    ends = {end for end in (summand.interval.lower, summand.interval.upper) if end}
    for end in ends:
        yield end
        for repeat in _repeats(summand, equation):
            yield end * repeat


def _repeats(summand: Summand, equation: BudgetEquation) -> Iterator[Fraction]:
    """What a price may silently be multiplied by: sessions, days and months that are counted, and for an amount what its row counts."""
    known, pairs = equation.pairer.known, equation.pairer
    for count in pairs.counts:
        figures = {end for end in (count.interval.lower, count.interval.upper) if end}
        if count.position in summand.rows or not count.main:
            continue
        if any(known.exchange(count.unit, unit) for unit in REPEATED) or (
            not summand.factors and count.position is not None and pairs.like(summand.cost, count.position)
        ):
            yield from figures
    if summand.factors and not any(known.exchange(factor.interval.unit or "", "月") for factor in summand.factors):
        yield TWELVE


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
