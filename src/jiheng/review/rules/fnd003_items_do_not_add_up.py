"""Itemised costs do not add up to the total (分项成本之和与资金总额不符).

Finds:
    Two or more cost indicators that are amounts, none of them a rate and none a part of the others, whose sum can't be the
    year's total: fixed amounts that differ (error), caps that lie above it (warning), caps that leave money unexplained (info).

Why it matters:
    Items that claim to be the whole budget and don't give it leave open what the money is for.

Basis:
    The table's own figures.

Silent when:
    A cost is a rate (FND004 speaks), an item is called a part (其中, 部分), an item is without a figure in money and the others come to
    less (undecided), another sound reading gives the total (one item is the sum of others), an amount may be the price of one of what a row of
    the same name counts and the sum is too little, or 10% to each side of a figure with 左右 would cure it.

Known false alarms:
    A table that lists only its largest items and does not say so.

Wrong:
    年度资金总额 | 9万元
    产出指标 | 成本指标 | 展板制作费 | 4万元
    产出指标 | 成本指标 | 场地租赁费 | 3万元

Right:
    年度资金总额 | 9万元
    产出指标 | 成本指标 | 展板制作费 | 6万元
    产出指标 | 成本指标 | 场地租赁费 | 3万元

How to mend:
    Correct the items or the total, or add the item that is missing.

Since: 0.1
"""

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Related, Severity
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Passed, Undecided
from jiheng.review.context import Context
from jiheng.review.facts.balance import Balance, balance, proof, rows_of
from jiheng.review.facts.budget_equation import BudgetEquation, budget_equation
from jiheng.review.facts.other_readings import cured, explained
from jiheng.review.facts.summands import Summand
from jiheng.review.subject import Scope, Table
from jiheng.values.rounding import Printed

CODE = "FND003"
SEVERITY = Severity.ERROR
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER, FormKind.MONITORING, FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND006", "FND007", "VAL006:no_base", "VAL006:missing", "VAL006:missing_throughout", "VAL006:contradicted", "VAL009")
MESSAGE = {
    "zh": {
        "differs": "各成本指标之和 {terms:named}{left:money}，与年度资金总额 {right:money}不符；请核对各项金额或总额。",
        "least": "各成本指标之和至少为 {terms:named}{left:money}，超过年度资金总额 {right:money}；请核对各项金额或总额。",
        "over": "各成本指标的上限之和 {terms:named}{left:money}，高于年度资金总额 {right:money}；请按预算调低上限。",
        "short": "各成本指标的上限之和 {terms:named}{left:money}，低于年度资金总额 {right:money}，其余资金没有对应的成本指标；请补充或核对。",
        "rounded": "各成本指标之和 {terms:named}{left:money}，与年度资金总额 {right:money}之差只能由取整解释；请按实际金额填写小数。",
    },
    "en": {
        "differs": "The cost indicators come to {terms:named}{left:money}, not to the total of {right:money}; check the items or the total.",
        "least": "The cost indicators come to {terms:named}{left:money} at least, more than the total of {right:money}; check the items or the total.",
        "over": "The caps of the costs come to {terms:named}{left:money}, more than the total of {right:money}; lower them to the budget.",
        "short": "The caps of the costs come to {terms:named}{left:money}, less than the total of {right:money}; the rest of the money has no cost "
        "indicator: add it or check the total.",
        "rounded": "The cost indicators come to {terms:named}{left:money}; only rounding explains the total of {right:money}; "
        "give the amounts with their decimals.",
    },
}

SEVERITIES = {"over": Severity.WARNING, "short": Severity.INFO, "rounded": Severity.INFO}


def check(subject: Table, context: Context) -> Outcome:
    """Add the amounts up where they claim to be all, and hold the sum against the total."""
    equation = subject.fact(budget_equation, context)
    if equation.rates or len(equation.summands) < 2:
        return NotApplicable("no two amounts, or rates among them")
    if equation.total is None or not equation.total.amount:
        return Undecided("the year's total")
    if any(cost.part for cost in equation.costs):
        return NotApplicable("the items are called parts")
    found = balance(equation.summands, equation.total)
    if found is Balance.HOLDS:
        return _capped_above(subject, equation, equation.total)
    if found is Balance.SHORT and (equation.unclear or not subject.declaration.complete or _may_be_prices(equation, equation.total)):
        return Undecided("a figure in money for every cost, and whether it is for one or for all of what is counted")
    if found is not Balance.ROUNDED and (
        cured(equation.summands, equation.total) or explained(equation.summands, equation, equation.total)
    ):
        return Undecided("another reading of the costs gives the total")
    return Failed((_fault(subject, equation, equation.total, _key(equation, found)),))


def _capped_above(subject: Table, equation: BudgetEquation, total: Printed) -> Outcome:
    """Caps allow less than they say, so that the sum can be the total though they lie above it."""
    caps = [summand for summand in equation.summands if _cap(summand)]
    most = [summand.rounded.upper for summand in equation.summands]
    if not caps or None in most or sum(end for end in most if end) <= total.amount + total.step / 2:
        return Passed()
    if not _fits_exactly(equation, total):
        return Failed((_fault(subject, equation, total, "over"),))
    return Passed()


def _may_be_prices(equation: BudgetEquation, total: Printed) -> bool:
    """Whether an amount may be the price of one of what a row of the same name counts: times the least of it, it stays within the total."""
    pairs = equation.pairer
    counted = [
        (count.position, count.interval.lower or count.interval.upper or 0)
        for count in pairs.counts
        if count.main and count.position is not None
    ]
    priced = (
        (summand, row, least) for summand in equation.summands for row, least in counted if least != 1 and pairs.like(summand.cost, row)
    )
    return any((summand.interval.upper or summand.interval.lower or 0) * least <= total.amount for summand, _, least in priced)


def _fits_exactly(equation: BudgetEquation, total: Printed) -> bool:
    upper = sum(summand.interval.upper or 0 for summand in equation.summands)
    return upper <= total.amount + total.step / 2 or explained(equation.summands, equation, total)


def _cap(summand: Summand) -> bool:
    return summand.cost.interval is not None and summand.cost.interval.lower is None


def _key(equation: BudgetEquation, found: Balance) -> str:
    if found is Balance.ROUNDED:
        return "rounded"
    if all(summand.interval.point is not None for summand in equation.summands):
        return "differs"
    return "short" if found is Balance.SHORT else "least"


def _fault(subject: Table, equation: BudgetEquation, total: Printed, key: str) -> Fault:
    rows = rows_of(equation.summands)
    evidence = proof(equation.summands, total, upper=key in {"over", "short"})
    related = tuple(Related(subject.position, row) for row in rows)
    return Fault(key, None, "funds.total", evidence, SEVERITIES.get(key), related=related, rests_on=rows, reads=("funds.total",))
