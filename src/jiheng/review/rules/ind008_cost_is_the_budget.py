"""The cost says nothing but the budget (成本只重复预算).

Finds:
    The only cost of a table is its whole budget (项目总成本 ≤180万元 of 180 万元), or a cost is answered by 控制在预算内.

Why it matters:
    That the budget is not passed is law and no target; what one piece costs stays unknown.

Basis:
    财预〔2021〕101号: cost indicators hold to standards of expenditure. Given as guidance.

Silent when:
    Another row gives a cost, the amount is a rate or its name says per piece (FND006 speaks there), or the total is not known.

Known false alarms:
    A project that buys one thing at one price: its price is the budget.

Wrong:
    年度资金总额 | 85万元
    产出指标 | 成本指标 | 项目总成本 | ≤85万元

Right:
    年度资金总额 | 85万元
    产出指标 | 成本指标 | 每公里灌渠衬砌成本 | ≤17万元

How to mend:
    Give unit costs or standards that the budget was computed from.

Since: 0.1
"""

from decimal import Decimal
from fractions import Fraction

from jiheng.framework.citations import Citation
from jiheng.framework.words import Words, words
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.costs import Cost, Role, costs
from jiheng.review.facts.levels import COSTS
from jiheng.review.subject import Scope, Table

CODE = "IND008"
SEVERITY = Severity.INFO
TEST = "适当性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND006",)
MESSAGE = {
    "zh": {
        "amount": "成本指标只有“{name}”（{target}），就是全部预算 {total:money}，没有说明单位成本或支出标准；请补充单位成本。",
        "phrase": "成本指标“{name}”的目标“{target}”只重复预算，没有说明单位成本或支出标准；请补充单位成本。",
    },
    "en": {
        "amount": (
            "The only cost, “{name}” ({target}), is the whole budget of {total:money}: no unit cost and no standard is given"
            "; add a unit cost."
        ),
        "phrase": "“{target}” of the cost “{name}” only says the budget again: no unit cost and no standard is given; add a unit cost.",
    },
}

PHRASES = frozenset({ValueKind.QUALITATIVE, ValueKind.GRADE, ValueKind.UNKNOWN})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each phrase that only says the budget, and the only cost where it is the budget."""
    declaration = subject.declaration
    rows = [(position, row) for position, row in enumerate(declaration.indicators) if row.node in COSTS and row.target.text]
    if not rows:
        return NotApplicable("no cost")
    said = words(context.framework, "budget_only")
    faults = [Fault("phrase", position, "target", {"name": row.name, "target": row.target}) for position, row in rows if _phrase(row, said)]
    total = declaration.funds.total
    priced = subject.fact(costs, context)
    if total is not None and len(priced) == 1 and len(rows) == 1 and not faults and _is_budget(priced[0], Fraction(total)):
        faults.append(_amount(declaration, priced[0], total))
    return outcome_of(faults)


def _phrase(row: Indicator, said: Words) -> bool:
    return row.target.kind in PHRASES and said.found(row.target.text) is not None


def _is_budget(cost: Cost, total: Fraction) -> bool:
    interval = cost.interval
    if cost.role is Role.RATE or cost.named or interval is None or cost.value.approximate:
        return False
    return interval.upper == total and (interval.lower is None or interval.lower == total)


def _amount(declaration: Declaration, cost: Cost, total: Decimal) -> Fault:
    row = declaration.indicators[cost.position]
    evidence: Evidence = {"name": row.name, "target": row.target, "total": str(plain(total))}
    return Fault("amount", cost.position, "target", evidence, reads=("funds.total",))
