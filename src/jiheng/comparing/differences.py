"""Differences (调整前后对照): what changed between two tables of one project, by meaning and not by wording."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from attrs import evolve, frozen

from jiheng.comparing.naming import Naming
from jiheng.comparing.rows import Matching, Pair, match_rows
from jiheng.framework.equivalences import Equivalences
from jiheng.model.declaration import CodedName, Declaration
from jiheng.model.funds import Execution, Funds
from jiheng.model.indicator import Indicator
from jiheng.model.value import NO_VALUE, Value, ValueKind
from jiheng.values.conversions import Unlike, converted
from jiheng.values.intervals import Interval, contains, interval_of

Said = str | int | bool | Decimal | CodedName | None
FIELDS = (
    "form",
    "title",
    "year",
    "project",
    "code",
    "department",
    "unit",
    "attribute",
    "term",
    "goal",
    "goal_midterm",
    "goal_actual",
    "total_score",
)
AMOUNTS = ("total", "fiscal", "other")
EXECUTION = ("initial", "annual", "executed", "forecast", "weight", "rate", "score")
ROW_FIELDS = ("weight", "required", "direction", "nature", "explanation", "scoring", "basis", "remark", "score", "reason", "possibility")
ROW_VALUES = ("actual", "to_date", "forecast")


class Step(StrEnum):
    """Where the figure or the date of a target went."""

    LOWER = "lower"
    """Smaller, or earlier."""
    SAME = "same"
    HIGHER = "higher"
    """Greater, or later."""
    UNCLEAR = "unclear"
    """Another kind, another unit, or a phrase."""


class Demand(StrEnum):
    """Whether a target asks more than before; for a figure without a bound only its direction tells."""

    LOOSER = "looser"
    """Whatever met the old target meets the new one."""
    SAME = "same"
    TIGHTER = "tighter"
    """Whatever meets the new target met the old one."""
    UNCLEAR = "unclear"


@frozen
class FieldDifference:
    """A field that says something else than before; None where it says nothing. Money in 元."""

    field: str
    before: Said
    after: Said


@frozen
class ValueDifference:
    """A value written otherwise than before; `step` and `demand` are both SAME where only the wording changed."""

    field: str
    before: Value
    after: Value
    step: Step
    demand: Demand

    @property
    def wording_only(self) -> bool:
        """Whether the two mean the same (≥98%, 98%以上)."""
        return self.step is Step.SAME and self.demand is Demand.SAME


@frozen
class RowDifference:
    """What changed in a row that both tables have. `moved` says that it stands elsewhere among the rows both have."""

    pair: Pair
    renamed: bool
    releveled: bool
    moved: bool
    values: tuple[ValueDifference, ...]
    fields: tuple[FieldDifference, ...]

    @property
    def target(self) -> ValueDifference | None:
        """The difference of the target; None where it is written as before."""
        return next((value for value in self.values if value.field == "target"), None)


@frozen
class RowDifferences:
    """All that changed in one list of rows: those that both have and that changed, and (in `matching`) those added and dropped."""

    rows: tuple[RowDifference, ...]
    matching: Matching

    @property
    def none(self) -> bool:
        """Whether the two lists say the same in the same words."""
        return not (self.rows or self.matching.added or self.matching.dropped)


@frozen
class Differences:
    """All that changed between two tables: in the fields of the table, its annual indicators and its mid-term ones."""

    fields: tuple[FieldDifference, ...]
    annual: RowDifferences
    midterm: RowDifferences

    @property
    def none(self) -> bool:
        """Whether the two tables say the same in the same words."""
        return not self.fields and self.annual.none and self.midterm.none

    @property
    def money_changed(self) -> bool:
        """Whether any amount of the table's money is another one."""
        return any(each.field.startswith("funds") for each in self.fields)


def differences(old: Declaration, new: Declaration, naming: Naming, known: Equivalences) -> Differences:
    """What changed from one table to another, money and targets compared by value in whatever unit they are written.

    Blanks, None and places do not count; only rows that changed are listed.
    """
    return Differences(
        tuple(_fields(old, new)),
        row_differences(old.indicators, new.indicators, naming, known),
        row_differences(old.midterm_indicators, new.midterm_indicators, naming, known),
    )


def row_differences(old: Sequence[Indicator], new: Sequence[Indicator], naming: Naming, known: Equivalences) -> RowDifferences:
    """What changed from one list of rows to another."""
    matching = match_rows(old, new, naming)
    moved = _moved(matching.pairs)
    rows = (_row(pair, old[pair.old], new[pair.new], known, moved=pair in moved) for pair in matching.pairs)
    return RowDifferences(tuple(row for row in rows if row is not None), matching)


def compared(field: str, before: Value, after: Value, known: Equivalences) -> ValueDifference | None:
    """How one value differs from another of the same field; None where both are written alike."""
    if before == after:
        return None
    step, demand = _step(before, after, known)
    return ValueDifference(field, before, after, step, demand)


