"""The year's amount is missing where only cumulative or earlier amounts stand (只有累计或以前年度资金，缺本年资金).

Finds:
    A table without the year's total whose name, goal or mid-term money names amounts of other years or of all years together.

Why it matters:
    A target binds the money of one year; from a cumulative sum nobody can tell what this year's money buys.

Basis:
    Common practice of review. A figure that is missing is no proof of a wrong one.

Silent when:
    The year's total is filled, the text names an amount for the year itself, or no amount stands anywhere.

Known false alarms:
    A project that gets no money in its year.

Wrong:
    年度 | 2024
    项目名称 | 灌区渠道防渗改造
    年度总体目标 | 项目累计投入资金860万元，继续完成剩余渠段衬砌。

Right:
    年度 | 2024
    项目名称 | 灌区渠道防渗改造
    年度资金总额 | 120万元
    年度总体目标 | 项目累计投入资金860万元，继续完成剩余渠段衬砌。

How to mend:
    Fill in the year's total; keep cumulative amounts to the text.

Since: 0.1
"""

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Passed, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.fund_parts import fund_parts
from jiheng.review.facts.text_amounts import TextAmount, text_amounts
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import decimal_of

CODE = "FND009"
SEVERITY = Severity.WARNING
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {"missing": "表中只有累计或其他年度的金额（{amount:money}），没有本年度资金总额；请填写本年度资金。"},
    "en": {
        "missing": "Only cumulative amounts or those of other years stand in the table ({amount:money}), no total of this year; fill it in."
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail where no money of the year stands, and money of other years does."""
    declaration = subject.declaration
    if declaration.funds.total or any(part.amount for part in fund_parts(declaration.funds)):
        return Passed()
    amounts = [amount for amount in subject.fact(text_amounts, context) if amount.own]
    if any(_of_the_year(amount, declaration) for amount in amounts):
        return Passed()
    if not declaration.complete:
        return Undecided("the rest of the table")
    others = [str(decimal_of(amount.amount)) for amount in amounts]
    if declaration.funds_midterm and declaration.funds_midterm.total:
        others.append(str(declaration.funds_midterm.total))
    if not others:
        return NotApplicable("no amount at all")
    evidence: dict[str, EvidenceItem] = {"amount": others[0]}
    return outcome_of([Fault("missing", None, "funds.total", evidence, reads=("funds.total",))])


def _of_the_year(amount: TextAmount, declaration: Declaration) -> bool:
    return not amount.other_years and amount.year in {None, declaration.year}
