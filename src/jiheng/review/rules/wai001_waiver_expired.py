"""A waiver that has run out (豁免已过期).

Finds:
    A finding that is still there although its waiver expired before the day of the review.

Why it matters:
    What was let stand for a time has to be mended or decided anew.

Basis:
    None in law: the office's own settings.

Silent when:
    The waiver names no last day, or the review was given no day.

Known false alarms:
    None: the dates are the proof.

Wrong:
    满意度指标 | 服务对象满意度指标 | 参训学员满意度 | ≥70%

Right:
    满意度指标 | 服务对象满意度指标 | 参训学员满意度 | ≥90%

How to mend:
    Mend the table, or renew the waiver with a reason and a new last day.

Since: 0.1
"""

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Waiving

CODE = "WAI001"
SEVERITY = Severity.INFO
TEST = "–"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.REVIEW
YIELDS_TO = ()
MESSAGE = {
    "zh": {"expired": "{rule} 的豁免（{author}：{reason}）已于 {expires} 到期，问题仍在；请修改目标表，或重新决定。"},
    "en": {
        "expired": "The waiver of {rule} ({author}: {reason}) ran out on {expires} and the fault is still there; mend it or decide anew."
    },
}


def check(subject: Waiving, context: Context) -> Outcome:
    """Fail each finding whose waiver has run out."""
    run_out = {waiver.fingerprint: waiver for waiver in subject.waivers if not waiver.holds(context.today)}
    if not subject.waivers:
        return NotApplicable("no waivers")
    return outcome_of(
        [
            Fault(
                "expired",
                finding.indicator,
                finding.field,
                {"rule": finding.rule, "author": waiver.author, "reason": waiver.reason, "expires": str(waiver.expires)},
                declaration=finding.declaration,
            )
            for finding in subject.findings
            if (waiver := run_out.get(finding.fingerprint)) is not None
        ]
    )
