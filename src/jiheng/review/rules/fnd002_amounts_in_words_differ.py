"""Amounts in the project name or goal do not add up to the total (项目名称或总体目标中的金额与资金总额不符).

Finds:
    Amounts of the project's own money that name or goal state and that give the year's total neither together nor as a whole with
    its parts.

Why it matters:
    Name, goal and money speak of one budget; where they differ one of them was carried over from another year or version.

Basis:
    The table's own figures.

Silent when:
    The amount is what others earn, a rate, a bound, of another year or called a part; one amount equals a line of the money or the
    mid-term total; the project runs over several years (undecided); the total is blank (undecided).
    What only the rounding of whole 万元 saves is info.

Known false alarms:
    A goal that names one item of the money only and does not say so.

Wrong:
    年度 | 2024
    项目期 | 1年
    项目名称 | 图书更新经费8万元、阅览室改造经费5万元
    年度资金总额 | 15万元

Right:
    年度 | 2024
    项目期 | 1年
    项目名称 | 图书更新经费8万元、阅览室改造经费5万元
    年度资金总额 | 13万元

How to mend:
    Write one amount in all places, or leave amounts out of name and goal.

Since: 0.1
"""

import re
from fractions import Fraction
from itertools import combinations

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity, Term
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.printed_total import printed_total
from jiheng.review.facts.project_term import project_term
from jiheng.review.facts.text_amounts import TextAmount, text_amounts
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import decimal_of, intersection
from jiheng.values.intervals import total as sum_of
from jiheng.values.rounding import Printed

CODE = "FND002"
SEVERITY = Severity.ERROR
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER, FormKind.MONITORING, FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND007", "FND008")
MESSAGE = {
    "zh": {
        "project": "项目名称中的金额 {terms:summed}{left:money}，与年度资金总额 {right:money}不符；请核对名称与资金。",
        "goal": "总体目标中的金额 {terms:summed}{left:money}，与年度资金总额 {right:money}不符；请核对目标与资金。",
        "parts": "文字中 {whole:money}与总额一致，但所列各项 {terms:summed}{left:money}与之不符；请核对各项金额。",
    },
    "en": {
        "project": "The amounts in the project's name come to {terms:summed}{left:money}, not to the total of {right:money}; check name and money.",
        "goal": "The amounts in the goal come to {terms:summed}{left:money}, not to the total of {right:money}; check goal and money.",
        "parts": "The text names {whole:money}, which is the total, but the parts that it lists come to {terms:summed}{left:money}; check them.",
    },
}

MONTHS_OF_ONE_YEAR = 12
MOST_LINES = 20
AIM = re.compile(r"目标\s*\d+\s*[:：]")
CLOSING = re.compile(r"(?:资金|经费|预算|投入|投资)(?:为|共|约)?$")


def check(subject: Table, context: Context) -> Outcome:
    """Try the amounts of the name, then those of the goal, as parts and as a whole with its parts."""
    declaration = subject.declaration
    amounts = [amount for amount in subject.fact(text_amounts, context) if amount.own and not amount.other_years and not amount.loose]
    fields = [(field, [amount for amount in amounts if amount.field == field]) for field in ("project", "goal")]
    if not any(found for _, found in fields):
        return NotApplicable("neither name nor goal states the project's money")
    total = printed_total(declaration, context)
    if total is None or not total.amount:
        return Undecided("the year's total")
    faults = [fault for field, found in fields if found and (fault := _fault(field, found, total, declaration))]
    if faults and _several_years(declaration, context):
        return Undecided("which year the amounts are of")
    return outcome_of(faults)


def _several_years(declaration: Declaration, context: Context) -> bool:
    term = project_term(declaration, context)
    return term is not None and (term.length or 0) > MONTHS_OF_ONE_YEAR


