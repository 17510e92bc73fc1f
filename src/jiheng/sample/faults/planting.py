"""Planting (植入): the tools of the mutators, and what they hand back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from attrs import evolve, frozen

from jiheng.model.budget_entry import BudgetEntry
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.model.indicator_library import IndicatorLibrary
from jiheng.model.place import Place
from jiheng.sample.making import Sample
from jiheng.values import read_value


@frozen
class Bed:
    """Where a fault is planted: the sound tables of one unit's year, which of them, and the dice."""

    samples: tuple[Sample, ...]
    chosen: int
    random: Random

    @property
    def sample(self) -> Sample:
        """The table that gets the fault."""
        return self.samples[self.chosen]

    @property
    def table(self) -> Declaration:
        """Its declaration."""
        return self.sample.declaration

    def row(self, role: str) -> int | None:
        """The first row of a role (`count`, `price`, `quality` …); None where the table has none."""
        return self.sample.rows.get(role)


@frozen
class Planted:
    """Tables with a fault: the rule that must find it, in which table, at which row (None: anywhere in the table)."""

    tables: tuple[Declaration, ...]
    table: int
    row: int | None = None
    budget: tuple[BudgetEntry, ...] = ()
    library: IndicatorLibrary | None = None
    today: date | None = None
    policy: str | None = None


def planted(bed: Bed, table: Declaration, row: int | None = None, **more: Any) -> Planted:
    """The unit's tables with the chosen one in the place of its sound self."""
    tables = [sample.declaration for sample in bed.samples]
    tables[bed.chosen] = table
    return Planted(tuple(tables), bed.chosen, row, **more)


def retold(table: Declaration, position: int, **changes: Any) -> Declaration:
    """The table with one row changed; `target` and `actual` may be given as text."""
    for name in ("target", "actual", "to_date"):
        if isinstance(changes.get(name), str):
            changes[name] = read_value(changes[name], year=table.year)
    rows = list(table.indicators)
    rows[position] = evolve(rows[position], **changes)
    return evolve(table, indicators=tuple(rows))


def with_rows(table: Declaration, rows: Sequence[Indicator]) -> Declaration:
    """The table with other rows, each with the places of a form's cells."""
    places = {name: place for name, place in table.source.places.items() if not name.startswith("indicators.")}
    for position in range(len(rows)):
        cells = ("level1", "level2", "name", "target")
        places |= {f"indicators.{position}.{name}": Place(table=1, row=position + 12) for name in cells}
    return evolve(table, indicators=tuple(rows), source=evolve(table.source, places=places))


def beside(table: Declaration, position: int, name: str, target: str) -> Declaration:
    """The table with one more row under the levels of the row at `position`, right after it."""
    model = table.indicators[position]
    row = evolve(model, name=name, target=read_value(target, year=table.year))
    rows = list(table.indicators)
    return with_rows(table, (*rows[: position + 1], row, *rows[position + 1 :]))


def figure(number: Decimal | int | None) -> str:
    """A figure as a form prints it, without exponent and trailing zeros."""
    return format(Decimal(number or 0).normalize(), "f")


def yuan(table: Declaration) -> Decimal:
    """The year's money of a made table, which always has it."""
    return table.funds.total or Decimal(0)


def with_total(table: Declaration, total: Decimal) -> Declaration:
    """The table with another total that its parts agree with."""
    lines = tuple(evolve(line, amount=total if position == 0 else Decimal(0)) for position, line in enumerate(table.funds.sources))
    return evolve(table, funds=evolve(table.funds, total=total, fiscal=total, other=Decimal(0), sources=lines))
