"""Conversions (单位换算): an interval brought to another unit and other bases, exactly and with its doubt."""

from fractions import Fraction

from attrs import evolve, frozen

from jiheng.framework.equivalences import Doubt, Equivalences, Exchange
from jiheng.values.intervals import Interval, times

ONE = Fraction(1)


@frozen
class Converted:
    """An interval in the unit asked for, the exchanges it took (千米 into 米), and the worst doubt among them.

    Where an exchange has no single figure (年 into 天) the interval holds every figure that is possible.
    """

    interval: Interval
    exchanges: tuple[Exchange, ...]
    doubt: Doubt


@frozen
class Unlike:
    """Two units, or two bases of a rate, that nothing relates: the one found and the one asked for; None for no such unit."""

    unit: str | None
    into: str | None


def converted(interval: Interval, unit: str | None, per: tuple[str, ...], known: Equivalences) -> Converted | Unlike:
    """An interval in another unit for one of each base of `per`, in whatever order the bases stand.

    A bare number takes the unit asked for, and a unit is dropped where none is asked for; both are assumed.
    Unlike where unit or bases have no exchange.
    """
    whole = _exchange(interval.unit, unit, known)
    if isinstance(whole, Unlike):
        return whole
    bases = _paired(interval.per, per, known)
    if isinstance(bases, Unlike):
        return bases
    rate = evolve(interval, unit=unit, per=per)
    for exchange in whole:
        rate = _times(rate, exchange.least, exchange.most)
    for exchange in bases:
        rate = _times(rate, 1 / exchange.most, 1 / exchange.least)
    used = tuple(exchange for exchange in (*whole, *bases) if exchange.unit != exchange.into)
    return Converted(rate, used, max((exchange.doubt for exchange in used), default=Doubt.CERTAIN))


def _exchange(unit: str | None, into: str | None, known: Equivalences) -> tuple[Exchange, ...] | Unlike:
    if unit is None or into is None:
        return () if unit == into else (Exchange(unit or "", into or "", ONE, ONE, Doubt.ASSUMED),)
    found = known.exchange(unit, into)
    return (found,) if found else Unlike(unit, into)


def _paired(ours: tuple[str, ...], theirs: tuple[str, ...], known: Equivalences) -> tuple[Exchange, ...] | Unlike:
    """An exchange for each base of ours into one of theirs, the surest first."""
    found = [exchange for base in ours for into in theirs if (exchange := known.exchange(base, into)) and exchange.least]
    taken: list[Exchange] = []
    left, wanted = list(ours), list(theirs)
    for exchange in sorted(found, key=lambda one: (one.unit != one.into, one.doubt)):
        if exchange.unit in left and exchange.into in wanted:
            left.remove(exchange.unit)
            wanted.remove(exchange.into)
            taken.append(exchange)
    return Unlike(left[0] if left else None, wanted[0] if wanted else None) if left or wanted else tuple(taken)


def _times(interval: Interval, least: Fraction, most: Fraction) -> Interval:
    return interval if least == most == 1 else times(interval, Interval(least, most))
