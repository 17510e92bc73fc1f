"""Progress of targets and of funds are too far apart (目标进度与资金进度不匹配).

Finds:
    The mean share of the counted outputs delivered to date and the share of the money spent differ by more than the policy allows.

Why it matters:
    Money ahead of the work is paid in advance; work ahead of the money was planned too dear, or is owed.

Basis:
    财预〔2019〕136号: progress of targets and of funds are watched together; how far apart is the office's policy.

Silent when:
    The policy gives no measure, or no counted output says what is delivered to date (both undecided).

Known false alarms:
    Work that is paid after acceptance only.

Wrong:
    表 | 监控
    年度 | 2025
    全年预算数 | 300万元
    全年执行数 | 240万元
    产出指标 | 数量指标 | 改造老旧管网 | ≥20公里 | 至今=5公里

Right:
    表 | 监控
    年度 | 2025
    全年预算数 | 300万元
    全年执行数 | 240万元
    产出指标 | 数量指标 | 改造老旧管网 | ≥20公里 | 至今=15.5公里

How to mend:
    Explain the difference; bring payments and work together.

Since: 0.1
"""

from decimal import Decimal
from fractions import Fraction

from jiheng.framework.citations import Citation
from jiheng.model.decimals import plain
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Passed, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.progress import delivered, spent
from jiheng.review.subject import Scope, Table
from jiheng.scoring import policy_of
from jiheng.values.intervals import decimal_of

CODE = "MON002"
SEVERITY = Severity.WARNING
TEST = "–"
BASIS = Citation("2019-136")
FORMS = frozenset({FormKind.MONITORING})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "money_ahead": (
            "资金已执行 {spent}%，数量目标平均完成 {delivered}%，资金超前 {apart} 个百分点，超过{policy}允许的 {allowed} 个"
            "；请核对并说明原因。"
        ),
        "work_ahead": (
            "数量目标平均完成 {delivered}%，资金只执行 {spent}%，资金落后 {apart} 个百分点，超过{policy}允许的 {allowed} 个"
            "；请核对并说明原因。"
        ),
    },
    "en": {
        "money_ahead": (
            "{spent}% of the money is spent for {delivered}% of the counts: {apart} points ahead, more than the {allowed} of {policy}"
            "; check it and state the reason."
        ),
        "work_ahead": (
            "{delivered}% of the counts are delivered on {spent}% of the money: {apart} points apart, more than the {allowed} of {policy}"
            "; check it and state the reason."
        ),
    },
}

CENT = Decimal("0.01")


def check(subject: Table, context: Context) -> Outcome:
    """Fail the table whose money and work are further apart than the policy allows."""
    money, work = subject.fact(spent, context), subject.fact(delivered, context)
    if money is None:
        return NotApplicable("the form says nothing of execution")
    if work is None:
        return Undecided("no counted output says what is delivered to date")
    policy = policy_of(context.framework, context.settings.policy, subject.declaration.year)
    if policy.apart is None:
        return Undecided(f"the policy {policy.name} does not say how far the two may be apart")
    if abs(money - work) <= Fraction(policy.apart):
        return Passed()
    figures = {
        "spent": _printed(money),
        "delivered": _printed(work),
        "apart": _printed(abs(money - work)),
        "allowed": str(plain(policy.apart)),
        "policy": policy.official,
    }
    sentence = "money_ahead" if money > work else "work_ahead"
    return outcome_of([Fault(sentence, None, "execution.executed", figures, reads=("execution.executed",))])


def _printed(figure: Fraction) -> str:
    return str(plain(decimal_of(figure).quantize(CENT)))
