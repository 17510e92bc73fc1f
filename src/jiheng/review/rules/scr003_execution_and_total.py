"""Execution rate, its score or the total is wrong (执行率、执行得分或总分计算错误).

Finds:
    An execution rate that is not money spent by the year's budget, points for it that the rate does not give, more of them than
    there are, points beside a line that is part of the total, a total that is not the sum of the scores.

Why it matters:
    These three are plain arithmetic, and the grade hangs on them.

Basis:
    财预〔2020〕10号: the execution rate is money spent by the budget after adjustment; points follow it.

Silent when:
    The figures are blank, 0 of 0 is asked for, the difference is rounding, or a total that equals the sum of the weights may be that.

Known false alarms:
    A province that gives the points for execution in bands: name its policy in the settings, which then decides.

Wrong:
    表 | 自评
    全年预算数 | 80万元
    全年执行数 | 60万元
    执行分值 | 10
    执行率 | 75%
    执行得分 | 10

Right:
    表 | 自评
    全年预算数 | 80万元
    全年执行数 | 60万元
    执行分值 | 10
    执行率 | 75%
    执行得分 | 7.5

How to mend:
    Compute the rate from the two amounts, the points from the rate, the total from all points.

Since: 0.1
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from jiheng.framework.citations import Citation
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.funds import Execution
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table
from jiheng.scoring import Policy, policy_of, spent
from jiheng.values.intervals import decimal_of

CODE = "SCR003"
SEVERITY = Severity.ERROR
TEST = "–"
BASIS = Citation("2020-10")
FORMS = frozenset({FormKind.SELF_EVALUATION, FormKind.MONITORING})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "rate": "执行率写作 {shown}%，而执行数 {executed:money} ÷ 预算数 {annual:money} = {expected}%；请核对执行率。",
        "score": "预算执行得分写作 {shown}，而分值 {weight} × 执行率 {rate}% = {expected}；请核对得分。",
        "score_above": "预算执行得分 {shown} 超过分值 {weight}；请核对得分。",
        "again": "“{lines}”是年度资金总额的组成部分，又填了执行得分；执行率只按总额计一次分，请删去这些行的得分。",
        "total": "总分写作 {shown}，而各项得分合计 {expected}；请核对总分。",
    },
    "en": {
        "rate": "The execution rate is given as {shown}%, but {executed:money} ÷ {annual:money} = {expected}%; check the rate.",
        "score": "Execution has {shown} points, but {weight} × {rate}% = {expected}; check the score.",
        "score_above": "Execution has {shown} of {weight} points; check the score.",
        "again": "{lines} is part of the year's total and bears points again; execution is scored once, by the total: take these points out.",
        "total": "The total is given as {shown}, but the scores make {expected}; check the total.",
    },
}

HUNDRED = Fraction(100)
HALF = Fraction(1, 2)
FULL = Decimal(100)
"""All points: a line of totals often shows them before the score."""


def check(subject: Table, context: Context) -> Outcome:
    """Fail the table whose execution rate, points for it or total differ from their parts by more than rounding."""
    declaration = subject.declaration
    execution = declaration.execution or Execution()
    total = _total(declaration, execution)
    if execution.rate is None and execution.score is None and total is None and not execution.scored_again:
        return NotApplicable("no execution rate, no points for it, no total")
    named = context.settings.policy
    policy = policy_of(context.framework, named, declaration.year) if named else None
    outcome = outcome_of(
        [*_rate(execution), *_score(declaration, execution, policy), *_again(execution), *([total] if isinstance(total, Fault) else [])]
    )
    if not isinstance(outcome, Failed) and isinstance(total, Undecided):
        return total
    return outcome


def off(shown: Decimal, exact: Fraction) -> bool:
    """Whether a printed figure is further from an exact one than half a unit of its last printed digit."""
    exponent = shown.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    unit: int = 10**digits
    return abs(Fraction(shown) - exact) * unit > HALF


def _rate(execution: Execution) -> Iterator[Fault]:
    if execution.rate is None or execution.executed is None or not execution.annual:
        return
    exact = Fraction(execution.executed) / Fraction(execution.annual) * HUNDRED
    if off(execution.rate, exact):
        evidence: Evidence = {
            "shown": str(plain(execution.rate)),
            "executed": str(plain(execution.executed)),
            "annual": str(plain(execution.annual)),
            "expected": _printed(exact),
        }
        yield Fault("rate", None, "execution.rate", evidence, reads=("execution.rate",))


def _score(declaration: Declaration, execution: Execution, policy: Policy | None) -> Iterator[Fault]:
    """The points against the rate that the amounts give, else against the printed one; by the policy where the office names one."""
    if execution.score is None or not execution.weight:
        return
    evidence: Evidence = {"shown": str(plain(execution.score)), "weight": str(plain(execution.weight))}
    if execution.score > execution.weight:
        yield Fault("score_above", None, "execution.score", evidence, reads=("execution.score",))
        return
    rate = _exact_rate(execution)
    if rate is None:
        return
    weight, shown = Fraction(execution.weight), Fraction(execution.rate or 0) / HUNDRED
    exact = weight * (spent(declaration, execution.weight, policy).degree if policy else min(rate, Fraction(1)))
    printed = exact if policy else weight * min(shown, Fraction(1))
    if off(execution.score, exact) and (execution.rate is None or off(execution.score, printed)):
        evidence = {**evidence, "rate": _printed(rate * HUNDRED), "expected": _printed(exact)}
        yield Fault("score", None, "execution.score", evidence, reads=("execution.score",))


def _again(execution: Execution) -> Iterator[Fault]:
    if execution.scored_again:
        yield Fault("again", None, "execution.score", {"lines": "、".join(execution.scored_again)})


def _exact_rate(execution: Execution) -> Fraction | None:
    if execution.executed is not None and execution.annual:
        return Fraction(execution.executed) / Fraction(execution.annual)
    return None if execution.rate is None else Fraction(execution.rate) / HUNDRED


def _total(declaration: Declaration, execution: Execution) -> Fault | Undecided | bool | None:
    """A fault, or Undecided where the total may be that of the weights; True where it holds, None where nothing can be added."""
    rows = [row for row in declaration.indicators if row.weight is None or row.weight]
    scores = [row.score for row in rows if row.score is not None]
    if declaration.total_score is None or not declaration.complete or not scores or len(scores) < len(rows):
        return None
    exact = sum(map(Fraction, scores), Fraction(execution.score or 0))
    if not off(declaration.total_score, exact):
        return True
    weights = sum((row.weight or Decimal(0) for row in rows), execution.weight or Decimal(0))
    if declaration.total_score in {weights, FULL}:
        return Undecided("the total may be that of the weights")
    evidence: Evidence = {"shown": str(plain(declaration.total_score)), "expected": _printed(exact)}
    return Fault("total", None, "total_score", evidence, reads=("total_score",))


def _printed(figure: Fraction) -> str:
    return str(plain(decimal_of(figure).quantize(Decimal("0.01"))))
