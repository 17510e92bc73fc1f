"""Years do not give the whole, or the year exceeds it (分年度资金与总投资不符).

Finds:
    A year's total above the mid-term total; the amounts of all years of the term, as texts or lines of the money name them, that
    do not add up to the whole.

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
from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity, Term
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
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
        "years": "各年度资金 {terms:named}{left:money}，与总额 {right:money}不符；请核对分年度资金或总额。",
    },
    "en": {
        "exceeds": "The year's total of {left:money} is more than the mid-term total of {right:money}; check the year's money or the whole.",
        "years": "The years come to {terms:named}{left:money}, not to the whole of {right:money}; check the years or the whole.",
    },
}

YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})")


@frozen
class _Year:
    """The money of one year and the most that its rounding may add or take."""

    year: int
    amount: Fraction
    slack: Fraction


def check(subject: Table, context: Context) -> Outcome:
    """Hold the year against the whole, then all years, where all are named."""
    declaration = subject.declaration
    whole = declaration.funds_midterm.total if declaration.funds_midterm else None
    years = tuple(dict.fromkeys(_years(subject, context)))
    if whole is None and not years:
        return NotApplicable("neither a whole beside the year nor several years")
    if whole is not None and declaration.funds.total is not None and declaration.funds.total > whole > 0:
        evidence: dict[str, EvidenceItem] = {"left": str(declaration.funds.total), "right": str(whole)}
        return outcome_of([Fault("exceeds", None, "funds.total", evidence, reads=("funds.total", "funds_midterm.total"))])
    total = Fraction(whole) if whole is not None else _whole_in_words(subject, context)
    if len(years) < 2 or total is None:
        return NotApplicable("no years beside a whole")
    span = _span(declaration, context)
    if span is None or {found.year for found in years} != span or len(years) != len(span):
        return Undecided("whether every year of the term is named")
    given = sum((found.amount for found in years), Fraction(0))
    if abs(given - total) <= sum((found.slack for found in years), Fraction(0)):
        return outcome_of([])
    return outcome_of([_fault(years, given, total)])


def _years(subject: Table, context: Context) -> Iterator[_Year]:
    """The years that the texts and the lines of the money give amounts for."""
    for amount in subject.fact(text_amounts, context):
        if amount.own and amount.year is not None and not amount.other_years and not amount.loose:
            yield _Year(amount.year, amount.amount, amount.printed.step / 2)
    funds = (subject.declaration.funds, subject.declaration.funds_midterm)
    for line in (line for block in funds if block for line in block.sources):
        if line.amount is not None and (year := YEAR.search(line.label)):
            yield _Year(int(year[1]), Fraction(line.amount), Fraction(1, 2))


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


def _fault(years: tuple[_Year, ...], given: Fraction, total: Fraction) -> Fault:
    evidence: dict[str, EvidenceItem] = {
        "left": str(decimal_of(given)),
        "right": str(decimal_of(total)),
        "terms": tuple(Term(str(found.year), str(decimal_of(found.amount)), "元", summand=number) for number, found in enumerate(years)),
    }
    return Fault("years", None, "funds_midterm.total", evidence, reads=("funds_midterm.total", "goal", "funds.sources"))
