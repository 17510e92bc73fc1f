"""A target that can't fail or can't be met (目标无约束或无法完成).

Finds:
    ≥0 of anything; ≥1次 of what another field says is done every month or quarter; a range upside down; a cost below, not at, the
    whole budget, so that spending it all fails.

Why it matters:
    The one is met before the year begins, the other can't be met however good the work.

Basis:
    财预〔2021〕101号: values are to be strict and reachable. Given as guidance.

Silent when:
    The thing happens once a year for all that the table says; ≤0 of harm can both fail and be met; the direction itself is wrong
    (IND003) or the percentage (VAL003).

Known false alarms:
    A range written from high to low on purpose.

Wrong:
    年度总体目标 | 每季度开展一次校园食堂检查。
    产出指标 | 数量指标 | 开展校园食堂检查 | ≥1次

Right:
    年度总体目标 | 每季度开展一次校园食堂检查。
    产出指标 | 数量指标 | 开展校园食堂检查 | ≥4次

How to mend:
    Ask what the plan promises, write ≤ the budget, and the smaller figure of a range first.

Since: 0.1
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.comparing.likeness import containment, likeness, profile
from jiheng.comparing.naming import naming
from jiheng.framework.citations import Citation
from jiheng.framework.equivalences import equivalences
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Period, Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.levels import COSTS
from jiheng.review.facts.mends import mended
from jiheng.review.facts.periods_of_units import comes_again
from jiheng.review.subject import Scope, Table, View

CODE = "VAL007"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = Citation("2021-101")
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006", "IND003", "VAL003")
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {
        "nothing": "“{name}”的目标“{target}”什么都不做也能完成；请核对目标。",
        "once": "“{name}”的目标是“{target}”，而表中写明“{often}”，一年要做多次，这个目标没有约束力；请按应做的次数填写。",
        "upside_down": "“{name}”的目标“{target}”前大后小，没有数值能同时满足；请核对上下限。",
        "below_budget": "“{name}”的目标“{target}”要求小于全部预算 {total:money}，资金用足反而算没完成；应为“≤”。",
    },
    "en": {
        "nothing": "“{target}” of “{name}” is met by doing nothing; check the target.",
        "once": (
            "“{name}” asks for “{target}”, but the table says “{often}”: it is done several times a year, and the target binds nobody"
            "; enter how often it is to be done."
        ),
        "upside_down": "The range “{target}” of “{name}” is upside down: no figure meets it; check the bounds.",
        "below_budget": "“{target}” of “{name}” is to stay below the whole budget of {total:money}: spending it all fails. Write ≤.",
    },
}

ONE = Decimal(1)
WITHIN_YEAR = frozenset({Period.DAY, Period.WEEK, Period.MONTH, Period.QUARTER})
CLAUSE = re.compile(r"[。；;，,！!\n]")
ALIKE = 850


def check(subject: Table, context: Context) -> Outcome:
    """Fail each figure that is met by doing nothing or by nothing at all."""
    declaration = subject.declaration
    rows = [
        (position, row)
        for position, row in enumerate(declaration.indicators)
        if row.target.lower is not None or row.target.upper is not None
    ]
    if not rows:
        return NotApplicable("no target has a figure")
    faults = [fault for position, row in rows if (fault := _plain_fault(position, row, declaration, context.framework))]
    faults += _once(declaration, rows, context.framework)
    return outcome_of(faults)


def _plain_fault(position: int, row: Indicator, declaration: Declaration, framework: Framework) -> Fault | None:
    target, total = row.target, declaration.funds.total
    evidence: Evidence = {"name": row.name, "target": target}
    if target.lower is not None and target.upper is not None and target.lower > target.upper:
        return Fault("upside_down", position, "target", evidence)
    if target.lower == 0 and target.upper is None and not target.lower_open and target.change is None:
        return Fault("nothing", position, "target", evidence)
    below = target.kind is ValueKind.MONEY and target.upper_open and target.lower is None and not target.per
    if below and row.node in COSTS and total is not None and target.upper == total:
        figures: Evidence = {**evidence, "total": str(plain(total))}
        return Fault("below_budget", position, "target", figures, fix=mended("closed", position, row, framework), reads=("funds.total",))
    return None


def _once(declaration: Declaration, rows: list[tuple[int, Indicator]], framework: Framework) -> Iterator[Fault]:
    for position, row in rows:
        if _asks_once(row.target, framework) and (often := _often(position, declaration, framework)):
            yield Fault("once", position, "target", {"name": row.name, "target": row.target, "often": often})


def _asks_once(target: Value, framework: Framework) -> bool:
    once = target.kind is ValueKind.QUANTITY and target.lower == ONE and target.upper is None and not target.per
    return once and words(framework, "event_units").covers(target.unit or "")


def _often(position: int, declaration: Declaration, framework: Framework) -> str | None:
    """What the table says elsewhere of the thing's coming again within the year; None where it says nothing of it."""
    row, names, periodic = declaration.indicators[position], naming(framework), words(framework, "periodic_words")
    if said := next((text for text in (row.name, row.explanation, row.remark) if text and periodic.found(text)), None):
        return said
    for other, again in enumerate(declaration.indicators):
        if other != position and _comes_again(again, framework) and likeness(row.name, again.name, names) >= ALIKE:
            return f"{again.name}：{again.target.text}"
    thing = profile(row.name, names)
    clauses = (clause for clause in CLAUSE.split(declaration.goal or "") if periodic.found(clause))
    return next((clause for clause in clauses if containment(thing, profile(clause, names)) >= ALIKE), None)


def _comes_again(row: Indicator, framework: Framework) -> bool:
    known = equivalences(framework)
    return row.target.every in WITHIN_YEAR or any(comes_again(base, known) for base in row.target.per)
