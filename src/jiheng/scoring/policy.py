"""Scoring policy (评分办法): how points are given and when monitoring warns; data of `law/policies`, chosen by the office."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from jiheng.errors import BadFramework
from jiheng.framework.framework import Framework

DEFAULT = "national"


@frozen
class Threshold:
    """The least share of the budget, in percent, that must be spent by the end of a month (1 to 12)."""

    month: int
    least: Decimal


@frozen
class PhraseGrade:
    """One of the grades by which a phrase is answered, with the percent of its points that it may give."""

    answer: str
    most: Decimal
    least: Decimal


@frozen
class Grade:
    """A grade of the whole (优良中差) and the least points that reach it."""

    name: str
    least: Decimal


@frozen
class Policy:
    """How points are given.

    `total` are all points, `execution` those for the execution of the budget; `floor` the share of a target below which
    there are none; `far_over` the share above a target from which a reason is due. `apart` is how many points the progress
    of targets and of funds may differ, None where the policy does not say; `progress` is empty where it asks for none.
    """

    name: str
    official: str
    total: Decimal
    execution: Decimal
    floor: Decimal
    far_over: Decimal
    phrases: tuple[PhraseGrade, ...] = ()
    grades: tuple[Grade, ...] = ()
    progress: tuple[Threshold, ...] = ()
    apart: Decimal | None = None

    def due(self, month: int) -> Threshold | None:
        """The last threshold that has passed when a month has ended; None before the first or where there are none."""
        return max((each for each in self.progress if each.month <= month), key=lambda each: each.month, default=None)


def policy_of(framework: Framework, name: str | None, year: int | None) -> Policy:
    """The policy `name`, by default the national one, as it holds for a budget year.

    A year before the first or after the last release takes the one that is nearest. Raises BadFramework for a name that
    no file has.
    """
    wanted = f"policies/{name or DEFAULT}"
    dated = framework.sheets.get(wanted)
    if not dated:
        known = "、".join(each.removeprefix("policies/") for each in framework.names("policies"))
        raise BadFramework(
            f"评分办法：没有 {name}。应为 {known} 之一；请更正设置或补上 law/{wanted}.toml。",
            f"policies: there is no {name}; expected one of {known}; correct the setting or add law/{wanted}.toml.",
        )
    sheet = next((each for each in reversed(dated) if each.holds(year)), dated[0])
    return _policy(sheet.content["policy"], framework, year)


def _policy(entry: Mapping[str, Any], framework: Framework, year: int | None) -> Policy:
    """A policy from its entry; what `like` names fills in what the entry leaves out."""
    like = policy_of(framework, entry["like"], year) if "like" in entry else None
    figures = {name: Decimal(entry[name]) if name in entry else getattr(like, name) for name in ("total", "execution", "floor", "far_over")}
    phrases = tuple(PhraseGrade(each["answer"], Decimal(each["most"]), Decimal(each["least"])) for each in entry.get("grade_of_phrase", ()))
    grades = tuple(Grade(each["name"], Decimal(each["least"])) for each in entry.get("grade", ()))
    progress = tuple(Threshold(each["month"], Decimal(each["least"])) for each in entry.get("progress", ()))
    return Policy(
        entry["name"],
        entry["official"],
        **figures,
        phrases=phrases or (like.phrases if like else ()),
        grades=grades or (like.grades if like else ()),
        progress=progress or (like.progress if like else ()),
        apart=Decimal(entry["apart"]) if "apart" in entry else (like.apart if like else None),
    )
