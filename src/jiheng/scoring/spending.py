"""Spending (预算执行得分): the points for the share of the year's money that is spent."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import Factory, frozen

from jiheng.model.declaration import Declaration
from jiheng.model.funds import Execution
from jiheng.scoring.policy import Policy, Spending
from jiheng.scoring.reaching import ONE, ZERO

HUNDRED = 100
APART = 1
"""Percentage points by which a printed rate may differ from the amounts by rounding."""


@frozen
class Spent:
    """How much of the points for execution is earned: `degree` from 0 to 1, `rate` a share (above 1 where more was spent).

    `rate` is None where an amount is missing, which `needs` then names, as it does a printed rate that contradicts the amounts. `figures` are the policy's, in percent, `amounts` in yuan.
    """

    rate: Fraction | None
    degree: Fraction
    sentence: str
    figures: Mapping[str, Decimal] = Factory(dict[str, Decimal])
    amounts: Mapping[str, Decimal] = Factory(dict[str, Decimal])
    needs: str | None = None


def spent(declaration: Declaration, weight: Decimal, policy: Policy) -> Spent:
    """The execution of a table: money spent by the year's budget (全年预算数, else 年初预算数, else 资金总额), else the printed rate."""
    if not weight:
        return Spent(_rate(declaration), ZERO, "no_points")
    execution = declaration.execution or Execution()
    rate = _rate(declaration)
    if rate is None:
        absent = "executed" if execution.executed is None else "annual"
        return Spent(None, ZERO, f"no_{absent}", needs=absent)
    degree, sentence = _degree(rate, weight, policy.spending)
    needs = "rate" if execution.rate is not None and abs(rate * HUNDRED - Fraction(execution.rate)) > APART else None
    budget = _budget(declaration)
    figures = {"full_from": policy.spending.full_from, "floor": policy.spending.floor}
    if execution.executed is not None and budget:
        return Spent(rate, degree, sentence, figures, {"executed": execution.executed, "budget": budget}, needs)
    return Spent(rate, degree, f"{sentence}_printed", figures)


def _rate(declaration: Declaration) -> Fraction | None:
    execution, budget = declaration.execution or Execution(), _budget(declaration)
    if execution.executed is not None and budget:
        return Fraction(execution.executed) / Fraction(budget)
    # a rate beside a budget of 0 is that of a line left out, whatever it says
    return None if execution.rate is None or execution.annual == 0 else Fraction(execution.rate) / HUNDRED


def _budget(declaration: Declaration) -> Decimal | None:
    execution = declaration.execution or Execution()
    return execution.annual or execution.initial or declaration.funds.total


def _degree(rate: Fraction, weight: Decimal, rule: Spending) -> tuple[Fraction, str]:
    if rate < 0 or rate * HUNDRED < Fraction(rule.floor):
        return ZERO, "below_floor"
    full = Fraction(rule.full_from) / HUNDRED
    if rate >= full:
        return ONE, "over" if rate > ONE else "full"
    if rule.per_point is None:
        return rate, "proportion"
    return max(ONE - (full - rate) * HUNDRED * Fraction(rule.per_point) / Fraction(weight), ZERO), "per_point"
