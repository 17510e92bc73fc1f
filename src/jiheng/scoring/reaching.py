"""Reaching a target (目标完成程度): whether an actual meets a target, and how much of it, exactly."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from jiheng.framework.equivalences import Doubt, Equivalences
from jiheng.model.value import Value, ValueKind
from jiheng.values.conversions import Unlike, converted
from jiheng.values.intervals import FIGURES, Interval, decimal_of, interval_of

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
    """The actual is no figure but a bound (≥95%)."""
    UNREAD = "unread"
    """One of the two can't be read, or says more than one thing."""
    UNSURE = "unsure"
    """The figures can be compared only on an assumption: a unit left out, 左右, a year not named."""


@frozen
class Reached:
    """An actual held against its target.

    `share` is how much of the target is reached as a proportion counts it (0.97 for 97% of 100%), exact and above 1 where the
    target is passed; None where no proportion says it (a date, a point that is passed, a range that is left).
    """

    met: bool
    share: Fraction | None

    @property
    def degree(self) -> Decimal | None:
        """The share as a decimal, at most 1: what a proportional score takes of the points."""
        return None if self.share is None else decimal_of(min(self.share, ONE))


def reached(target: Value, actual: Value | None, known: Equivalences) -> Reached | Unsettled:
    """How far an actual reaches its target: actual / target where more is asked for, target / actual where less is.

    A bare actual takes the target's unit. A target of 0 is met by 0 only.
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
    figure = _figure(target, actual, wanted, known)
    if isinstance(figure, Unsettled):
        return figure
    if target.approximate or actual.approximate:
        return Unsettled.UNSURE
    return Reached(wanted.holds(figure), _share(wanted, figure))


def _figure(target: Value, actual: Value, wanted: Interval, known: Equivalences) -> Fraction | Unsettled:
    """The actual in the target's unit, where it is one figure."""
    if actual.kind in STATES:
        return Unsettled.PHRASE_FOR_FIGURE
    if actual.kind in {ValueKind.DATE, ValueKind.SCHEDULE}:
        return Unsettled.OTHER_KIND
    given = interval_of(actual)
    if given is None or actual.kind not in FIGURES:
        return Unsettled.UNREAD
    if given.point is None:
        return Unsettled.BOUNDED
    if given.unit is None and not given.per:
        return _bare(target, given.point)
    into = converted(given, wanted.unit, wanted.per or given.per, known)
    if isinstance(into, Unlike):
        return Unsettled.OTHER_UNIT
    if into.doubt is Doubt.ASSUMED or into.interval.point is None:
        return Unsettled.UNSURE
    return into.interval.point


def _bare(target: Value, figure: Fraction) -> Fraction | Unsettled:
    """A bare actual in the unit that the target shows; a share of 1 beside a percentage (0.98) is not sure."""
    if target.kind is ValueKind.MONEY:
        return figure * TEN_THOUSAND if "万" in target.text else figure
    if target.kind is ValueKind.PERCENT and ZERO < figure <= ONE:
        return Unsettled.UNSURE
    return figure


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
