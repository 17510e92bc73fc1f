"""The budget equation (预算等式): what the costs of a table come to, multiplied out, against its total."""

from fractions import Fraction

from attrs import evolve, frozen

from jiheng.framework.equivalences import Doubt
from jiheng.model.declaration import Declaration
from jiheng.review.context import Context
from jiheng.review.facts.costs import Cost, Role, costs
from jiheng.review.facts.counts import Count
from jiheng.review.facts.pairings import Pairer, Pairing, Sureness, pairer
from jiheng.review.facts.periods import Months, months
from jiheng.review.facts.printed_total import printed_total
from jiheng.values.intervals import Interval, from_zero, point, times, total
from jiheng.values.products import product
from jiheng.values.rounding import Printed

MONTHS_OF = {"月": 1, "季度": 3, "半年": 6, "年": 12}


@frozen
class Factor:
    """What a rate is multiplied by: a count of the table, or the periods of the year (`count` None where the term gives them).

    `taken_for` is the base that its unit was taken for where that is an assumption (人次 for 人), else None. `sure` is
    false where it may stand in no proof. `of_time` says that it is periods.
    """

    name: str
    interval: Interval
    rounded: Interval
    sure: bool
    count: Count | None = None
    taken_for: str | None = None
    of_time: bool = False

    @property
    def position(self) -> int | None:
        """The row that it comes from."""
        return self.count.position if self.count else None


@frozen
class Summand:
    """One cost multiplied out: what it comes to exactly, and with the roundings of what is printed."""

    cost: Cost
    factors: tuple[Factor, ...]
    interval: Interval
    rounded: Interval

    @property
    def sure(self) -> bool:
        """Whether every factor may stand in a proof."""
        return all(factor.sure for factor in self.factors)

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that it rests on."""
        return (self.cost.position, *(factor.position for factor in self.factors if factor.position is not None))


@frozen
class Unpriced:
    """A rate that could not be multiplied out, the base that found no count, and the counts that it might mean."""

    cost: Cost
    base: str | None
    candidates: tuple[Count, ...]


@frozen(eq=False)
class BudgetEquation:
    """The costs of a table against its total, which is None where it is blank or was adjusted after the targets were set.

    `summands` are the rates multiplied out and the amounts, parts left out; `unpriced` the rates without a sure count;
    `wholes` the rows of the total itself; `unclear` the cost rows without a figure in money.
    """

    total: Printed | None
    costs: tuple[Cost, ...]
    summands: tuple[Summand, ...]
    unpriced: tuple[Unpriced, ...]
    wholes: tuple[Cost, ...]
    unclear: tuple[Cost, ...]
    months: Months | None
    pairer: Pairer

    @property
    def rates(self) -> tuple[Cost, ...]:
        """The costs that multiply something."""
        return tuple(cost for cost in self.costs if cost.role is Role.RATE)

    @property
    def sure(self) -> bool:
        """Whether every cost is multiplied out with counts that may stand in a proof."""
        return not self.unpriced and not self.unclear and all(summand.sure for summand in self.summands)

    @property
    def claims_all(self) -> bool:
        """Whether the items claim to be all: none is called a part, no row of the whole covers what they leave, no activity goes without a price."""
        covered = self.total is not None and any(cost.interval and cost.interval.upper == self.total.amount for cost in self.wholes)
        return not any(cost.part for cost in self.costs) and not covered and not self.unnamed

    @property
    def unnamed(self) -> tuple[int, ...]:
        """The rows under 数量指标 that no cost prices or speaks of, and that measure nothing which another prices (培训期数 beside 培训人数)."""
        pairs, used = self.pairer, {row for summand in self.summands for row in summand.rows}
        named = {row for row in pairs.quantities if row in used or any(pairs.like(cost, row) for cost in self.costs)}
        return tuple(row for row in pairs.quantities if row not in named and not any(pairs.rows_alike(row, other) for other in used))

    def sum_of(self, *, rounded: bool = False) -> Interval | None:
        """What the summands come to together; None where there are none."""
        return total(evolve(summand.rounded if rounded else summand.interval, per=()) for summand in self.summands)


def budget_equation(declaration: Declaration, context: Context) -> BudgetEquation:
    """Multiply out every cost of a table. It is an equation for what the table says, sound or not: rules judge it."""
    found = costs(declaration, context)
    pairs = pairer(declaration, context, found)
    year = months(declaration, context, pairs.counts) if pairs.rates else None
    summands: list[Summand] = []
    unpriced: list[Unpriced] = []
    for cost in found:
        if cost.role is Role.RATE:
            made = multiplied(cost, pairs, year)
            summands += [made] if isinstance(made, Summand) else []
            unpriced += [made] if isinstance(made, Unpriced) else []
        elif cost.role is Role.AMOUNT and not cost.part and cost.interval and cost.rounded:
            summands.append(Summand(cost, (), from_zero(cost.interval), from_zero(cost.rounded)))
    return BudgetEquation(
        None if _adjusted(declaration) else printed_total(declaration, context),
        found,
        tuple(summands),
        tuple(unpriced),
        tuple(cost for cost in found if cost.role is Role.TOTAL),
        tuple(cost for cost in found if cost.role is Role.UNCLEAR),
        year,
        pairs,
    )


def _adjusted(declaration: Declaration) -> bool:
    """Whether the money was changed during the year, so that the targets were set for another sum."""
    execution = declaration.execution
    return execution is not None and execution.initial is not None and execution.initial != declaration.funds.total


def multiplied(cost: Cost, pairs: Pairer, year: Months | None, swap: dict[int, Count] | None = None) -> Summand | Unpriced:
    """A rate times the count of each of its bases; `swap` puts another count in place of a row's."""
    if cost.interval is None or cost.rounded is None:
        return Unpriced(cost, None, ())
    factors: list[Factor] = []
    open_bases = list(cost.per)
    for base in cost.per:
        if base not in open_bases:
            continue
        factor = _periods(base, year, pairs)
        if factor is None:
            pairing = pairs.pairing(cost, base)
            if pairing.count is None:
                return Unpriced(cost, base, pairing.candidates)
            factor = _counted(base, pairing, pairs, swap or {})
            open_bases = [other for other in open_bases if not _answers_both(pairing.count, base, other, pairs)]
        factors.append(factor)
    if not cost.per:
        pairing = pairs.pairing(cost, None)
        if pairing.count is None or pairing.sureness is not Sureness.NAMED:
            return Unpriced(cost, None, pairing.candidates)
        factors.append(_counted(pairing.count.unit, pairing, pairs, swap or {}))
    return _summand(cost, tuple(factors), pairs)


