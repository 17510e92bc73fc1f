"""Unit cost times quantity cannot give the total (单位成本乘数量与资金总额不符).

Finds:
    The costs of a table, multiplied with the counts and periods they are per, allow an interval of amounts that does not hold
    the year's total. The equation is shown. Where the total is a plain share of the product (70%, one third) the share is named,
    and the fault is that the table states it nowhere.

Why it matters:
    A total that its own prices and counts can't give was not worked out from them: money is asked for too much or too little,
    or somebody else pays a part and the table does not say who.

Basis:
    The table's own figures.

Silent when:
    A price finds no count that it surely multiplies, several could be meant, or a cost has no figure in money (undecided, with the
    candidates); the total is higher than the costs and an item is called a part or a row of
    the whole covers the rest (info where the costs are most of the total and an activity has no price); a figure was
    read with doubt; the term is longer than a year and the counts may be the whole project's; 10% to each side of a figure with 左右 would cure it; another sound reading gives the total exactly (an item
    that is part of another, a price that counts for each of several sessions).

Known false alarms:
    Costs that are paid for a part of those counted only.

Wrong:
    年度 | 2024
    项目期 | 1年
    年度资金总额 | 30万元
    产出指标 | 数量指标 | 护林员人数 | 20人
    产出指标 | 成本指标 | 护林员补助标准 | 1000元/人/月

Right:
    年度 | 2024
    项目期 | 1年
    年度资金总额 | 24万元
    产出指标 | 数量指标 | 护林员人数 | 20人
    产出指标 | 成本指标 | 护林员补助标准 | 1000元/人/月

How to mend:
    Correct the price, the count, the months or the total; where others pay a part, write which share (县配, 配套, 自筹) and who pays it.

Since: 0.1
"""

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Related, Severity, Term
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Passed, Undecided
from jiheng.review.context import Context
from jiheng.review.facts.balance import Balance, balance, edge, proof, rows_of, sum_of, terms
from jiheng.review.facts.budget_equation import BudgetEquation, budget_equation
from jiheng.review.facts.costs import Role
from jiheng.review.facts.other_readings import cured, explained, fixed_elsewhere
from jiheng.review.facts.project_term import project_term
from jiheng.review.facts.summands import Summand
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import decimal_of
from jiheng.values.rounding import Printed
from jiheng.values.shares import Share, share_of

CODE = "FND004"
SEVERITY = Severity.ERROR
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER, FormKind.MONITORING, FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND006", "FND007", "VAL006:no_base", "VAL006:missing", "VAL006:missing_throughout", "VAL006:contradicted", "VAL009")
MESSAGE = {
    "zh": {
        "differs": "按指标测算 {terms:equation} = {left:money} ≠ {right:money}（年度资金总额）；请核对单价、数量、期数和资金总额。",
        "over": "按指标测算至少需要 {terms:equation} = {left:money}，超过年度资金总额 {right:money}；请核对单价、数量、期数和资金总额。",
        "short": "按指标测算至多只有 {terms:equation} = {left:money}，不足年度资金总额 {right:money}；请核对单价、数量、期数，或补充未列出的支出。",
        "share": "按指标测算 {terms:equation} = {left:money} ≠ {right:money}，恰为其 {share}，表中未说明分担比例；请写明其余部分由谁承担（县配、配套、自筹等）。",
        "fixed": "总体目标或项目名称写明 {fixed}，按此测算 {terms:equation} = {left:money} ≠ {right:money}（年度资金总额）；请核对单价、数量、期数和资金总额。",
        "fixed_share": "总体目标或项目名称写明 {fixed}，按此测算 {terms:equation} = {left:money} ≠ {right:money}，恰为其 {share}，"
        "表中未说明分担比例；请写明其余部分由谁承担（县配、配套、自筹等）。",
        "unpriced": "按指标测算 {terms:equation} = {left:money}，少于年度资金总额 {right:money}，其余资金可能用于没有单价的{unpriced:names}；请补充其成本。",
        "rounded": "按指标测算 {terms:equation} = {left:money}，与年度资金总额 {right:money}之差只能由取整解释；请按实际金额填写小数。",
    },
    "en": {
        "differs": "By the indicators {terms:equation} = {left:money} ≠ {right:money} (the year's total); check price, count, periods and total.",
        "over": "By the indicators at least {terms:equation} = {left:money} is needed, more than the total of {right:money}; "
        "check price, count, periods and total.",
        "short": "By the indicators at most {terms:equation} = {left:money} is spent, less than the total of {right:money}; "
        "check price, count and periods, or add the costs that are not listed.",
        "share": "By the indicators {terms:equation} = {left:money} ≠ {right:money}, which is exactly {share} of it, and the table states no share; "
        "write who pays the rest (county, matching or own funds).",
        "fixed": "The goal or the name fixes {fixed}; so {terms:equation} = {left:money} ≠ {right:money} (the year's total); check price, count, periods and total.",
        "fixed_share": "The goal or the name fixes {fixed}; so {terms:equation} = {left:money} ≠ {right:money}, which is exactly {share} of it, "
        "and the table states no share; write who pays the rest (county, matching or own funds).",
        "unpriced": "By the indicators {terms:equation} = {left:money}, less than the total of {right:money}; the rest may be for {unpriced:names}, "
        "which have no price: add their cost.",
        "rounded": "By the indicators {terms:equation} = {left:money}; only rounding explains the total of {right:money}; give the amount with its decimals.",
    },
}


MONTHS_OF_A_YEAR = 12


