"""The indicator's name is no name (指标名称不规范).

Finds:
    A name that is a slogan (为经济发展服务) or a whole sentence, or that carries the number or the nature that belongs in the value
    (126人, 达标率100%, 定性).

Why it matters:
    A name says what is measured; a wish or a sentence leaves open what the value is of, and a number in the name may differ from
    the one in the value.

Basis:
    财预〔2021〕101号: the name is of the last level only, short and plain. Given as guidance.

Silent when:
    A unit stands in brackets, a year or an ordinal in the name, a long list of items under 成本, or a name that begins with a verb
    and ends in what is measured (提升服务水平 answered by a phrase is VAL001's).

Known false alarms:
    A task's own name from a plan that happens to be a sentence.

Wrong:
    效益指标 | 社会效益指标 | 为健康城市建设保驾护航 | 有力支撑

Right:
    效益指标 | 社会效益指标 | 居民健康素养水平 | ≥28%

How to mend:
    Name what is counted or measured, in a few words, and put number and unit into the value.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.slogans import name_faults
from jiheng.review.facts.subject_of_name import subjects_of_names
from jiheng.review.subject import Scope, Table, View

CODE = "IND009"
SEVERITY = Severity.INFO
TEST = "相关性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {
        "figure": "指标名称“{name}”带有数字“{carried}”，数字应写在指标值中（现为“{target}”）。",
        "nature": "指标名称“{name}”带有“{carried}”，指标性质不应写在名称中。",
        "sentence": "指标名称“{name}”是一整句话，应改为简短的名称，写明衡量什么。",
        "slogan": "指标名称“{name}”是口号，没有说明衡量什么，目标“{target}”无从核对；请写明衡量什么。",
    },
    "en": {
        "figure": "The name “{name}” carries the number “{carried}”, which belongs in the value (now “{target}”).",
        "nature": "The name “{name}” carries “{carried}”: its nature does not belong in the name.",
        "sentence": "The name “{name}” is a whole sentence; say in a few words what is measured.",
        "slogan": (
            "The name “{name}” is a slogan that does not say what is measured: “{target}” can't be held against anything"
            "; say what is measured."
        ),
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each name that is no name."""
    rows = subject.declaration.indicators
    if not rows:
        return NotApplicable("no indicator")
    names = subject.fact(subjects_of_names, context)
    faults: list[Fault] = []
    for position, (row, name, wrong) in enumerate(zip(rows, names, subject.fact(name_faults, context), strict=True)):
        if wrong is not None:
            evidence: Evidence = {"name": row.name, "carried": name.figure or name.nature or "", "target": row.target}
            faults.append(Fault(wrong.value, position, "name", evidence))
    return outcome_of(faults)
