"""A satisfaction target under 80% (满意度目标偏低).

Finds:
    A 服务对象满意度 target whose lower bound is below 80%.

Why it matters:
    Satisfaction of those served is set at 90% as a rule; a target under 80% can hardly be missed and asks nothing of the unit.

Basis:
    None in law: usual practice. The finding is worth a look, no more.

Silent when:
    The target is no percentage, or the row is no satisfaction indicator.

Known false alarms:
    A new service, or one that is disliked by its nature (enforcement), may rightly begin lower; say so in the remark.

Wrong:
    满意度指标 | 服务对象满意度指标 | 受训学员满意度 | ≥70%

Right:
    满意度指标 | 服务对象满意度指标 | 受训学员满意度 | ≥90%

How to mend:
    Set the target at what comparable services reach, usually ≥90%, or state why less is asked.

Since: 0.1
"""

from decimal import Decimal

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table, View

CODE = "VAL005"
SEVERITY = Severity.INFO
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006")
VIEWS = frozenset({View.MIDTERM, View.REGIONS})
MESSAGE = {
    "zh": {"low": "“{name}”目标为 {target}，低于通常的 90%，也低于 80%，难以起到约束作用；请核对是否可以提高。"},
    "en": {
        "low": "“{name}” is set at {target}, below the usual 90% and below 80%: it asks little of the unit; check whether it can be raised."
    },
}

LEAST = Decimal(80)


def check(subject: Table, _context: Context) -> Outcome:
    """Fail each satisfaction row whose lower bound is under 80%."""
    rows = [(position, row) for position, row in enumerate(subject.declaration.indicators) if row.node == "satisfaction.recipients"]
    if not rows:
        return NotApplicable("no satisfaction indicator")
    return outcome_of(
        [
            Fault("low", position, "target", {"name": row.name, "target": row.target})
            for position, row in rows
            if row.target.kind is ValueKind.PERCENT and row.target.lower is not None and row.target.lower < LEAST
        ]
    )
