"""An input or a mere process stands as an output (以投入或过程代替产出).

Finds:
    Among the outputs: money in place or paid out (资金到位率, 预算执行率), equipment put in where the project is no purchase
    (作业车配备数), a step of the work (召开会议, 印发文件, 政府采购率).

Why it matters:
    Money spent and meetings held say nothing of what was delivered for them.

Basis:
    财预〔2021〕101号: routine management without evident link to output or effect should not be set. Given as guidance.

Silent when:
    The project pays people (the payment is the service), its purpose is equipment or a meeting, the level is called 投入, 管理 or
    过程, or the row is misfiled (IND001).

Known false alarms:
    Some provinces print 政府采购率 and 资金到位率 in their own libraries: ignore the rule there.

Wrong:
    项目名称 | 城区河道保洁
    产出指标 | 数量指标 | 保洁船只出动数量 | 6艘
    产出指标 | 质量指标 | 政府采购率 | ≥30%

Right:
    项目名称 | 城区河道保洁
    产出指标 | 数量指标 | 河道保洁长度 | ≥42公里

How to mend:
    Say what the money, the equipment or the meeting brings about, and set that as the output.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.framework.names import name_shape
from jiheng.framework.words import words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.levels import OUTPUTS, level_name
from jiheng.review.facts.subject_of_name import subjects_of_names
from jiheng.review.subject import Scope, Table

CODE = "IND006"
SEVERITY = Severity.INFO
TEST = "相关性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("IND001",)
MESSAGE = {
    "zh": {
        "money": "“{name}”是资金的到位或支出，属于投入，不是{level}；请改为资金带来的产出。",
        "equipment": "“{name}”是投入的设备，不是{level}；请改为用它完成的工作量。",
        "process": "“{name}”是工作过程，不是{level}；请改为过程带来的结果。",
    },
    "en": {
        "money": "“{name}” is money put in place or spent, an input and no output under {level}; say what it brings about.",
        "equipment": "“{name}” is equipment put in and no output under {level}; say what is done with it.",
        "process": "“{name}” is a step of the work and no output under {level}; say what comes of it.",
    },
}


def check(subject: Table, context: Context) -> Outcome:
    """Fail each output that is an input or a process."""
    declaration = subject.declaration
    names = subject.fact(subjects_of_names, context)
    asks_for_input = name_shape(context.framework).input_levels
    rows = [
        (position, row)
        for position, row in enumerate(declaration.indicators)
        if row.node in OUTPUTS and not asks_for_input.search(row.level1 or "")
    ]
    if not rows:
        return NotApplicable("no output")
    said = [(position, row, _sentence(names[position].bare, declaration, context)) for position, row in rows]
    return outcome_of(
        [
            Fault(sentence, position, "name", {"name": row.name, "level": level_name(row, context.framework)})
            for position, row, sentence in said
            if sentence
        ]
    )


def _sentence(bare: str, declaration: Declaration, context: Context) -> str | None:
    framework, project = context.framework, declaration.project or ""
    if words(framework, "inputs_of_money").found(bare):
        return "money"
    if words(framework, "inputs_of_equipment").found(bare) and not words(framework, "equipment_projects").found(project):
        return "equipment"
    if words(framework, "processes").found(bare) and not words(framework, "meeting_projects").found(project):
        return "process"
    return None
