"""A target table was published late (绩效目标公开过晚).

Finds:
    A target table that its page dates after 31 March of its budget year, or after the day on which the project's work began.

Why it matters:
    Targets bind before the money is spent; what is published afterwards can no longer be watched.

Basis:
    Guidance only: approved budgets with their targets are published within 20 days of the reply (预算法, not re-read). Therefore info.

Silent when:
    The page gives no date or the table no year; the table is a self-evaluation or a monitoring table; it is a transfer, which
    counts from its notice.

Known false alarms:
    Projects that were added during the year, and pages that were moved to a new site and dated anew.

Wrong:
    年度 | 2024
    发布日期 | 2024-06-20
    项目名称 | 城区雨污管网分流

Right:
    年度 | 2024
    发布日期 | 2024-02-26
    项目名称 | 城区雨污管网分流

How to mend:
    Publish with the approved budget; for a project added during the year, say when it was approved.

Since: 0.1
"""

from datetime import date

from jiheng.framework.citations import Citation
from jiheng.framework.publication import published_until
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Failed, Fault, Outcome, Passed, Undecided
from jiheng.review.context import Context
from jiheng.review.facts.project_term import ProjectTerm, project_term
from jiheng.review.subject import Scope, Table

CODE = "PUB001"
SEVERITY = Severity.INFO
TEST = "–"
BASIS = Citation("budget-law")
FORMS = frozenset({FormKind.TARGET, FormKind.OVERALL})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "late": "{year} 年度的目标表于 {published} 公开，晚于 {latest}；应随批复的预算一并公开。",
        "begun": "项目自 {begun} 开始实施，目标表于 {published} 才公开；应在实施前公开。",
    },
    "en": {
        "late": "The table of {year} was published on {published}, after {latest}; it should be published with the approved budget.",
        "begun": "The work began on {begun}, the table was published on {published}; it should be published before.",
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail a table whose page is dated too late."""
    table = subject.declaration
    if table.source.published is None or table.year is None:
        return Undecided("no day of publication or no budget year")
    published = date.fromisoformat(table.source.published)
    latest = published_until(context.framework, table.year)
    evidence = {"published": published.isoformat(), "year": str(table.year)}
    if published > latest:
        return Failed((Fault("late", None, None, {**evidence, "latest": latest.isoformat()}),))
    begun = _begun(subject.fact(project_term, context), table.year)
    if begun and begun < published:
        return Failed((Fault("begun", None, None, {**evidence, "begun": begun.isoformat()}, reads=("term",)),))
    return Passed()


def _begun(term: ProjectTerm | None, year: int) -> date | None:
    """The day on which the work begins, where the term names one within the year; a term from 1 January is the budget year itself."""
    begun = term.since if term else None
    return begun if begun and begun.year == year and begun > date(year, 1, 1) else None
