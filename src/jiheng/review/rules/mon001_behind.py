"""Progress is behind what the policy asks for at this date (执行进度滞后).

Finds:
    A share of the year's money spent that is below what the office's policy asks for by the end of the last month that has
    passed.

Why it matters:
    Money that lies idle in summer is spent in haste in December, or goes back.

Basis:
    财预〔2019〕136号, and the thresholds of the office's own policy.

Silent when:
    No date is handed in, the policy names no thresholds (both undecided), or the table is of another year.

Known false alarms:
    Work that by its nature is paid at the end of the year: say so in the remark.

Wrong:
    表 | 监控
    年度 | 2024
    全年预算数 | 300万元
    全年执行数 | 75万元
    产出指标 | 数量指标 | 秸秆还田面积 | ≥6000亩 | 至今=1800亩

Right:
    表 | 监控
    年度 | 2024
    全年预算数 | 300万元
    全年执行数 | 210万元
    产出指标 | 数量指标 | 秸秆还田面积 | ≥6000亩 | 至今=4200亩

How to mend:
    Speed up, or give the money back and lower the target by the way of adjustment.

Since: 0.1
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from jiheng.framework.citations import Citation
from jiheng.model.decimals import plain
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Passed, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.progress import spent
from jiheng.review.subject import Scope, Table
from jiheng.scoring import policy_of
from jiheng.values.intervals import decimal_of

CODE = "MON001"
SEVERITY = Severity.WARNING
TEST = "–"
BASIS = Citation("2019-136")
FORMS = frozenset({FormKind.MONITORING})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {"behind": "预算执行 {share}%，低于{policy}要求的 {month} 月末 {least}%；请核对进度并说明原因。"},
    "en": {
        "behind": "{share}% of the budget is spent; {policy} asks for {least}% by the end of month {month}; check the progress and state the reason."
    },
}

CENT = Decimal("0.01")


def check(subject: Table, context: Context) -> Outcome:
    """Fail the table whose money is spent more slowly than the policy asks for."""
    declaration = subject.declaration
    share = subject.fact(spent, context)
    if share is None:
        return NotApplicable("the form says nothing of execution")
    if context.today is None:
        return Undecided("no date was handed in")
    if declaration.year is None or declaration.year != context.today.year:
        return Undecided("the table is not of the year under way")
    policy = policy_of(context.framework, context.settings.policy, declaration.year)
    if not policy.progress:
        return Undecided(f"the policy {policy.name} asks for no progress by month")
    due = policy.due(_months_ended(context.today))
    if due is None or share >= Fraction(due.least):
        return Passed()
    figures = {
        "share": str(plain(decimal_of(share).quantize(CENT))),
        "policy": policy.official,
        "month": str(due.month),
        "least": str(plain(due.least)),
    }
    return outcome_of([Fault("behind", None, "execution.executed", figures, reads=("execution.executed",))])


def _months_ended(today: date) -> int:
    return today.month - 1
