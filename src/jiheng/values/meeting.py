"""Meeting (目标完成情况): whether an actual value meets a target, or why the two can't be compared."""

import re
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, frozen

from jiheng.framework.equivalences import Doubt, Equivalences, Exchange
from jiheng.model.value import Period, Value, ValueKind
from jiheng.values.conversions import Unlike, converted
from jiheng.values.intervals import FIGURES, Interval, contains, intersection, interval_of, point, scaled
from jiheng.values.rounding import SCALES


class Barrier(StrEnum):
    """Why an actual can't be compared with its target."""

    NO_TARGET = "no-target"
    """The target is blank or can't be read."""
    NO_ACTUAL = "no-actual"
    """The actual is blank or can't be read."""
    KIND = "kind"
    """One is a figure, the other a date, a phrase …"""
    UNIT = "unit"
    """Nothing relates their units, or the bases of their rates."""
    PHRASE = "phrase"
    """Both are phrases: a person decides."""
    GRADE = "grade"
    """Two grades that stand on no one scale."""
    PARTLY = "partly"
    """The actual allows figures that meet the target and figures that do not."""
    PARTS = "parts"
    """A compound whose parts do not stand side by side."""


@frozen
class Met:
    """The actual meets the target. `exchanges` are the words and units taken for one another, `doubt` the worst of them."""

    exchanges: tuple[Exchange, ...] = ()
    doubt: Doubt = Doubt.CERTAIN


@frozen
class Missed:
    """The actual does not meet the target; `exchanges` and `doubt` as in Met.

    `above` says that it lies beyond all that meets it (17 of 16场次, a day too late), which for a plain figure may be more than
    was asked and no fault; None for a grade.
    """

    exchanges: tuple[Exchange, ...] = ()
    doubt: Doubt = Doubt.CERTAIN
    above: bool | None = None


@frozen
class Incomparable:
    """The two can't be compared; `unlike` names the units where they are the cause, else None."""

    because: Barrier
    unlike: Unlike | None = None


Meeting = Met | Missed | Incomparable
PERIODS = tuple(Period)
STATES = frozenset({ValueKind.GRADE, ValueKind.QUALITATIVE})
SHARE = "比例"
NO_YEAR = "XXXX"
YEAR = "年"
SHOWN_SCALE = re.compile(r"[千万亿]")
AT_LEAST = re.compile(r"^(?:≥|>=|不低于|达到)|(?:等级|标准)?(?:及?以上)?$")
BLIND_SHARE = Fraction(1)
"""A bare number up to here against a percentage may be a share (0.98) or a percentage (0.98%): nobody can tell."""


def meets(target: Value, actual: Value, known: Equivalences) -> Meeting:
    """Whether an actual meets a target, in whatever units the two are written (≥2 公里, 1900 米).

    An approximate value counts at its figure. An actual that names no unit is taken in the target's, and the other way about:
    assumed. A count without a period against a frequency (12次, 1次/月) is taken as the year's, which is assumed too. A date that
    is earlier than the span of its target meets it.
    """
    if target.kind is ValueKind.UNKNOWN:
        return Incomparable(Barrier.NO_TARGET)
    if actual.kind is ValueKind.UNKNOWN:
        return Incomparable(Barrier.NO_ACTUAL)
    if target.kind in FIGURES and actual.kind in FIGURES:
        return _figures_meet(target, actual, known)
    if target.kind in STATES and actual.kind in STATES:
        return _states_meet(target, actual, known)
    if target.kind is not actual.kind:
        return Incomparable(Barrier.KIND)
    return _BY_KIND[target.kind](target, actual, known)


def _figures_meet(target: Value, actual: Value, known: Equivalences) -> Meeting:
    wanted, reached = _compared(target), _compared(actual if actual.change else evolve(actual, change=target.change))
    if wanted is None:
        return Incomparable(Barrier.NO_TARGET)
    if reached is None:
        return Incomparable(Barrier.NO_ACTUAL)
    reached = in_its_scale(reached, wanted, target.text)
    yearly = within_year(wanted, reached, known)
    reached, wanted = yearly or (reached, wanted)
    found = Unlike(reached.unit, wanted.unit) if _blind(wanted, reached) else converted(reached, wanted.unit, wanted.per, known)
    if isinstance(found, Unlike):
        return Incomparable(Barrier.UNIT, found)
    doubt = Doubt.ASSUMED if yearly else found.doubt
    if contains(wanted, found.interval):
        return Met(found.exchanges, doubt)
    if intersection(wanted, found.interval) is None:
        return Missed(found.exchanges, doubt, _lies_above(found.interval, wanted))
    return Incomparable(Barrier.PARTLY)


def _lies_above(reached: Interval, wanted: Interval) -> bool:
    return reached.lower is not None and wanted.upper is not None and reached.lower >= wanted.upper


