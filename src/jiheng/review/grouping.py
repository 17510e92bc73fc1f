"""Grouping (分组): the tables that a rule looks at together, as its scope says."""

from collections.abc import Hashable, Iterable

from jiheng.model.declaration import Declaration
from jiheng.review.subject import Group, Scope, Table


def groups(scope: Scope, tables: Iterable[Table]) -> tuple[list[Group], list[Table]]:
    """The groups of a scope, in the order read, and the tables that don't say to which group they belong."""
    gathered: dict[Hashable, list[Table]] = {}
    homeless: list[Table] = []
    for table in tables:
        key = _key(scope, table.declaration)
        if key is None:
            homeless.append(table)
        else:
            gathered.setdefault(key, []).append(table)
    return [Group(scope, tuple(members)) for members in gathered.values()], homeless


def _key(scope: Scope, declaration: Declaration) -> Hashable | None:
    """What the tables of one group share; None where the table does not say it."""
    year = _year(declaration)
    if scope is Scope.COUNTY_YEAR:
        return (year,)
    if scope is Scope.UNIT_YEARS:
        return declaration.unit
    if scope is Scope.UNIT_YEAR:
        return declaration.unit and (declaration.unit, year)
    department = declaration.department
    name = department and (department.name or department.code)
    return name and (name, year)


def _year(declaration: Declaration) -> Hashable:
    """The budget year, or where nothing names one the file that the table came from: its tables are of one year."""
    if declaration.year is not None:
        return declaration.year
    place = declaration.source.place
    return ("file", place.path if place else None)
