"""Intervals (取值区间): the exact figures that a value allows, with their unit, and the algebra over them."""

from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

from attrs import evolve, frozen

from jiheng.model.decimals import plain
from jiheng.model.value import Change, Value, ValueKind

ZERO = Fraction(0)
PRINTED_PLACES = Decimal("0.000001")
FIGURES = frozenset({ValueKind.QUANTITY, ValueKind.PERCENT, ValueKind.MONEY, ValueKind.DURATION, ValueKind.RATIO})


@frozen
class Interval:
    """All figures between two ends, in `unit` for one of each base in `per` (元 per 人 and 月).

    An end of None is unbounded (and never open). `unit` is None for a bare number. `approximate` says that a figure
    behind it was written with 左右 or 约. An interval holds at least one figure: what would be empty is None where it is made.
    """

    lower: Fraction | None
    upper: Fraction | None
    lower_open: bool = False
    upper_open: bool = False
    unit: str | None = None
    per: tuple[str, ...] = ()
    approximate: bool = False

    def __attrs_post_init__(self) -> None:
        """Raises ValueError for ends that hold nothing between them."""
        if _empty(self.lower, self.upper, ends_open=self.lower_open or self.upper_open):
            raise ValueError(f"no figure lies between {self.lower} and {self.upper}")

    @property
    def point(self) -> Fraction | None:
        """The only figure of the interval; None where it holds more than one."""
        return self.lower if self.lower is self.upper or self.lower == self.upper else None

    @property
    def width(self) -> Fraction | None:
        """How far the ends are apart; None where one is unbounded."""
        return None if self.lower is None or self.upper is None else self.upper - self.lower

    def holds(self, figure: Fraction | Decimal | int) -> bool:
        """Whether a figure, in the interval's own unit, lies in it."""
        exact = Fraction(figure)
        if self.lower is not None and (exact < self.lower or (self.lower_open and exact == self.lower)):
            return False
        return self.upper is None or exact < self.upper or (exact == self.upper and not self.upper_open)


def point(figure: Fraction | Decimal | int, unit: str | None = None, per: tuple[str, ...] = ()) -> Interval:
    """The interval of one exact figure."""
    exact = Fraction(figure)
    return Interval(exact, exact, unit=unit, per=per)


def interval_of(value: Value) -> Interval | None:
    """The figures that meet a value, in its unit (money in 元).

    None where the value has no figures of its own (a date, schedule, grade, phrase, compound, two-part ratio, unknown) or
    bounds that exclude each other. A decrease is counted downwards: 下降≥5% is everything up to −5.
    """
    if value.kind not in FIGURES or (value.lower is None and value.upper is None):
        return None
    lower = None if value.lower is None else Fraction(value.lower)
    upper = lower if value.upper == value.lower else None if value.upper is None else Fraction(value.upper)
    lower_open, upper_open = value.lower_open and lower is not None, value.upper_open and upper is not None
    if _empty(lower, upper, ends_open=lower_open or upper_open):
        return None
    made = Interval(lower, upper, lower_open, upper_open, value.unit, value.per, value.approximate)
    return scaled(made, Fraction(-1)) if value.change is Change.DECREASE else made


def intersection(one: Interval, other: Interval) -> Interval | None:
    """The figures of both, which must be in one unit (ValueError); None where there are none."""
    _require_like(one, other)
    lowest, highest = max(one, other, key=_low), min(one, other, key=_high)
    if _empty(lowest.lower, highest.upper, ends_open=lowest.lower_open or highest.upper_open):
        return None
    return _between(lowest, highest, approximate=one.approximate or other.approximate)


def hull(one: Interval, other: Interval) -> Interval:
    """The least interval around both, which must be in one unit (ValueError)."""
    _require_like(one, other)
    lowest, highest = min(one, other, key=_low), max(one, other, key=_high)
    return _between(lowest, highest, approximate=one.approximate or other.approximate)


def contains(outer: Interval, inner: Interval) -> bool:
    """Whether every figure of `inner` lies in `outer`; both must be in one unit (ValueError)."""
    _require_like(outer, inner)
    return _low(outer) <= _low(inner) and _high(inner) <= _high(outer)


def add(one: Interval, other: Interval) -> Interval:
    """Every sum of a figure of each; both must be in one unit (ValueError)."""
    _require_like(one, other)
    lower = None if one.lower is None or other.lower is None else one.lower + other.lower
    upper = None if one.upper is None or other.upper is None else one.upper + other.upper
    return evolve(
        one,
        lower=lower,
        upper=upper,
        lower_open=lower is not None and (one.lower_open or other.lower_open),
        upper_open=upper is not None and (one.upper_open or other.upper_open),
        approximate=one.approximate or other.approximate,
    )


def total(intervals: Iterable[Interval]) -> Interval | None:
    """Every sum of one figure of each, all in one unit (ValueError); None of no intervals."""
    sum_of: Interval | None = None
    for interval in intervals:
        sum_of = interval if sum_of is None else add(sum_of, interval)
    return sum_of


