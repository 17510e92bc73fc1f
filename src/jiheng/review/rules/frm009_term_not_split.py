"""The term passes the budget year, and neither money nor goal is split by year (跨年项目未分年度).

Finds:
    A term of more than a year, or one whose dates end after the budget year, on a table that gives one amount and one goal.

Why it matters:
    The targets are judged with one year's money; without a split nobody can say which part is due this year.

Basis:
    The table's own term, year and money.

Silent when:
    The whole's money or goal stands beside the year's and differs; the term is a year or says no length; the contract began
    before and the amount is stated by year.

Known false alarms:
    A service that is bought for three years and paid in equal parts, each year's table being complete in itself.

Wrong:
    年度 | 2024
    项目期 | 2024年3月-2026年2月
    年度资金总额 | 300万元
    年度总体目标 | 完成老旧小区加装电梯

Right:
    年度 | 2024
    项目期 | 2024年3月-2026年2月
    中期资金总额 | 900万元
    年度资金总额 | 300万元
    年度总体目标 | 完成老旧小区加装电梯

How to mend:
    Give the whole project's money and goal beside this year's, or say in the goal what is due each year.

Since: 0.1
"""

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Passed
from jiheng.review.context import Context
from jiheng.review.facts.project_term import ProjectTerm, project_term
from jiheng.review.facts.yearly_split import yearly_split
from jiheng.review.subject import Scope, Table

CODE = "FRM009"
SEVERITY = Severity.INFO
TEST = "可行性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM005", "FRM004")
MESSAGE = {
    "zh": {"unsplit": "项目期“{term}”超出一个预算年度，资金和目标都没有分年度；请把总资金、总目标与本年度的分开填列。"},
    "en": {
        "unsplit": "The term “{term}” passes one budget year, and neither money nor goal is split; please give the whole beside the year's."
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail a term beyond the year without a split."""
    term = subject.fact(project_term, context)
    if term is None:
        return NotApplicable("no term with a length or dates")
    if not _passes(term, subject.declaration.year) or subject.fact(yearly_split, context):
        return Passed()
    rows = tuple(position for position, row in enumerate(subject.declaration.indicators) if row.target.by)
    return Failed((Fault("unsplit", None, "term", {"term": term.text}, rests_on=rows, reads=("term",)),))


def _passes(term: ProjectTerm, year: int | None) -> bool:
    if year is not None and term.by is not None:
        return term.by.year > year
    return (term.length or 0) > 12
