"""The value can't be read at all (指标值无法识读).

Finds:
    A target that is filled but is neither figure, date, schedule, grade nor phrase: a sign without a figure, a unit alone.

Why it matters:
    Nobody can score it; most often something was lost in typing, copying or recognition.

Basis:
    None in law: the value itself.

Silent when:
    The cell is blank (FRM003) or holds a placeholder of the form (FRM006).

Known false alarms:
    A way of writing that the program does not know yet: please report it.

Wrong:
    产出指标 | 数量指标 | 河道清淤长度 | 公里

Right:
    产出指标 | 数量指标 | 河道清淤长度 | ≥6.5公里

How to mend:
    Write the figure with its sign and unit.

Since: 0.1
"""

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table, View

CODE = "VAL004"
SEVERITY = Severity.INFO
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006")
VIEWS = frozenset({View.MIDTERM, View.REGIONS})
MESSAGE = {
    "zh": {"unread": "“{name}”的目标“{target}”读不出数值、日期或等级，请核对是否漏写。"},
    "en": {"unread": "“{target}” of “{name}” gives no figure, date or grade; see whether something was left out."},
}

SEVERAL = 3
"""Where none of so many targets can be read the column was lost: one finding for all."""


def check(subject: Table, _context: Context) -> Outcome:
    """Fail each filled target that has no meaning."""
    rows = [(position, row) for position, row in enumerate(subject.declaration.indicators) if row.target.text]
    if not rows:
        return NotApplicable("no indicator has a target")
    unread = [(position, row) for position, row in rows if row.target.kind is ValueKind.UNKNOWN]
    if len(unread) == len(rows) >= SEVERAL:
        unread = unread[:1]
    return outcome_of([Fault("unread", position, "target", {"name": row.name, "target": row.target}) for position, row in unread])
