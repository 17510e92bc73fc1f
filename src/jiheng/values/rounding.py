"""Rounding (取整误差): the figures that a printed one may stand for, half a unit of its last digit to each side.

A figure with decimals, and every amount shown in 千元, 万元 or 亿元, is rounded; counts and prices in whole 元 are exact.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from jiheng.model.value import Value, ValueKind
from jiheng.values.intervals import Interval, interval_of, point, widened

HALF = Fraction(1, 2)
EXACT = Fraction(0)
ONE = Fraction(1)
SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_FIGURE = re.compile(r"(\d[\d,，]*)(?:[.．](\d+))?\s*((?:[十百千]?万|[十百千万]?亿|[十百千](?=元))?)")
_SCALE = re.compile(r"万|亿|千(?=元)")
_ROUNDED = re.compile(r"[.．千万亿]")
_SHOWN = re.compile(r"([十百千万亿]*)元")


@frozen
class Printed:
    """An amount in 元, what one unit of its last printed digit is worth in 元 (0: exact), and how many decimals are shown."""

    amount: Fraction
    step: Fraction
    decimals: int = 0

    @property
    def interval(self) -> Interval:
        """Every amount that is printed so."""
        if not self.step:
            return point(self.amount, "元")
        return Interval(self.amount - self.step / 2, self.amount + self.step / 2, unit="元")

    @property
    def digits(self) -> int:
        """How many significant digits are printed (924 000 shown as 92.4 万元 has three); whole 元 count each digit."""
        return len(str(int(abs(self.amount) / self.last_digit)))

    @property
    def last_digit(self) -> Fraction:
        """What one unit of the last printed digit is worth in 元, for whole 元 too."""
        return self.step or ONE


def printed(amount: Decimal, unit: str = "元", text: str | None = None) -> Printed:
    """An amount in 元 as the form shows it in `unit` (元, 千元, 万元, 亿元).

    `text` is the figure as printed, where it is known; else trailing zeros are taken not to have been printed.
    Raises ValueError for a unit that is no scale of 元.
    """
    shown = _SHOWN.fullmatch(unit)
    if not shown or (shown[1] and shown[1] not in SCALES):
        raise ValueError(f"{unit} is no unit in which amounts are shown")
    scale = SCALES.get(shown[1], 1)
    exact = Fraction(amount)
    size = abs(exact)
    for figure in _figures(text or ""):
        scales = (figure.scale,) if figure.scale else (scale, 1)
        if found := next((one for one in scales if figure.figure * one == size), None):
            return Printed(exact, _step(found, figure.decimals, 1), figure.decimals)
    decimals = _decimals(exact / scale)
    return Printed(exact, _step(scale, decimals, 1), decimals)


def printed_interval(value: Value, yuan: int | None = None) -> Interval | None:
    """The figures that meet a value when each of its bounds is only as sharp as it is printed in `value.text`.

    `yuan` says of a bare number that it is money, and how many 元 one of it is (10,000 where the head says 万元); the interval
    stays in the value's own unit. None where `interval_of` gives none. A bound that the text does not show in digits is exact,
    but for money in 万元 and 亿元.
    """
    interval = interval_of(value)
    if interval is None or (yuan is None and not _ROUNDED.search(value.text)):
        return interval
    written = _Written.of(value, yuan)
    below, above = (EXACT if end is None else written.half_step(abs(end)) for end in (interval.lower, interval.upper))
    return widened(interval, below, above)


@frozen
class _Figure:
    """A figure of a text: what its digits say, how many stand after the point, the scale written right after it or None."""

    figure: Fraction
    decimals: int
    scale: int | None


def _figures(text: str) -> Iterator[_Figure]:
    for match in _FIGURE.finditer(text):
        digits = re.sub("[,，]", "", match[1])
        yield _Figure(Fraction(f"{digits}.{match[2] or 0}"), len(match[2] or ""), SCALES.get(match[3]))


@frozen
class _Written:
    """The figures of a value's text, the scales that stand in it (1 among them), and how many 元 one is: None for what is no money."""

    figures: tuple[_Figure, ...]
    scales: tuple[int, ...]
    yuan: int | None

    @classmethod
    def of(cls, value: Value, yuan: int | None) -> "_Written":
        """What stands in the text of a value; `yuan` as in `printed_interval`."""
        figures = tuple(_figures(value.text))
        scales = {1} | {figure.scale for figure in figures if figure.scale} | {SCALES[found] for found in _SCALE.findall(value.text)}
        return cls(figures, tuple(sorted(scales)), 1 if value.kind is ValueKind.MONEY else yuan)

    def half_step(self, end: Fraction) -> Fraction:
        """Half the last printed digit of a bound, found as the figure of the text that makes it under a scale of the text."""
        for figure in self.figures:
            for scale in (figure.scale,) if figure.scale else self.scales:
                if figure.figure * scale == end:
                    return HALF * _step(scale, figure.decimals, self.yuan)
        return HALF * _step(max(scale for scale in self.scales if end % scale == 0 or scale == 1), 0, self.yuan)


def _step(scale: int, decimals: int, yuan: int | None) -> Fraction:
    """One unit of the last digit of a figure in a scale; none where it is exact."""
    rounded = decimals or (yuan is not None and scale * yuan >= SCALES["千"])
    return Fraction(scale, 10**decimals) if rounded else EXACT


def _decimals(figure: Fraction) -> int:
    """How many digits stand after the point of a figure that has a finite decimal form."""
    places = 0
    while figure.denominator > 1 and places < 30:
        figure, places = figure * 10, places + 1
    return places