def check(subject: Table, context: Context) -> Outcome:
    """Multiply the costs out and hold the sum against the total, then again with the counts that the goal fixes."""
    equation = subject.fact(budget_equation, context)
    if not equation.rates:
        return NotApplicable("no cost is a rate")
    if equation.total is None or not equation.total.amount:
        return Undecided("the year's total")
    sure = tuple(summand for summand in equation.summands if summand.sure)
    if not any(summand.cost.role is Role.RATE for summand in sure):
        return _open(equation)
    found = balance(sure, equation.total)
    if found is not Balance.OVER and not _whole(equation, found, complete=subject.declaration.complete):
        return _open(equation)
    if found is Balance.HOLDS:
        return _with_fixed_counts(subject, equation, equation.total, context)
    if _several_years(subject, context):
        return Undecided("whether the counts are the year's or the whole project's")
    if found is not Balance.ROUNDED and (cured(sure, equation.total) or explained(sure, equation, equation.total)):
        return Undecided("another reading of the costs gives the total", {"terms": terms(sure, upper=found is Balance.SHORT)})
    return Failed((_fault(subject, equation, sure, found, ()),))


def _several_years(subject: Table, context: Context) -> bool:
    """Whether the term is longer than a year and no mid-term indicators stand apart from the year's."""
    term = subject.fact(project_term, context)
    return term is not None and (term.length or 0) > MONTHS_OF_A_YEAR and not subject.declaration.midterm_indicators


def _whole(equation: BudgetEquation, found: Balance, *, complete: bool) -> bool:
    """Whether all costs are known and, where they come to too little, claim to be all and are most of it or leave no activity out."""
    if found is not Balance.SHORT or not equation.sure or equation.total is None:
        return equation.sure
    most = edge(equation.summands, upper=True)
    return equation.claims_all and complete and (not equation.unnamed or (most is not None and most * 2 >= equation.total.amount))


def _with_fixed_counts(subject: Table, equation: BudgetEquation, total: Printed, context: Context) -> Outcome:
    summands = fixed_elsewhere(equation)
    if not summands or _several_years(subject, context):
        return Passed()
    found = balance(summands, total)
    if found in {Balance.HOLDS, Balance.ROUNDED} or not _whole(equation, found, complete=subject.declaration.complete):
        return Passed()
    if cured(summands, total) or explained(summands, equation, total):
        return Passed()
    fixed = tuple(
        Term(factor.name, str(decimal_of(factor.interval.point)), factor.interval.unit)
        for summand in summands
        for factor in summand.factors
        if factor.count is not None and factor.count.field != "target" and factor.interval.point is not None
    )
    return Failed((_fault(subject, equation, summands, found, fixed),))


def _fault(subject: Table, equation: BudgetEquation, summands: tuple[Summand, ...], found: Balance, fixed: tuple[Term, ...]) -> Fault:
    upper, total = found is Balance.SHORT, equation.total
    if total is None:
        raise ValueError("an equation without a total has no fault")
    share = _share(equation, summands)
    evidence = proof(summands, total, upper=upper)
    if share:
        evidence["share"] = _said(share)
    if fixed:
        evidence["fixed"] = fixed
    rows = rows_of(summands)
    if found is Balance.SHORT and equation.unnamed:
        unpriced = tuple(Term(subject.declaration.indicators[row].name, "", indicator=row) for row in equation.unnamed)
        evidence["unpriced"] = unpriced
    sentence = "unpriced" if "unpriced" in evidence else _sentence(equation, summands, found, share, fixed)
    doubt = share is not None or fixed or any(factor.taken_for for summand in summands for factor in summand.factors)
    severity = Severity.INFO if sentence in {"rounded", "unpriced"} else Severity.WARNING if doubt else None
    related = tuple(Related(subject.position, row) for row in rows)
    return Fault(sentence, None, "funds.total", evidence, severity, related=related, rests_on=rows, reads=("funds.total",))


def _share(equation: BudgetEquation, summands: tuple[Summand, ...]) -> Share | None:
    """The share that the total is of all costs; a twelfth is a month's money and no share."""
    if equation.total is None or not equation.sure:
        return None
    share = share_of(equation.total, sum_of(summands))
    return None if share is None or share.one_twelfth else share


def _sentence(equation: BudgetEquation, summands: tuple[Summand, ...], found: Balance, share: Share | None, fixed: tuple[Term, ...]) -> str:
    """The sentence that says it; only where every cost is in the sum is it set against the total as equal or not."""
    if found is Balance.ROUNDED:
        return "rounded"
    if fixed:
        return "fixed_share" if share else "fixed"
    if share:
        return "share"
    if equation.sure and edge(summands, upper=True) == edge(summands, upper=False):
        return "differs"
    return "over" if found is Balance.OVER else "short"


def _said(share: Share) -> str:
    """`70%` or `1/3`."""
    return str(share.of_one) if share.percent is None else f"{share.percent}%"


def _open(equation: BudgetEquation) -> Undecided:
    """What could not be multiplied, with the counts that it might mean."""
    candidates = tuple(
        Term(count.name, str(decimal_of(end)), count.unit, count.position, count.value)
        for each in equation.unpriced
        for count in each.candidates
        if (end := count.interval.lower if count.interval.lower is not None else count.interval.upper) is not None
    )
    names = ", ".join(f"{each.cost.name} per {each.base or '?'}" for each in equation.unpriced)
    return Undecided(
        f"a sure count for {names}" if names else "costs that claim to be all, with figures in money", {"candidates": candidates}
    )
