"""Far over the target without a stated reason (远超目标未说明原因).

Finds:
    An actual that passes its target by more than the policy allows (30% by custom), with nothing in the column for reasons.

Why it matters:
    A target that is passed by far was set too low; the next one will be too, if nobody asks.

Basis:
    财预〔2020〕10号: what is far above the target is to be explained. Given as guidance; the share is custom.

Silent when:
    Less is better (costs, times, harm), a reason is given, or actual and target can't be compared. Where the form has no column
    for reasons, info.

Known false alarms:
    Small counts, where one more is half as much again.

Wrong:
    表 | 自评
    产出指标 | 数量指标 | 发放科普读本 | ≥2400份 | 实际=3600份 | 原因=

Right:
    表 | 自评
    产出指标 | 数量指标 | 发放科普读本 | ≥2400份 | 实际=3600份 | 原因=年中新增三所学校，下年按4000份设定

How to mend:
    State why, and set the next target accordingly.

Since: 0.1
"""

from fractions import Fraction

from jiheng.framework.citations import Citation
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.achievements import achievements, asks_for_reasons, harmful, reason_stated
from jiheng.review.facts.levels import COSTS, TIMELINESS
from jiheng.review.subject import Scope, Table
from jiheng.scoring import Policy, Reached, Unsettled, policy_of

CODE = "SCR004"
SEVERITY = Severity.WARNING
TEST = "–"
BASIS = Citation("2020-10")
FORMS = frozenset({FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {"far": "“{name}”实际 {actual}，是目标 {target} 的 {percent}%，远超目标而没有说明原因；请说明原因。"},
    "en": {"far": "“{name}”: {actual} is {percent}% of the target {target}, and no reason is stated; state the reason."},
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each row whose actual is far over its target without a reason."""
    declaration = subject.declaration
    results = subject.fact(achievements, context)
    if not any(isinstance(result, Reached) for result in results):
        return NotApplicable("no actual can be held against a target")
    policy = policy_of(context.framework, context.settings.policy, declaration.year)
    lowered = None if asks_for_reasons(declaration) else Severity.INFO
    harm = subject.fact(harmful, context)
    silent = [harm[at] or reason_stated(row, context.framework) for at, row in enumerate(declaration.indicators)]
    far = [at for at, result in enumerate(results) if not silent[at] and _far_over(declaration, at, result, policy)]
    return outcome_of([_fault(declaration, position, lowered) for position in far])


def _far_over(declaration: Declaration, position: int, result: Reached | Unsettled, policy: Policy) -> bool:
    row = declaration.indicators[position]
    if row.node in COSTS | {TIMELINESS} or row.target.lower is None:
        return False
    return isinstance(result, Reached) and _times(declaration, position) > 1 + Fraction(policy.far_over)


def _times(declaration: Declaration, position: int) -> Fraction:
    """How many times its target an actual is, where both are figures in one unit; else 1."""
    row = declaration.indicators[position]
    if row.actual is None or row.actual.lower is None or not row.target.lower:
        return Fraction(1)
    scale = row.target.lower if row.actual.unit in {None, row.target.unit} else None
    return Fraction(row.actual.lower) / Fraction(scale) if scale else Fraction(1)


def _fault(declaration: Declaration, position: int, severity: Severity | None) -> Fault:
    row = declaration.indicators[position]
    percent = str(round(_times(declaration, position) * 100))
    return Fault(
        "far", position, "actual", {"name": row.name, "actual": row.actual or "", "target": row.target, "percent": percent}, severity
    )
