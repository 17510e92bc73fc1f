"""Units (计量单位): what kind of value a unit makes, multipliers, scales of money, words of time."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from attrs import define

from jiheng.framework.framework import Framework


@define(frozen=True, slots=False)
class Units:
    """The units in which target values are written.

    `money` says how many yuan one of each is; `percent` and `duration` map a spelling to the unit that is kept; `period`
    maps a word of time to the period of a schedule (`month`); `quantity` are plain units; `joint` are two counts joined by
    a stroke that are one unit and no rate; `average` are words that give a base (人均).
    """

    multipliers: Mapping[str, Decimal]
    money: Mapping[str, Decimal]
    percent: Mapping[str, str]
    ratio: frozenset[str]
    duration: Mapping[str, str]
    period: Mapping[str, str]
    quantity: frozenset[str]
    joint: frozenset[str]
    people: frozenset[str]
    time: frozenset[str]
    average: Mapping[str, str]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every unit word of whatever kind, without multipliers."""
        return frozenset((*self.money, *self.percent, *self.ratio, *self.duration, *self.quantity, *self.joint))


def units(framework: Framework) -> Units:
    """The units of the framework."""
    return framework.part(_units)


def _units(framework: Framework) -> Units:
    sheet: Mapping[str, Any] = framework.sheet("units")
    quantity = sheet["quantity"]
    return Units(
        multipliers={word: Decimal(times) for word, times in sheet["multipliers"].items()},
        money={word: Decimal(yuan) for word, yuan in sheet["money"].items()},
        percent=dict(sheet["percent"]),
        ratio=frozenset(sheet["ratio"]["words"]),
        duration=dict(sheet["duration"]),
        period=dict(sheet["period"]),
        quantity=frozenset(word for group in quantity.values() for word in group if group is not quantity["joint"]),
        joint=frozenset(quantity["joint"]),
        people=frozenset(sheet["bases"]["people"]),
        time=frozenset(sheet["bases"]["time"]),
        average={word: word.removesuffix("均") for word in sheet["bases"]["average"]},
    )
