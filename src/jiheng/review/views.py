"""Views (其他行): the rows of a table beside its annual ones, put before the rules that look at rows as tables of their own.

A form with 中期指标 has every row twice, a transfer form a target for each region. A rule that says so in `VIEWS` is asked of these
as well, and knows nothing of it: what it says is carried back to the field where the row or the region's target stands.
"""

from collections.abc import Iterator

from attrs import evolve, frozen

from jiheng.model.declaration import Declaration
from jiheng.model.finding import Severity
from jiheng.model.funds import Funds
from jiheng.model.indicator import Indicator
from jiheng.model.outcome import Fault
from jiheng.model.place import Place
from jiheng.review.context import Context
from jiheng.review.subject import Table, View

MIDTERM = "midterm_indicators"


@frozen(eq=False)
class Aside:
    """Other rows of a table as a table of their own; `rows` are their positions among the rows that they were taken from.

    `region` is the position of the region whose targets they have, None where they are the mid-term rows.
    """

    table: Table
    rows: tuple[int, ...]
    region: int | None = None

    @property
    def view(self) -> View:
        """Which of the views this is."""
        return View.MIDTERM if self.region is None else View.REGIONS

    def carried(self, fault: Fault) -> Fault | None:
        """The fault as one of the whole table; None for one that is about no row. Mends are for annual rows only."""
        if fault.indicator is None:
            return None
        at = self.rows[fault.indicator]
        if self.region is not None:
            field = f"regions.{self.region}.target" if fault.field == "target" else fault.field
            return evolve(fault, indicator=at, field=field, fix=None, rests_on=(), related=())
        others = (f"{MIDTERM}.{self.rows[row]}.target" for row in fault.rests_on)
        reads = (f"{MIDTERM}.{at}", f"{MIDTERM}.{at}.target", *others)
        place = fault.place or self._place(fault.indicator, fault.field)
        field = f"{MIDTERM}.{at}.{fault.field or 'name'}"
        return evolve(fault, indicator=None, field=field, fix=None, rests_on=(), reads=reads, related=(), place=place)

    def _place(self, row: int, field: str | None) -> Place | None:
        declaration = self.table.declaration
        return declaration.source.places.get(f"indicators.{row}.{field}") or declaration.indicators[row].place


def asides(declaration: Declaration, _context: Context) -> tuple[Aside, ...]:
    """The views of a table: its mid-term rows, then the targets of each region; of both only those that are filled."""
    return tuple(_asides(declaration)) if declaration.midterm_indicators or any(row.regions for row in declaration.indicators) else ()


def carried_over(aside: Aside, faults: tuple[Fault, ...], severity: Severity, said: tuple[Fault, ...], table: Table) -> list[Fault]:
    """What a rule says of other rows that it has not said already: of the same row, or, as a mere hint, anywhere in the table."""
    kept: list[Fault] = []
    for fault in faults:
        carried = aside.carried(fault)
        hint = Severity.INFO in {severity, fault.severity}
        if carried is not None and not any(
            other.sentence == fault.sentence and (hint or _same(aside, fault, other, table.declaration)) for other in (*said, *kept)
        ):
            kept.append(carried)
    return kept


def _same(aside: Aside, fault: Fault, other: Fault, declaration: Declaration) -> bool:
    """Whether an annual fault says of a row what this one says of its region, or of the mid-term row of that name (with that target)."""
    if fault.indicator is None or other.indicator is None:
        return False
    if aside.region is not None:
        return other.indicator == aside.rows[fault.indicator]
    row, annual = aside.table.declaration.indicators[fault.indicator], declaration.indicators[other.indicator]
    return row.name == annual.name and (fault.field != "target" or row.target.text == annual.target.text)


def _asides(declaration: Declaration) -> Iterator[Aside]:
    filled = tuple(at for at, row in enumerate(declaration.midterm_indicators) if row.target.text.strip())
    if filled:
        midterm = evolve(declaration, goal=declaration.goal_midterm, goal_midterm=None, funds=declaration.funds_midterm or Funds())
        yield _aside(midterm, [declaration.midterm_indicators[at] for at in filled], filled, MIDTERM)
    most = max((len(row.regions) for row in declaration.indicators), default=0)
    for region in range(most):
        with_it = ((at, row) for at, row in enumerate(declaration.indicators) if region < len(row.regions))
        told = [(at, evolve(row, target=row.regions[region].target, regions=())) for at, row in with_it]
        told = [(at, row) for at, row in told if row.target.text.strip()]
        if told:
            yield _aside(declaration, [row for _, row in told], tuple(at for at, _ in told), "indicators", region)


def _aside(declaration: Declaration, rows: list[Indicator], positions: tuple[int, ...], prefix: str, region: int | None = None) -> Aside:
    """A table of these rows, with their places; what the reader mended is asked of the whole table, not here."""
    heads = {f"{prefix}.{at}": f"indicators.{row}" for row, at in enumerate(positions)}
    places: dict[str, Place] = {}
    for name, place in declaration.source.places.items():
        head, _, field = name.rpartition(".")
        if head in heads:
            places[f"{heads[head]}.{field}"] = place
        elif not name.startswith(("indicators.", f"{MIDTERM}.")):
            places[name] = place
    source = evolve(declaration.source, places=places, repairs=())
    own = evolve(declaration, indicators=tuple(rows), midterm_indicators=(), funds_midterm=None, source=source)
    return Aside(Table(own, 0), positions, region)
