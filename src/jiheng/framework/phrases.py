"""Phrases (指标值用语): the words that stand around the figure of a target value, and the phrases without one."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen(eq=False)
class Phrases:
    """Word lists of target values, as `law/phrases.toml` groups them.

    `before` and `after` map a bound (`lower`, `upper_open`, `about` …) to its words; `change` the directions; `than` what
    同比 and 环比 are measured from; `ranks` follow the number of a grade (3级), which is no figure;
    `idioms` are patterns of words whose Chinese numerals count nothing; `states` are whole texts that are grades, `grades` patterns of the others, of whose characters each has one of `signs`.
    """

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    change: Mapping[str, tuple[str, ...]]
    than: Mapping[str, str]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    states: frozenset[str]
    grades: tuple[str, ...]
    signs: frozenset[str]
    zero: tuple[str, ...]
    schedule: Mapping[str, tuple[str, ...]]
    plain: tuple[str, ...]
    no_units: tuple[str, ...]
    ranks: tuple[str, ...]
    idioms: tuple[str, ...]
    placeholders: frozenset[str]


def phrases(framework: Framework) -> Phrases:
    """The phrases of the framework."""
    return framework.part(_phrases)


def _phrases(framework: Framework) -> Phrases:
    sheet: Mapping[str, Any] = framework.sheet("phrases")
    change = dict(sheet["change"])
    than: Mapping[str, str] = change.pop("than")
    return Phrases(
        before=_lists(sheet["before"]),
        after=_lists(sheet["after"]),
        change=_lists(change),
        than=than,
        strong=tuple(sheet["separators"]["strong"]),
        weak=tuple(sheet["separators"]["weak"]),
        states=frozenset(sheet["grade"]["states"]),
        grades=tuple(sheet["grade"]["patterns"]),
        signs=frozenset(sheet["grade"]["signs"]),
        zero=tuple(sheet["grade"]["zero"]),
        schedule=_lists(sheet["schedule"]),
        plain=tuple(sheet["plain"]["words"]),
        no_units=tuple(sheet["never"]["units"]),
        ranks=tuple(sheet["never"]["ranks"]),
        idioms=tuple(sheet["spelled"]["idioms"]),
        placeholders=frozenset(sheet["never"]["placeholder"]),
    )


def _lists(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in table.items()}
