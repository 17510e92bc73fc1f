"""Progress (执行进度): how much of the year's money is spent, and how much of the counts is delivered, to date."""

from fractions import Fraction

from jiheng.framework.equivalences import equivalences
from jiheng.model.declaration import Declaration
from jiheng.model.funds import Execution
from jiheng.review.context import Context
from jiheng.review.facts.levels import QUANTITY
from jiheng.scoring import Reached, reached

HUNDRED = Fraction(100)


def spent(declaration: Declaration, _context: Context) -> Fraction | None:
    """The share of the year's budget that is spent, in percent; None where the form does not say."""
    execution = declaration.execution or Execution()
    budget = execution.annual or execution.initial or declaration.funds.total
    if execution.executed is not None and budget:
        return Fraction(execution.executed) / Fraction(budget) * HUNDRED
    return None if execution.rate is None else Fraction(execution.rate)


def delivered(declaration: Declaration, context: Context) -> Fraction | None:
    """The mean share of the counted outputs that is delivered to date, in percent, each 100 at most; None where none is said."""
    known = equivalences(context.framework)
    results = [reached(row.target, row.to_date, known) for row in declaration.indicators if row.node == QUANTITY]
    shares = [min(result.share, Fraction(1)) for result in results if isinstance(result, Reached) and result.share is not None]
    return sum(shares, Fraction(0)) / len(shares) * HUNDRED if shares else None
