"""Periods (周期): which units are stretches of time, and how many of them a year has."""

from fractions import Fraction

from jiheng.framework.equivalences import Equivalences

YEAR = 12
"""Months in a year: the base of the calendar's units is the month."""


def is_period(unit: str | None, known: Equivalences) -> bool:
    """Whether a unit is a stretch of time (小时, 工作日, 月, 年)."""
    measure = known.measures.get(unit) if unit else None
    return measure is not None and measure.dimension in {"time", "calendar"}


def times_a_year(unit: str, known: Equivalences) -> Fraction | None:
    """How many such periods a year has (季度: 4); None for days and weeks, of which nobody says how many are worked, and for no period."""
    measure = known.measures.get(unit)
    return Fraction(YEAR) / measure.size if measure is not None and measure.dimension == "calendar" else None


def comes_again(unit: str, known: Equivalences) -> bool:
    """Whether once in such a period is more than once in a year."""
    times = times_a_year(unit, known)
    return is_period(unit, known) and (times is None or times > 1)
