"""Not met, without a reason or a measure (未完成而未说明原因).

Finds:
    An actual that does not meet its target, with nothing in the column for reasons and measures.

Why it matters:
    The reason decides what follows: another target, another way of work, less money.

Basis:
    财预〔2020〕10号: deviations are analysed and measures named.

Silent when:
    The form has no such column (undecided), a reason or a remark stands in the row, or actual and target can't be compared.

Known false alarms:
    A reason that stands in a report beside the table.

Wrong:
    表 | 自评
    产出指标 | 数量指标 | 改造危桥 | 6座 | 实际=4座 | 原因=

Right:
    表 | 自评
    产出指标 | 数量指标 | 改造危桥 | 6座 | 实际=4座 | 原因=两座因汛期停工，2025年5月前完成

How to mend:
    State why, and what is done about it by when.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.achievements import achievements, asks_for_reasons, reason_stated
from jiheng.review.subject import Scope, Table
from jiheng.scoring import Reached

CODE = "SCR006"
SEVERITY = Severity.ERROR
TEST = "–"
BASIS = Citation("2020-10")
FORMS = frozenset({FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {"unexplained": "“{name}”目标 {target}，实际 {actual}，没有完成，也没有说明原因和改进措施；请补充说明。"},
    "en": {
        "unexplained": "“{name}” aims at {target} and reached {actual}: it is not met, and neither reason nor measure is stated; add them."
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each row that is not met and says nothing of it."""
    declaration = subject.declaration
    results = subject.fact(achievements, context)
    if not any(isinstance(result, Reached) for result in results):
        return NotApplicable("no actual can be held against a target")
    missed = [position for position, result in enumerate(results) if isinstance(result, Reached) and not result.met]
    unexplained = [position for position in missed if not reason_stated(declaration.indicators[position], context.framework)]
    if unexplained and not asks_for_reasons(declaration):
        return Undecided("the form has no column for reasons")
    rows = [(position, declaration.indicators[position]) for position in unexplained]
    return outcome_of(
        [
            Fault("unexplained", position, "reason", {"name": row.name, "target": row.target, "actual": row.actual or ""})
            for position, row in rows
        ]
    )
