"""The total is not the sum of its parts (资金总额与各项来源之和不符).

Finds:
    年度资金总额 (or 中期资金总额) that differs from 财政拨款 plus 其他资金 and the other lines of the money block; a blank part counts
    as 0 where the total and another part are filled, and a total of 0 over filled parts is a fault. In the overall form, the
    year's main tasks (年度主要任务) that cost more than the whole budget.

Why it matters:
    The total binds the budget and the parts say who pays it; if they disagree one of them is wrong.

Basis:
    The table's own figures.

Silent when:
    The total is blank (FRM001 speaks), all parts are blank (undecided), some of the lines may be parts of others and a sum of them gives
    the total, the tasks come to less than the total (they need not be all that the department does), or only the rounding of what is printed makes the difference (info where the total has no decimals).

Known false alarms:
    Forms whose parts overlap and name no common line. Tasks of an overall form whose amounts contain one another.

Wrong:
    年度资金总额 | 120万元
    财政拨款 | 100万元
    其他资金 | 10万元

Right:
    年度资金总额 | 120万元
    财政拨款 | 100万元
    其他资金 | 20万元

How to mend:
    Correct the part or the total; 其他资金 holds all that is not 财政拨款.

Since: 0.1
"""

from collections.abc import Iterator
from fractions import Fraction

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity, Term
from jiheng.model.funds import Funds
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.fund_parts import FISCAL, OTHER, Sum, fund_parts, sum_of_parts
from jiheng.review.facts.printed_total import printed_total
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import decimal_of

CODE = "FND001"
SEVERITY = Severity.ERROR
TEST = "适当性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND007",)
MESSAGE = {
    "zh": {
        "differs": "资金总额 {right:money}与各项之和不符：{terms:named}{left:money}；请核对总额和各项来源。",
        "tasks": "{count} 项年度主要任务的金额合计 {left:money}，超过资金总额 {right:money}；请核对各项任务的金额和单位。",
        "rounded": "资金总额 {right:money}与各项之和 {terms:named}{left:money}之差只能由取整解释；请按实际金额填写小数。",
    },
    "en": {
        "differs": "The total of {right:money} is not the sum of its parts: {terms:named}{left:money}; check the total and its sources.",
        "tasks": "The {count} main tasks come to {left:money}, more than the total of {right:money}; check their amounts and units.",
        "rounded": "Only rounding explains the total of {right:money} beside its parts, {terms:named}{left:money}; give the amounts with their decimals.",
    },
}

CENT_OF_MYRIAD = Fraction(100)
LEAST_TASKS = 2


def check(subject: Table, context: Context) -> Outcome:
    """Hold the year's total, and the mid-term one, against the parts that are filled."""
    declaration = subject.declaration
    blocks = [("funds", declaration.funds), *([("funds_midterm", declaration.funds_midterm)] if declaration.funds_midterm else [])]
    filled = [(name, funds) for name, funds in blocks if funds.total is not None]
    if not filled:
        return Undecided("a total") if any(fund_parts(funds) for _, funds in blocks) else NotApplicable("no money")
    tasks = list(_tasks(declaration, context))
    if not tasks and not any(fund_parts(funds) or _shows_parts(name, declaration) for name, funds in filled):
        return NotApplicable("the form shows no parts of the total")
    sums = [(name, funds, _sum(name, funds, declaration, context)) for name, funds in filled]
    faults = [_fault(name, funds, found) for name, funds, found in sums if found in {Sum.DIFFERENT, Sum.ROUNDED}]
    if not faults and not tasks and any(found in {Sum.BLANK, Sum.NESTED} for _, _, found in sums):
        return Undecided("parts of the total that are filled and stand beside each other")
    return outcome_of([*faults, *tasks])


def _tasks(declaration: Declaration, context: Context) -> Iterator[Fault]:
    """The year's main tasks where they cost more than there is, each counted once and beyond what rounding explains."""
    amounts = [Fraction(task.amount) for task in declaration.tasks if task.amount]
    total, given = declaration.funds.total, sum(amounts, Fraction(0))
    if not total or len(amounts) < LEAST_TASKS or any(2 * amount == given for amount in amounts):
        return
    step, _ = _sharpness(declaration.funds, declaration, context)
    if given - Fraction(total) > max(step, CENT_OF_MYRIAD) * (len(amounts) + 1) / 2:
        evidence: dict[str, EvidenceItem] = {"left": str(decimal_of(given)), "right": str(total), "count": str(len(amounts))}
        yield Fault("tasks", None, "tasks", evidence, reads=("funds.total", "tasks"))


def _sum(name: str, funds: Funds, declaration: Declaration, context: Context) -> Sum:
    parts = fund_parts(funds)
    given = sum(part.amount for part in parts)
    if parts and given == funds.total:
        return Sum.EQUAL
    step, decimals = _sharpness(funds, declaration, context)
    found = sum_of_parts(funds, step, decimals)
    if found is Sum.DIFFERENT and funds.total and given < funds.total and _may_lack_a_line(name, funds, declaration):
        return Sum.NESTED
    return found


def _shows_parts(name: str, declaration: Declaration) -> bool:
    return any(f"{name}.{part}" in declaration.source.places for part in ("fiscal", "other", "sources"))


def _may_lack_a_line(name: str, funds: Funds, declaration: Declaration) -> bool:
    """Whether the form shows only some of its sources (其中：财政拨款, and no other line)."""
    fields = ((f"{name}.fiscal", funds.fiscal), (f"{name}.other", funds.other))
    places = declaration.source.places
    return any(amount is None and field not in places for field, amount in fields)


def _sharpness(funds: Funds, declaration: Declaration, context: Context) -> tuple[Fraction, int]:
    """What one unit of the total's last printed digit is worth, and its decimals; where nothing tells, two decimals of 万元 at most."""
    total = printed_total(declaration, context)
    if funds is declaration.funds and funds.printed and total is not None:
        return total.step, total.decimals
    amounts = [amount for part in fund_parts(funds) if (amount := part.amount)]
    round_figures = all(amount % 100 == 0 for amount in (*amounts, funds.total or 0))
    return (CENT_OF_MYRIAD if round_figures else Fraction(1)), 2


def _fault(name: str, funds: Funds, found: Sum) -> Fault:
    parts = fund_parts(funds)
    given = sum((Fraction(part.amount) for part in parts), Fraction(0))
    evidence: dict[str, EvidenceItem] = {
        "left": str(decimal_of(given)),
        "right": str(funds.total),
        "terms": tuple(Term(part.label, str(part.amount), "元", summand=number) for number, part in enumerate(parts)),
    }
    reads = tuple({FISCAL: f"{name}.fiscal", OTHER: f"{name}.other"}.get(part.label, f"{name}.sources") for part in parts)
    severity = Severity.INFO if found is Sum.ROUNDED else None
    return Fault(
        "differs" if found is Sum.DIFFERENT else "rounded", None, f"{name}.total", evidence, severity, reads=(f"{name}.total", *reads)
    )
