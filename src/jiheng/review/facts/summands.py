"""Summands (成本测算项): one cost of a table multiplied out with the counts and periods that it is per."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import prod

from attrs import evolve, frozen

from jiheng.framework.equivalences import Doubt, Equivalences
from jiheng.review.facts.costs import Cost, Role
from jiheng.review.facts.counts import Count
from jiheng.review.facts.pairings import Pairer, Pairing, Sureness
from jiheng.review.facts.periods import Months
from jiheng.values.intervals import Interval, from_zero, point, scaled

ONE = Fraction(1)
ZERO = Fraction(0)
MONTHS_OF = {"月": 1, "季度": 3, "半年": 6, "年": 12}
YEAR = "年"
YEARS_MONTHS = 12
KNOWN_BASES = 1024


@frozen
class Factor:
    """What a rate is multiplied by: a count of the table, or the periods of the year (`count` None where the term gives them).

    `scale` brings its unit to the base that it answers (人 into 千人). `taken_for` is the base that its unit was taken for
    where that is an assumption (人次 for 人), else None. `sure` is false where it may stand in no proof. `of_time` says that it
    is periods.
    """

    name: str
    interval: Interval
    rounded: Interval
    sure: bool
    count: Count | None = None
    scale: Fraction = ONE
    taken_for: str | None = None
    of_time: bool = False

    @property
    def position(self) -> int | None:
        """The row that it comes from."""
        return self.count.position if self.count else None


@frozen
class Summand:
    """One cost multiplied out, and what it comes to exactly; `shrunk` is the share of the year that is taken."""

    cost: Cost
    factors: tuple[Factor, ...]
    interval: Interval
    shrunk: Fraction = ONE

    @property
    def rounded(self) -> Interval:
        """What it comes to with the roundings of what is printed, worked out where the exact figures don't hold."""
        price = self.cost.rounded
        if price is None or (price is self.cost.interval and all(factor.rounded is factor.interval for factor in self.factors)):
            return self.interval
        made = _product(price, self.factors, lambda factor: factor.rounded) if self.factors else from_zero(price)
        return made if self.shrunk == ONE else scaled(made, self.shrunk)

    @property
    def sure(self) -> bool:
        """Whether every count may stand in a proof; periods that are not sure are tried one by one by whoever proves."""
        return all(factor.sure or factor.of_time for factor in self.factors)

    def of_months(self, months: Fraction) -> "Summand":
        """The same for so many months where the year's twelve are not sure."""
        if all(factor.sure or not factor.of_time for factor in self.factors):
            return self
        return evolve(self, interval=scaled(self.interval, months / YEARS_MONTHS), shrunk=months / YEARS_MONTHS)

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that it rests on."""
        return (self.cost.position, *(factor.position for factor in self.factors if factor.position is not None))


@frozen
class Unpriced:
    """A rate that could not be multiplied out, the base that found no count, and the counts that it might mean."""

    cost: Cost
    base: str | None = None
    candidates: tuple[Count, ...] = ()


def summand(cost: Cost, pairs: Pairer, year: Months | None, swap: Mapping[int, Count] | None = None) -> Summand | Unpriced | None:
    """A cost as it stands in the equation: a rate times the count of each of its bases, or an amount as it is.

    `swap` puts another count in place of a row's. None for the whole, for parts of other items and for what is unclear.
    """
    if cost.interval is None:
        return None
    if cost.role is Role.AMOUNT and not cost.part:
        return Summand(cost, (), from_zero(cost.interval))
    if cost.role is not Role.RATE:
        return None
    factors = _factors(cost, pairs, year, swap or {}) if cost.per else _by_name(cost, pairs, swap or {})
    if isinstance(factors, Unpriced):
        return factors
    return Summand(cost, factors, _product(cost.interval, factors, lambda factor: factor.interval))


def _factors(cost: Cost, pairs: Pairer, year: Months | None, swap: Mapping[int, Count]) -> tuple[Factor, ...] | Unpriced:
    """One factor for each base; a count of visits (人次) may answer two bases at once."""
    factors: list[Factor] = []
    answered: set[str] = set()
    for base in cost.per:
        if base in answered:
            continue
        factor = _periods(base, year, pairs.known)
        if factor is None:
            pairing = pairs.pairing(cost, base)
            if pairing.count is None:
                return Unpriced(cost, base, pairing.candidates)
            both = [other for other in cost.per if _answers_both(pairing.count.unit, base, other, pairs.known)]
            answered.update(both)
            factor = _counted(pairing.count.unit if both else base, pairing, pairing.count, pairs, swap)
        factors.append(factor)
    return tuple(factors)


def _by_name(cost: Cost, pairs: Pairer, swap: Mapping[int, Count]) -> tuple[Factor, ...] | Unpriced:
    """The count of a rate that does not say what it is per (补助标准): the one row that it is named after."""
    pairing = pairs.pairing(cost, None)
    if pairing.count is None or pairing.sureness is not Sureness.NAMED:
        return Unpriced(cost, None, pairing.candidates)
    return (_counted(pairing.count.unit, pairing, pairing.count, pairs, swap),)


def _counted(base: str, pairing: Pairing, count: Count, pairs: Pairer, swap: Mapping[int, Count]) -> Factor:
    chosen = count if count.position is None else swap.get(count.position, count)
    scale, doubt = pairs.scale(chosen.unit, base)
    return Factor(chosen.name, chosen.interval, chosen.rounded, pairing.sure, chosen, scale, base if doubt is Doubt.ASSUMED else None)


def _periods(base: str, year: Months | None, known: Equivalences) -> Factor | None:
    """The periods of the year for a base of months, quarters or years; None for any other base, or where nothing gives them."""
    unit = _period(base, known)
    if unit is None:
        return None
    if unit == YEAR:
        once = point(ONE, base)
        return Factor(base, once, once, sure=True, of_time=True)
    figure = Fraction(year.months, MONTHS_OF[unit]) if year else None
    if year is None or figure is None or figure.denominator != 1:
        return None
    exact = point(figure, base)
    return Factor(base, exact, exact, year.sure, year.count if unit == "月" else None, of_time=True)


@lru_cache(maxsize=KNOWN_BASES)
def _period(base: str, known: Equivalences) -> str | None:
    """The period of the year that a base is a word for; None for any other base."""
    exchanges = ((unit, known.exchange(base, unit)) for unit in MONTHS_OF)
    return next((unit for unit, found in exchanges if found and found.least == found.most == 1), None)


def _answers_both(unit: str, base: str, other: str, known: Equivalences) -> bool:
    """Whether a count of visits (人次) answers this base and another (人 and 次)."""
    factors = known.factors(unit)
    return base != other and len(factors) > 1 and all(any(known.exchange(factor, one) for factor in factors) for one in (base, other))


def _product(price: Interval, factors: Iterable[Factor], figures: Callable[[Factor], Interval]) -> Interval:
    """A price times counts. Nothing here is negative: a side without a bound begins at zero."""
    parts = [price, *(figures(factor) for factor in factors)]
    scale = prod((factor.scale for factor in factors), start=ONE)
    lower = prod((max(part.lower or ZERO, ZERO) for part in parts), start=scale)
    ends = [part.upper for part in parts if part.upper is not None]
    upper = prod(ends, start=scale) if len(ends) == len(parts) else None
    lower_open = bool(lower) and any(part.lower_open for part in parts)
    upper_open = bool(upper) and any(part.upper_open for part in parts)
    return Interval(lower, upper, lower_open, upper_open, "元", (), any(part.approximate for part in parts))
