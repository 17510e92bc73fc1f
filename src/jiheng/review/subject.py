"""Subjects (审核对象): what a rule looks at, one table or a group of tables."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from attrs import Factory, field, frozen

from jiheng.model.declaration import Declaration
from jiheng.model.finding import Finding
from jiheng.model.place import Place
from jiheng.model.repair import Repair
from jiheng.model.waiver import Waiver
from jiheng.review.context import Context

Fact = TypeVar("Fact")


class Scope(StrEnum):
    """What a rule is given at a time."""

    DECLARATION = "declaration"
    UNIT_YEAR = "unit-year"
    UNIT_YEARS = "unit-years"
    DEPARTMENT_YEAR = "department-year"
    COUNTY_YEAR = "county-year"
    REVIEW = "review"
    """The findings of all other rules, with the office's waivers."""


class View(StrEnum):
    """Rows beside the annual ones of which a rule may be asked as well."""

    MIDTERM = "midterm"
    """中期指标"""
    REGIONS = "regions"
    """各地区的指标值"""


@frozen(eq=False)
class Table:
    """One declaration under review, with the facts that several rules need computed once.

    `position` is its place in the order read, from 0.
    """

    declaration: Declaration
    position: int
    _facts: dict[Callable[..., Any], Any] = field(factory=dict, init=False, repr=False)

    def fact(self, compute: "Callable[[Declaration, Context], Fact]", context: Context) -> Fact:
        """What `compute` says of this declaration; computed at the first asking."""
        if compute not in self._facts:
            self._facts[compute] = compute(self.declaration, context)
        fact: Fact = self._facts[compute]
        return fact

    @property
    def has_doubts(self) -> bool:
        """Whether any field of the table was read with doubt."""
        return any(repair.doubtful for repair in self.declaration.source.repairs)

    def doubted(self, indicator: int | None, name: str) -> bool:
        """Whether the field was read with doubt: a mend that may have changed its meaning, at the field or at its cell."""
        path = name if indicator is None else f"indicators.{indicator}.{name}"
        place = self.declaration.source.places.get(path)
        return any(repair.doubtful and _touches(repair, path, place) for repair in self.declaration.source.repairs)


def _touches(repair: Repair, path: str, place: Place | None) -> bool:
    if repair.field is not None:
        return repair.field == path
    if place is None or repair.place is None:
        return False
    if repair.place.row is not None:
        return repair.place == place
    return repair.place.line is not None and (repair.place.path, repair.place.line) == (place.path, place.line)


@frozen(eq=False)
class Group:
    """The tables of one unit, department or county, as the rule's scope says, in the order read."""

    scope: Scope
    tables: tuple[Table, ...] = Factory(tuple)


@frozen(eq=False)
class Waiving:
    """All findings of a review before any is waived, and the waivers that were handed in."""

    findings: tuple[Finding, ...]
    waivers: tuple[Waiver, ...]
