"""Writer (写指标值): Value → the canonical text, which reads back equal."""

from decimal import Decimal

from jiheng.model.value import Change, Period, Value, ValueKind
from jiheng.values.ratios import CLOCK

EVERY = {
    Period.DAY: "每日",
    Period.WEEK: "每周",
    Period.MONTH: "每月",
    Period.QUARTER: "每季度",
    Period.HALF_YEAR: "每半年",
    Period.YEAR: "每年",
}
UNNAMED_YEAR = "XXXX-"


def write_value(value: Value) -> str:
    """The canonical text of a value: read again (without a budget year) it gives the same value but for `text`.

    A phrase, and what could not be read, is written as it was.
    """
    if value.kind is ValueKind.SCHEDULE and value.every is not None:
        return EVERY[value.every]
    if value.kind is ValueKind.DATE:
        return _dates(value)
    if value.kind is ValueKind.GRADE and value.grade is not None:
        return value.grade
    if value.kind is ValueKind.COMPOUND:
        return "；".join(write_value(part) for part in value.parts)
    if value.kind is ValueKind.RATIO and value.parts:
        numbers = [_number(part.lower) for part in value.parts if part.lower is not None]
        return ("比" if CLOCK.fullmatch(":".join(numbers)) else ":").join(numbers)
    if value.kind in (ValueKind.QUALITATIVE, ValueKind.UNKNOWN):
        return value.text
    return _figure(value)


def _figure(value: Value) -> str:
    unit = "比例" if value.kind is ValueKind.RATIO else value.unit or ""
    rate = "".join(f"/{base}" for base in value.per)
    about = "左右" if value.approximate else ""
    when = f"{dates}完成" if (dates := _dates(value)) else ""
    return f"{when}{_change(value)}{_interval(value, unit)}{rate}{about}"


def _change(value: Value) -> str:
    if value.change is None:
        return ""
    return (f"较{value.than}" if value.than else "") + ("增长" if value.change is Change.INCREASE else "下降")


def _interval(value: Value, unit: str) -> str:
    lower, upper = value.lower, value.upper
    if lower is None or upper is None:
        bound, number = (("<" if value.upper_open else "≤"), upper) if lower is None else ((">" if value.lower_open else "≥"), lower)
        return unit if number is None else f"{bound}{_number(number)}{unit}"
    if value.lower_open or value.upper_open:
        return f"{'>' if value.lower_open else '≥'}{_number(lower)}{unit}且{'<' if value.upper_open else '≤'}{_number(upper)}{unit}"
    if lower == upper:
        return f"{_number(lower)}{unit}"
    if lower == -upper and upper > 0:
        return f"±{_number(upper)}{unit}"
    return f"{_number(lower)}~{_number(upper)}{unit}"


def _number(number: Decimal) -> str:
    return format(number, "f")


def _dates(value: Value) -> str:
    if value.since and value.by:
        return f"{_day(value.since)}至{_day(value.by)}"
    if value.by:
        return f"{_day(value.by)}前"
    return f"{_day(value.since)}起" if value.since else ""


def _day(iso: str) -> str:
    if not iso.startswith(UNNAMED_YEAR):
        return iso
    _, month, day = iso.split("-")
    return f"{int(month)}月{int(day)}日"
