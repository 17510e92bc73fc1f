"""A unit is missing, contradicted or odd (计量单位缺失或矛盾).

Finds:
    A figure without a unit where the name gives none either (项目数量 ≥3); a unit in the name or its column that contradicts the one
    in the value; a standard that does not say per what (补助标准 ≤90万元). An odd word for a plain unit (百分比, 万 for 万元) is one
    info for the table.

Why it matters:
    Without a unit nobody can tell whether the target is met: 3 of what, 90 万元 for whom?

Basis:
    None in law: the row itself.

Silent when:
    The name ends in its unit (人数, 户数, 场次, 率, 满意度) or has it in brackets, the two units are one (㎡ and 平方米), the name gives the
    base (人均, 每公里, 单价), the figure is 0, or what is counted is itself in question (IND002). Units lost on every row are one finding.

Known false alarms:
    A unit that stands only in a note below the table.

Wrong:
    产出指标 | 数量指标 | 维修校舍数量 | ≥3

Right:
    产出指标 | 数量指标 | 维修校舍数量 | ≥3栋

How to mend:
    Write the unit behind the figure, or its base (元/人, 万元/公里) behind the money.

Since: 0.1
"""

from collections.abc import Iterator
from enum import StrEnum

from jiheng.framework.equivalences import Doubt, equivalences
from jiheng.framework.framework import Framework
from jiheng.framework.words import words
from jiheng.model.decimals import plain
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Evidence, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.costs import Cost, Role, costs
from jiheng.review.facts.levels import COSTS, SATISFACTION, TIMELINESS
from jiheng.review.facts.mends import mended
from jiheng.review.facts.subject_of_name import Asked, subjects_of_names
from jiheng.review.subject import Scope, Table, View

CODE = "VAL006"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("FRM003", "FRM006", "IND002", "VAL004", "VAL010")
VIEWS = frozenset({View.MIDTERM})
MESSAGE = {
    "zh": {
        "missing": "“{name}”的目标“{target}”没有计量单位，名称中也看不出；请补上单位。",
        "missing_throughout": "全表 {count} 个数值都没有计量单位（如“{name}”：{target}），名称中也看不出；请补上单位。",
        "contradicted": "“{name}”写的单位是“{other}”，指标值“{target}”的单位却是“{unit}”，两者矛盾；请核对单位。",
        "no_base": "“{name}”是标准，目标“{target}”却没有写明按什么计（每人、每户、每公里 …）；请补上。",
        "odd": "“{name}”的目标“{target}”用了不规范的单位；请写成 %、万元等规范单位。",
    },
    "en": {
        "missing": "“{target}” of “{name}” has no unit, and the name gives none; add it.",
        "missing_throughout": "None of the {count} figures of the table has a unit (“{name}”: {target}), and the names give none; add them.",
        "contradicted": "“{name}” says “{other}”, but “{target}” is in “{unit}”: the two contradict each other; check the unit.",
        "no_base": "“{name}” is a standard, but “{target}” does not say per what (person, household, kilometre …); add it.",
        "odd": "“{target}” of “{name}” has an odd unit; write %, 万元 or another plain one.",
    },
}

UNIT_LABELS = ("计量单位", "度量单位", "单位")
SEVERAL = 3


class _Wrong(StrEnum):
    MISSING = "missing"
    CONTRADICTED = "contradicted"
    NO_BASE = "no_base"
    ODD = "odd"


def check(subject: Table, context: Context) -> Outcome:
    """Fail each figure whose unit is missing or contradicted, each standard without a base, and the first odd unit."""
    declaration = subject.declaration
    if not any(row.target.lower is not None or row.target.upper is not None for row in declaration.indicators):
        return NotApplicable("no target has a figure")
    names = subject.fact(subjects_of_names, context)
    priced = {cost.position: cost for cost in subject.fact(costs, context)}
    said = [
        (position, _wrong(row, names[position], priced.get(position), context.framework))
        for position, row in enumerate(declaration.indicators)
    ]
    return outcome_of([*_missing(declaration, said), *_others(declaration, said, names, context.framework)])


