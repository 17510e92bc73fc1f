"""A target that can't be measured (指标值不可衡量).

Finds:
    A target without number, date, schedule or agreed grade: under 数量, 质量, 时效 and 成本 a warning for the row; under 效益,
    where a phrase with agreed grades is allowed, one info for the table. A 时效 that only says 年度内完成 is one info.

Why it matters:
    What can't be measured can't be missed: the self-evaluation will copy the phrase and give full marks.

Basis:
    财预〔2021〕101号: indicators are to be quantified and easy to assess; a phrase needs grades. Given as guidance.

Silent when:
    The row states the grades (scoring rule, explanation, remark), the value is a state that can be checked (合格, 通过验收, 优良), or it
    can't be read at all (VAL004). Under 满意度 VAL002 speaks, of slogans IND009.

Known false alarms:
    A trade's own grade that the list of grades does not know.

Wrong:
    产出指标 | 质量指标 | 校舍修缮质量 | 效果明显

Right:
    产出指标 | 质量指标 | 校舍修缮质量 | 合格

How to mend:
    Give a number, a date or a grade that a third person can check; where only a phrase will do, state its grades and their points.

Since: 0.1
"""

from collections.abc import Iterator

from jiheng.framework.citations import Citation
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.levels import BENEFITS, COSTS, OUTPUTS, TIMELINESS, level_name
from jiheng.review.facts.measurable import is_phrase, states_grades
from jiheng.review.facts.slogans import NameFault, name_faults
from jiheng.review.subject import Scope, Table, View

CODE = "VAL001"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006", "IND001", "IND008", "VAL002")
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {
        "phrase": "“{name}”的目标“{target}”没有数字、日期或约定的等级，无法衡量；请量化，或写明分级标准。",
        "benefits": "效益指标“{name}”的目标“{target}”是定性表述，没有写明分级标准；能量化的请量化，不能的请写明等级。",
        "level": "效益指标全部是定性表述（如“{target}”），没有一项可以衡量，也没有写明分级标准；请至少设一项可衡量的指标。",
        "year": "“{name}”的目标“{target}”只重复了预算年度，起不到时效约束；请写明具体月份、节点或周期。",
    },
    "en": {
        "phrase": "“{target}” of “{name}” has no number, date or agreed grade: it can't be measured. Quantify it, or state its grades.",
        "benefits": "“{target}” of the benefit “{name}” is a phrase without stated grades. Quantify it where that can be done, else state the grades.",
        "level": "All benefits are phrases (such as “{target}”) without stated grades: none can be measured. Set at least one that can.",
        "year": "“{target}” of “{name}” only repeats the budget year. Give a month, a milestone or a period.",
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each phrase under output and cost, the first phrase under 效益, and the first time that only repeats the year."""
    declaration, framework = subject.declaration, context.framework
    if not any(row.target.text for row in declaration.indicators):
        return NotApplicable("no indicator has a target")
    faults = [*_phrases(declaration, framework), *_year_only(declaration, framework)]
    faults += _benefits(declaration, subject.fact(name_faults, context), framework)
    return outcome_of(faults)


def _phrases(declaration: Declaration, framework: Framework) -> Iterator[Fault]:
    for position, row in enumerate(declaration.indicators):
        judged = row.node in OUTPUTS | COSTS and is_phrase(row.target, framework) and not states_grades(row, framework)
        if judged and not _repeats_the_year(row, declaration, framework):
            yield Fault("phrase", position, "target", _evidence(row, framework))


def _benefits(declaration: Declaration, faults: tuple[NameFault | None, ...], framework: Framework) -> Iterator[Fault]:
    """At the first phrase whose name is in order; where all are phrases under slogans, at the level as a whole."""
    filled = [(position, row) for position, row in enumerate(declaration.indicators) if row.node in BENEFITS and row.target.text]
    phrases = [(position, row) for position, row in filled if is_phrase(row.target, framework) and not states_grades(row, framework)]
    named = [(position, row) for position, row in phrases if faults[position] is None]
    if named:
        position, row = named[0]
        yield Fault("benefits", position, "target", _evidence(row, framework), Severity.INFO)
    elif phrases and len(phrases) == len(filled) and declaration.complete:
        yield Fault("level", None, None, _evidence(phrases[0][1], framework), Severity.INFO)


def _year_only(declaration: Declaration, framework: Framework) -> Iterator[Fault]:
    for position, row in enumerate(declaration.indicators):
        if row.node == TIMELINESS and _repeats_the_year(row, declaration, framework):
            yield Fault("year", position, "target", _evidence(row, framework), Severity.INFO)
            return


def _repeats_the_year(row: Indicator, declaration: Declaration, framework: Framework) -> bool:
    target = row.target
    if target.kind not in {ValueKind.DATE, ValueKind.DURATION, ValueKind.QUALITATIVE, ValueKind.SCHEDULE}:
        return False
    if words(framework, "year_only").covers(target.text.replace(" ", "")):
        return True
    year = declaration.year
    whole = year is not None and target.since == f"{year}-01-01" and target.by == f"{year}-12-31"
    return whole or (words(framework, "at_will").found(row.name) is not None and bool(target.by) and str(target.by).endswith("-12-31"))


def _evidence(row: Indicator, framework: Framework) -> Evidence:
    return {"name": row.name, "target": row.target, "level": level_name(row, framework)}
