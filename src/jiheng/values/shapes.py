"""Shapes (数值的写法): one figure or one range between words — the shape of most target values."""

import re
from decimal import Decimal

from jiheng.model.value import Period, Value, ValueKind
from jiheng.values import dates, deadlines, schedules
from jiheng.values.figures import HIGH, LOW, Bound, Head, Interval, Tail, between, made, single
from jiheng.values.heads import head
from jiheng.values.language import Language
from jiheng.values.numerals import EXACT, NUMBER, decimal
from jiheng.values.tails import tail

SPLIT = re.compile(rf"([^0-9]*+)({NUMBER})([^0-9]*+)(?:({NUMBER})([^0-9]*+))?\Z")
YEAR_LIKE = re.compile(r"(?:19|20)[0-9]{2}(?:\.?(?:0[1-9]|1[0-2]|[1-9])(?:[0-3][0-9])?)?")
DATE_BOUNDS = re.compile("[底末前终旬]|不晚于|不迟于|早于|截至|截止")
COMPARED = re.compile(r"(?:较|比|与|同|高于|低于|优于|好于|超过)(?:19|20)[0-9]{2}年")
"""A year that something is compared with (与2023年持平) is no deadline."""
HALF_DATED = re.compile(r"[月年](?:底|末|初|份)|[日号月年](?:之前|以前|前)")
"""What only a date has after a figure; where it made none (0月底, 25日前) it says nothing."""
LATE = re.compile("不晚于|不迟于|早于|截至|截止")


def figure(spoken: Language, raw: str, plain: str, year: int | None, *, strict: bool = False) -> Value | None:
    """The value of a text with one figure or one range in it; None where it has none or more.

    `strict`: no words but plain ones may stand beside the figure (it was written in Chinese numerals, as phrases are too).
    """
    said = SPLIT.match(plain)
    if said is None:
        return None
    before, one, after, two, rest = said.groups()
    first = decimal(one)
    if first is None:
        return None
    start = head(spoken, before)
    if not start.fit:
        return None
    if two is not None:
        second = decimal(two)
        return None if second is None else _pair(spoken, (raw, plain), year, (start, one, first, after, second, tail(spoken, rest)))
    end = tail(spoken, after)
    if not end.fit:
        return None
    if end.dated or one == "24" or (not after and len(one) > 4):
        timed = _timed(spoken, (raw, plain), year, (start, one, first, after, end))
        if timed is not None:
            return timed
    if strict and not _is_plain(spoken, start, end):
        return None
    return single(raw, start, first, end)


def _timed(spoken: Language, texts: tuple[str, str], year: int | None, parts: tuple[Head, str, Decimal, str, Tail]) -> Value | None:
    """What one figure beside a word of the calendar says; None where it only counts."""
    raw, plain = texts
    start, one, first, after, end = parts
    if one == "24" and schedules.round_the_clock(plain):
        return Value(raw, ValueKind.SCHEDULE, every=Period.DAY)
    if COMPARED.search(plain) and YEAR_LIKE.fullmatch(one):
        return Value(raw, ValueKind.QUALITATIVE)
    if end.dated and end.per and end.known:
        return single(raw, start, first, end)
    if (end.dated or not after) and (dated := _dated(spoken, raw, plain, year, start, one)) is not None:
        return dated
    if end.dated and ((end.unit in ("年", "年度") and YEAR_LIKE.fullmatch(one)) or HALF_DATED.match(after)):
        return Value(raw, ValueKind.UNKNOWN)
    return None


def _is_plain(spoken: Language, start: Head, end: Tail) -> bool:
    if end.known and (start.bound or end.bound or (end.kind is not ValueKind.QUANTITY and (start.per or start.change))):
        return True
    words = spoken.plain
    return bool(words.fullmatch(start.words) and words.fullmatch(end.words)) and (end.known or bool(start.bound or end.bound))


