"""Counties (样例县): a made county with its departments, units and projects over the years; the same seed gives the same."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from attrs import evolve, frozen

from jiheng.model.declaration import CodedName
from jiheng.sample.making import Bureau, Sample, made
from jiheng.sample.rows import Styles
from jiheng.sample.sectors import Plan, Sector, sectors, sectors_in

FOLDER = Path(__file__).parent
UNITS = 15
"""Units of a department."""
PROJECTS = 10
"""Projects of a unit."""
AGES = (4, 4, 3, 0, 4, 2, 1, 4, 3, 2, 4, 0, 1)
"""How long projects have been there, in turn; thirteen shares no factor with ten, so that units differ."""
GROWTH = Decimal("0.03")
"""What the counts of a project grow by in a year."""


@frozen
class Unit:
    """A unit with its code and name, its own first in a department."""

    code: str
    name: str


@frozen
class Department:
    """A department: its name, the section of the finance office that watches it, its trade and its units."""

    code: str
    name: str
    section: str
    sector: Sector
    units: tuple[Unit, ...]


@frozen
class Section:
    """A section of the finance office."""

    code: str
    name: str
    performance: bool


@frozen
class County:
    """The whole; `areas` are what the projects of one plan are told apart by."""

    code: str
    name: str
    areas: tuple[str, ...]
    sections: tuple[Section, ...]
    departments: tuple[Department, ...]


@frozen
class Project:
    """A project as it goes through the years: its number in the county from 0, its code, its name, the plan that it follows.

    `age` is how many of the years before the last one it has been there.
    """

    number: int
    code: str
    name: str
    plan: Plan
    age: int


@cache
def county() -> County:
    """The example county."""
    said = tomllib.loads((FOLDER / "county.toml").read_text("utf-8"))
    trades = {sector.name: sector for sector in (*sectors(), *sectors_in(FOLDER / "sectors"))}
    return County(
        said["code"],
        said["name"],
        tuple(said["areas"]),
        tuple(Section(each["code"], each["name"], each.get("performance", False)) for each in said["section"]),
        tuple(_department(each, said, trades[each["sector"]]) for each in said["department"]),
    )


def projects(place: County, department: int, unit: int) -> tuple[Project, ...]:
    """The projects of a unit, by its position in its department."""
    held = place.departments[department]
    named = [f"{area}{plan.name}" for area in place.areas for plan in held.sector.plans]
    first = (department * UNITS + unit) * PROJECTS
    plans = list(held.sector.plans) * len(place.areas)
    return tuple(
        Project(first + at, f"{held.code}{unit + 1:03d}T{first + at:06d}", name, plan, AGES[(first + at) % len(AGES)])
        for at, (name, plan) in enumerate(zip(named[:PROJECTS], plans, strict=False))
    )


def tables(place: County, department: int, unit: int, years: Sequence[int]) -> Iterator[tuple[Project, int, Sample]]:
    """The tables of a unit's projects over the years, year by year, each from its first year on: project, year, table."""
    held = place.departments[department]
    styles = Styles.drawn(_dice(held.units[unit].code))
    for age, year in enumerate(years):
        bureau = Bureau(held.units[unit].name, CodedName(held.code, held.name), year, evolve(styles, coded=True))
        for project in projects(place, department, unit):
            if project.age < len(years) - 1 - age:
                continue
            sample = made(_dice(project.code), bureau, project.plan, project.code, 1 + age * GROWTH)
            yield project, year, evolve(sample, declaration=evolve(sample.declaration, project=project.name))


def _dice(name: str) -> Random:
    return Random(name)  # noqa: S311 - invented tables, no secrets


def _department(said: Mapping[str, Any], county_said: Mapping[str, Any], sector: Sector) -> Department:
    name = sector.unit.format(place=county_said["name"])
    own = [f"{county_said['name']}{each}" for each in said["units"]]
    there = [said["town"].format(town=town) for town in county_said["towns"]]
    units = tuple(Unit(f"{said['code']}{number:03d}", each) for number, each in enumerate([*own, *there][:UNITS], 1))
    return Department(said["code"], name, said["section"], sector, units)
