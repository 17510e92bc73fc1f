"""An actual or a score is blank in a form that is filled (实际完成值或得分空缺).

Finds:
    A row with a target but without an actual, or with weight but without a score, where other rows of the form have them.

Why it matters:
    The total lacks its points, and nobody knows whether the row was forgotten or failed.

Basis:
    财预〔2020〕10号: every indicator that was approved is evaluated.

Silent when:
    The whole column is empty (the form has none, or is not filled yet), or the source ended inside the form (undecided).

Known false alarms:
    A row that is not due this year: say so in its remark.

Wrong:
    表 | 自评
    产出指标 | 数量指标 | 新增养老床位 | ≥120张 | 实际=126张
    产出指标 | 数量指标 | 培训护理员 | ≥60人 | 实际=

Right:
    表 | 自评
    产出指标 | 数量指标 | 新增养老床位 | ≥120张 | 实际=126张
    产出指标 | 数量指标 | 培训护理员 | ≥60人 | 实际=64人

How to mend:
    Enter what was reached and the points for it; 0 where it was nothing.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.achievements import is_filled
from jiheng.review.subject import Scope, Table

CODE = "SCR009"
SEVERITY = Severity.ERROR
TEST = "–"
BASIS = Citation("2020-10")
FORMS = frozenset({FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003",)
MESSAGE = {
    "zh": {
        "no_actual": "“{name}”没有填实际完成值，其他指标都已填写；请补填。",
        "no_score": "“{name}”分值 {weight}，没有填得分，其他指标都已填写；请补填。",
    },
    "en": {
        "no_actual": "“{name}” has no actual, while other rows of the form have one; enter it.",
        "no_score": "“{name}” has {weight} points and no score, while other rows of the form have one; enter it.",
    },
}


def check(subject: Table, _context: Context) -> Outcome:
    """Fail each row whose actual or score is blank beside filled ones."""
    declaration = subject.declaration
    if not is_filled(declaration):
        return NotApplicable("the form is not filled")
    faults = [*_blank(declaration)]
    if faults and not declaration.complete:
        return Undecided("the source ended inside the form")
    return outcome_of(faults)


def _blank(declaration: Declaration) -> list[Fault]:
    rows = list(enumerate(declaration.indicators))
    actuals, scores = any(_has_actual(row) for _, row in rows), any(row.score is not None for _, row in rows)
    faults = [
        Fault("no_actual", at, "actual", {"name": row.name}) for at, row in rows if actuals and row.target.text and not _has_actual(row)
    ]
    lacking = {fault.indicator for fault in faults}
    faults += [
        Fault("no_score", at, "score", {"name": row.name, "weight": str(row.weight)})
        for at, row in rows
        if scores and row.weight and row.score is None and at not in lacking
    ]
    return faults


def _has_actual(row: Indicator) -> bool:
    return row.actual is not None and bool(row.actual.text)