def _dated(spoken: Language, raw: str, plain: str, year: int | None, start: Head, one: str) -> Value | None:
    """The schedule or date that a figure beside 年, 月, 日 is part of; None where it counts time."""
    if (plainly := dates.whole(plain, year)) is not None:
        return Value(raw, ValueKind.DATE, since=plainly.since, by=plainly.by)
    years = YEAR_LIKE.fullmatch(one)
    if start.per and (returning := schedules.schedule(spoken, raw, plain)) is not None:
        return returning
    if start.bound is not None and not years and not DATE_BOUNDS.search(plain):
        return None
    if start.change is not None:
        return None
    if "前" in plain and (deadline := deadlines.deadline(spoken, raw, plain, year)) is not None:
        return deadline
    found = dates.span(plain, year)
    if found is not None and not dates.UNREAD.search(found.rest):
        return Value(raw, ValueKind.DATE, since=since(plain, found), by=found.by)
    return None


def since(plain: str, found: dates.Span) -> str | None:
    """The first day of a span, unless the text only says until when (截至2024年6月)."""
    return None if LATE.search(plain) else found.since


def _pair(spoken: Language, texts: tuple[str, str], year: int | None, parts: tuple[Head, str, Decimal, str, Decimal, Tail]) -> Value | None:
    raw, plain = texts
    start, one, first, mid, second, end = parts
    if (mid and mid[0] in "年月季") or end.dated or YEAR_LIKE.fullmatch(one):
        dated = _dated(spoken, raw, plain, year, start, one)
        if dated is not None:
            return dated
    inner, negative = mid.rstrip("¥"), False
    if inner.endswith(("~-", "至-", "到-")) or (start.negative and inner.endswith("--")):
        inner, negative = inner[:-1], True
    if inner.endswith("±"):
        near = tail(spoken, inner[:-1])
        if near.words or near.unit not in (None, end.unit):
            return None
        times = end.times or EXACT.create_decimal(1)
        low, high = EXACT.multiply(EXACT.subtract(first, second), times), EXACT.multiply(EXACT.add(first, second), times)
        return made(raw, start, Interval(low, high), end)
    if inner.endswith(("-", "~", "至", "到")):
        if end.dated and end.words and end.unit == "月":
            return None
        return _range(spoken, raw, start, (first, second.copy_negate() if negative else second), inner.rstrip("-~至到"), end)
    return _bounded(spoken, raw, parts)


def _range(spoken: Language, raw: str, start: Head, numbers: tuple[Decimal, Decimal], mid: str, end: Tail) -> Value | None:
    low, high = numbers
    high = high if end.times is None else EXACT.multiply(high, end.times)
    if mid:
        first = tail(spoken, mid)
        if first.words or not first.known or (first.unit not in (None, end.unit)):
            return None
        times = first.times
    else:
        times = end.times
        if times is not None and EXACT.multiply(low, times) > high and low <= high:
            times = None
    low = low if times is None else EXACT.multiply(low, times)
    return between(raw, start, low, high, end)


AROUND = re.compile(r"(?P<unit>[^<≤]*)(?P<low>[<≤])[^<≤]{0,12}(?P<high>[<≤])")


def _bounded(spoken: Language, raw: str, parts: tuple[Head, str, Decimal, str, Decimal, Tail]) -> Value | None:
    """An interval given by two bounds (大于5%且小于10%, 5%≤x≤10%)."""
    start, _, first, mid, second, end = parts
    if start.bound is None and not start.words and (around := AROUND.fullmatch(mid)):
        unit = tail(spoken, around["unit"])
        within = Interval(first, second, around["low"] == "<", around["high"] == "<")
        return made(raw, start, within, end) if not unit.words and unit.unit in (None, end.unit) and end.times is None else None
    inner = head(spoken, mid)
    if start.words or ";" in mid or "。" in mid or inner.bound is None or start.bound is None or inner.per:
        return None
    low_first = start.bound in LOW and inner.bound in HIGH
    if not low_first and not (start.bound in HIGH and inner.bound in LOW):
        return None
    unit = tail(spoken, inner.words.strip("且,并和、同时而"))
    if unit.words or (unit.unit is not None and unit.unit != end.unit):
        return None
    times = unit.times if unit.unit is not None or unit.times is not None else end.times
    one = first if times is None else EXACT.multiply(first, times)
    two = second if end.times is None else EXACT.multiply(second, end.times)
    low, high = (one, two) if low_first else (two, one)
    bounds = {start.bound, inner.bound}
    return made(raw, start, Interval(low, high, Bound.LOWER_OPEN in bounds, Bound.UPPER_OPEN in bounds), end)
