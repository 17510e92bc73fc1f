"""Subjects (审核对象): what a rule looks at, one table or a group of tables."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from attrs import Factory, field, frozen

from jiheng.model.declaration import Declaration
from jiheng.review.context import Context

Fact = TypeVar("Fact")


class Scope(StrEnum):
    """What a rule is given at a time."""

    DECLARATION = "declaration"
    UNIT_YEAR = "unit-year"
    UNIT_YEARS = "unit-years"
    DEPARTMENT_YEAR = "department-year"
    COUNTY_YEAR = "county-year"


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
        """Whether the field was read with doubt (a mend that may have changed its meaning)."""
        path = name if indicator is None else f"indicators.{indicator}.{name}"
        return any(repair.doubtful and repair.field == path for repair in self.declaration.source.repairs)


@frozen(eq=False)
class Group:
    """The tables of one unit, department or county, as the rule's scope says, in the order read."""

    scope: Scope
    tables: tuple[Table, ...] = Factory(tuple)
