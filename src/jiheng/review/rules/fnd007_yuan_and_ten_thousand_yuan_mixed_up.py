"""元 and 万元 mixed up: two sides that should be equal differ by a factor of exactly 10,000 (元与万元混用).

Finds:
    Total and parts, total and costs, total and an amount of the name or goal, of which one is exactly 10,000 times the other; a single
    part or item that, put right by that factor, makes a sum that does not hold just the total.

Why it matters:
    Nothing but a wrong unit makes this factor; read by the wrong unit the budget is ten thousand times too large or too small.

Basis:
    The table's own figures.

Silent when:
    The two sides are written in two units and are the same sum; the smaller side is a single price or one item among others; a
    figure was read with doubt.

Known false alarms:
    None known.

Wrong:
    年度资金总额 | 36元
    财政拨款 | 36万元
    其他资金 | 0元

Right:
    年度资金总额 | 36万元
    财政拨款 | 36万元
    其他资金 | 0元

How to mend:
    Write both sides in the unit that the form's head names.

Since: 0.1
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice

from jiheng.model.declaration import FormKind
from jiheng.model.finding import EvidenceItem, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.balance import Balance, as_written, balance, edge, proof, rows_of, sum_of
from jiheng.review.facts.budget_equation import BudgetEquation, budget_equation
from jiheng.review.facts.costs import Role
from jiheng.review.facts.fund_parts import FISCAL, OTHER, fund_parts
from jiheng.review.facts.summands import Summand
from jiheng.review.facts.text_amounts import text_amounts
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import decimal_of
from jiheng.values.rounding import Printed

CODE = "FND007"
SEVERITY = Severity.ERROR
TEST = "适当性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "parts": "资金总额 {right:money}与各项之和 {left:money}恰好相差一万倍，元与万元混用；请按表头单位统一填写。",
        "midterm": "年度资金总额 {right:money}与中期资金总额 {left:money}恰好相差一万倍，元与万元混用；请按表头单位统一填写。",
        "costs": "年度资金总额 {right:money}与按成本指标测算的 {terms:equation} = {left:money}恰好相差一万倍，元与万元混用；请统一单位。",
        "part": "资金总额 {right:money}与各项之和 {left:money}不符，而“{name}”的 {amount:money}恰好差一万倍，元与万元混用；请按表头单位统一填写。",
        "item": "“{name}”的 {amount:money}恰好差一万倍：按此合计 {left:money}，改正后恰为年度资金总额 {right:money}；请统一单位。",
        "words": "年度资金总额 {right:money}与文字中的 {left:money}恰好相差一万倍，元与万元混用；请统一单位。",
    },
    "en": {
        "parts": "The total of {right:money} and the sum of its parts, {left:money}, differ by exactly ten thousand: 元 and 万元 are mixed up; "
        "write both in the unit of the form's head.",
        "midterm": "The year's total of {right:money} and the mid-term total of {left:money} differ by exactly ten thousand: 元 and 万元 are mixed up; "
        "write both in the unit of the form's head.",
        "costs": "The total of {right:money} and what the costs come to, {terms:equation} = {left:money}, differ by exactly ten thousand: "
        "元 and 万元 are mixed up; write both in one unit.",
        "part": "The total of {right:money} is not the sum of its parts, {left:money}, and the {amount:money} of “{name}” is off by exactly ten thousand: "
        "元 and 万元 are mixed up; write all in the unit of the form's head.",
        "item": "The {amount:money} of “{name}” is off by exactly ten thousand: with it the costs come to {left:money}, without the slip to just the total "
        "of {right:money}; write all in one unit.",
        "words": "The total of {right:money} and the {left:money} of the text differ by exactly ten thousand: 元 and 万元 are mixed up; "
        "write both in one unit.",
    },
}

MYRIAD = 10_000
NEAR_MYRIAD = 9_000
SHARP = 10
LEAST_DIGITS = 2
LEAST_AMOUNT = 1000


def check(subject: Table, context: Context) -> Outcome:
    """Hold the total against parts, mid-term total, costs and the amounts of the texts; one wrong unit is one fault."""
    equation = subject.fact(budget_equation, context)
    total = equation.total
    if total is None:
        return NotApplicable("no total")
    if not total.amount:
        return Undecided("the year's total")
    sides = (_money(subject, total), _part(subject, total), _costs(equation, total), _written(equation, total), _item(equation, total))
    found = chain(*sides, _words(subject, context, total))
    return outcome_of(tuple(islice(found, 1)))


def _apart(one: Fraction, other: Fraction) -> bool:
    """Whether one is exactly ten thousand times the other."""
    return bool(one) and (one == other * MYRIAD or other == one * MYRIAD)


def _money(subject: Table, total: Printed) -> Iterator[Fault]:
    funds, whole = subject.declaration.funds, subject.declaration.funds_midterm
    given = sum((Fraction(part.amount) for part in fund_parts(funds)), Fraction(0))
    if _apart(total.amount, given):
        yield Fault("parts", None, "funds.total", _sides(given, total), reads=("funds.total", "funds.fiscal", "funds.other"))
    tasks = sum((Fraction(task.amount) for task in subject.declaration.tasks if task.amount), Fraction(0))
    if _apart(total.amount, tasks):
        yield Fault("parts", None, "funds.total", _sides(tasks, total), reads=("funds.total", "tasks"))
    if whole is not None and whole.total is not None and _apart(total.amount, Fraction(whole.total)):
        yield Fault("midterm", None, "funds.total", _sides(Fraction(whole.total), total), reads=("funds.total", "funds_midterm.total"))


def _part(subject: Table, total: Printed) -> Iterator[Fault]:
    """One part of the money that, put right by the factor, makes the sum the total."""
    parts = fund_parts(subject.declaration.funds)
    given = sum((Fraction(part.amount) for part in parts), Fraction(0))
    fitting = [part for part in parts if given != total.amount and _fits(Fraction(part.amount), given, total)]
    if len(parts) > 1 and len(fitting) == 1:
        field = {FISCAL: "funds.fiscal", OTHER: "funds.other"}.get(fitting[0].label, "funds.sources")
        evidence = _sides(given, total) | {"name": fitting[0].label, "amount": str(fitting[0].amount)}
        yield Fault("part", None, field, evidence, reads=("funds.total", "funds.fiscal", "funds.other"))


def _item(equation: BudgetEquation, total: Printed) -> Iterator[Fault]:
    """One cost of several that, put right by the factor, makes the sum the total."""
    if len(equation.summands) < 2 or not equation.sure or balance(equation.summands, total) in {Balance.HOLDS, Balance.ROUNDED}:
        return
    for upper in (True, False):
        given = edge(equation.summands, upper=upper)
        ends = [(summand, edge((summand,), upper=upper)) for summand in equation.summands]
        fitting = [(summand, end) for summand, end in ends if end and given and _fits(end, given, total)]
        if len(fitting) == 1 and given:
            summand, end = fitting[0]
            evidence = _sides(given, total) | {"name": summand.cost.name, "amount": str(decimal_of(end))}
            yield Fault("item", summand.cost.position, "target", evidence, rests_on=rows_of(equation.summands), reads=("funds.total",))
            return


def _fits(amount: Fraction, given: Fraction, total: Printed) -> bool:
    """Whether an amount put right by the factor makes the sum the total, and is too large for rounding to do that without it."""
    rights = (right for right in (amount / MYRIAD, amount * MYRIAD) if right > total.step * SHARP)
    return any(total.interval.holds(given - amount + right) for right in rights)


def _sides(left: Fraction, total: Printed) -> dict[str, EvidenceItem]:
    return {"left": str(decimal_of(left)), "right": str(decimal_of(total.amount))}


def _costs(equation: BudgetEquation, total: Printed) -> Iterator[Fault]:
    """All costs together, else a single row that stands for the whole or alone is far above it."""
    groups = [equation.summands] if equation.summands and equation.sure else []
    groups += [(summand,) for summand in equation.summands if not summand.factors and len(equation.summands) > 1]
    groups += [(Summand(cost, (), cost.interval),) for cost in equation.wholes if cost.interval]
    for group in groups:
        for upper in (True, False):
            if _slipped(group, total, upper=upper):
                rows = rows_of(group)
                yield Fault("costs", None, "funds.total", proof(group, total, upper=upper), rests_on=rows, reads=("funds.total",))
                return


def _written(equation: BudgetEquation, total: Printed) -> Iterator[Fault]:
    """The figures as they are written, whatever their signs, come to exactly the factor: bounds alone would hold nearly any total."""
    amount = as_written(equation.summands) if equation.sure and equation.rates and equation.summands else None
    if amount and _apart(amount, total.amount):
        evidence = proof(equation.summands, total, upper=True) | {"left": str(decimal_of(amount))}
        yield Fault("costs", None, "funds.total", evidence, rests_on=rows_of(equation.summands), reads=("funds.total",))


def _slipped(group: tuple[Summand, ...], total: Printed, *, upper: bool) -> bool:
    exact = edge(group, upper=upper)
    if not exact:
        return False
    if exact > total.amount:
        return exact >= total.amount * NEAR_MYRIAD and abs(exact - total.amount * MYRIAD) <= max(
            _slack(group, exact, upper=upper), total.step * MYRIAD / 2
        )
    alone = group[0].cost.role is Role.TOTAL or any(summand.factors for summand in group) or len(group) > 1 or _only(group)
    return alone and exact * MYRIAD == total.amount and _digits(total.amount) >= LEAST_DIGITS


def _slack(group: tuple[Summand, ...], exact: Fraction, *, upper: bool) -> Fraction:
    """How far rounding of prices may move an edge."""
    whole = sum_of(group)
    end = whole.upper if upper else whole.lower
    return Fraction(0) if end is None else abs(end - exact)


def _only(group: tuple[Summand, ...]) -> bool:
    """Whether a single amount is more than the price of one thing: large, or with too many digits to be chance."""
    amount = Fraction(group[0].interval.upper or group[0].interval.lower or 0)
    return len(group) == 1 and (amount >= LEAST_AMOUNT or _digits(amount) > LEAST_DIGITS)


def _digits(amount: Fraction) -> int:
    """How many significant digits an amount has."""
    return len(decimal_of(amount).normalize().as_tuple().digits)


def _words(subject: Table, context: Context, total: Printed) -> Iterator[Fault]:
    for amount in subject.fact(text_amounts, context):
        if amount.own and not amount.part and _apart(amount.amount, total.amount):
            yield Fault("words", None, amount.field, _sides(amount.amount, total), reads=("funds.total", amount.field))
