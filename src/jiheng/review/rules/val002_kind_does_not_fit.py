"""The value's kind does not fit the second level (指标值类型与二级指标不符).

Finds:
    时效指标 without a time and without a rate of 及时, 按时, 按期, 完成; 成本指标 without money and without a rate of control; 满意度指标
    without a percentage or a score, or with a “satisfaction” that is none; 可持续影响 answered by the project's own dates.

Why it matters:
    Under 时效 something must say when, under 成本 how much money, under 满意度 how satisfied; else the level is empty though a row
    stands in it.

Basis:
    财预〔2021〕101号: what each second level measures. Given as guidance.

Silent when:
    The figure has lost its unit (VAL006), can't be read (VAL004) or is missing (FRM003), the row is misfiled (IND001) or only says
    控制在预算内 (IND008), and all under 社会成本 and 生态环境成本. Years of use fit 可持续影响.

Known false alarms:
    A rate of promptness in words that the list does not know.

Wrong:
    产出指标 | 时效指标 | 秧苗供应 | ≥20万株

Right:
    产出指标 | 时效指标 | 秧苗供应 | 2024年4月底前

How to mend:
    Give a date, a period or a rate of promptness; an amount of money; a percentage of those asked.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.framework.equivalences import equivalences
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.levels import COSTS, SATISFACTION, SUSTAINABLE, TIMELINESS, level_name
from jiheng.review.facts.measurable import is_answer, is_statutory
from jiheng.review.facts.periods_of_units import is_period
from jiheng.review.subject import Scope, Table, View

CODE = "VAL002"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006", "IND001", "IND008", "VAL004", "VAL010")
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {
        "time": "“{name}”在{level}下，目标“{target}”却没有时间，也不是及时率、按时完成率一类的比率；请核对目标或所在的指标类别。",
        "money": "“{name}”在{level}下，目标“{target}”却没有金额，也不是成本控制率一类的比率；请核对目标或所在的指标类别。",
        "satisfaction": "“{name}”在{level}下，目标“{target}”却不是百分比或分值，无法与调查结果比较；请改为百分比或分值。",
        "no_satisfaction": "“{name}”在{level}下，问的却不是满意度；请写明向谁调查满意度。",
        "period": "“{name}”在{level}下，目标“{target}”只是项目自己的起止时间，不是持续的影响；请写明影响持续多久。",
    },
    "en": {
        "time": "“{name}” stands under {level}, but “{target}” is no time and no rate of promptness; check the target or the level.",
        "money": "“{name}” stands under {level}, but “{target}” is no money and no rate of cost control; check the target or the level.",
        "satisfaction": (
            "“{name}” stands under {level}, but “{target}” is no percentage and no score: a survey can't be held against it"
            "; set a percentage or a score."
        ),
        "no_satisfaction": "“{name}” stands under {level}, but does not ask for satisfaction; say who is to be asked.",
        "period": (
            "“{name}” stands under {level}, but “{target}” is only the project's own period, no lasting effect"
            "; say how long the effect lasts."
        ),
    },
}

TIMED = frozenset({ValueKind.DATE, ValueKind.DURATION, ValueKind.SCHEDULE})
UNDECIDABLE = frozenset({ValueKind.UNKNOWN})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each row of 时效, 成本, 满意度 and 可持续影响 whose value is of a kind that can't answer it."""
    declaration = subject.declaration
    judged = COSTS | {TIMELINESS, SATISFACTION, SUSTAINABLE}
    rows = [(position, row) for position, row in enumerate(declaration.indicators) if row.node in judged]
    if not rows:
        return NotApplicable("no row under a level that asks for a certain kind of value")
    found = [
        Fault(sentence, position, "target", {"name": row.name, "level": level_name(row, context.framework), "target": row.target})
        for position, row in rows
        if row.target.kind not in UNDECIDABLE
        and not is_answer(row.target, context.framework)
        and (sentence := _sentence(row, declaration, context.framework))
    ]
    return outcome_of(found)


def _sentence(row: Indicator, declaration: Declaration, framework: Framework) -> str | None:
    if row.node == TIMELINESS:
        return None if _timed(row, framework) else "time"
    if row.node in COSTS:
        return None if _priced(row, framework) else "money"
    if row.node == SATISFACTION:
        return _satisfaction(row, framework)
    return "period" if _own_period(row.target, declaration) else None


def _timed(row: Indicator, framework: Framework) -> bool:
    """A time somewhere in the value, or a rate or score with a word of promptness."""
    target = row.target
    if is_statutory(target, framework) or any(_is_time(part, framework) for part in (target, *target.parts)):
        return True
    if words(framework, "periodic_words").found(row.name):
        return True
    rate = target.kind in {ValueKind.PERCENT, ValueKind.RATIO} or (target.kind is ValueKind.QUANTITY and target.unit is None)
    return rate and words(framework, "prompt_words").found(row.name + target.text) is not None


def _is_time(part: Value, framework: Framework) -> bool:
    known = equivalences(framework)
    return part.kind in TIMED or any(is_period(unit, known) for unit in (part.unit, *part.per))


def _priced(row: Indicator, framework: Framework) -> bool:
    """Money somewhere in the value, a figure that lost its unit, or a rate that controls a cost."""
    target = row.target
    if any(part.kind is ValueKind.MONEY or (part.kind is ValueKind.QUANTITY and part.unit is None) for part in (target, *target.parts)):
        return True
    rate = target.kind in {ValueKind.PERCENT, ValueKind.RATIO}
    return rate and words(framework, "cost_rates").found(row.name + target.text) is not None


def _satisfaction(row: Indicator, framework: Framework) -> str | None:
    target = row.target
    if words(framework, "feelings").found(row.name):
        return "no_satisfaction"
    if words(framework, "satisfactions").found(row.name) is None:
        return None
    fits = any(part.kind in {ValueKind.PERCENT, ValueKind.RATIO} or _score(part, framework) for part in (target, *target.parts))
    return None if fits else "satisfaction"


def _score(part: Value, framework: Framework) -> bool:
    return part.kind is ValueKind.QUANTITY and (part.unit is None or words(framework, "score_units").covers(part.unit))


def _own_period(target: Value, declaration: Declaration) -> bool:
    year = declaration.year
    return year is not None and target.kind is ValueKind.DATE and target.since is not None and str(target.by).startswith(f"{year}-")
