"""A waiver that nothing needs any more (豁免已无对象).

Finds:
    A waiver whose fingerprint no finding of this review has.

Why it matters:
    A waiver that outlives its fault would silence the next one that looks like it.

Basis:
    None in law: the office's own settings.

Silent when:
    There are no waivers.

Known false alarms:
    A review of some tables only, while the waivers are those of all.

Wrong:
    满意度指标 | 服务对象满意度指标 | 参训学员满意度 | ≥90%

Right:
    满意度指标 | 服务对象满意度指标 | 参训学员满意度 | ≥70%

How to mend:
    Take the waiver out of the settings.

Since: 0.1
"""

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Waiving

CODE = "WAI002"
SEVERITY = Severity.INFO
TEST = "–"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.REVIEW
YIELDS_TO = ()
MESSAGE = {
    "zh": {"unused": "豁免 {waiver}（{author}：{reason}）没有对应的问题，请从设置中删去。"},
    "en": {"unused": "No finding needs the waiver {waiver} ({author}: {reason}); take it out of the settings."},
}


def check(subject: Waiving, _context: Context) -> Outcome:
    """Fail each waiver that no finding needs; it stands at the first table, since it belongs to none."""
    if not subject.waivers:
        return NotApplicable("no waivers")
    found = {finding.fingerprint for finding in subject.findings}
    return outcome_of(
        [
            Fault("unused", None, None, {"waiver": waiver.fingerprint, "author": waiver.author, "reason": waiver.reason}, declaration=0)
            for waiver in subject.waivers
            if waiver.fingerprint not in found
        ]
    )