def scaled(interval: Interval, factor: Fraction) -> Interval:
    """Every figure times an exact factor; a negative one turns the interval round."""
    lower, upper, lower_open, upper_open = interval.lower, interval.upper, interval.lower_open, interval.upper_open
    if factor < 0:
        lower, upper, lower_open, upper_open = upper, lower, upper_open, lower_open
    if factor:
        lower, upper = None if lower is None else lower * factor, None if upper is None else upper * factor
    else:
        lower, upper, lower_open, upper_open = ZERO, ZERO, False, False
    return Interval(lower, upper, lower_open, upper_open, interval.unit, interval.per, interval.approximate)


def times(one: Interval, other: Interval) -> Interval:
    """Every product of a figure of each, in the first's unit and bases: whoever multiplies says what the unit becomes."""
    if other.lower is not None and other.lower == other.upper:
        made = scaled(one, other.lower)
        return evolve(made, approximate=True) if other.approximate and not made.approximate else made
    ends = [_end_product(left, right) for left in _ends(one) for right in _ends(other)]
    lower, lower_open = _outermost(ends, -1)
    upper, upper_open = _outermost(ends, 1)
    return Interval(lower, upper, lower_open, upper_open, one.unit, one.per, one.approximate or other.approximate)


def from_zero(interval: Interval) -> Interval:
    """What of an interval can be a count or a price: a side that nothing bounds begins at zero.

    An interval that allows no figure from zero up is left as it is.
    """
    if interval.lower is not None or (interval.upper is not None and interval.upper < 0):
        return interval
    return interval if interval.upper == 0 and interval.upper_open else evolve(interval, lower=ZERO)


def widened(interval: Interval, below: Fraction, above: Fraction) -> Interval:
    """The interval with so much more room below and above (neither negative); ends that move are included."""
    return evolve(
        interval,
        lower=None if interval.lower is None else interval.lower - below,
        upper=None if interval.upper is None else interval.upper + above,
        lower_open=interval.lower_open and not below,
        upper_open=interval.upper_open and not above,
    )


def decimal_of(figure: Fraction) -> Decimal:
    """An exact figure as a Decimal; one without a finite decimal form (a third) to six places, for printing only."""
    rest = figure.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    with localcontext() as context:
        context.prec = max(28, len(str(figure.numerator)) + 4 * len(str(figure.denominator)) + 8)
        exact = Decimal(figure.numerator) / Decimal(figure.denominator)
        return plain(exact if rest == 1 else exact.quantize(PRINTED_PLACES))


@frozen
class _End:
    """One end in a product: its figure (0 where unbounded), which infinity it is (−1, 0 for none, 1), whether it is left out."""

    infinite: int
    figure: Fraction
    open: bool


def _ends(interval: Interval) -> tuple[_End, _End]:
    lower = _End(-1, ZERO, True) if interval.lower is None else _End(0, interval.lower, interval.lower_open)
    upper = _End(1, ZERO, True) if interval.upper is None else _End(0, interval.upper, interval.upper_open)
    return lower, upper


def _end_product(one: _End, other: _End) -> _End:
    """A zero that is reached makes a zero that is reached, whatever it multiplies, infinity too."""
    signs = [end.infinite or (end.figure > 0) - (end.figure < 0) for end in (one, other)]
    if 0 in signs:
        reached = any(sign == 0 and not end.open for sign, end in zip(signs, (one, other), strict=True))
        return _End(0, ZERO, not reached)
    if one.infinite or other.infinite:
        return _End(signs[0] * signs[1], ZERO, True)
    return _End(0, one.figure * other.figure, one.open or other.open)


def _outermost(ends: list[_End], side: int) -> tuple[Fraction | None, bool]:
    """The lowest (side −1) or highest (1) of the products of ends, and whether it is left out."""
    if any(end.infinite == side for end in ends):
        return None, False
    finite = [end for end in ends if not end.infinite]
    furthest = max(end.figure * side for end in finite) * side
    return furthest, all(end.open for end in finite if end.figure == furthest)


def _empty(lower: Fraction | None, upper: Fraction | None, *, ends_open: bool) -> bool:
    if lower is None or upper is None or lower is upper:
        return ends_open and lower is not None and lower is upper
    return lower > upper or (ends_open and lower == upper)


def _between(lowest: Interval, highest: Interval, *, approximate: bool) -> Interval:
    return evolve(lowest, upper=highest.upper, upper_open=highest.upper_open, approximate=approximate)


def _low(interval: Interval) -> tuple[bool, Fraction, bool]:
    """Orders lower ends: the further left, the smaller."""
    return (interval.lower is not None, interval.lower or ZERO, interval.lower_open)


def _high(interval: Interval) -> tuple[bool, Fraction, bool]:
    """Orders upper ends: the further left, the smaller."""
    return (interval.upper is None, interval.upper or ZERO, not interval.upper_open)


def _require_like(one: Interval, other: Interval) -> None:
    if (one.unit, one.per) != (other.unit, other.per):
        raise ValueError(f"{one.unit} per {one.per} and {other.unit} per {other.per} must be brought to one unit first")
