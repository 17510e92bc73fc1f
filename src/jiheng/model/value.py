"""Value (指标值): what one target value means."""

from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from jiheng.model.decimals import plain_or_none


class ValueKind(StrEnum):
    """What sort of thing a target value states."""

    QUANTITY = "quantity"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    DURATION = "duration"
    SCHEDULE = "schedule"
    RATIO = "ratio"
    GRADE = "grade"
    QUALITATIVE = "qualitative"
    COMPOUND = "compound"
    UNKNOWN = "unknown"


class Change(StrEnum):
    """Direction of a change with a figure (较上年增长 …, 下降 …)."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Period(StrEnum):
    """How often a schedule returns (每日 … 每年)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@frozen(slots=False)  # made twice as fast without slots, and nothing is made as often
class Value:
    """One target value: the text as written and the interval, date or state that meets it.

    `lower` and `upper` bound the figures that meet the target (None: unbounded), both included unless
    `lower_open` or `upper_open`. Money is in yuan (元) whatever the text shows; 万 and 亿 are multiplied out;
    a percentage is the number before the sign. `per` holds the bases of a rate in order (元/人/月 → 人, 月).
    `since` and `by` are ISO 8601 dates, `by` the last day that meets the target; a year that nothing names is
    `XXXX` (ISO 8601-2). `parts` are the values of a compound or the two numbers of a ratio.
    """

    text: str
    kind: ValueKind
    lower: Decimal | None = field(default=None, converter=plain_or_none)
    upper: Decimal | None = field(default=None, converter=plain_or_none)
    lower_open: bool = False
    upper_open: bool = False
    approximate: bool = False
    unit: str | None = None
    per: tuple[str, ...] = ()
    change: Change | None = None
    than: str | None = None
    since: str | None = None
    by: str | None = None
    every: Period | None = None
    grade: str | None = None
    parts: "tuple[Value, ...]" = ()


NO_VALUE = Value(text="", kind=ValueKind.UNKNOWN)
"""The value of a cell that is blank or that the form does not have."""
