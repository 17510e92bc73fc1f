"""The unit does not fit what is counted (计量单位与计数对象不符).

Finds:
    A target whose unit can't be the unit of what its name counts: cases in persons, visits (人次) in persons, persons in
    households, an area in metres, a rate in pieces, a time in percent.

Why it matters:
    Whether the target is met depends on the unit: 200 cases are not 200 persons, and 500 visits may be 80 persons.

Basis:
    None in law: the name and the unit of one row contradict each other.

Silent when:
    The name does not say what it counts, brackets in the name state the same unit, the value is a rate with a base, a change
    or a compound, or the row stands under a cost level (VAL002 looks there).

Known false alarms:
    A trade's own way of counting (治安案件 by persons punished) that the table does not explain.

Wrong:
    产出指标 | 数量指标 | 调处土地权属纠纷案件 | ≥60人

Right:
    产出指标 | 数量指标 | 调处土地权属纠纷案件 | ≥60件

How to mend:
    Count in the unit of the thing, or name what is really counted (涉及人数).

Since: 0.1
"""

from jiheng.framework.words import Words, words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.levels import COSTS
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names
from jiheng.review.subject import Scope, Table, View

CODE = "IND002"
SEVERITY = Severity.WARNING
TEST = "相关性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
VIEWS = frozenset({View.MIDTERM, View.REGIONS})
MESSAGE = {
    "zh": {
        "unit": "“{name}”数的是{thing}，单位却是“{unit}”（{target}），应为{fitting}，或改说所数的对象。",
        "deed": "“{name}”问的是是否按时，指标值“{target}”却以“{unit}”计，两者不符；请核对指标值或名称。",
    },
    "en": {
        "unit": "“{name}” counts {thing}, but its unit is “{unit}” ({target}); it should be {fitting}, or the name should say what is counted.",
        "deed": (
            "“{name}” asks whether it is done in time, but “{target}” counts in “{unit}”: the two do not fit; check the value or the name."
        ),
    },
}

MEASURED = frozenset({ValueKind.QUANTITY, ValueKind.PERCENT, ValueKind.MONEY, ValueKind.DURATION})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each row whose unit is one that its counted thing can't have."""
    rows = tuple(zip(subject.declaration.indicators, subject.fact(subjects_of_names, context), strict=True))
    if not any(name.counted or name.says == "timeliness_deed" for _, name in rows):
        return NotApplicable("no name says what it counts")
    heads = words(context.framework, "heads")
    found = (_fault(position, row, name, heads) for position, (row, name) in enumerate(rows))
    return outcome_of([fault for fault in found if fault])


def _fault(position: int, row: Indicator, name: Asked, heads: Words) -> Fault | None:
    unit = unit_counted(row.target)
    if unit is None or row.node in COSTS or unit in (name.unit, name.figure_unit):
        return None
    if name.says == "timeliness_deed" and heads.covers(unit):
        return Fault("deed", position, "target", {"name": row.name, "unit": unit, "target": row.target})
    if name.counted is None or unit not in name.counted.misfits or row.target.per:
        return None
    evidence: Evidence = {"name": row.name, "thing": name.counted.thing, "unit": unit, "fitting": name.counted.unit, "target": row.target}
    return Fault("unit", position, "target", evidence)


def unit_counted(target: Value) -> str | None:
    """The unit of a figure that is no change; `%` for a percentage. None where there is no such figure or no unit."""
    if target.kind not in MEASURED or target.change is not None:
        return None
    return target.unit
