"""The total fits only while every count stays at its least (资金仅在数量取下限时才够用).

Finds:
    Counts that are open above (≥), whose least, multiplied with the prices, comes to the year's total or up to 2% below it.

Why it matters:
    One person or one session more than the least, which the targets invite, and the money does not suffice.

Basis:
    The table's own figures. Worth a look, no more: to meet a target exactly is no fault.

Silent when:
    The counts or prices are caps or single figures; a price finds no sure count (undecided).

Known false alarms:
    Tables that write ≥ before every count as a habit.

Wrong:
    年度 | 2024
    项目期 | 1年
    年度资金总额 | 5万元
    产出指标 | 数量指标 | 培训学员人数 | ≥100人
    产出指标 | 成本指标 | 学员培训成本 | 500元/人

Right:
    年度 | 2024
    项目期 | 1年
    年度资金总额 | 5万元
    产出指标 | 数量指标 | 培训学员人数 | 100人
    产出指标 | 成本指标 | 学员培训成本 | 500元/人

How to mend:
    Give the count that is planned, or leave room in the total.

Since: 0.1
"""

from fractions import Fraction

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Related, Severity
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Passed, Undecided
from jiheng.review.context import Context
from jiheng.review.facts.balance import Balance, balance, edge, proof, rows_of
from jiheng.review.facts.budget_equation import budget_equation
from jiheng.review.subject import Scope, Table

CODE = "FND005"
SEVERITY = Severity.INFO
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER, FormKind.MONITORING, FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND004", "FND006", "FND007", "VAL006:no_base", "VAL006:missing", "VAL006:missing_throughout", "VAL006:contradicted", "VAL009")
MESSAGE = {
    "zh": {
        "edge": "只有每项数量都取下限，资金才够用：{terms:equation} = {left:money}，年度资金总额 {right:money}；请按计划数填写数量，或留出余地。",
    },
    "en": {
        "edge": "The money suffices only while every count stays at its least: {terms:equation} = {left:money} of a total of {right:money}; "
        "give the counts that are planned, or leave room.",
    },
}

NEAR = Fraction(102, 100)


def check(subject: Table, context: Context) -> Outcome:
    """Fail where the total lies within 2% above the least that open counts come to."""
    equation = subject.fact(budget_equation, context)
    if not equation.rates:
        return NotApplicable("no cost is a rate")
    if equation.total is None or not equation.total.amount:
        return Undecided("the year's total")
    if not equation.sure or not equation.summands:
        return Undecided("a sure count for every rate")
    least, most = (edge(equation.summands, upper=upper) for upper in (False, True))
    if most is not None or not least or equation.total.amount > least * NEAR:
        return Passed()
    if balance(equation.summands, equation.total) is not Balance.HOLDS:
        return Passed()
    rows = rows_of(equation.summands)
    evidence = proof(equation.summands, equation.total)
    related = tuple(Related(subject.position, row) for row in rows)
    return Failed((Fault("edge", None, "funds.total", evidence, related=related, rests_on=rows, reads=("funds.total",)),))
