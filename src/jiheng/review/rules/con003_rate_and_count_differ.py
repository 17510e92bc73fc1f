"""A rate and a count of one thing imply different levels (比率与数量不相称).

Finds:
    A rate (再就业率 ≥80%), a count of the same event (再就业人数 ≥20人) and the whole it is of (培训下岗人员 200人) of one table, where rate
    times whole is more than half as much again as the count, or less than two thirds of it.

Why it matters:
    Two targets for one thing mean that one of them binds nobody.

Basis:
    The table's own figures; bounds are taken at their figure, therefore info.

Silent when:
    The event is named in other words, the whole is not among the rows, its unit is another, one of the rows was read with doubt.

Known false alarms:
    A rate that is of another whole than the row that seems to be it.

Wrong:
    产出指标 | 数量指标 | 下岗职工技能提升 | 200人
    产出指标 | 质量指标 | 下岗职工再就业率 | ≥80%
    效益指标 | 社会效益指标 | 实现再就业 | ≥20人

Right:
    产出指标 | 数量指标 | 下岗职工技能提升 | 200人
    产出指标 | 质量指标 | 下岗职工再就业率 | ≥80%
    效益指标 | 社会效益指标 | 实现再就业 | ≥160人

How to mend:
    Make rate and count agree, or name the whole that the rate is of.

Since: 0.1
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from jiheng.comparing.naming import Naming, bare_name, naming
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.finding import EvidenceItem, Severity
from jiheng.model.outcome import Fault, NotApplicable, Outcome, outcome_of
from jiheng.model.value import Value, ValueKind
from jiheng.review.context import Context
from jiheng.review.subject import Scope, Table

CODE = "CON003"
SEVERITY = Severity.INFO
TEST = "可行性"
BASIS = None
FORMS = frozenset(FormKind)
SCOPE = Scope.DECLARATION
YIELDS_TO = ("GOL001", "IND010", "FRM003")
MESSAGE = {
    "zh": {"differ": "“{name}” {rate} 与“{count_name}” {count} 不相称：“{whole_name}”为 {whole}，按该比率应为 {implied}；请核对两处目标。"},
    "en": {
        "differ": "“{name}” {rate} and “{count_name}” {count} imply different levels: of “{whole_name}” {whole} that rate is {implied}; check both targets."
    },
}

HUNDRED = 100
MOST = Fraction(3, 2)
EVENT = 2
LEAST = 3


@frozen
class _Figure:
    """A row with a figure: its bare name without measure, what it asks for, its unit."""

    position: int
    name: str
    figure: Fraction
    unit: str | None


@frozen
class _Triple:
    """A rate, the count of the same event, and the whole that both are of."""

    rate: _Figure
    count: _Figure
    whole: _Figure


def check(subject: Table, context: Context) -> Outcome:
    """Fail each rate whose product with the whole is far from the count."""
    triples = list(_triples(subject.declaration, naming(context.framework)))
    if not triples:
        return NotApplicable("no rate beside a count of the same event and its whole")
    return outcome_of([_fault(triple, subject.declaration) for triple in triples if _apart(triple)])


def _triples(table: Declaration, names: Naming) -> Iterator[_Triple]:
    rates = [
        figure for figure in _figures(table, names, ValueKind.PERCENT) if bare_name(table.indicators[figure.position].name).endswith("率")
    ]
    counts = list(_figures(table, names, ValueKind.QUANTITY)) if rates else []
    for rate in rates:
        event = rate.name[-EVENT:]
        of = rate.name[:-EVENT]
        same = [count for count in counts if event in count.name]
        if not same:
            continue
        wholes = [whole for whole in counts if event not in whole.name and _of(of, whole.name)]
        for count in same[:1]:
            larger = [whole for whole in wholes if whole.unit == count.unit and whole.figure > count.figure]
            if larger and count.unit:
                yield _Triple(rate, count, max(larger, key=lambda whole: (_shared(of, whole.name), whole.figure)))


def _figures(table: Declaration, names: Naming, kind: ValueKind) -> Iterator[_Figure]:
    for position, row in enumerate(table.indicators):
        figure = _figure(row.target)
        if row.target.kind is kind and figure is not None and not (row.node or "").startswith("satisfaction"):
            bare = bare_name(row.name)
            measure = "率" if kind is ValueKind.PERCENT else names.counted(row.name).measure
            yield _Figure(position, bare.removesuffix(measure or "") or bare, figure, row.target.unit)


def _figure(target: Value) -> Fraction | None:
    if target.per or target.change:
        return None
    figure = target.lower if target.lower is not None else target.upper
    return None if figure is None else Fraction(figure)


def _of(of: str, whole: str) -> bool:
    """Whether a row is the whole of a rate: it names what the rate is of, three characters of it at least where there are so many."""
    return len(of) >= EVENT and _shared(of, whole) >= min(len(of), LEAST)


def _shared(of: str, whole: str) -> int:
    """The longest run of characters that a row's name shares with what the rate is of."""
    return max(
        (size for size in range(EVENT, len(of) + 1) for start in range(len(of) - size + 1) if of[start : start + size] in whole), default=0
    )


def _apart(triple: _Triple) -> bool:
    implied = triple.rate.figure / HUNDRED * triple.whole.figure
    count = triple.count.figure
    if not implied or not count:
        return bool(implied) is not bool(count)
    return max(implied, count) / min(implied, count) > MOST


def _fault(triple: _Triple, table: Declaration) -> Fault:
    rate, count, whole = (table.indicators[figure.position] for figure in (triple.rate, triple.count, triple.whole))
    implied = triple.rate.figure / HUNDRED * triple.whole.figure
    shown = f"{_two_places(implied)}{triple.count.unit or ''}"
    evidence: dict[str, EvidenceItem] = {
        "name": rate.name,
        "rate": rate.target,
        "count_name": count.name,
        "count": count.target,
        "whole_name": whole.name,
        "whole": whole.target,
        "implied": shown,
    }
    return Fault("differ", triple.count.position, "target", evidence, rests_on=(triple.rate.position, triple.whole.position))


def _two_places(figure: Fraction) -> str:
    """A fraction to two places at most, without zeros at its end."""
    whole, rest = divmod(round(figure * HUNDRED), HUNDRED)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")
