"""One requirement has two targets under two levels (一项要求两个目标).

Finds:
    Two rows under different second levels whose names say the same in the same measure, with targets that differ; or a count
    and a frequency of one thing that can't both hold.

Why it matters:
    Nobody knows which of the two binds, and both are scored.

Basis:
    None in law: the two rows contradict each other.

Silent when:
    The targets are the same, the measures differ (a count and a date), the count agrees with the frequency (12次 and 1次/月), or one
    of the rows is misfiled (IND001).

Known false alarms:
    Two groups that only the plan tells apart: name them apart.

Wrong:
    年度 | 2024
    产出指标 | 数量指标 | 培育家庭农场 | ≥30家
    效益指标 | 经济效益指标 | 培育家庭农场 | ≥45家

Right:
    年度 | 2024
    产出指标 | 数量指标 | 培育家庭农场 | ≥30家
    效益指标 | 经济效益指标 | 家庭农场年增收 | ≥2万元/家

How to mend:
    Keep the target under the level where it belongs, and measure something else under the other.

Since: 0.1
"""

from collections.abc import Iterator

from attrs import evolve

from jiheng.framework.equivalences import equivalences
from jiheng.framework.framework import Framework
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Evidence, Related, Severity
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.facts.meanings import meanings, measure
from jiheng.review.facts.periods_of_units import times_a_year
from jiheng.review.subject import Scope, Table
from jiheng.values.intervals import intersection, interval_of, scaled

CODE = "IND010"
SEVERITY = Severity.WARNING
TEST = "相关性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("IND001", "IND002")
MESSAGE = {
    "zh": {
        "differing": "“{name}”（{target}）与另一二级指标下的“{other}”（{other_target}）是同一要求，目标却不同；请核对后统一。",
        "frequency": "“{name}”（{target}）与另一二级指标下的“{other}”（{other_target}）全年次数对不上；请核对后统一。",
    },
    "en": {
        "differing": (
            "“{name}” ({target}) and “{other}” ({other_target}) under another second level ask the same with different targets"
            "; make them agree."
        ),
        "frequency": (
            "“{name}” ({target}) and “{other}” ({other_target}) under another second level do not give the same number in a year"
            "; make them agree."
        ),
    },
}

FIGURES = frozenset({ValueKind.QUANTITY, ValueKind.PERCENT, ValueKind.MONEY, ValueKind.DURATION, ValueKind.DATE})


def check(subject: Table, context: Context) -> Outcome:
    """Fail the later of two rows under different levels that ask the same with targets that differ."""
    rows = subject.declaration.indicators
    if len({row.node for row in rows if row.node}) < 2:
        return NotApplicable("fewer than two second levels")
    return outcome_of(list(_doubled(subject.position, rows, subject.fact(meanings, context), context.framework)))


def _doubled(table: int, rows: tuple[Indicator, ...], meant: tuple[str, ...], framework: Framework) -> Iterator[Fault]:
    seen: dict[str, list[int]] = {}
    for position, (row, said) in enumerate(zip(rows, meant, strict=True)):
        if not said or row.node is None or row.target.kind not in FIGURES or row.target.change:
            continue
        for first in seen.setdefault(said, []):
            if sentence := _contradict(row, rows[first], framework):
                yield _fault(sentence, table, position, row, first, rows[first])
                break
        seen[said].append(position)


def _contradict(row: Indicator, other: Indicator, framework: Framework) -> str | None:
    if row.node == other.node:
        return None
    if measure(row.target) == measure(other.target):
        return None if _bounds(row.target) == _bounds(other.target) else "differing"
    counted, often = (row.target, other.target) if other.target.per else (other.target, row.target)
    return "frequency" if _apart(counted, often, framework) else None


def _bounds(target: Value) -> tuple[object, ...]:
    return (target.lower, target.upper, target.since, target.by)


def _apart(counted: Value, often: Value, framework: Framework) -> bool:
    """Whether a count in the year and a frequency of the same unit can't both hold."""
    if counted.per or len(often.per) != 1 or counted.unit != often.unit or counted.kind is not often.kind:
        return False
    times = times_a_year(often.per[0], equivalences(framework))
    in_year, in_period = interval_of(counted), interval_of(often)
    if times is None or in_year is None or in_period is None:
        return False
    return intersection(in_year, evolve(scaled(in_period, times), per=())) is None


def _fault(sentence: str, table: int, position: int, row: Indicator, first: int, other: Indicator) -> Fault:
    evidence: Evidence = {"name": row.name, "target": row.target, "other": other.name, "other_target": other.target}
    return Fault(sentence, position, "target", evidence, related=(Related(table, first),), rests_on=(first,))
