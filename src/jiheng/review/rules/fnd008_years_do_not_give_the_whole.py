"""Years do not give the whole, or the year exceeds it (分年度资金与总投资不符).

Finds:
    A year's total above the mid-term total; the amounts of all years of the term, or of stages numbered from the first, as texts or
    lines of the money name them, that do not add up to the whole.

Why it matters:
    The year's money is a part of the project's; what does not fit the whole is either not approved or counted twice.

Basis:
    The table's own figures.

Silent when:
    Not every year of the term is named, the term has no dates (undecided), the whole is blank. That the years differ among themselves
    is no fault.

Known false alarms:
    A mid-term total that leaves out what was paid in earlier years.

Wrong:
    年度 | 2024
    中期资金总额 | 80万元
    年度资金总额 | 95万元

Right:
    年度 | 2024
    中期资金总额 | 180万元
    年度资金总额 | 95万元

How to mend:
    Correct the year's amount or the whole; list every year of the term.

Since: 0.1
"""

import re
from fractions import Fraction

from attrs import frozen

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity, Term
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Passed, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.project_term import project_term
from jiheng.review.facts.text_amounts import text_amounts
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import decimal_of

CODE = "FND008"
SEVERITY = Severity.ERROR
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER, FormKind.MONITORING, FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND007",)
MESSAGE = {
    "zh": {
        "exceeds": "年度资金总额 {left:money}大于中期资金总额 {right:money}；请核对本年资金或项目总额。",
        "stages": "各期资金 {terms:named}{left:money}，与总额 {right:money}不符；请核对分期资金或总额。",
        "years": "各年度资金 {terms:named}{left:money}，与总额 {right:money}不符；请核对分年度资金或总额。",
    },
    "en": {
        "exceeds": "The year's total of {left:money} is more than the mid-term total of {right:money}; check the year's money or the whole.",
        "stages": "The stages come to {terms:named}{left:money}, not to the whole of {right:money}; check the stages or the whole.",
        "years": "The years come to {terms:named}{left:money}, not to the whole of {right:money}; check the years or the whole.",
    },
}

YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})")
STAGE = re.compile(r"第?([一二三四五六1-6])(?:期|阶段|步|批)(?:工程|建设|项目)?")
HALF = Fraction(1, 2)
NUMBERS = {sign: number for row in ("一二三四五六", "123456") for number, sign in enumerate(row, 1)}


@frozen
class _Slice:
    """The money of one year or stage, its number, and the most that its rounding may add or take."""

    number: int
    name: str
    amount: Fraction
    slack: Fraction


def check(subject: Table, context: Context) -> Outcome:
    """Hold the year against the whole, then all years or stages, where all are named."""
    declaration = subject.declaration
    whole = declaration.funds_midterm.total if declaration.funds_midterm else None
    if whole is not None and declaration.funds.total is not None and declaration.funds.total > whole > 0:
        evidence: dict[str, EvidenceItem] = {"left": str(declaration.funds.total), "right": str(whole)}
        return outcome_of([Fault("exceeds", None, "funds.total", evidence, reads=("funds.total", "funds_midterm.total"))])
    years, stages = _years(subject, context), _stages(subject, context)
    total = Fraction(whole) if whole is not None else _whole_in_words(subject, context)
    if len(stages) > 1 and [stage.number for stage in stages] == list(range(1, len(stages) + 1)) and total is not None:
        return _judged("stages", stages, total)
    if len(years) < 2 or total is None:
        return NotApplicable("no years or stages beside a whole")
    span = _span(declaration, context)
    if span is None or {year.number for year in years} != span or len(years) != len(span):
        return Undecided("whether every year of the term is named")
    return _judged("years", years, total)


def _judged(sentence: str, slices: tuple[_Slice, ...], total: Fraction) -> Outcome:
    given = sum((each.amount for each in slices), Fraction(0))
    if abs(given - total) <= sum((each.slack for each in slices), Fraction(0)):
        return Passed()
    evidence: dict[str, EvidenceItem] = {
        "left": str(decimal_of(given)),
        "right": str(decimal_of(total)),
        "terms": tuple(Term(each.name, str(decimal_of(each.amount)), "元", summand=number) for number, each in enumerate(slices)),
    }
    return outcome_of([Fault(sentence, None, "funds_midterm.total", evidence, reads=("funds_midterm.total", "goal", "funds.sources"))])


def _years(subject: Table, context: Context) -> tuple[_Slice, ...]:
    """The years that the texts and the lines of the money give amounts for."""
    found = [
        _Slice(amount.year, str(amount.year), amount.amount, amount.printed.step / 2)
        for amount in subject.fact(text_amounts, context)
        if amount.own and amount.year is not None and not amount.other_years and not amount.loose
    ]
    funds = (subject.declaration.funds, subject.declaration.funds_midterm)
    lines = (line for block in funds if block for line in block.sources)
    found += [
        _Slice(int(year[1]), year[1], Fraction(line.amount), HALF)
        for line in lines
        if line.amount is not None and (year := YEAR.search(line.label))
    ]
    return tuple(dict.fromkeys(found))


def _stages(subject: Table, context: Context) -> tuple[_Slice, ...]:
    """The stages that a text numbers and gives amounts for (一期200万元，二期300万元)."""
    amounts = (amount for amount in subject.fact(text_amounts, context) if amount.own and not amount.loose)
    found = ((amount, stage) for amount in amounts if (stage := STAGE.search(amount.before)))
    return tuple(dict.fromkeys(_Slice(NUMBERS[stage[1]], stage[0], amount.amount, amount.printed.step / 2) for amount, stage in found))


def _whole_in_words(subject: Table, context: Context) -> Fraction | None:
    wholes = {
        amount.amount
        for amount in subject.fact(text_amounts, context)
        if amount.year is None and (amount.whole or "总投资" in amount.before)
    }
    return wholes.pop() if len(wholes) == 1 else None


def _span(declaration: Declaration, context: Context) -> set[int] | None:
    term = project_term(declaration, context)
    return None if term is None or term.since is None or term.by is None else set(range(term.since.year, term.by.year + 1))
