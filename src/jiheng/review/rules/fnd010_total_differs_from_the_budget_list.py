"""The total differs from the year's list of projects (资金总额与年度预算项目清单不符).

Finds:
    A year's total that is not the amount of the project's line in the year's list of projects.

Why it matters:
    Target and budget are approved together; a target for another sum binds nothing.

Basis:
    The year's list of projects beside the table's own figures.

Silent when:
    No list was handed in, the project stands in no line or in several with other amounts (undecided), or the difference is within the
    rounding of what is printed.

Known false alarms:
    A list that was adjusted after the table was filed.

Wrong:
    年度 | 2024
    项目名称 | 乡镇卫生院设备更新
    年度资金总额 | 64万元

Right:
    年度 | 2024
    项目名称 | 乡镇卫生院设备更新
    年度资金总额 | 46万元

How to mend:
    Write the amount of the approved budget, or have the list corrected.

Since: 0.1
"""

import re
import unicodedata
from fractions import Fraction

from jiheng.model.budget_entry import BudgetEntry
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity
from jiheng.model.outcome import Fault, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.printed_total import printed_total
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import decimal_of

CODE = "FND010"
SEVERITY = Severity.ERROR
TEST = "适当性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FND007",)
MESSAGE = {
    "zh": {"differs": "年度资金总额 {left:money}与年度预算项目清单中的 {right:money}不符；请按批复预算填写。"},
    "en": {"differs": "The total of {left:money} is not the {right:money} of the year's list of projects; write the approved amount."},
}

NOISE = re.compile(r"[\W_]+")


def check(subject: Table, context: Context) -> Outcome:
    """Hold the total against the project's line of the list."""
    declaration = subject.declaration
    total = printed_total(declaration, context)
    if not context.budget or total is None:
        return Undecided("the year's list of projects" if total else "the year's total")
    amounts = [Fraction(entry.amount) for entry in context.budget if entry.amount is not None and _is_line_of(entry, declaration)]
    if not amounts:
        return Undecided("the project's line in the list")
    near = total.step / 2
    if any(abs(amount - total.amount) <= near for amount in (*amounts, sum(amounts, Fraction(0)))):
        return outcome_of([])
    if len(set(amounts)) > 1:
        return Undecided("which of several lines is the project's")
    evidence: dict[str, EvidenceItem] = {"left": str(declaration.funds.total), "right": str(decimal_of(amounts[0]))}
    return outcome_of([Fault("differs", None, "funds.total", evidence, reads=("funds.total",))])


def _is_line_of(entry: BudgetEntry, declaration: Declaration) -> bool:
    if entry.year is not None and declaration.year is not None and entry.year != declaration.year:
        return False
    if entry.unit and declaration.unit and _bare(entry.unit) != _bare(declaration.unit):
        return False
    if entry.code and declaration.code:
        return entry.code == declaration.code
    return bool(declaration.project) and _bare(entry.project) == _bare(declaration.project or "")


def _bare(name: str) -> str:
    return NOISE.sub("", unicodedata.normalize("NFKC", name))
