"""Other readings (其他读法): what else could make the costs of a table give its total, before a difference is called a fault."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from attrs import evolve

from jiheng.framework.equivalences import Doubt
from jiheng.review.facts.balance import Balance, balance, sum_of
from jiheng.review.facts.budget_equation import BudgetEquation
from jiheng.review.facts.counts import Count
from jiheng.review.facts.summands import Summand, summand
from jiheng.values.intervals import Interval, hull, intersection, scaled, total
from jiheng.values.rounding import Printed

ZERO = Fraction(0)
TENTH = Fraction(1, 10)
TWELVE = Fraction(12)
MOST_CHANGES = 100
REPEATED = ("次", "期", "天", "月")


def cured(summands: Iterable[Summand], printed: Printed) -> bool:
    """Whether 10% to each side of what is written as approximate (左右) lets the total hold."""
    some = tuple(summands)
    if not any(summand.interval.approximate for summand in some):
        return False
    loose = (evolve(summand, interval=_loosened(summand.rounded)) if summand.interval.approximate else summand for summand in some)
    return balance(loose, printed) in {Balance.HOLDS, Balance.ROUNDED}


def explained(summands: tuple[Summand, ...], equation: BudgetEquation, printed: Printed) -> bool:
    """Whether another sound reading gives the total.

    One item may be the whole and the others its parts; a price may count for each of several sessions or months that its name leaves
    out, or an amount may be the price of one of what a row of the same name counts, one or two of them or all alike; prices for
    one count may be its tiers; and a project without a term may run some months only.
    """
    if _tiered(summands, printed) or _of_some_months(summands, printed):
        return True
    slack = printed.step / 2 + sum((_slack(one) for one in summands), ZERO)
    return any(abs(amount - printed.amount) <= slack for amount in _readings(summands, equation) if amount)


def _readings(summands: tuple[Summand, ...], equation: BudgetEquation) -> Iterator[Fraction]:
    """Each summand alone, and what all come to at either edge with one or two of them repeated, or all repeated alike."""
    repeats = [tuple(_repeats(one, equation)) for one in summands]
    for upper in (False, True):
        ends = [one.interval.upper if upper else one.interval.lower for one in summands]
        if None in ends:
            continue
        figures = [end or ZERO for end in ends]
        whole = sum(figures, ZERO)
        changes = [(row, figure * (times - 1)) for row, figure in enumerate(figures) for times in set(repeats[row])]
        yield from figures if len(figures) > 1 else ()
        yield from (whole + change for _, change in changes)
        yield from (whole + one + other for (row, one), (column, other) in combinations(changes[:MOST_CHANGES], 2) if row != column)
        common = set(repeats[0]).intersection(*repeats[1:])
        yield from (whole * times for times in common)


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
    intervals = [_hull(tiers) if rows else sum_of(tiers) for rows, tiers in by_count.items()]
    whole = total(intervals)
    return whole is not None and intersection(whole, printed.interval) is not None


def _hull(tiers: list[Summand]) -> Interval:
    made = tiers[0].rounded
    for tier in tiers[1:]:
        made = hull(made, tier.rounded)
    return made


def _loosened(interval: Interval) -> Interval:
    lower = None if interval.lower is None else scaled(interval, 1 - TENTH).lower
    upper = None if interval.upper is None else scaled(interval, 1 + TENTH).upper
    return evolve(interval, lower=lower, upper=upper)


def _slack(summand: Summand) -> Fraction:
    """Half of what rounding adds to a summand."""
    widths = summand.rounded.width, summand.interval.width
    return ZERO if widths[0] is None or widths[1] is None else (widths[0] - widths[1]) / 2


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
