"""The project's attribute and its term disagree (项目属性与项目期不符).

Finds:
    An attribute that states a number of years (一年期项目, 三年期项目, 多年期项目) beside a term of another length.

Why it matters:
    The attribute decides whether a project is budgeted once or carried on; the two cells are filled from one fact.

Basis:
    The two cells of the table.

Silent when:
    The attribute says nothing on the number of years (新增, 延续, 新建, 一次性, 经常性); the term gives no length; one of
    them was read with doubt.

Known false alarms:
    None known.

Wrong:
    项目属性 | 0101-一年期项目
    项目期 | 3年

Right:
    项目属性 | 0102-三年期项目
    项目期 | 3年

How to mend:
    Correct the one that is wrong, as the project's approval has it.

Since: 0.1
"""

import re

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Failed, Fault, NotApplicable, Outcome, Passed
from jiheng.review.context import Context
from jiheng.review.facts.project_term import ProjectTerm, project_term
from jiheng.review.subject import Scope, Table

CODE = "FRM005"
SEVERITY = Severity.ERROR
TEST = "完整性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {"disagree": "项目属性为“{attribute}”，项目期却是“{term}”；两者应一致，请按立项批复更正。"},
    "en": {"disagree": "The attribute is “{attribute}”, the term “{term}”; they should agree, please correct one."},
}

STATED = re.compile(r"([一二两三四五六七八九十]|(?<!\d)\d)\s*年期")
SEVERAL = re.compile(r"多年期|跨年")
NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def check(subject: Table, context: Context) -> Outcome:
    """Fail an attribute whose number of years is not the term's."""
    attribute = subject.declaration.attribute
    term = subject.fact(project_term, context)
    if attribute is None or not attribute.name or term is None or term.length is None:
        return NotApplicable("no attribute beside a term with a length")
    agree = _agree(attribute.name, term)
    if agree is None:
        return NotApplicable("the attribute states no number of years")
    if agree:
        return Passed()
    evidence = {"attribute": attribute.name, "term": term.text, "months": str(term.length)}
    return Failed((Fault("disagree", None, "attribute", evidence, reads=("attribute", "term")),))


def _agree(attribute: str, term: ProjectTerm) -> bool | None:
    if match := STATED.search(attribute):
        return term.lasts(NUMBERS.get(match[1]) or int(match[1]))
    if SEVERAL.search(attribute):
        return (term.length or 0) > 12 or (term.calendar_years or 1) > 1
    return None
