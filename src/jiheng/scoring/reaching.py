"""Reaching a target (目标完成程度): whether an actual meets a target, and how much of it, exactly."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, frozen

from jiheng.framework.equivalences import Doubt, Equivalences
from jiheng.model.value import Value, ValueKind
from jiheng.values.conversions import Converted, Unlike, converted
from jiheng.values.intervals import FIGURES, Interval, contains, decimal_of, interval_of
from jiheng.values.meeting import Met, in_its_scale, meets, within_year

ONE = Fraction(1)
ZERO = Fraction(0)
STATES = frozenset({ValueKind.QUALITATIVE, ValueKind.GRADE})
NO_YEAR = "X"


class Unsettled(StrEnum):
    """Why it can't be said how much of a target an actual reaches."""

    BLANK = "blank"
    """There is no actual, or no target."""
    PHRASE = "phrase"
    """The target is a phrase or a state: a person must judge."""
    PHRASE_FOR_FIGURE = "phrase_for_figure"
    """The target is a figure, the actual a phrase."""
    OTHER_UNIT = "other_unit"
    """Nothing relates the unit of the actual to that of the target."""
    OTHER_KIND = "other_kind"
    """The actual is of another kind than the target (a count for a date)."""
    BOUNDED = "bounded"
    """The actual is a bound that leaves open whether the target is met (≥90% of ≥95%)."""
    UNREAD = "unread"
    """One of the two can't be read, or says more than one thing."""
    UNSURE = "unsure"
    """The figures can be compared only on an assumption: a unit left out, 左右, a year not named."""


@frozen
class Reached:
    """An actual held against its target.

    `share` is how much of the target is reached as a proportion counts it (0.97 for 97% of 100%), exact and above 1 where the
    target is passed; None where no proportion says it (a date, a point that is passed, a range that is left, an actual that
    is itself a bound). `near` is, for a figure that misses, the smaller of it and the end it misses by the greater, also where
    `share` is None; `above` says that it lies beyond the end.
    """

    met: bool
    share: Fraction | None
    near: Fraction | None = None
    above: bool = False

    @property
    def degree(self) -> Decimal | None:
        """The share as a decimal, at most 1: what a proportional score takes of the points."""
        return None if self.share is None else decimal_of(min(self.share, ONE))


def reached(
    target: Value, actual: Value | None, known: Equivalences, *, less_is_better: bool | None = None, assuming: bool = False
) -> Reached | Unsettled:
    """How far an actual reaches its target: actual / target where more is asked for, target / actual where less is.

    A bare actual takes the target's unit. A target of 0 is met by 0 only. `less_is_better` says which way a point without a
    sign may be passed (90% of the people content is met by 100%, a cost of 6万元 by 5万元); None where nobody knows.
    `assuming` also compares what can be compared on an assumption only (12次 of 1次/月 as the year's, 左右 at its figure, dates
    without a year as of one year), so that UNSURE is left for what nobody can tell (0.98 of ≥95%).
    """
    if actual is None or not actual.text or not target.text:
        return Unsettled.BLANK
    if target.kind in STATES:
        return Unsettled.PHRASE
    if target.kind is ValueKind.DATE:
        return _on_time(target, actual, known, assuming=assuming)
    wanted = interval_of(target)
    if wanted is None or target.change is not None:
        return Unsettled.UNREAD
    if wanted.point and less_is_better is not None:
        wanted = evolve(wanted, lower=None) if less_is_better else evolve(wanted, upper=None)
    given = _given(target, actual, wanted, known, assuming=assuming)
    if isinstance(given, Unsettled):
        return given
    if (target.approximate or actual.approximate) and not assuming:
        return Unsettled.UNSURE
    if given.point is not None:
        return _held(wanted, given.point)
    inside = contains(evolve(wanted, unit=given.unit, per=given.per), given)
    return Reached(met=True, share=None) if inside else Unsettled.BOUNDED


def _given(target: Value, actual: Value, wanted: Interval, known: Equivalences, *, assuming: bool) -> Interval | Unsettled:
    """The actual in the target's unit: one figure, or those that a bound leaves open."""
    if actual.kind in STATES:
        return Unsettled.PHRASE_FOR_FIGURE
    if actual.kind in {ValueKind.DATE, ValueKind.SCHEDULE}:
        return Unsettled.OTHER_KIND
    given = interval_of(actual)
    if given is None or actual.kind not in FIGURES:
        return Unsettled.UNREAD
    yearly = within_year(wanted, given, known)
    if given.unit is None and not given.per and not (yearly and assuming):
        return _bare(target, given, wanted)
    if yearly is not None:
        into = converted(yearly[0], yearly[1].unit, yearly[1].per, known)
        return _sure(given, into, assuming=assuming, assumed=True)
    return _sure(given, converted(given, wanted.unit, wanted.per or given.per, known), assuming=assuming)


def _sure(given: Interval, into: Converted | Unlike, *, assuming: bool, assumed: bool = False) -> Interval | Unsettled:
    """The actual in the target's unit, unless that takes an assumption that may not be made or one figure became several."""
    if isinstance(into, Unlike):
        return Unsettled.OTHER_UNIT
    blurred = given.point is not None and into.interval.point is None
    return Unsettled.UNSURE if blurred or (not assuming and (assumed or into.doubt is Doubt.ASSUMED)) else into.interval


def _bare(target: Value, given: Interval, wanted: Interval) -> Interval | Unsettled:
    """A bare actual in the unit that the target shows; a share of 1 beside a percentage (0.98) is not sure."""
    if target.kind is ValueKind.PERCENT and given.point is not None and ZERO < given.point <= ONE:
        return Unsettled.UNSURE
    return evolve(in_its_scale(given, wanted, target.text), unit=wanted.unit, per=wanted.per)


def _held(wanted: Interval, figure: Fraction) -> Reached:
    """One figure against the figures that meet the target."""
    if wanted.holds(figure):
        return Reached(met=True, share=_share(wanted, figure))
    above = wanted.lower is None or figure > wanted.lower
    return Reached(False, _share(wanted, figure), _near(wanted.upper if above else wanted.lower, figure), above)


def _near(end: Fraction | None, figure: Fraction) -> Fraction:
    """The smaller of a figure and an end by the greater, from 0 to 1; 0 where they stand on two sides of zero."""
    ratio = figure / end if end else ZERO
    return min(ratio, 1 / ratio) if ratio > 0 else ZERO


def _share(wanted: Interval, figure: Fraction) -> Fraction | None:
    lower, upper = wanted.lower, wanted.upper
    if lower is not None and (upper is None or (lower == upper and figure <= lower)):
        return figure / lower if lower else None
    if lower is None and upper is not None:
        return (upper / figure if figure else None) if upper else (ZERO if figure else None)
    return ONE if wanted.holds(figure) and lower != upper else (None if figure != lower else ONE)


def _on_time(target: Value, actual: Value, known: Equivalences, *, assuming: bool) -> Reached | Unsettled:
    """A date is met by the same day or one before it; a late one has no proportion."""
    if actual.kind in STATES:
        return Unsettled.PHRASE
    if actual.kind is not ValueKind.DATE:
        return Unsettled.OTHER_KIND if actual.kind in FIGURES else Unsettled.UNREAD
    if target.by is None or actual.by is None or (NO_YEAR in target.by + actual.by and not assuming):
        return Unsettled.UNSURE
    on_time = isinstance(meets(target, actual, known), Met)
    return Reached(on_time, ONE if on_time else None)
