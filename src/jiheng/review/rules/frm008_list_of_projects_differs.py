"""Project name or code differs from the year's list of projects (项目名称或代码与预算项目清单不一致).

Finds:
    A name that stands in no line of the year's list, a code that the list gives to another name, a name that the list has under
    another code.

Why it matters:
    The target binds the money of one line of the budget; under another name nobody can join the two again.

Basis:
    The year's list of projects; the form's own filling note asks for the name as it stands in the department budget.

Silent when:
    No list was handed in (undecided), the list is another unit's or year's, the name was read with doubt.

Known false alarms:
    A list that shortens the names.

Wrong:
    年度 | 2024
    项目名称 | 乡村小学营养餐补贴
    项目代码 | A07

Right:
    年度 | 2024
    项目名称 | 乡村小学营养餐补助
    项目代码 | A07

How to mend:
    Write the name and the code as the approved budget has them.

Since: 0.1
"""

import re
import unicodedata
from difflib import get_close_matches

from jiheng.model.budget_entry import BudgetEntry
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Passed, Undecided
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table

CODE = "FRM008"
SEVERITY = Severity.ERROR
TEST = "完整性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER, FormKind.MONITORING, FormKind.SELF_EVALUATION})
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM001", "FRM006")
MESSAGE = {
    "zh": {
        "name": "项目名称“{project}”与清单不一致：代码 {code} 在清单中是“{listed}”；请更正名称或代码。",
        "code": "项目代码 {code} 与清单不一致：“{project}”在清单中的代码是 {listed}；请更正。",
        "absent": "清单中没有“{project}”；请按批复预算的项目名称填写。",
        "near": "清单中没有“{project}”，最相近的是“{listed}”；请按批复预算的项目名称填写。",
    },
    "en": {
        "name": "The name “{project}” differs from the list, which has “{listed}” under the code {code}; please correct one.",
        "code": "The code {code} differs from the list, which has “{project}” under {listed}; please correct it.",
        "absent": "The list holds no “{project}”; please write the name as the approved budget has it.",
        "near": "The list holds no “{project}”, the nearest is “{listed}”; please write the name as the approved budget has it.",
    },
}

MARKS = re.compile(r"[\s()\[\]{}“”\"'‘’《》<>·,，、.。:：;；_-]|—|－")


def check(subject: Table, context: Context) -> Outcome:
    """Fail a project that the list does not hold as the table names it."""
    table = subject.declaration
    if not context.budget:
        return Undecided("no list of projects")
    if not table.project:
        return NotApplicable("no project name")
    entries = [entry for entry in context.budget if _concerns(entry, table)]
    if not entries:
        return Undecided("the list holds nothing of this unit and year")
    fault = _fault(table, table.project, entries)
    return Failed((fault,)) if fault else Passed()


def _concerns(entry: BudgetEntry, table: Declaration) -> bool:
    year = entry.year is None or table.year is None or entry.year == table.year
    unit = entry.unit is None or table.unit is None or _bare(entry.unit) == _bare(table.unit)
    return year and unit


def _fault(table: Declaration, project: str, entries: list[BudgetEntry]) -> Fault | None:
    reads = ("project", "code")
    coded = next((entry for entry in entries if table.code and entry.code == table.code), None)
    if coded is not None:
        if _bare(coded.project) == _bare(project):
            return None
        return Fault("name", None, "project", {"project": project, "code": table.code or "", "listed": coded.project}, reads=reads)
    named = next((entry for entry in entries if _bare(entry.project) == _bare(project)), None)
    if named is not None:
        if not table.code or not named.code:
            return None
        return Fault("code", None, "code", {"project": project, "code": table.code, "listed": named.code}, reads=reads)
    near = get_close_matches(project, [entry.project for entry in entries], 1, 0.6)
    if near:
        return Fault("near", None, "project", {"project": project, "listed": near[0]}, reads=reads)
    return Fault("absent", None, "project", {"project": project}, reads=reads)


def _bare(name: str) -> str:
    return MARKS.sub("", unicodedata.normalize("NFKC", name))
