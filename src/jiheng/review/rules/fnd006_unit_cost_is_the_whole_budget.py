"""A cost per month, per person or per time equals the whole budget (单位成本等于全部资金).

Finds:
    A cost whose name or unit says per month, per person or per time (每月, 每人, 单场, 单项, 人均, 户均) and whose amount is the
    year's total.

Why it matters:
    Either the price is the year's sum under a wrong name, or the money is asked for one month, one person, one time only.

Basis:
    The table's own figures.

Silent when:
    What the cost is per is there once only (1 场, 每年 in a budget of one year, a project of one month); nothing says how often a
    单项 or 单位 comes (undecided); a figure was read with doubt.

Known false alarms:
    A single purchase whose count stands nowhere.

Wrong:
    年度 | 2024
    项目期 | 1年
    年度资金总额 | 1.2万元
    产出指标 | 数量指标 | 网络专线使用月数 | 12个月
    产出指标 | 成本指标 | 每月网络专线费 | 12000元

Right:
    年度 | 2024
    项目期 | 1年
    年度资金总额 | 1.2万元
    产出指标 | 数量指标 | 网络专线使用月数 | 12个月
    产出指标 | 成本指标 | 每月网络专线费 | 1000元

How to mend:
    Give the price of one month, person or time, or name the amount as the year's.

Since: 0.1
"""

from jiheng.model.declaration import FormKind
from jiheng.model.finding import EvidenceItem, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.balance import edge, proof
from jiheng.review.facts.budget_equation import BudgetEquation, budget_equation
from jiheng.review.facts.costs import Cost
from jiheng.review.facts.summands import Summand
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import Interval, decimal_of

CODE = "FND006"
SEVERITY = Severity.ERROR
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER, FormKind.MONITORING, FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "equation": "“{name}”是每{per}的成本，却等于全部年度资金 {right:money}；按此应为 {terms:equation} = {left:money}，请核对是单价还是全年合计。",
        "alone": "“{name}”是每{per}的成本，却等于全部年度资金 {right:money}；请核对是单价还是全年合计。",
    },
    "en": {
        "equation": "“{name}” is a cost per {per}, yet equals the whole budget of {right:money}; "
        "by it {terms:equation} = {left:money} would be needed: check whether it is a price or the year's sum.",
        "alone": "“{name}” is a cost per {per}, yet equals the whole budget of {right:money}; check whether it is a price or the year's sum.",
    },
}

ALWAYS_MANY = frozenset({"人", "户", "月", "季度", "天", "周"})


def check(subject: Table, context: Context) -> Outcome:
    """Fail each rate whose amount is the total, where what it is per comes more than once."""
    equation = subject.fact(budget_equation, context)
    rated = [cost for cost in equation.rates if cost.per]
    if not rated:
        return NotApplicable("no cost says what it is per")
    if equation.total is None or not equation.total.amount:
        return Undecided("the year's total")
    whole = [cost for cost in rated if cost.interval and _states(cost.interval, equation)]
    faults = [fault for cost in whole if (fault := _fault(cost, equation))]
    if whole and not faults and not all(_once(cost, equation) for cost in whole):
        return Undecided("how often what the cost is per comes")
    return outcome_of(faults)


def _states(interval: Interval, equation: BudgetEquation) -> bool:
    """Whether the price is the total, as a figure or as a bound."""
    total = equation.total
    return total is not None and any(
        end is not None and total.interval.holds(end) and abs(end - total.amount) < 1 for end in (interval.lower, interval.upper)
    )


def _summand(cost: Cost, equation: BudgetEquation) -> Summand | None:
    return next((summand for summand in equation.summands if summand.cost.position == cost.position), None)


def _once(cost: Cost, equation: BudgetEquation) -> bool:
    """Whether all that the cost multiplies is one."""
    summand = _summand(cost, equation)
    return summand is not None and all(factor.interval.holds(1) for factor in summand.factors)


def _fault(cost: Cost, equation: BudgetEquation) -> Fault | None:
    summand, total = _summand(cost, equation), equation.total
    if total is None or cost.interval is None or _once(cost, equation):
        return None
    upper = cost.interval.lower is None
    evidence: dict[str, EvidenceItem] = {"name": cost.name, "per": "每".join(cost.per), "right": str(decimal_of(total.amount))}
    if summand is not None and edge((summand,), upper=upper) is not None:
        evidence |= proof((summand,), total, upper=upper)
        return Fault("equation", cost.position, "target", evidence, rests_on=summand.rows[1:], reads=("funds.total",))
    if not _many(cost, equation):
        return None
    return Fault("alone", cost.position, "target", evidence, reads=("funds.total",))


def _many(cost: Cost, equation: BudgetEquation) -> bool:
    """Whether one of the bases comes more than once in any project, though no row counts it."""
    known = equation.pairer.known
    return any(
        (found := known.exchange(base, unit)) is not None and found.exact and found.least >= 1 for base in cost.per for unit in ALWAYS_MANY
    )