def _fields(old: Declaration, new: Declaration) -> Iterator[FieldDifference]:
    yield from _differing(old, new, FIELDS)
    for name, before, after in (("funds", old.funds, new.funds), ("funds_midterm", old.funds_midterm, new.funds_midterm)):
        yield from _differing(before or Funds(), after or Funds(), AMOUNTS, f"{name}.")
        yield from _listed(_sources(before), _sources(after), f"{name}.sources.")
    yield from _differing(old.execution or Execution(), new.execution or Execution(), EXECUTION, "execution.")
    yield from _listed(_tasks(old), _tasks(new), "tasks.")


def _differing(old: object, new: object, names: tuple[str, ...], prefix: str = "") -> Iterator[FieldDifference]:
    return _listed({name: getattr(old, name) for name in names}, {name: getattr(new, name) for name in names}, prefix)


def _listed(old: Mapping[str, Said], new: Mapping[str, Said], prefix: str) -> Iterator[FieldDifference]:
    for name in dict.fromkeys((*old, *new)):
        before, after = _said(old.get(name)), _said(new.get(name))
        if before != after:
            yield FieldDifference(prefix + name, before, after)


def _sources(funds: Funds | None) -> dict[str, Said]:
    return {line.label: line.amount for line in funds.sources} if funds else {}


def _tasks(table: Declaration) -> dict[str, Said]:
    """What the year's tasks say and cost, by name."""
    said: dict[str, Said] = {}
    for task in table.tasks:
        said |= {task.name: task.content or task.name, f"{task.name}.amount": task.amount}
    return said


def _said(value: Said) -> Said:
    """A blank cell says as little as none."""
    return None if value == "" else value


def _row(pair: Pair, old: Indicator, new: Indicator, known: Equivalences, *, moved: bool) -> RowDifference | None:
    before, after = _values(old), _values(new)
    names = dict.fromkeys((*before, *after))
    found = (compared(name, before.get(name, NO_VALUE), after.get(name, NO_VALUE), known) for name in names)
    values = tuple(value for value in found if value is not None)
    releveled = (old.node, old.node or (old.level1, old.level2)) != (new.node, new.node or (new.level1, new.level2))
    row = RowDifference(pair, old.name != new.name, releveled, moved, values, tuple(_differing(old, new, ROW_FIELDS)))
    return row if row.renamed or releveled or moved or row.values or row.fields else None


def _values(row: Indicator) -> dict[str, Value]:
    """The values of a row by field, those of regions by `regions.NAME`; what the form has no cell for is left out."""
    said = {name: value for name in ROW_VALUES if (value := getattr(row, name)) is not None}
    return {"target": row.target} | said | {f"regions.{region.name}": region.target for region in row.regions}


def _moved(pairs: tuple[Pair, ...]) -> frozenset[Pair]:
    """The rows outside the longest run of rows that kept their order: the fewest that must be taken up and put elsewhere."""
    ends: list[int] = []
    runs: list[tuple[Pair, ...]] = []
    for pair in pairs:
        place = bisect_left(ends, pair.new)
        run = (*(runs[place - 1] if place else ()), pair)
        ends[place : place + 1], runs[place : place + 1] = [pair.new], [run]
    return frozenset(pairs) - frozenset(runs[-1] if runs else ())


def _step(before: Value, after: Value, known: Equivalences) -> tuple[Step, Demand]:
    if evolve(before, text="") == evolve(after, text=""):
        return Step.SAME, Demand.SAME
    if before.kind is after.kind is ValueKind.DATE:
        return _date_step(before.by or before.since, after.by or after.since)
    was, now = interval_of(before), interval_of(after)
    if was is None or now is None or before.change is not after.change:
        return Step.UNCLEAR, Demand.UNCLEAR
    found = converted(now, was.unit, was.per, known)
    return (Step.UNCLEAR, Demand.UNCLEAR) if isinstance(found, Unlike) else (_way(was, found.interval), _demand(was, found.interval))


def _date_step(before: str | None, after: str | None) -> tuple[Step, Demand]:
    if before is None or after is None or before[:4].isdigit() is not after[:4].isdigit():
        return Step.UNCLEAR, Demand.UNCLEAR
    if before == after:
        return Step.SAME, Demand.SAME
    return (Step.LOWER, Demand.TIGHTER) if after < before else (Step.HIGHER, Demand.LOOSER)


def _demand(was: Interval, now: Interval) -> Demand:
    inside, outside = contains(was, now), contains(now, was)
    if inside and outside and was.approximate is not now.approximate:
        return Demand.LOOSER if now.approximate else Demand.TIGHTER
    if inside and outside:
        return Demand.SAME
    return Demand.TIGHTER if inside else Demand.LOOSER if outside else Demand.UNCLEAR


def _way(was: Interval, now: Interval) -> Step:
    """The bound that both have, the lower before the upper, tells where the figure went."""
    for before, after in ((was.lower, now.lower), (was.upper, now.upper)):
        if before is not None and after is not None and before != after:
            return Step.LOWER if after < before else Step.HIGHER
    ends_alike = (was.lower is None, was.upper is None) == (now.lower is None, now.upper is None)
    return Step.SAME if ends_alike else Step.UNCLEAR