def _fault(field: str, amounts: list[TextAmount], total: Printed, declaration: Declaration) -> Fault | None:
    """The fault of the amounts of one text; None where some sound reading gives the total."""
    if _gives(amounts, total) or any(amount.part or amount.year not in {None, declaration.year} for amount in amounts):
        return None
    wholes = [amount for amount in amounts if amount.same_as(total.interval)]
    if wholes:
        parts = [amount for amount in amounts if amount.amount != wholes[0].amount and amount.sentence == wholes[0].sentence]
        return _stated("parts", field, parts, total, wholes[0]) if len(parts) > 1 and not _gives(parts, total) else None
    if any(_is_a_line(amount, declaration) for amount in amounts) or (
        field == "goal" and not _claims_all(amounts, total, declaration.goal or "")
    ):
        return None
    return _stated(field, field, amounts, total, None)


def _gives(amounts: list[TextAmount], total: Printed) -> bool:
    """Whether all together, or those of one sentence, give the total; where both sides are whole 万元 rounding is no answer."""
    groups = [amounts, *([one for one in amounts if one.sentence == number] for number in {one.sentence for one in amounts})]
    return any(_meets(group, total) for group in groups)


def _meets(amounts: list[TextAmount], total: Printed) -> bool:
    given = sum((amount.amount for amount in amounts), Fraction(0))
    if given == total.amount:
        return True
    whole = sum_of(amount.printed.interval for amount in amounts)
    rounded = whole is not None and intersection(whole, total.interval) is not None
    return rounded and not (len(amounts) > 1 and _in_whole_units(total) and all(_in_whole_units(amount.printed) for amount in amounts))


def _in_whole_units(shown: Printed) -> bool:
    return shown.step > 1 and not shown.decimals


def _is_a_line(amount: TextAmount, declaration: Declaration) -> bool:
    """Whether an amount is a line of the money, of the mid-term money or of the tasks, or a sum of lines."""
    funds = [declaration.funds, *([declaration.funds_midterm] if declaration.funds_midterm else [])]
    lines = [
        Fraction(line)
        for block in funds
        for line in (block.total, block.fiscal, block.other, *(part.amount for part in block.sources))
        if line
    ]
    lines = [*lines, *(Fraction(task.amount) for task in declaration.tasks if task.amount)][:MOST_LINES]
    pairs = [one + other for one, other in combinations(lines, 2)]
    return any(abs(line - amount.amount) <= amount.printed.step / 2 for line in (*lines, *pairs))


def _claims_all(amounts: list[TextAmount], total: Printed, goal: str) -> bool:
    """Whether a goal's amounts claim to be the year's money.

    Words say so, they are more than all of it, each of its numbered aims has one, or a single one closes its clause and no
    purpose follows in it (投入财政资金68万元，完成…).
    """
    if any(amount.whole for amount in amounts) or any(amount.amount > total.amount + total.step for amount in amounts):
        return True
    aims = [aim for aim in AIM.split(goal) if aim.strip()]
    if len(aims) > 1:
        return all("元" in aim for aim in aims) and len(amounts) >= len(aims)
    return len(amounts) == 1 and not amounts[0].after and bool(CLOSING.search(amounts[0].before))


def _stated(sentence: str, field: str, amounts: list[TextAmount], total: Printed, whole: TextAmount | None) -> Fault:
    given = sum((amount.amount for amount in amounts), Fraction(0))
    evidence: dict[str, EvidenceItem] = {
        "left": str(decimal_of(given)),
        "right": str(decimal_of(total.amount)),
        "terms": tuple(
            Term(amount.before or amount.after, str(decimal_of(amount.amount)), "元", summand=number)
            for number, amount in enumerate(amounts)
        ),
    }
    if whole is not None:
        evidence["whole"] = str(decimal_of(whole.amount))
    whole_of_all = sum_of(amount.printed.interval for amount in amounts)
    severity = Severity.INFO if whole_of_all is not None and intersection(whole_of_all, total.interval) else None
    return Fault(sentence, None, field, evidence, severity, reads=("funds.total", field))
