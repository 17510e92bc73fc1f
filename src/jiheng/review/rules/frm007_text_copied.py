"""Text copied where something of its own belongs (照抄照搬).

Finds:
    A mid-term goal that is the annual goal word for word; an account of what was achieved that repeats the goal, as it stands or
    in past tense; an actual that is the target with its sign (≥90%), or the target again where the row itself says that the work is
    not done. An explanation that repeats the indicator's name is an info.

Why it matters:
    The second cell is there for something that the first doesn't say: what the whole project is for, what was really reached.

Basis:
    The two cells of the table.

Silent when:
    The actual is a plain figure that equals the target; a text is too short to tell (under 8 characters); one of the two was
    read with doubt.

Known false alarms:
    A project of one year on a form that prints a mid-term goal all the same.

Wrong:
    中期目标 | 为全市公共图书馆补充纸质图书和电子资源
    年度总体目标 | 为全市公共图书馆补充纸质图书和电子资源

Right:
    中期目标 | 三年内使全市公共图书馆人均藏书达到1册
    年度总体目标 | 为全市公共图书馆补充纸质图书和电子资源

How to mend:
    Write what belongs there: the whole project's aim, the achievement with its figures, how the indicator is counted.

Since: 0.1
"""

import re
from collections.abc import Iterator

from jiheng.framework.words import words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.facts.yearly_split import NOISE, same_text
from jiheng.review.subject import Scope, Table

CODE = "FRM007"
SEVERITY = Severity.WARNING
TEST = "完整性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM006", "SCR005")
MESSAGE = {
    "zh": {
        "midterm": "中期目标与年度目标一字不差：“{text}”；应分别写明整个项目期和本年度要达到的目标。",
        "goal": "实际完成情况照抄了预期目标：“{text}”；应写明实际做到的数量和效果。",
        "actual": "“{name}”的实际完成值 {actual} 照抄了目标值；应填实际数。",
        "not_done": "“{name}”的实际完成值 {actual} 照抄了目标值，而本行说明“{reason}”；应填实际情况。",
        "explanation": "“{name}”的指标解释只重复了指标名称；应说明指标含义和计算方法。",
        "explanations": "各行指标解释都只重复了指标名称（共 {count} 行）；应说明指标含义和计算方法。",
    },
    "en": {
        "midterm": "The mid-term goal is the annual goal word for word: “{text}”; please say what each is to reach.",
        "goal": "The achievement repeats the goal: “{text}”; please state what was really done.",
        "actual": "The actual of “{name}”, {actual}, is the target with its sign; please give the figure that was reached.",
        "not_done": "The actual of “{name}”, {actual}, repeats the target though the row says “{reason}”; please give what was reached.",
        "explanation": "The explanation of “{name}” only repeats the name; please say what is counted and how.",
        "explanations": "The explanations of {count} rows only repeat their names; please say what is counted and how.",
    },
}

SIGNED = re.compile(r"^\s*(?:[≥≤≧≦＞＜><]|>=|<=|大于|小于|不低于|不少于|不高于|不超过|至少|至多)|(?:以上|以下|以内|之内)\s*$")
PAST = re.compile(r"[了已经]|均|全部|完成情况")
LEAST = 8


def check(subject: Table, context: Context) -> Outcome:
    """Fail copied goals, copied actuals and empty explanations."""
    table = subject.declaration
    faults = [*_of_goals(table), *_of_actuals(table, context), *_of_explanations(table)]
    looked = table.goal_midterm or table.goal_actual or any(row.actual or row.explanation for row in table.indicators)
    return outcome_of(faults) if looked else NotApplicable("nothing that could be copied")


def _of_goals(table: Declaration) -> Iterator[Fault]:
    goal = table.goal or ""
    if len(goal) < LEAST:
        return
    evidence = {"text": goal if len(goal) <= 40 else goal[:39] + "…"}
    if table.goal_midterm and same_text(goal, table.goal_midterm):
        yield Fault("midterm", None, "goal_midterm", evidence, reads=("goal", "goal_midterm"))
    if table.goal_actual and _past(table.goal_actual) == _past(goal):
        yield Fault("goal", None, "goal_actual", evidence, reads=("goal", "goal_actual"))


def _past(text: str) -> str:
    return PAST.sub("", NOISE.sub("", text))


def _of_actuals(table: Declaration, context: Context) -> Iterator[Fault]:
    not_done = words(context.framework, "not_done")
    for position, row in enumerate(table.indicators):
        actual = NOISE.sub("", row.actual.text) if row.actual else ""
        target = NOISE.sub("", row.target.text)
        if row.actual is None or not actual:
            continue
        excuse = not_done.found(row.reason or "")
        if actual == target and SIGNED.search(row.actual.text):
            yield Fault("actual", position, "actual", {"name": row.name, "actual": row.actual})
        elif excuse and (actual == target or (len(actual) > 2 and target.startswith(actual))):
            yield Fault("not_done", position, "actual", {"name": row.name, "actual": row.actual, "reason": row.reason or excuse})


def _of_explanations(table: Declaration) -> list[Fault]:
    rows = [(position, row) for position, row in enumerate(table.indicators) if row.explanation]
    empty = [(position, row) for position, row in rows if _repeats(row)]
    if len(empty) == len(rows) > 1:
        count = {"count": str(len(rows))}
        return [Fault("explanations", empty[0][0], "explanation", count, Severity.INFO)]
    return [Fault("explanation", position, "explanation", {"name": row.name}, Severity.INFO) for position, row in empty]


def _repeats(row: Indicator) -> bool:
    return same_text(row.explanation or "", row.name)