def _summand(cost: Cost, factors: tuple[Factor, ...], pairs: Pairer) -> Summand | Unpriced:
    if cost.interval is None or cost.rounded is None:
        return Unpriced(cost, None, ())
    if not cost.per:
        amounts = [times(from_zero(price), from_zero(count)) for price, count in _both(cost.interval, cost.rounded, factors[0])]
        return Summand(cost, factors, *amounts)
    exact = product(cost.interval, [factor.interval for factor in factors], pairs.known)
    if not exact.whole:
        return Unpriced(cost, exact.interval.per[0] if exact.interval.per else None, ())
    if cost.rounded is cost.interval and all(factor.rounded is factor.interval for factor in factors):
        return Summand(cost, factors, exact.interval, exact.interval)
    rounded = product(cost.rounded, [factor.rounded for factor in factors], pairs.known)
    return Summand(cost, factors, exact.interval, rounded.interval)


def _both(exact: Interval, rounded: Interval, factor: Factor) -> tuple[tuple[Interval, Interval], tuple[Interval, Interval]]:
    return (exact, factor.interval), (rounded, factor.rounded)


def _counted(base: str, pairing: Pairing, pairs: Pairer, swap: dict[int, Count]) -> Factor:
    count = pairing.count
    if count is None:
        raise ValueError("a pairing without a count multiplies nothing")
    if count.position is not None:
        count = swap.get(count.position, count)
    taken = pairs.doubt(count.unit, base) is Doubt.ASSUMED
    return Factor(count.name, count.interval, count.rounded, pairing.sure, count, base if taken else None)


def _periods(base: str, year: Months | None, pairs: Pairer) -> Factor | None:
    """The periods of the year for a base of months, quarters or years; None for any other base, or where nothing gives them."""
    unit = next((unit for unit in MONTHS_OF if (found := pairs.known.exchange(base, unit)) and found.exact and found.least == 1), None)
    if unit is None or (year is None and unit != "年"):
        return None
    if unit == "年" or year is None:
        once = point(1, base)
        return Factor(base, once, once, sure=True, of_time=True)
    figure = Fraction(year.months, MONTHS_OF[unit])
    if figure.denominator != 1:
        return None
    exact = point(figure, base)
    return Factor(base, exact, exact, year.sure, year.count if unit == "月" else None, of_time=True)


def _answers_both(count: Count, base: str, other: str, pairs: Pairer) -> bool:
    """Whether one count of visits (人次) answers this base and another (人 and 次)."""
    factors = pairs.known.factors(count.unit)
    return base != other and len(factors) > 1 and all(any(pairs.known.exchange(factor, one) for factor in factors) for one in (base, other))
