"""Sectors (行业): the projects that a bureau of a trade might file, with the bounds of every figure; data in `sectors/*.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

FOLDER = Path(__file__).parent / "sectors"


@frozen
class Counted:
    """A count of the project: its name, its unit, and the least and the greatest number that is drawn."""

    name: str
    unit: str
    least: int
    most: int


@frozen
class Price:
    """A unit cost: which count (position) it multiplies, its unit as printed (`元/人/月`), and its bounds in yuan."""

    name: str
    count: int
    unit: str
    least: int
    most: int


@frozen
class Promised:
    """A row that stands by itself: a rate with its usual percentage, a date, or a count with bounds."""

    name: str
    unit: str
    least: int
    most: int


@frozen
class Plan:
    """One project of a sector; `{0}` and `{1}` in the goal are its counts, `items` its costs with their shares in percent."""

    name: str
    goal: str
    counts: tuple[Counted, ...]
    price: Price | None
    items: tuple[tuple[str, int], ...]
    quality: tuple[Promised, ...]
    time: tuple[Promised, ...]
    benefits: tuple[tuple[str, Promised], ...]
    served: str


@frozen
class Sector:
    """A trade: what its bureau is called (`{place}水务局`) and its projects."""

    name: str
    unit: str
    plans: tuple[Plan, ...]


DATE = "date"
BENEFITS = {"economic": "经济效益指标", "social": "社会效益指标", "ecological": "生态效益指标", "lasting": "可持续影响指标"}


@cache
def sectors() -> tuple[Sector, ...]:
    """Every sector, in order of its file's name."""
    return sectors_in(FOLDER)


def sectors_in(folder: Path) -> tuple[Sector, ...]:
    """The sectors of a folder, in order of their files' names."""
    return tuple(_sector(tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml")))


def _sector(content: Mapping[str, Any]) -> Sector:
    return Sector(content["sector"], content["unit"], tuple(_plan(entry) for entry in content["project"]))


def _plan(entry: Mapping[str, Any]) -> Plan:
    return Plan(
        entry["name"],
        entry["goal"],
        tuple(Counted(*count) for count in entry["counts"]),
        Price(*entry["price"]) if "price" in entry else None,
        tuple((name, share) for name, share in entry.get("items", ())),
        tuple(_promised(row) for row in entry["quality"]),
        tuple(_promised(row) for row in entry["time"]),
        tuple((level, _promised(row)) for key, level in BENEFITS.items() for row in entry.get(key, ())),
        entry["served"],
    )


def _promised(row: list[Any]) -> Promised:
    """`[name, 95]` is a rate, `[name, "date"]` a deadline, `[name, unit, figure]` a bound, `[name, unit, least, most]` a count."""
    name, *rest = row
    if rest == [DATE]:
        return Promised(name, DATE, 0, 0)
    if len(rest) == 1:
        return Promised(name, "%", rest[0], rest[0])
    return Promised(name, rest[0], rest[1], rest[-1])
