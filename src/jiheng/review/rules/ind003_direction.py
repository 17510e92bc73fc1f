"""The direction does not fit (指标方向不当).

Finds:
    An upper bound alone on an output that should be reached (人数 ≤31名) or on a rate that should be high (合格率 ≤95%); a lower
    bound alone on a cost, or on a rate or count of harm (事故率 ≥1%).

Why it matters:
    With the bound the wrong way round doing nothing meets the target, and doing more breaks it.

Basis:
    None in law: the meaning of the name and the sign of the target contradict each other.

Silent when:
    Both bounds are given or the value is a point; the count is one that is held down on purpose (编制, 公务接待, 能耗, 误差), the
    thing is a time, or the cost is what is saved, earned or guaranteed by law (节支, 最低保障, 生均经费).

Known false alarms:
    A count that a policy caps (最多扶持5家) though the name does not say so: say 控制 or 限额 in the name.

Wrong:
    产出指标 | 数量指标 | 选聘护林员人数 | ≤60名

Right:
    产出指标 | 数量指标 | 选聘护林员人数 | ≥60名

How to mend:
    Turn the sign, or give the exact figure; a cap on staff belongs in the money, not in the output.

Since: 0.1
"""

from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Change, Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.budget_equation import budget_equation
from jiheng.review.facts.harm import is_harm
from jiheng.review.facts.levels import COSTS, QUANTITY
from jiheng.review.facts.mends import mended
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names
from jiheng.review.subject import Scope, Table, View

CODE = "IND003"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
VIEWS = frozenset({View.MIDTERM, View.REGIONS})
MESSAGE = {
    "zh": {
        "capped_output": "“{name}”是应当完成的产出，目标“{target}”却只设上限，一件不做也算完成；应设下限或确数。",
        "capped_rate": "“{name}”越高越好，目标“{target}”却只设上限；应设下限。",
        "floor_on_cost": "“{name}”是成本，目标“{target}”却只设下限，花得越多越好；应设上限或确数。",
        "floor_on_harm": "“{name}”越低越好，目标“{target}”却只设下限；应设上限。",
    },
    "en": {
        "capped_output": "“{name}” is an output to be reached, but “{target}” only caps it: doing nothing meets it. Set a lower bound or the figure.",
        "capped_rate": "“{name}” should be high, but “{target}” only caps it. Set a lower bound.",
        "floor_on_cost": "“{name}” is a cost, but “{target}” only asks for more of it. Set an upper bound or the figure.",
        "floor_on_harm": "“{name}” should be low, but “{target}” only asks for more of it. Set an upper bound.",
    },
}

GOOD_RATES = frozenset({"quality", "output_rate", "satisfaction", "awareness", "timeliness"})
FIGURES = frozenset({ValueKind.QUANTITY, ValueKind.PERCENT})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each row that bounds only the wrong side."""
    rows = subject.declaration.indicators
    if not any(capped(row.target) or floored(row.target) for row in rows):
        return NotApplicable("no target is bounded on one side only")
    names = subject.fact(subjects_of_names, context)
    priced = {row for summand in subject.fact(budget_equation, context).summands for row in summand.rows}
    said = [(position, row, _sentence(row, name, context.framework)) for position, (row, name) in enumerate(zip(rows, names, strict=True))]
    return outcome_of(
        [
            Fault(
                sentence,
                position,
                "target",
                {"name": row.name, "target": row.target},
                fix=None if position in priced else mended("turned", position, row, context.framework),
            )
            for position, row, sentence in said
            if sentence
        ]
    )


def capped(target: Value) -> bool:
    """Whether a figure is bounded above only."""
    return target.upper is not None and target.lower is None and target.change is None


def floored(target: Value) -> bool:
    """Whether a figure above zero is bounded below only."""
    return target.lower is not None and target.upper is None and target.lower > 0 and target.change is not Change.DECREASE


def _sentence(row: Indicator, name: Asked, framework: Framework) -> str | None:
    harm = is_harm(name.bare, framework)
    if capped(row.target) and not harm:
        return _capped(row, name, framework)
    if floored(row.target):
        return _floored(row, framework, harm=harm)
    return None


def _capped(row: Indicator, name: Asked, framework: Framework) -> str | None:
    limited = words(framework, "limited_outputs").found(row.name) is not None
    if row.target.kind is ValueKind.PERCENT and name.says in GOOD_RATES and not limited:
        return "capped_rate"
    if row.node != QUANTITY or limited or row.target.per:
        return None
    if row.target.kind is ValueKind.DURATION:
        return "capped_output" if words(framework, "days_delivered").found(name.bare) else None
    if row.target.kind is not ValueKind.QUANTITY:
        return None
    by_unit = name.says is None and words(framework, "counting_units").covers(row.target.unit or "")
    return "capped_output" if name.says == "count" or by_unit else None


def _floored(row: Indicator, framework: Framework, *, harm: bool) -> str | None:
    if harm and row.target.kind in FIGURES:
        return "floor_on_harm"
    if row.node not in COSTS or row.target.kind is not ValueKind.MONEY:
        return None
    return None if words(framework, "floors_on_cost").found(row.name) else "floor_on_cost"