def in_its_scale(reached: Interval, wanted: Interval, text: str) -> Interval:
    """A bare figure beside a target in 万元 or 万人 is taken in the scale that brings it nearer to the target (4.8 of ≤5万元)."""
    shown, figure, end = SHOWN_SCALE.search(text), reached.lower, wanted.lower or wanted.upper
    if reached.unit is not None or not shown or not figure or not end:
        return reached
    scale = Fraction(SCALES[shown[0]])
    return scaled(reached, scale) if _apart(figure * scale, end) < _apart(figure, end) else reached


def _apart(one: Fraction, other: Fraction) -> Fraction:
    """How many times the greater of two figures is the smaller, neither of them zero."""
    ratio = abs(one / other)
    return max(ratio, 1 / ratio)


def within_year(wanted: Interval, reached: Interval, known: Equivalences) -> tuple[Interval, Interval] | None:
    """A frequency (1次/月) and a bare count (12次): the count is taken as the year's. None where the two are not such a pair."""
    frequency, count = (wanted, reached) if wanted.per else (reached, wanted)
    if count.per or len(frequency.per) != 1 or not (found := known.exchange(frequency.per[0], YEAR)) or not found.exact:
        return None
    return (evolve(reached, per=reached.per or (YEAR,)), evolve(wanted, per=wanted.per or (YEAR,)))


def _compared(value: Value) -> Interval | None:
    """The figures of a value; those of a ratio are shares, 7:3 being the one figure 7/3."""
    if value.kind is not ValueKind.RATIO:
        return interval_of(value)
    if len(value.parts) == 2:
        upper, under = (part.lower for part in value.parts)
        return point(Fraction(upper) / Fraction(under), SHARE) if upper is not None and under else None
    found = interval_of(value)
    return evolve(found, unit=SHARE) if found else None


def _blind(wanted: Interval, reached: Interval) -> bool:
    percentage, bare = (wanted, reached) if reached.unit is None else (reached, wanted)
    end = bare.upper if bare.upper is not None else bare.lower
    return percentage.unit == "%" and bare.unit is None and end is not None and abs(end) <= BLIND_SHARE and bool(end)


def _dates_meet(target: Value, actual: Value, _known: Equivalences) -> Meeting:
    asked, done = target.by or target.since, actual.by or actual.since
    if asked is None or done is None:
        return Incomparable(Barrier.NO_ACTUAL if asked else Barrier.NO_TARGET)
    assumed = asked.startswith(NO_YEAR) is not done.startswith(NO_YEAR)
    if assumed:
        asked, done = asked[len(NO_YEAR) :], done[len(NO_YEAR) :]
    doubt = Doubt.ASSUMED if assumed else Doubt.CERTAIN
    in_time = done <= asked if target.by else done >= asked
    return Met(doubt=doubt) if in_time else Missed(doubt=doubt, above=done > asked)


def _schedules_meet(target: Value, actual: Value, _known: Equivalences) -> Meeting:
    if target.every is None or actual.every is None:
        return Incomparable(Barrier.PHRASE)
    return Met() if PERIODS.index(actual.every) <= PERIODS.index(target.every) else Missed()


def _states_meet(target: Value, actual: Value, known: Equivalences) -> Meeting:
    """Grades and phrases: on one scale the better meets the worse; the same grade meets itself; else a person decides."""
    asked, reached = (_state(value) for value in (target, actual))
    wanted, found = known.rung(asked), known.rung(reached)
    if wanted and found and wanted[0] == found[0]:
        return Met() if found[1] <= wanted[1] else Missed()
    if ValueKind.GRADE not in (target.kind, actual.kind):
        return Incomparable(Barrier.PHRASE)
    return Met() if asked == reached else Incomparable(Barrier.GRADE)


def _state(value: Value) -> str:
    return AT_LEAST.sub("", value.grade or value.text)


def _parts_meet(target: Value, actual: Value, known: Equivalences) -> Meeting:
    """A compound is met by its parts, side by side: missed where one is, else as doubtful as the most doubtful."""
    if len(target.parts) != len(actual.parts):
        return Incomparable(Barrier.PARTS)
    answers = [meets(asked, done, known) for asked, done in zip(target.parts, actual.parts, strict=True)]
    for answer in answers:
        if isinstance(answer, Missed):
            return answer
    blocked = next((answer for answer in answers if isinstance(answer, Incomparable)), None)
    met = [answer for answer in answers if isinstance(answer, Met)]
    exchanges = tuple(exchange for answer in met for exchange in answer.exchanges)
    return blocked or Met(exchanges, max((answer.doubt for answer in met), default=Doubt.CERTAIN))


_BY_KIND: dict[ValueKind, Callable[[Value, Value, Equivalences], Meeting]] = {
    ValueKind.DATE: _dates_meet,
    ValueKind.SCHEDULE: _schedules_meet,
    ValueKind.COMPOUND: _parts_meet,
}
