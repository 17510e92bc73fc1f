"""Scoring policy (评分办法): how points are given and when monitoring warns; data of `law/policies`, chosen by the office."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from attrs import frozen

from jiheng.errors import BadFramework
from jiheng.framework.framework import Framework

DEFAULT = "national"
Word = TypeVar("Word", bound=StrEnum)


class Falling(StrEnum):
    """How a target that is not met is counted."""

    PROPORTION = "proportion"
    """The smaller of actual and target by the greater."""
    DEVIATION = "deviation"
    """What is left of 1 when the deviation, as a share of the target, is taken off."""
    NONE = "none"
    """Nothing."""


class Passing(StrEnum):
    """What passing a target far, or an exact one at all, gives."""

    FULL = "full"
    """All points: it is met, and only the reason is asked for."""
    DEVIATION = "deviation"
    """Points off by how far it is passed beyond what the policy lets stand."""


class Joining(StrEnum):
    """How the parts of one target (1项；2批) make one degree."""

    MEAN = "mean"
    LEAST = "least"


class LeavingOut(StrEnum):
    """What becomes of the points of an indicator that could not be carried out."""

    RESCALED = "rescaled"
    """The rest is scaled to all points."""
    KEPT = "kept"
    """They are lost."""


@frozen
class Threshold:
    """The least share of the budget, in percent, that must be spent by the end of a month (1 to 12)."""

    month: int
    least: Decimal


@frozen
class PhraseGrade:
    """One of the grades by which a phrase is answered: the percent of its points that it may give, and those given unasked.

    `gives` is what counts until a person decides within the grade; `fixed` says that there is nothing to decide. `words` are
    how such an answer is worded.
    """

    answer: str
    most: Decimal
    least: Decimal
    gives: Decimal = Decimal(0)
    fixed: bool = False
    words: tuple[str, ...] = ()


@frozen
class Grade:
    """A grade of the whole (优良中差) and the least points that reach it."""

    name: str
    least: Decimal


@frozen
class Step:
    """From `least` percent on, so many percent of the points."""

    least: Decimal
    gives: Decimal


@frozen
class Cap:
    """Below this execution rate, in percent, the whole has at most so many points."""

    below: Decimal
    most: Decimal


@frozen
class Counting:
    """How the degree of one target is counted. `approximate` is how far from a figure with 左右 still meets it, as a share."""

    at_least: Falling
    at_most: Falling
    exact: Falling
    range: Falling
    strict_edge: Falling
    exact_passed: Passing
    far_passed: Passing
    compound: Joining
    without_share: str
    """The grade of phrases by which a miss without a proportion (a late date) is judged."""
    approximate: Decimal


@frozen
class Spending:
    """Points for the execution of the budget, rates in percent.

    All from `full_from` on; below it `per_point` points off for each percentage point, None for the proportion; none below `floor`.
    """

    full_from: Decimal
    per_point: Decimal | None
    floor: Decimal


@frozen
class Weighing:
    """The points where a form gives none: for each first level, with a level of costs or without.

    `satisfaction_to` takes the points of satisfaction where nobody is asked. Points of a level are shared evenly among its rows,
    in steps of `step`.
    """

    with_cost: Mapping[str, Decimal]
    without_cost: Mapping[str, Decimal]
    satisfaction_to: str
    step: Decimal
    left_out: LeavingOut


@frozen
class Policy:
    """How points are given.

    `total` are all points, `execution` those for the execution of the budget; `floor` the share of a target below which
    there are none; `far_over` the share above a target from which a reason is due. `apart` is how many points the progress
    of targets and of funds may differ, None where the policy does not say; `progress` is empty where it asks for none.
    `satisfaction` are steps, empty for the proportion; `step` is the step to which scores are rounded, halves up.
    `version` is the first year for which this release holds, `document` where it stands, `mark` how that is known.
    """

    name: str
    official: str
    total: Decimal
    execution: Decimal
    floor: Decimal
    far_over: Decimal
    counting: Counting
    spending: Spending
    weighing: Weighing
    step: Decimal
    version: str = ""
    document: str = ""
    mark: str = ""
    phrases: tuple[PhraseGrade, ...] = ()
    grades: tuple[Grade, ...] = ()
    satisfaction: tuple[Step, ...] = ()
    caps: tuple[Cap, ...] = ()
    progress: tuple[Threshold, ...] = ()
    apart: Decimal | None = None

    def due(self, month: int) -> Threshold | None:
        """The last threshold that has passed when a month has ended; None before the first or where there are none."""
        return max((each for each in self.progress if each.month <= month), key=lambda each: each.month, default=None)

    def grade_of(self, points: Decimal) -> str | None:
        """The grade that so many points reach; None where the policy has no grades."""
        reached = [grade for grade in self.grades if points >= grade.least]
        return max(reached, key=lambda grade: grade.least).name if reached else None


def policies(framework: Framework, year: int | None = None) -> tuple[Policy, ...]:
    """Every policy as it holds for a budget year, the national one first."""
    names = [name.removeprefix("policies/") for name in framework.names("policies")]
    return tuple(policy_of(framework, name, year) for name in sorted(names, key=lambda name: (name != DEFAULT, name)))


@lru_cache(maxsize=256)
def policy_of(framework: Framework, name: str | None, year: int | None) -> Policy:
    """The policy `name`, by default the national one, as it holds for a budget year.

    A year before the first or after the last release takes the one that is nearest. Raises BadFramework for a name that
    no file has, and for a file with a word that is none.
    """
    entry = _entry(framework, name or DEFAULT, year)
    try:
        return _policy(entry)
    except (KeyError, ValueError, ArithmeticError) as error:
        raise BadFramework(
            f"评分办法 {name or DEFAULT}：读不懂（{error!r}）。应有 national 所列各项；请对照 law/policies/national.2020.toml 更正。",
            f"policy {name or DEFAULT}: not understood ({error!r}); expected the entries of national; correct it after that file.",
        ) from error


def _entry(framework: Framework, name: str, year: int | None) -> Mapping[str, Any]:
    """What a policy says; what `like` names fills in what it leaves out."""
    dated = framework.sheets.get(f"policies/{name}")
    if not dated:
        known = "、".join(each.removeprefix("policies/") for each in framework.names("policies"))
        raise BadFramework(
            f"评分办法：没有 {name}。应为 {known} 之一；请更正设置或补上 law/policies/{name}.toml。",
            f"policies: there is no {name}; expected one of {known}; correct the setting or add law/policies/{name}.toml.",
        )
    sheet = next((each for each in reversed(dated) if each.holds(year)), dated[0])
    said: Mapping[str, Any] = sheet.content["policy"]
    release = {"version": str(sheet.since or "")}
    return {**(_entry(framework, said["like"], year) if "like" in said else {}), **said, **release}


def _policy(entry: Mapping[str, Any]) -> Policy:
    return Policy(
        name=entry["name"],
        official=entry["official"],
        **{name: Decimal(entry[name]) for name in ("total", "execution", "floor", "far_over", "step")},
        counting=_counting(entry),
        spending=Spending(
            Decimal(entry["execution_full_from"]), _decimal(entry.get("execution_per_point")), Decimal(entry["execution_floor"])
        ),
        weighing=_weighing(entry),
        version=entry["version"],
        document=entry.get("document", ""),
        mark=entry["mark"],
        phrases=tuple(_phrase_grade(each, entry["answers"]) for each in entry["grade_of_phrase"]),
        grades=tuple(Grade(each["name"], Decimal(each["least"])) for each in entry["grade"]),
        satisfaction=tuple(Step(Decimal(each["least"]), Decimal(each["gives"])) for each in entry.get("satisfaction_step", ())),
        caps=tuple(Cap(Decimal(each["below"]), Decimal(each["most"])) for each in entry.get("cap", ())),
        progress=tuple(Threshold(each["month"], Decimal(each["least"])) for each in entry.get("progress", ())),
        apart=_decimal(entry.get("apart")),
    )


def _counting(entry: Mapping[str, Any]) -> Counting:
    falling = {name: Falling(entry[name]) for name in ("at_least", "at_most", "exact", "range", "strict_edge")}
    answers = [each["answer"] for each in entry["grade_of_phrase"]]
    if entry["without_share"] not in answers:
        raise ValueError(f"without_share {entry['without_share']}, expected one of {answers}")
    return Counting(
        **falling,
        exact_passed=Passing(entry["exact_passed"]),
        far_passed=Passing(entry["far_passed"]),
        compound=Joining(entry["compound"]),
        without_share=entry["without_share"],
        approximate=Decimal(entry["approximate"]),
    )


def _weighing(entry: Mapping[str, Any]) -> Weighing:
    split = entry["split"]
    return Weighing(
        _points(split["with_cost"]),
        _points(split["without_cost"]),
        split["satisfaction_to"],
        Decimal(entry["weight_step"]),
        LeavingOut(entry["not_applicable"]),
    )


def _points(split: Mapping[str, str]) -> dict[str, Decimal]:
    return {level: Decimal(points) for level, points in split.items()}


def _phrase_grade(entry: Mapping[str, Any], answers: Mapping[str, Any]) -> PhraseGrade:
    answer, gives = entry["answer"], Decimal(entry.get("gives", entry["least"]))
    return PhraseGrade(
        answer, Decimal(entry["most"]), Decimal(entry["least"]), gives, entry.get("fixed", False), tuple(answers.get(answer, ()))
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