def _wrong(row: Indicator, name: Asked, cost: Cost | None, framework: Framework) -> _Wrong | None:
    if row.node in COSTS and words(framework, "odd_money").found(row.target.text):
        return _Wrong.ODD
    if _is_bare(row) and not _gives_unit(row, name, framework):
        return _Wrong.MISSING
    if _stated(row, name, framework):
        return _Wrong.CONTRADICTED
    if cost is not None and cost.role is Role.RATE and not cost.per and row.target.kind is ValueKind.MONEY and _standard(name, framework):
        return _Wrong.NO_BASE
    return _Wrong.ODD if words(framework, "odd_units").found(row.target.text) else None


def _is_bare(row: Indicator) -> bool:
    """A figure without a unit that is not nothing, and no year."""
    target = row.target
    if target.kind is not ValueKind.QUANTITY or target.unit is not None or target.change is not None:
        return False
    year = row.node == TIMELINESS and target.lower is not None and 2000 <= target.lower <= 2100
    return not year and any((target.lower, target.upper))


def _gives_unit(row: Indicator, name: Asked, framework: Framework) -> bool:
    if name.unit or name.figure_unit or row.node == SATISFACTION:
        return True
    return words(framework, "unit_giving_names").found(name.bare) is not None


def _standard(name: Asked, framework: Framework) -> bool:
    return name.bare.endswith("标准") and words(framework, "base_giving_names").found(name.bare) is None


def _stated(row: Indicator, name: Asked, framework: Framework) -> str | None:
    """The unit that the name or the unit's own column states and that the value's contradicts; None where they agree."""
    unit = row.target.unit
    if unit is None or row.target.per or row.target.change is not None or row.target.kind is ValueKind.COMPOUND:
        return None
    columns = (cell.text.strip() for cell in row.extra if cell.label.strip() in UNIT_LABELS)
    same = name.figure is not None and any(
        name.figure.startswith(str(plain(end))) for end in (row.target.lower, row.target.upper) if end is not None
    )
    said = name.figure_unit if same else None
    for other in (name.unit, said, *columns):
        if other and _apart(other, unit, framework):
            return other
    return None


def _apart(one: str, other: str, framework: Framework) -> bool:
    known = equivalences(framework)
    if one == other or "/" in one or (one not in known.measures and one not in known.same):
        return False
    things = words(framework, "thing_units")
    if things.covers(one) and things.covers(other):
        return False
    exchange = known.exchange(one, other)
    return exchange is None or exchange.doubt is Doubt.ASSUMED


def _missing(declaration: Declaration, said: list[tuple[int, _Wrong | None]]) -> Iterator[Fault]:
    """Each row without a unit; one finding where no figure of the table has one, as then the export lost its column."""
    missing = [position for position, wrong in said if wrong is _Wrong.MISSING]
    figures = [row for row in declaration.indicators if row.target.lower is not None or row.target.upper is not None]
    if len(missing) >= SEVERAL and not any(row.target.unit for row in figures):
        row = declaration.indicators[missing[0]]
        yield Fault("missing_throughout", missing[0], "target", {"name": row.name, "target": row.target, "count": str(len(missing))})
        return
    for position in missing:
        row = declaration.indicators[position]
        yield Fault("missing", position, "target", {"name": row.name, "target": row.target})


def _others(
    declaration: Declaration, said: list[tuple[int, _Wrong | None]], names: tuple[Asked, ...], framework: Framework
) -> Iterator[Fault]:
    odd = False
    for position, wrong in said:
        row, name = declaration.indicators[position], names[position]
        evidence: Evidence = {"name": row.name, "target": row.target, "unit": row.target.unit or ""}
        if wrong is _Wrong.CONTRADICTED:
            columns = next((cell.text for cell in row.extra if cell.label.strip() in UNIT_LABELS), "")
            yield Fault("contradicted", position, "target", {**evidence, "other": name.unit or name.figure_unit or columns})
        elif wrong is _Wrong.NO_BASE:
            yield Fault("no_base", position, "target", evidence)
        elif wrong is _Wrong.ODD and not odd:
            odd = True
            yield Fault("odd", position, "target", evidence, Severity.INFO, mended("plain_unit", position, row, framework))
