"""A percentage that can't be, or that nobody can promise (百分比不合理).

Finds:
    A rate of a part in its whole set above 100% or below 0; satisfaction, awareness or perception set at exactly 100%. `≥100%` of
    a rate that can be 100% at most is one info for the table.

Why it matters:
    A target above 100% can't be met; one of 100% satisfaction is missed with the first unhappy person, or will be made up.

Basis:
    财预〔2021〕101号: values are set strictly, but so that they can be reached. Given as guidance.

Silent when:
    The rate may pass 100% (growth, fulfilment of a plan, occupancy), it is in the unit's own hand or set by law (及时率 100%), or the
    sign was probably lost in reading (295% for ≥95%).

Known false alarms:
    A rate that a statistic defines so that it may pass 100% (gross enrolment).

Wrong:
    满意度指标 | 服务对象满意度指标 | 乘客满意度 | 100%

Right:
    满意度指标 | 服务对象满意度指标 | 乘客满意度 | ≥92%

How to mend:
    Set what comparable services reach, usually 90% to 95%; write 100% instead of ≥100%.

Since: 0.1
"""

import re
from decimal import Decimal

from jiheng.framework.citations import Citation
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Fix, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.levels import SATISFACTION
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names
from jiheng.review.subject import Scope, Table, View

CODE = "VAL003"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006")
VIEWS = frozenset({View.MIDTERM, View.REGIONS})
MESSAGE = {
    "zh": {
        "above": "“{name}”是部分占整体的比率，目标“{target}”超过 100%，不可能达到；请核对目标。",
        "below": "“{name}”是部分占整体的比率，目标“{target}”小于 0，不成立；请核对目标。",
        "perfect": "“{name}”取决于他人的感受或知晓，目标“{target}”要求人人如此，难以实现；一般设为 90%—95%；请核对目标。",
        "at_least_all": "“{name}”最多为 100%，目标“{target}”宜写作 100%。",
    },
    "en": {
        "above": "“{name}” is a share of a whole: “{target}” is above 100% and can't be reached; check the target.",
        "below": "“{name}” is a share of a whole: “{target}” is below 0 and can't be; check the target.",
        "perfect": "“{name}” depends on what others feel or know: “{target}” asks it of everybody. 90% to 95% is usual; check the target.",
        "at_least_all": "“{name}” is 100% at most: write 100% instead of “{target}”.",
    },
}

ALL = Decimal(100)
SIGN_LOST = re.compile(r"[2>]\s*(?:[6-9]\d|100)(?:\.\d+)?\s*[%％]")
BOUND = re.compile(r"[≥≧>]|大于等于|不低于|不少于|不小于|以上")
HARD_RATES = frozenset({"quality", "output_rate", "timeliness", "rate"})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each percentage out of range or out of anybody's power, and the first that asks for at least all."""
    rows = subject.declaration.indicators
    names = subject.fact(subjects_of_names, context)
    shares = [(position, row, name) for position, (row, name) in enumerate(zip(rows, names, strict=True)) if _is_share(row.target)]
    if not shares:
        return NotApplicable("no percentage")
    said = [(position, row, _sentence(row, name, context.framework)) for position, row, name in shares]
    first = next((position for position, _, sentence in said if sentence == "at_least_all"), None)
    outcome = outcome_of(
        [
            _fault(sentence, position, row)
            for position, row, sentence in said
            if sentence and (sentence != "at_least_all" or position == first)
        ]
    )
    if not isinstance(outcome, Failed) and any(_sign_lost(row.target) for _, row, _ in shares):
        return Undecided("a percentage has probably lost its sign")
    return outcome


def _fault(sentence: str, position: int, row: Indicator) -> Fault:
    if sentence != "at_least_all":
        return Fault(sentence, position, "target", {"name": row.name, "target": row.target})
    fix = Fix(position, "target", row.target.text, "100%", safe=True)
    return Fault(sentence, position, "target", {"name": row.name, "target": row.target}, Severity.INFO, fix)


def _is_share(target: Value) -> bool:
    return target.kind is ValueKind.PERCENT and target.change is None and target.unit in {"%", None}


def _sentence(row: Indicator, name: Asked, framework: Framework) -> str | None:
    target = row.target
    if _sign_lost(target):
        return None
    if target.lower == ALL and target.upper in {None, ALL} and not target.lower_open:
        if row.node == SATISFACTION or words(framework, "perceptions").found(name.bare):
            return "perfect"
        return "at_least_all" if target.upper is None and _bounded(name, framework) and BOUND.search(target.text) else None
    if not (words(framework, "bounded_rates").found(name.bare) or "满意" in name.bare):
        return None
    if target.lower is not None and (target.lower > ALL or (target.lower == ALL and target.lower_open)):
        return "above"
    return "below" if target.upper is not None and target.upper < 0 else None


def _bounded(name: Asked, framework: Framework) -> bool:
    return name.says in HARD_RATES and words(framework, "bounded_rates").found(name.bare) is not None


def _sign_lost(target: Value) -> bool:
    """295% of a rate is ≥95% whose sign was read as 2."""
    return bool(SIGN_LOST.fullmatch(target.text)) and target.lower == target.upper and target.lower is not None and target.lower > ALL
