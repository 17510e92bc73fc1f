"""A task named in the table has no indicator (任务没有对应指标).

Finds:
    A task, that is a concrete thing with its deed (采购设备, 举办培训), named in the project's name, the goal, the main tasks or the use of the money,
    of which no indicator speaks, neither in its own words nor in others.

Why it matters:
    Money is asked for something that nobody will be able to check; the goal and its indicators must say the same.

Basis:
    The table's own texts; targets are to be broken down into indicators that reflect them (财预〔2015〕88号).

Silent when:
    The source ended inside the form; the text is a general aim (提高能力, 增强意识, 推进建设); an indicator counts the thing, its deed
    or its figure in other words; an unfigured task stands alone, so that goal and indicators may only speak two languages.

Known false alarms:
    A small task among many that the unit left out on purpose: 101号 asks for few and core indicators.

Wrong:
    项目名称 | 社区老年学校运行
    年度总体目标 | 为社区老年学校采购电子琴20台，开设声乐课程
    产出指标 | 数量指标 | 开设声乐课程 | ≥60课时
    产出指标 | 质量指标 | 课程完成率 | ≥95%

Right:
    项目名称 | 社区老年学校运行
    年度总体目标 | 为社区老年学校采购电子琴20台，开设声乐课程
    产出指标 | 数量指标 | 开设声乐课程 | ≥60课时
    产出指标 | 数量指标 | 购置教学琴 | 20台

How to mend:
    Add an indicator with its target for the task, or take the task out of the name or the goal.

Since: 0.1
"""

from jiheng.framework.citations import Citation
from jiheng.framework.words import words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, Undecided, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.coverage import TaskCover, covered_tasks, goal_speaks_of_rows
from jiheng.review.subject import Scope, Table

CODE = "GOL002"
SEVERITY = Severity.WARNING
TEST = "相关性"
BASIS = Citation("2015-88")
FORMS = frozenset({FormKind.TARGET, FormKind.OVERALL, FormKind.TRANSFER})
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "project": "项目名称中的{tasks}没有对应的指标；请补充数量或质量指标，或从名称中删去。",
        "goal": "总体目标中的{tasks}没有对应的指标；请补充数量或质量指标，或从目标中删去。",
        "tasks": "年度主要任务中的{tasks}没有对应的指标；请补充数量或质量指标。",
        "extra": "资金用途中的{tasks}没有对应的指标；请补充数量或质量指标。",
    },
    "en": {
        "project": "No indicator speaks of {tasks} in the project's name; please add one or take it out of the name.",
        "goal": "No indicator speaks of {tasks} in the goal; please add one or take it out of the goal.",
        "tasks": "No indicator speaks of {tasks} among the year's main tasks; please add one.",
        "extra": "No indicator speaks of {tasks} in the use of the money; please add one.",
    },
}

INNER = str.maketrans("“”", "‘’")


def check(subject: Table, context: Context) -> Outcome:
    """Fail the tasks of each text that no row covers, one fault a text."""
    table = subject.declaration
    if not table.indicators:
        return NotApplicable("no indicator")
    covers = subject.fact(covered_tasks, context)
    if not covers:
        return NotApplicable("no concrete task is named")
    if not table.complete:
        return Undecided("the source ended inside the form")
    related = subject.fact(goal_speaks_of_rows, context)
    marks = words(context.framework, "placeholders")
    bare = [cover for cover in covers if _speaks(cover, covers, related=related) and not marks.found(cover.task.text)]
    fields = dict.fromkeys(cover.task.field for cover in bare)
    return outcome_of([_fault(field, [cover for cover in bare if cover.task.field == field]) for field in fields])


def _speaks(cover: TaskCover, covers: tuple[TaskCover, ...], *, related: bool) -> bool:
    """Whether a task is sure to be left out: it has a figure, or the text speaks of the rows in other places."""
    if cover.rows:
        return False
    if cover.task.field == "goal" and (cover.task.figure is not None or related):
        return True
    return any(other.rows for other in covers if other.task.field == cover.task.field)


def _fault(field: str, bare: list[TaskCover]) -> Fault:
    names = dict.fromkeys(f"“{cover.task.text.strip().translate(INNER)}”" for cover in bare)
    return Fault(field, None, None if field == "extra" else field, {"tasks": "、".join(names)}, reads=(field,))
