"""Between years targets fall while the money rises, or a definition changed (年度间目标与资金不匹配).

Finds:
    A project of one unit whose money rises from one year to the next while targets of the same name fall and none rises; an
    indicator of the same name whose explanation or unit is another than the year before.

Why it matters:
    More money for less is what the comparison of years is for; a changed definition makes the years incomparable.

Basis:
    The tables of the two years.

Silent when:
    Only one year is at hand; some targets rise while others fall; costs, deadlines, satisfaction and upper bounds; a table that is not
    complete.

Known false alarms:
    Prices that rose, or a programme that runs out with its dearest part last: say so in the goal.

Wrong:
    实施单位 | 县疾控中心
    年度 | 2023
    项目名称 | 老年人流感疫苗接种
    年度资金总额 | 80万元
    产出指标 | 数量指标 | 接种人数 | ≥9000人
    ---
    实施单位 | 县疾控中心
    年度 | 2024
    项目名称 | 老年人流感疫苗接种
    年度资金总额 | 95万元
    产出指标 | 数量指标 | 接种人数 | ≥7000人

Right:
    实施单位 | 县疾控中心
    年度 | 2023
    项目名称 | 老年人流感疫苗接种
    年度资金总额 | 80万元
    产出指标 | 数量指标 | 接种人数 | ≥9000人
    ---
    实施单位 | 县疾控中心
    年度 | 2024
    项目名称 | 老年人流感疫苗接种
    年度资金总额 | 95万元
    产出指标 | 数量指标 | 接种人数 | ≥10500人

How to mend:
    Raise the targets with the money or give the reason; keep the definition, or give the indicator a new name.

Since: 0.1
"""

from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from jiheng.comparing.naming import bare_name
from jiheng.framework.equivalences import Equivalences, equivalences
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Related, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.same_projects import same_project
from jiheng.review.facts.yearly_split import same_text
from jiheng.review.subject import Group, Scope, Table
from jiheng.values.conversions import Unlike, converted
from jiheng.values.intervals import interval_of

CODE = "CON004"
SEVERITY = Severity.WARNING
TEST = "可行性"
BASIS = None
FORMS = frozenset({FormKind.TARGET, FormKind.OVERALL, FormKind.TRANSFER})
SCOPE = Scope.UNIT_YEARS
YIELDS_TO = ("FRM003", "FRM006")
MESSAGE = {
    "zh": {
        "fall": "资金由上一期的 {before:money} 增至 {total:money}，{names} 的目标却由 {old} 降为 {target}；请提高目标或说明理由。",
        "definition": "“{name}”的{what}与上一期不同（上期：{old}；本期：{new}），前后无法比较；请保持一致或另立名称。",
    },
    "en": {
        "fall": "The money rises from {before:money} to {total:money}, but the target of {names} falls from {old} to {target}; "
        "please raise it or give the reason.",
        "definition": "The {what} of “{name}” changed (before: {old}; now: {new}), so that the years can't be compared; please keep it.",
    },
}


@frozen
class _Pair:
    """One indicator of two years."""

    earlier: int
    later: int
    before: Indicator
    now: Indicator


def check(subject: Group, context: Context) -> Outcome:
    """Fail the later of two years of one project."""
    known = equivalences(context.framework)
    years = list(_years(subject))
    if not years:
        return NotApplicable("no project of two years")
    return outcome_of([fault for earlier, later in years for fault in _between(earlier, later, known)])


def _years(group: Group) -> Iterator[tuple[Table, Table]]:
    """Each table with the next year's table of the same project and form."""
    dated = [table for table in group.tables if table.declaration.year is not None and table.declaration.complete]
    left = sorted(dated, key=lambda table: table.declaration.year or 0)
    while left:
        first, *rest = left
        same = [first, *(table for table in rest if _same(first.declaration, table.declaration))]
        left = [table for table in rest if table not in same]
        yield from ((one, other) for one, other in pairwise(same) if one.declaration.year != other.declaration.year)


def _same(one: Declaration, other: Declaration) -> bool:
    return one.form is other.form and bool(one.project) and same_project(one, other)


def _between(earlier: Table, later: Table, known: Equivalences) -> Iterator[Fault]:
    pairs = list(_pairs(earlier.declaration, later.declaration))
    before, total = earlier.declaration.funds.total, later.declaration.funds.total
    moves = [(pair, _move(pair, known)) for pair in pairs]
    fallen = [pair for pair, move in moves if move < 0]
    if before and total and total > before and fallen and not any(move > 0 for _, move in moves):
        first = fallen[0]
        evidence: dict[str, EvidenceItem] = {
            "before": str(before),
            "total": str(total),
            "names": "、".join(f"“{pair.now.name}”" for pair in fallen),
            "old": first.before.target,
            "target": first.now.target,
        }
        related = tuple(Related(earlier.position, pair.earlier) for pair in fallen)
        yield Fault("fall", first.later, "target", evidence, related=related, declaration=later.position, reads=("funds.total",))
    for pair in pairs:
        if changed := _changed(pair, known):
            what, old, new = changed
            changes = {"name": pair.now.name, "what": what, "old": old, "new": new}
            related = (Related(earlier.position, pair.earlier),)
            yield Fault("definition", pair.later, "name", changes, related=related, declaration=later.position)


def _pairs(earlier: Declaration, later: Declaration) -> Iterator[_Pair]:
    known = {(bare_name(row.name), row.node): position for position, row in enumerate(earlier.indicators)}
    for position, row in enumerate(later.indicators):
        before = known.get((bare_name(row.name), row.node))
        if before is not None:
            yield _Pair(before, position, earlier.indicators[before], row)


def _move(pair: _Pair, known: Equivalences) -> int:
    """1 where the target rises, -1 where it falls, 0 where it stays or is none that money should raise."""
    before, now = interval_of(pair.before.target), interval_of(pair.now.target)
    if not (pair.now.node or "").startswith(("output.quantity", "output.quality", "benefit")):
        return 0
    if before is None or now is None or before.lower is None or now.lower is None:
        return 0
    brought = converted(before, now.unit, now.per, known)
    if isinstance(brought, Unlike) or brought.interval.lower is None:
        return 0
    return (now.lower > brought.interval.lower) - (now.lower < brought.interval.lower)


def _changed(pair: _Pair, known: Equivalences) -> tuple[str, str, str] | None:
    """What of the definition changed, as it was and as it is."""
    old, new = pair.before.explanation, pair.now.explanation
    if old and new and not same_text(old, new):
        return "指标解释", old, new
    before, now = pair.before.target, pair.now.target
    counted = before.kind is now.kind is ValueKind.QUANTITY
    if counted and before.unit and now.unit and known.exchange(before.unit, now.unit) is None:
        return "计量单位", before.unit, now.unit
    return None
