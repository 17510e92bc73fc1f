"""Indicators copied from another project (指标照抄其他项目).

Finds:
    Two projects of one unit and year with the same run of three or more target values under other names, not all of them common
    ones (100%, ≥95%, a year's end), or with three or more indicators of the same name and target.

Why it matters:
    Targets that were carried over from another project say nothing about this one; often units and names no longer fit.

Basis:
    The two tables.

Silent when:
    The values are such as any table has; they agree in single digits only; both tables are of one project, or of two forms of it.

Known false alarms:
    Two sub-projects of one programme that were given the same tasks on purpose.

Wrong:
    实施单位 | 县农业技术推广中心
    年度 | 2024
    项目名称 | 水稻绿色防控
    产出指标 | 数量指标 | 示范面积 | ≥1350亩
    产出指标 | 数量指标 | 技术指导 | 16场次
    产出指标 | 数量指标 | 培训农户 | ≥120人次
    ---
    实施单位 | 县农业技术推广中心
    年度 | 2024
    项目名称 | 果树老园更新
    产出指标 | 数量指标 | 更新面积 | ≥1350亩
    产出指标 | 数量指标 | 现场观摩 | 16场次
    产出指标 | 数量指标 | 果农学习 | ≥120人次

Right:
    实施单位 | 县农业技术推广中心
    年度 | 2024
    项目名称 | 水稻绿色防控
    产出指标 | 数量指标 | 示范面积 | ≥1350亩
    产出指标 | 数量指标 | 技术指导 | 16场次
    产出指标 | 数量指标 | 培训农户 | ≥120人次
    ---
    实施单位 | 县农业技术推广中心
    年度 | 2024
    项目名称 | 果树老园更新
    产出指标 | 数量指标 | 更新面积 | ≥480亩
    产出指标 | 数量指标 | 现场观摩 | 5场次
    产出指标 | 数量指标 | 果农学习 | ≥60人次

How to mend:
    Set the targets of this project from its own plan.

Since: 0.1
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from difflib import SequenceMatcher
from itertools import islice

from attrs import frozen

from jiheng.comparing.naming import naming
from jiheng.framework.words import Words, words
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import Related, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.same_projects import bare_project, same_project
from jiheng.review.subject import Group, Scope, Table

CODE = "CON002"
SEVERITY = Severity.WARNING
TEST = "相关性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.UNIT_YEAR
YIELDS_TO = ("FRM003", "FRM006")
MESSAGE = {
    "zh": {
        "values": "连续 {count} 个指标值 {values} 与“{other_project}”完全相同，名称却不同；请核对是否照抄，按本项目实际设定。",
        "rows": "{names} 等 {count} 个指标的名称和目标值与“{other_project}”完全相同；请核对是否照抄，按本项目实际设定。",
    },
    "en": {
        "values": "The {count} targets {values} in a row are those of “{other_project}” under other names; please check whether they were copied.",
        "rows": "{count} indicators ({names} …) have the names and targets of “{other_project}”; please check whether they were copied.",
    },
}

LEAST = 3
TELLING = 4
"""Significant digits that a run must have in all, beside its common values, so as to be no chance."""


@frozen
class _Row:
    """A row as it is compared: its bare name and what its target asks for, None where it has none."""

    name: str
    target: Hashable


@frozen
class _Run:
    """Rows of two tables that agree: where each begins or lies, in order."""

    earlier: tuple[int, ...]
    later: tuple[int, ...]


def check(subject: Group, context: Context) -> Outcome:
    """Fail each later table with a copied run or with copied rows, one fault a table, against the first it agrees with."""
    if all(len(set(group)) < 2 for group in _by_form(subject).values()):
        return NotApplicable("no two projects of one form")
    anybody = words(context.framework, "anybody")
    known: dict[Hashable, list[Table]] = {}
    faults: list[Fault] = []
    for later in subject.tables:
        marks = later.fact(_marks, context)
        counts = Counter(earlier for mark in marks for earlier in known.get(mark, ()))
        alike = sorted((table for table, shared in counts.items() if shared > 1), key=lambda table: table.position)
        faults += islice((fault for earlier in alike if (fault := _between(earlier, later, anybody, context))), 1)
        for mark in marks:
            known.setdefault(mark, []).append(later)
    return outcome_of(faults)


def _by_form(group: Group) -> dict[FormKind, list[str]]:
    """The names of the projects of each form."""
    found: dict[FormKind, list[str]] = {}
    for table in group.tables:
        if table.declaration.project:
            found.setdefault(table.declaration.form, []).append(bare_project(table.declaration))
    return found


def _rows(declaration: Declaration, context: Context) -> tuple[_Row, ...]:
    names = naming(context.framework)
    return tuple(_Row(names.counted(row.name).bare, _key(row.target)) for row in declaration.indicators)


def _marks(declaration: Declaration, context: Context) -> frozenset[Hashable]:
    """What two tables share if one was copied: figures that are not in any table, and names with their targets."""
    rows = _rows(declaration, context)
    figures = {row.target for row, indicator in zip(rows, declaration.indicators, strict=True) if _digits(indicator.target)}
    return frozenset({*figures, *(row for row in rows if row.target is not None)})


def _between(earlier: Table, later: Table, anybody: Words, context: Context) -> Fault | None:
    one, other = earlier.declaration, later.declaration
    if one.form is not other.form or not one.project or not other.project or same_project(one, other):
        return None
    ours, theirs = earlier.fact(_rows, context), later.fact(_rows, context)
    rows = _same_rows(ours, theirs, anybody)
    if rows is not None:
        names = "、".join(f"“{other.indicators[position].name}”" for position in rows.later[:LEAST])
        return _fault("rows", rows, earlier, later, {"names": names})
    run = next(_runs(ours, theirs, other), None)
    if run is None:
        return None
    return _fault("values", run, earlier, later, {"values": "、".join(other.indicators[position].target.text for position in run.later)})


def _fault(sentence: str, run: _Run, earlier: Table, later: Table, said: dict[str, str]) -> Fault:
    evidence = {**said, "count": str(len(run.later)), "other_project": earlier.declaration.project or ""}
    related = tuple(Related(earlier.position, position) for position in run.earlier)
    return Fault(sentence, run.later[0], "target", evidence, related=related, declaration=later.position, rests_on=run.later[1:])


def _same_rows(ours: tuple[_Row, ...], theirs: tuple[_Row, ...], anybody: Words) -> _Run | None:
    """Rows with the same name and target, three of which name an object of their own."""
    known = {row: position for position, row in enumerate(ours) if row.target is not None}
    same = [(known[row], position) for position, row in enumerate(theirs) if row in known]
    own = [position for _, position in same if len(anybody.without(theirs[position].name)) > LEAST]
    if len(own) < LEAST:
        return None
    return _Run(tuple(position for position, _ in same), tuple(position for _, position in same))


def _runs(ours: tuple[_Row, ...], theirs: tuple[_Row, ...], table: Declaration) -> Iterator[_Run]:
    """Runs of equal targets, longest first, that are no chance and whose names differ; a blank is like no other."""
    sides = [
        [(side, position) if row.target is None else row.target for position, row in enumerate(rows)]
        for side, rows in enumerate((ours, theirs))
    ]
    blocks = SequenceMatcher(None, sides[0], sides[1], autojunk=False).get_matching_blocks()
    for block in sorted(blocks, key=lambda block: -block.size):
        run = _Run(tuple(range(block.a, block.a + block.size)), tuple(range(block.b, block.b + block.size)))
        differ = any(ours[a].name != theirs[b].name for a, b in zip(run.earlier, run.later, strict=True))
        if block.size >= LEAST and _telling(table, run) >= TELLING and differ:
            yield run


def _telling(table: Declaration, run: _Run) -> int:
    return sum(_digits(table.indicators[position].target) for position in run.later)


def _digits(target: Value) -> int:
    """The significant digits of a count or an amount; 0 for what any table has (percentages, dates, phrases, a single piece)."""
    figure = target.lower if target.lower is not None else target.upper
    if target.kind not in {ValueKind.QUANTITY, ValueKind.MONEY} or figure is None or figure in {0, 1}:
        return 0
    return len(format(figure, "f").replace(".", "").strip("0"))


def _key(target: Value) -> Hashable:
    """What makes two targets the same, however they are written; None for a blank."""
    if not target.text:
        return None
    if target.kind in {ValueKind.QUALITATIVE, ValueKind.UNKNOWN, ValueKind.COMPOUND, ValueKind.GRADE}:
        return target.text
    return (target.kind, target.lower, target.upper, target.unit, target.per, target.since, target.by, target.every)
