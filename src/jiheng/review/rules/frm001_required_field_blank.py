"""A required field of the table is blank (必填栏目空白).

Finds:
    项目名称, 主管部门, 实施单位, 项目属性, 项目期, 资金总额 or 总体目标 without a word in it, where the form has its cell.

Why it matters:
    Without them nobody can tell whose project it is, how long it runs, what it costs or what it is for; the first test of the
    review is whether the table is complete.

Basis:
    The form itself: the cell is there and blank.

Silent when:
    The form has no such cell, the source ended inside the form, the field was read with doubt. The parts of the money,
    stamps, opinions and persons may be blank.

Known false alarms:
    A form that prints 资金总额 as the heading of its money block and gives the amounts below it only.

Wrong:
    项目名称 | 农村公路日常养护
    实施单位 |
    项目期 | 1年

Right:
    项目名称 | 农村公路日常养护
    实施单位 | 河东县公路管理所
    项目期 | 1年

How to mend:
    Fill the cell, as the project's approval or the unit's budget has it.

Since: 0.1
"""

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table

CODE = "FRM001"
SEVERITY = Severity.ERROR
TEST = "完整性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {"blank": "“{label}”一栏空白；该栏为必填，请补填。"},
    "en": {"blank": "The cell “{label}” is blank; it is required, please fill it."},
}

LABELS = {
    "project": "项目名称",
    "department": "主管部门",
    "unit": "实施单位",
    "attribute": "项目属性",
    "term": "项目期",
    "funds.total": "资金总额",
    "goal": "总体目标",
}
OTHER_LABELS = {
    FormKind.OVERALL: {"unit": "部门（单位）名称"},
    FormKind.TRANSFER: {"project": "专项名称"},
}


def check(subject: Table, _context: Context) -> Outcome:
    """Fail each required field that has a cell and no value."""
    table = subject.declaration
    on_form = [name for name in LABELS if name in table.source.places]
    if not on_form:
        return NotApplicable("the form has none of the required cells")
    if not table.complete:
        return Undecided("the source ended inside the form")
    blank = [name for name in on_form if _blank(table, name)]
    labels = LABELS | OTHER_LABELS.get(table.form, {})
    return outcome_of([Fault("blank", None, name, {"label": labels[name]}, reads=(name,)) for name in blank])


def _blank(table: Declaration, name: str) -> bool:
    if name == "funds.total":
        return table.funds.total is None
    value = getattr(table, name)
    if name in {"department", "attribute"}:
        return value is None or not (value.code or value.name)
    return not (value or "").strip()
