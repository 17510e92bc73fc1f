"""Reaching a target (目标完成程度): whether an actual meets a target, and how much of it, exactly."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, frozen

from jiheng.framework.equivalences import Doubt, Equivalences
from jiheng.model.value import Value, ValueKind
from jiheng.values.conversions import Unlike, converted
from jiheng.values.intervals import FIGURES, Interval, contains, decimal_of, interval_of, scaled

ONE = Fraction(1)
ZERO = Fraction(0)
TEN_THOUSAND = Fraction(10_000)
STATES = frozenset({ValueKind.QUALITATIVE, ValueKind.GRADE})


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
    is itself a bound).
    """

    met: bool
    share: Fraction | None

    @property
    def degree(self) -> Decimal | None:
        """The share as a decimal, at most 1: what a proportional score takes of the points."""
        return None if self.share is None else decimal_of(min(self.share, ONE))


def reached(target: Value, actual: Value | None, known: Equivalences, *, less_is_better: bool | None = None) -> Reached | Unsettled:
    """How far an actual reaches its target: actual / target where more is asked for, target / actual where less is.

    A bare actual takes the target's unit. A target of 0 is met by 0 only. `less_is_better` says which way a point without a
    sign may be passed (90% of the people content is met by 100%, a cost of 6万元 by 5万元); None where nobody knows.
    """
    if actual is None or not actual.text or not target.text:
        return Unsettled.BLANK
    if target.kind in STATES:
        return Unsettled.PHRASE
    if target.kind is ValueKind.DATE:
        return _on_time(target, actual)
    wanted = interval_of(target)
    if wanted is None or target.change is not None:
        return Unsettled.UNREAD
    if wanted.point and less_is_better is not None:
        wanted = evolve(wanted, lower=None) if less_is_better else evolve(wanted, upper=None)
    given = _given(target, actual, wanted, known)
    if isinstance(given, Unsettled):
        return given
    if target.approximate or actual.approximate:
        return Unsettled.UNSURE
    if given.point is not None:
        return Reached(wanted.holds(given.point), _share(wanted, given.point))
    return Reached(met=True, share=None) if contains(wanted, given) else Unsettled.BOUNDED


def _given(target: Value, actual: Value, wanted: Interval, known: Equivalences) -> Interval | Unsettled:
    """The actual in the target's unit: one figure, or those that a bound leaves open."""
    if actual.kind in STATES:
        return Unsettled.PHRASE_FOR_FIGURE
    if actual.kind in {ValueKind.DATE, ValueKind.SCHEDULE}:
        return Unsettled.OTHER_KIND
    given = interval_of(actual)
    if given is None or actual.kind not in FIGURES:
        return Unsettled.UNREAD
    if given.unit is None and not given.per:
        return _bare(target, given, wanted)
    into = converted(given, wanted.unit, wanted.per or given.per, known)
    if isinstance(into, Unlike):
        return Unsettled.OTHER_UNIT
    unsure = into.doubt is Doubt.ASSUMED or (given.point is not None and into.interval.point is None)
    return Unsettled.UNSURE if unsure else into.interval


def _bare(target: Value, given: Interval, wanted: Interval) -> Interval | Unsettled:
    """A bare actual in the unit that the target shows; a share of 1 beside a percentage (0.98) is not sure."""
    if target.kind is ValueKind.PERCENT and given.point is not None and ZERO < given.point <= ONE:
        return Unsettled.UNSURE
    scale = TEN_THOUSAND if target.kind is ValueKind.MONEY and "万" in target.text else ONE
    return evolve(scaled(given, scale), unit=wanted.unit, per=wanted.per)


def _share(wanted: Interval, figure: Fraction) -> Fraction | None:
    lower, upper = wanted.lower, wanted.upper
    if lower is not None and (upper is None or (lower == upper and figure <= lower)):
        return figure / lower if lower else None
    if lower is None and upper is not None:
        return (upper / figure if figure else None) if upper else (ZERO if figure else None)
    return ONE if wanted.holds(figure) and lower != upper else (None if figure != lower else ONE)


def _on_time(target: Value, actual: Value) -> Reached | Unsettled:
    """A date is met by the same day or one before it; a late one has no proportion."""
    if actual.kind in STATES:
        return Unsettled.PHRASE
    if actual.kind is not ValueKind.DATE:
        return Unsettled.OTHER_KIND if actual.kind in FIGURES else Unsettled.UNREAD
    if target.by is None or actual.by is None or "X" in target.by + actual.by:
        return Unsettled.UNSURE
    on_time = actual.by <= target.by
    return Reached(on_time, ONE if on_time else None)
