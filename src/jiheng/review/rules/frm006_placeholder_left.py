"""A placeholder or a form's instruction stands where the unit's own text is due (占位符未替换).

Finds:
    `**`, ???, ×××, XX, ____, 20XX, 待补, an instruction (请填写…), `目标1：` or `指标1：` with nothing or only …… after it, in the
    table's fields or its rows.

Why it matters:
    The cell looks filled and says nothing; the table was handed in before it was ready.

Basis:
    The table itself.

Silent when:
    A number before a real text (`目标1：…`), a single star of a required field, a dash for “nothing to say”. What the form
    prints in a name beside a filled value, as in `合格率(≥**%)`, is an info only.

Known false alarms:
    Names that the unit blotted out with ××× before publishing.

Wrong:
    项目名称 | XX乡镇文化站设备购置
    产出指标 | 数量指标 | 购置音响设备 | ≥20套

Right:
    项目名称 | 双桥乡文化站设备购置
    产出指标 | 数量指标 | 购置音响设备 | ≥20套

How to mend:
    Put the unit's own name, figure or sentence in its place; take out what the form printed.

Since: 0.1
"""

from attrs import evolve

from jiheng.framework.words import Words, words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.own_texts import OwnText, own_texts
from jiheng.review.subject import Scope, Table, View

CODE = "FRM006"
SEVERITY = Severity.ERROR
TEST = "完整性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
VIEWS = frozenset({View.MIDTERM, View.REGIONS})
MESSAGE = {
    "zh": {
        "left": "“{text}”中留有占位符或填写提示“{mark}”；应填本单位的内容，请替换。",
        "printed": "指标名称“{text}”中留有表样自带的“{mark}”，指标值已填；请删去。",
    },
    "en": {
        "left": "“{text}” still holds the placeholder or instruction “{mark}”; please put the unit's own text in its place.",
        "printed": "The name “{text}” still holds “{mark}” as the form printed it, beside a filled value; please take it out.",
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each field that holds a placeholder; one left in a name beside a filled value is an info."""
    table = subject.declaration
    marks = words(context.framework, "placeholders")
    texts = subject.fact(own_texts, context)
    if not texts:
        return NotApplicable("no text of the unit's own")
    faults = [fault for text in texts if (fault := _of(text, table, marks))]
    return outcome_of([*faults, *_mended(table, marks, faults)])


def _of(text: OwnText, table: Declaration, marks: Words) -> Fault | None:
    mark = marks.found(text.text)
    if mark is None:
        return None
    reads = (text.field,) if text.indicator is None else ()
    fault = Fault("left", text.indicator, text.field, {"text": _short(text.text), "mark": mark.strip()}, reads=reads)
    if text.indicator is not None and text.field == "name":
        value = table.indicators[text.indicator].target.text
        if value and not marks.found(value):
            return evolve(fault, sentence="printed", severity=Severity.INFO)
    return fault


def _mended(table: Declaration, marks: Words, known: list[Fault]) -> list[Fault]:
    """Names from which the reader took the form's print when it put operator or unit to the value."""
    spoken = {fault.indicator for fault in known}
    faults: dict[int, Fault] = {}
    for repair in table.source.repairs:
        head, _, rest = (repair.field or "").partition(".")
        row, _, name = rest.partition(".")
        mark = marks.found(repair.before) if head == "indicators" and name in {"name", "target"} and row.isdecimal() else None
        if mark and int(row) not in spoken and table.indicators[int(row)].target.text:
            evidence = {"text": _short(repair.before), "mark": mark}
            faults.setdefault(int(row), Fault("printed", int(row), "name", evidence, Severity.INFO))
    return list(faults.values())


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
