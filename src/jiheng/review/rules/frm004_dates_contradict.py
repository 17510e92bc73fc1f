"""Budget year, project term and dates contradict each other (年度、项目期与时间不符).

Finds:
    A term whose words and dates give two lengths (1年，2023—2025年); a budget year outside the term; a cell for beginning
    and end (起止时间) that gives another length than the term; an output whose deadline lies after the term, after the
    budget year or before it.

Why it matters:
    The money is one year's: what is due later can't be judged with it, and a date left over from last year's table shows that
    the table was copied.

Basis:
    The table's own dates.

Silent when:
    The form names neither term nor year; the whole's money or goal stands beside the year's, so that the later date belongs to
    the whole; the date has no year; it belongs to the page, the notice, the archive or a column of earlier spending.

Known false alarms:
    School years and contracts that begin in one year and are settled in the next: split the goal by year, or state it.

Wrong:
    年度 | 2024
    项目期 | 1年
    产出指标 | 时效指标 | 校舍修缮完工时间 | 2025年6月底前

Right:
    年度 | 2024
    项目期 | 1年
    产出指标 | 时效指标 | 校舍修缮完工时间 | 2024年8月底前

How to mend:
    Correct the date or the term; where the project does run on, give its whole money and goal beside this year's.

Since: 0.1
"""

import re
from collections.abc import Iterator
from datetime import date

from jiheng.framework.words import words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.project_term import ProjectTerm, project_term, read_term
from jiheng.review.facts.yearly_split import yearly_split
from jiheng.review.subject import Scope, Table

CODE = "FRM004"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM005",)
MESSAGE = {
    "zh": {
        "own": "项目期“{term}”的年数与起止时间不一致；请更正其中一处。",
        "year": "预算年度 {year} 年不在项目期“{term}”之内；请核对年度或项目期。",
        "elsewhere": "项目期为“{term}”，“{label}”一栏却是“{dates}”；两者应一致，请更正。",
        "after_term": "“{name}”的时间 {target} 晚于项目期“{term}”；应在项目期内，请更正时间或项目期。",
        "after_year": "“{name}”的时间 {target} 超出 {year} 预算年度，而资金和目标都没有分年度；请更正时间，或分年度填列。",
        "before_year": "“{name}”的时间 {target} 早于 {year} 预算年度；请核对是否沿用了上年的表。",
    },
    "en": {
        "own": "The term “{term}” gives two lengths, one by its years and one by its dates; please correct one.",
        "year": "The budget year {year} lies outside the term “{term}”; please check year and term.",
        "elsewhere": "The term is “{term}”, but “{label}” says “{dates}”; they should agree, please correct one.",
        "after_term": "“{name}” is due {target}, after the term “{term}”; please correct the date or the term.",
        "after_year": "“{name}” is due {target}, after the budget year {year}, and neither money nor goal is split by year; "
        "please correct the date or split by year.",
        "before_year": "“{name}” is due {target}, before the budget year {year}; please check whether last year's table was copied.",
    },
}

TEXTS = {"project": "项目名称", "goal": "年度总体目标", "goal_midterm": "中期目标"}
SPAN = re.compile(r"(?:19|20)\d{2}年?\s*[-—–~～至到]\s*(?:19|20)\d{2}年(?!级|底|末)")
QUOTED = re.compile(r"《[^》]*》|[“\"][^”\"]*[”\"]")
PLANS = re.compile(r"规划|行动|计划|方案|纲要|意见|学年|以来|间")
REACH = 12


def check(subject: Table, context: Context) -> Outcome:
    """Fail what contradicts term or year."""
    table = subject.declaration
    term = subject.fact(project_term, context)
    if term is None and table.year is None:
        return NotApplicable("neither a term nor a year")
    faults = [*_of_term(table, term, context)] if term else []
    split = subject.fact(yearly_split, context)
    faults += [fault for position in range(len(table.indicators)) if (fault := _of_row(table, position, term, split=split))]
    return outcome_of(faults)


def _of_term(table: Declaration, term: ProjectTerm, context: Context) -> Iterator[Fault]:
    if term.months and term.spanned and abs(term.months - term.spanned) > 1 and term.calendar_years != -(-term.months // 12):
        yield Fault("own", None, "term", {"term": term.text}, reads=("term",))
    elif table.year and not _holds(term, table.year):
        yield Fault("year", None, "term", {"term": term.text, "year": str(table.year)}, reads=("term", "year"))
    for label, text in _said_elsewhere(table, context):
        other = read_term(text)
        if other and other.calendar_years and term.length and not other.lasts(-(-term.length // 12)):
            yield Fault("elsewhere", None, "term", {"term": term.text, "label": label, "dates": text}, reads=("term",))
            return


def _said_elsewhere(table: Declaration, context: Context) -> Iterator[tuple[str, str]]:
    """The cells for beginning and end, and spans of years in name and goals that belong to no plan of another body (“十四五”规划)."""
    labels = words(context.framework, "term_labels")
    yield from ((cell.label, cell.text) for cell in table.extra if labels.found(cell.label))
    for name, label in TEXTS.items():
        text = QUOTED.sub("", getattr(table, name) or "")
        yield from ((label, match[0]) for match in SPAN.finditer(text) if not PLANS.search(text[match.end() : match.end() + REACH]))


def _holds(term: ProjectTerm, year: int) -> bool:
    return (term.since is None or term.since.year <= year) and (term.by is None or year <= term.by.year)


def _of_row(table: Declaration, position: int, term: ProjectTerm | None, *, split: bool) -> Fault | None:
    row = table.indicators[position]
    due = _due(row.target)
    if due is None or (row.node or "output").split(".")[0] != "output":
        return None
    evidence: dict[str, EvidenceItem] = {
        "name": row.name,
        "target": row.target,
        "term": term.text if term else "",
        "year": str(table.year or ""),
    }
    if term and term.by and due > term.by:
        return Fault("after_term", position, "target", evidence, reads=("term",))
    if table.year is None:
        return None
    if due.year > table.year and not split:
        return Fault("after_year", position, "target", evidence)
    begun = term is not None and term.since is not None and term.since <= due
    return Fault("before_year", position, "target", evidence) if due.year < table.year and not begun else None


def _due(target: Value) -> date | None:
    """The last day that meets a target which is a date with its year."""
    known = target.kind is ValueKind.DATE and target.by is not None and not target.by.startswith("X")
    return date.fromisoformat(target.by) if known and target.by else None
