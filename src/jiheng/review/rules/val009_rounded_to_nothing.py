"""A value rounded to nothing (金额舍入为零).

Finds:
    A cost of 0 (出差单位成本 0 万元/人): an amount in a unit that is too large for it.

Why it matters:
    The cost is lost, and with it every equation that rests on it.

Basis:
    None in law: something that costs nothing needs no cost indicator.

Silent when:
    Nothing is what is wanted (罚款, 超支, 损失), or nothing is spent at all.

Known false alarms:
    A cost that another level of government bears.

Wrong:
    年度资金总额 | 60万元
    产出指标 | 成本指标 | 外业调查人均成本 | 0万元/人

Right:
    年度资金总额 | 60万元
    产出指标 | 成本指标 | 外业调查人均成本 | 380元/人

How to mend:
    Write the amount in 元.

Since: 0.1
"""

from jiheng.framework.words import words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.levels import COSTS
from jiheng.review.subject import Scope, Table, View

CODE = "VAL009"
SEVERITY = Severity.WARNING
TEST = "适当性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006")
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {"nothing": "“{name}”的目标“{target}”为零，多半是换算成大单位时舍掉了；请以元填写。"},
    "en": {"nothing": "“{target}” of “{name}” is nothing, most likely rounded away in a large unit; write it in 元."},
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each cost of nothing."""
    rows = [
        (position, row)
        for position, row in enumerate(subject.declaration.indicators)
        if row.node in COSTS and row.target.kind is ValueKind.MONEY
    ]
    if not rows:
        return NotApplicable("no amount of cost")
    wanted = words(context.framework, "wanted_at_nothing")
    return outcome_of(
        [
            Fault("nothing", position, "target", {"name": row.name, "target": row.target})
            for position, row in rows
            if _is_nothing(row) and not wanted.found(row.name)
        ]
    )


def _is_nothing(row: Indicator) -> bool:
    return row.target.upper == 0 and row.target.lower in {None, 0} and row.target.change is None
