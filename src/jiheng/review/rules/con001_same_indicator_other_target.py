"""One indicator has different targets in different projects of a unit (同一指标目标值不一致).

Finds:
    Satisfaction with one named object, or a rate of one named object, that two projects of the same unit and year set differently
    (群众对公共文化服务的满意度 ≥90% here and ≥95% there).

Why it matters:
    The same thing is measured once; two targets for it mean that one of them was not thought about.

Basis:
    The figures of the two tables.

Silent when:
    The name gives no object (群众满意度, 验收合格率); the indicator is a cost, a pay standard, a deadline or a count, which belongs
    to its project; both tables are of one project; a target was read with doubt.

Known false alarms:
    Two projects that serve different places under one name.

Wrong:
    实施单位 | 县文化馆
    年度 | 2024
    项目名称 | 免费开放
    满意度指标 | 服务对象满意度指标 | 群众对公共文化服务的满意度 | ≥90%
    ---
    实施单位 | 县文化馆
    年度 | 2024
    项目名称 | 送戏下乡
    满意度指标 | 服务对象满意度指标 | 群众对公共文化服务的满意度 | ≥95%

Right:
    实施单位 | 县文化馆
    年度 | 2024
    项目名称 | 免费开放
    满意度指标 | 服务对象满意度指标 | 群众对公共文化服务的满意度 | ≥95%
    ---
    实施单位 | 县文化馆
    年度 | 2024
    项目名称 | 送戏下乡
    满意度指标 | 服务对象满意度指标 | 群众对公共文化服务的满意度 | ≥95%

How to mend:
    Set one target for both, or say in the names what differs.

Since: 0.1
"""

from collections.abc import Iterator

from attrs import frozen

from jiheng.comparing.naming import Naming, bare_name, naming
from jiheng.framework.words import Words, words
from jiheng.model.declaration import FormKind
from jiheng.model.finding import EvidenceItem, Related, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.same_projects import same_project
from jiheng.review.subject import Group, Scope, Table

CODE = "CON001"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.UNIT_YEAR
YIELDS_TO = ("FRM003", "FRM006")
MESSAGE = {
    "zh": {"differs": "“{name}”在本项目为 {target}，在“{other_project}”为 {other}；同一单位同一年度的同一指标，目标应一致。"},
    "en": {"differs": "“{name}” is {target} here and {other} in “{other_project}”; one indicator of a unit should have one target a year."},
}

RATES = ("率", "比例", "占比", "知晓度")
NAMED_RATE = 4
NAMED_SATISFACTION = 2


@frozen
class _Shared:
    """An indicator that other projects may set too: where it stands and what it asks."""

    table: Table
    position: int
    row: Indicator


def check(subject: Group, context: Context) -> Outcome:
    """Fail each later row whose target is not that of the first project with this name."""
    anybody = words(context.framework, "anybody")
    first: dict[tuple[FormKind, str], _Shared] = {}
    faults: list[Fault] = []
    looked = False
    for shared in _shared(subject, anybody, naming(context.framework)):
        key = (shared.table.declaration.form, bare_name(shared.row.name))
        known = first.setdefault(key, shared)
        if known is shared or same_project(known.table.declaration, shared.table.declaration):
            continue
        looked = True
        if _asks(known.row.target) != _asks(shared.row.target):
            faults.append(_fault(known, shared))
    return outcome_of(faults) if looked else NotApplicable("no two projects share an indicator of a named object")


def _shared(group: Group, anybody: Words, names: Naming) -> Iterator[_Shared]:
    for table in group.tables:
        for position, row in enumerate(table.declaration.indicators):
            if row.target.kind is ValueKind.PERCENT and not table.doubted(position, "target") and _names_object(row, anybody, names):
                yield _Shared(table, position, row)


def _names_object(row: Indicator, anybody: Words, names: Naming) -> bool:
    name = bare_name(row.name)
    if row.node == "satisfaction.recipients" or "满意" in name:
        return len(anybody.without(name)) >= NAMED_SATISFACTION
    counted = names.counted(name)
    return name.endswith(RATES) and counted.telling and len(anybody.without(counted.thing)) >= NAMED_RATE


def _asks(target: Value) -> tuple[object, ...]:
    """What a target asks for, however it is written; the sign of a plain figure is not asked for."""
    figure = target.lower if target.lower is not None else target.upper
    return (figure, target.unit, target.change, target.lower is None)


def _fault(known: _Shared, shared: _Shared) -> Fault:
    evidence: dict[str, EvidenceItem] = {
        "name": shared.row.name,
        "target": shared.row.target,
        "other": known.row.target,
        "other_project": known.table.declaration.project or "",
    }
    related = (Related(known.table.position, known.position),)
    return Fault("differs", shared.position, "target", evidence, related=related, declaration=shared.table.position)
