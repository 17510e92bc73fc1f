"""The worked equation (测算过程): what the costs of a table come to, written out beside its total, for people who are typing it."""

from fractions import Fraction

from attrs import frozen

from jiheng.model.declaration import Declaration
from jiheng.review.context import Context
from jiheng.review.facts.balance import Balance, balance, edge, terms
from jiheng.review.facts.budget_equation import BudgetEquation, budget_equation
from jiheng.review.facts.summands import Summand
from jiheng.review.sentences import grouped, written_out
from jiheng.values.intervals import decimal_of


@frozen
class Worked:
    """The equation of a table: one line a cost (`24 人 × 2500 元/人 = 60,000 元`), their sum, the total, and how the two stand.

    `state` is `holds`, `rounded`, `short`, `over`, or `open` where something is missing that `open` names. Amounts are in 元.
    """

    lines: tuple[str, ...]
    sum: str
    total: str
    state: str
    open: tuple[str, ...] = ()


def worked(declaration: Declaration, context: Context, lang: str = "zh") -> Worked | None:
    """The equation as it stands; None where no cost has a figure in money."""
    equation = budget_equation(declaration, context)
    if not equation.summands and not equation.unpriced:
        return None
    lines = tuple(_line(summand, lang) for summand in equation.summands)
    total = equation.total
    return Worked(
        lines,
        _ends(equation.summands) if equation.summands else "",
        _yuan(total.amount) if total is not None else "",
        _state(equation),
        tuple(each.cost.name for each in equation.unpriced),
    )


def _line(summand: Summand, lang: str) -> str:
    made, ends = written_out(terms((summand,), upper=False), lang), _ends((summand,))
    return f"{made} = {ends}" if ends else made


def _ends(summands: tuple[Summand, ...]) -> str:
    """What costs come to: one amount, or the least and the most that their figures allow (a count that is only capped may be nothing)."""
    ends = dict.fromkeys(end for end in (edge(summands, upper=False), edge(summands, upper=True)) if end is not None)
    return " – ".join(_yuan(end) for end in ends)


def _state(equation: BudgetEquation) -> str:
    if equation.total is None or equation.unpriced or not equation.summands:
        return "open"
    found = balance(equation.summands, equation.total)
    return {Balance.HOLDS: "holds", Balance.ROUNDED: "rounded", Balance.SHORT: "short", Balance.OVER: "over"}[found]


def _yuan(amount: Fraction) -> str:
    return f"{grouped(str(decimal_of(amount)))} 元"
