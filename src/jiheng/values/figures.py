"""Figures (数值): bounds, hedges and bases before and after one number or range, and the Value they make together."""

from decimal import Decimal
from enum import Enum

from attrs import frozen

from jiheng.model.value import Change, Value, ValueKind
from jiheng.values.numerals import EXACT


class Bound(Enum):
    """What a word or sign says of the figure beside it; a loose one gives way to a word on the figure's other side."""

    LOWER = "lower"
    LOWER_OPEN = "lower_open"
    UPPER = "upper"
    UPPER_OPEN = "upper_open"
    EXACT = "exact"
    LOOSE_LOWER = "loose_lower"
    LOOSE_UPPER = "loose_upper"
    BOTH = "both"


@frozen
class Head:
    """What stands before a figure (每人每年不少于): bound, hedge, bases, change; `words` what is none of these.

    `fit` is False where no figure can follow such a beginning (a placeholder).
    """

    bound: Bound | None = None
    about: bool = False
    per: tuple[str, ...] = ()
    change: Change | None = None
    than: str | None = None
    money: bool = False
    negative: bool = False
    words: str = ""
    fit: bool = True


@frozen
class Tail:
    """What stands after a figure (万元/人以上): its kind, multiplier, unit, bases, bound, hedge; `words` what is none of these.

    `known` is False where the unit is in no list; `dated` says that the figure may be part of a date (月底前); `fit` is False where more of
    the figure follows (个半月).
    """

    kind: ValueKind = ValueKind.QUANTITY
    times: Decimal | None = None
    unit: str | None = None
    per: tuple[str, ...] = ()
    bound: Bound | None = None
    about: bool = False
    words: str = ""
    known: bool = False
    dated: bool = False
    fit: bool = True


@frozen(slots=False)
class Interval:
    """The figures that meet a target; None on a side that is free."""

    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool = False
    upper_open: bool = False


LOW = frozenset({Bound.LOWER, Bound.LOWER_OPEN})
HIGH = frozenset({Bound.UPPER, Bound.UPPER_OPEN})


def interval(before: Bound | None, after: Bound | None, number: Decimal) -> Interval | None:
    """The interval around one number; None where the words on its two sides contradict each other."""
    if before is Bound.BOTH:
        return Interval(number.copy_negate(), number)
    bound: Bound | None = before
    if after is not None:
        if (before in LOW and after in HIGH) or (before in HIGH and after in LOW):
            return None
        if before not in LOW and before not in HIGH:
            bound = after
    if bound is None or bound is Bound.EXACT:
        return Interval(number, number)
    if bound in (Bound.LOWER, Bound.LOOSE_LOWER):
        return Interval(number, None)
    if bound in (Bound.UPPER, Bound.LOOSE_UPPER):
        return Interval(None, number)
    if bound is Bound.LOWER_OPEN:
        return Interval(number, None, lower_open=True)
    return Interval(None, number, upper_open=True)


def single(text: str, head: Head, number: Decimal, tail: Tail) -> Value | None:
    """The value of one number between a head and a tail: unknown where they contradict each other, None where they make no figure."""
    if tail.times is not None:
        number = EXACT.multiply(number, tail.times)
    within = interval(head.bound, tail.bound, number.copy_negate() if head.negative else number)
    return Value(text, ValueKind.UNKNOWN) if within is None else made(text, head, within, tail)


def between(text: str, head: Head, low: Decimal, high: Decimal, tail: Tail) -> Value | None:
    """The value of a range whose numbers are multiplied out already."""
    return made(text, head, Interval(low.copy_negate() if head.negative else low, high), tail)


def made(text: str, head: Head, within: Interval, tail: Tail) -> Value | None:
    """The value of an interval between a head and a tail."""
    kind, unit = tail.kind, tail.unit
    if head.money and kind is ValueKind.QUANTITY and unit is None:
        kind, unit = ValueKind.MONEY, "元"
    if not tail.known and tail.words and head.bound is None and tail.bound is None and not head.money:
        return None
    per = (*(base for base in head.per if base not in tail.per), *tail.per) if head.per else tail.per
    if kind is ValueKind.PERCENT and head.change is None:
        per = tail.per
    return Value(
        text,
        kind,
        within.lower,
        within.upper,
        within.lower_open,
        within.upper_open,
        head.about or tail.about,
        unit,
        per,
        head.change,
        head.than,
    )
