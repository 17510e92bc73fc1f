"""Thresholds of the grades coincide or run the wrong way (等级阈值重复或倒置).

Finds:
    Among the thresholds of 优, 良, 中 and 差 of a row two that are the same, or an order that is neither falling nor rising.

Why it matters:
    A result then has two grades, or a better result a worse one.

Basis:
    None in law: the row's own figures.

Silent when:
    Fewer than three grades have a figure.

Known false alarms:
    A lowest grade that repeats the threshold it falls below (中≥60, 差<60).

Wrong:
    产出指标 | 质量指标 | 林木病虫害防治率 | ≥90% | 评分标准=优100，良90，中85，差85

Right:
    产出指标 | 质量指标 | 林木病虫害防治率 | ≥90% | 评分标准=优95，良90，中85，差80

How to mend:
    Give each grade a threshold of its own, in one direction.

Since: 0.1
"""

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise

from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table
from jiheng.scoring import policy_of

CODE = "SCR008"
SEVERITY = Severity.WARNING
TEST = "–"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ()
MESSAGE = {
    "zh": {
        "same": "“{name}”的等级阈值为 {thresholds}，有两个等级用了同一个数；请核对阈值。",
        "wrong_way": "“{name}”的等级阈值为 {thresholds}，没有依次递减或递增；请核对阈值。",
    },
    "en": {
        "same": "The thresholds of “{name}” are {thresholds}: two grades share one; check the thresholds.",
        "wrong_way": "The thresholds of “{name}” are {thresholds}: they run neither down nor up; check the thresholds.",
    },
}

NUMBER = re.compile(r"\d+(?:\.\d+)?")
LEAST = 3


def check(subject: Table, context: Context) -> Outcome:
    """Fail each row whose grades do not step in one direction."""
    policy = policy_of(context.framework, context.settings.policy, subject.declaration.year)
    grades = tuple(grade.name for grade in policy.grades)
    stated = [(position, row, thresholds(row, grades)) for position, row in enumerate(subject.declaration.indicators)]
    judged = [(position, row, steps) for position, row, steps in stated if len(steps) >= LEAST]
    if not judged:
        return NotApplicable("no row states the thresholds of three grades")
    faults: list[Fault] = []
    for position, row, steps in judged:
        if sentence := _sentence([figure for _, figure in steps]):
            shown = "、".join(f"{grade}{figure}" for grade, figure in steps)
            faults.append(Fault(sentence, position, "scoring", {"name": row.name, "thresholds": shown}))
    return outcome_of(faults)


def thresholds(row: Indicator, grades: tuple[str, ...]) -> list[tuple[str, Decimal]]:
    """The figures of the grades, from columns of their own, else from the scoring rule; one each, in the grades' order."""
    columns = {cell.label.strip(): match[0] for cell in row.extra if cell.label.strip() in grades and (match := NUMBER.search(cell.text))}
    found = columns or dict(reversed(_stated(grades).findall(row.scoring or "")))
    return [(grade, Decimal(found[grade])) for grade in grades if grade in found]


@cache
def _stated(grades: tuple[str, ...]) -> re.Pattern[str]:
    """A grade and its figure in a sentence; `<` before a figure says what lies below the grade above."""
    return re.compile(rf"({'|'.join(grades)})[^\d{''.join(grades)}，,；;。<＜]{{0,4}}(\d+(?:\.\d+)?)")


def _sentence(figures: list[Decimal]) -> str | None:
    steps = [after - before for before, after in pairwise(figures)]
    if any(step == 0 for step in steps):
        return "same"
    return None if all(step < 0 for step in steps) or all(step > 0 for step in steps) else "wrong_way"
