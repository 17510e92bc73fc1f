"""Periods (期数): how many months, quarters or years of the budget year a rate per month or year runs."""

from fractions import Fraction

from attrs import frozen

from jiheng.framework.equivalences import equivalences
from jiheng.model.declaration import Declaration
from jiheng.review.context import Context
from jiheng.review.facts.counts import Count
from jiheng.review.facts.project_term import project_term

YEAR = Fraction(12)
MONTH = "月"


@frozen
class Months:
    """The months that the project runs in its budget year, and whether the table says so.

    `count` is the row that counts them (月数), None where the term or the year gives them. `sure` is false where only the
    budget year stands behind them.
    """

    months: Fraction
    sure: bool
    count: Count | None = None


def months(declaration: Declaration, context: Context, counted: tuple[Count, ...]) -> Months | None:
    """From a row of `counted` that counts months, else the term, else the budget year; None where nothing says it or two rows contradict each other."""
    known = equivalences(context.framework)
    rows = [count for count in counted if count.main and count.interval.point and known.exchange(count.unit, MONTH)]
    exact = [count for count in rows if (found := known.exchange(count.unit, MONTH)) and found.exact and found.least == 1]
    if exact:
        figures = {count.interval.point for count in exact}
        return (
            Months(exact[0].interval.point or YEAR, sure=(exact[0].interval.point or 0) <= YEAR, count=exact[0])
            if len(figures) == 1
            else None
        )
    return _by_term(declaration, context)


def _by_term(declaration: Declaration, context: Context) -> Months | None:
    term = project_term(declaration, context)
    if term is not None and term.length is not None:
        if term.length >= YEAR:
            return Months(YEAR, sure=term.calendar_years in {None, 1} or term.months == YEAR)
        within = term.calendar_years in {None, 1}
        return Months(Fraction(term.length), sure=within)
    return Months(YEAR, sure=False) if declaration.year is not None else None
