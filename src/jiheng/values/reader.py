"""Reader (读指标值): text → Value."""

import re
from decimal import Decimal
from functools import cache

from attrs import evolve

from jiheng.framework.framework import Framework
from jiheng.framework.load import load
from jiheng.model.value import NO_VALUE, Value, ValueKind
from jiheng.values import compounds, dates, grades, ratios, schedules
from jiheng.values.characters import TABLE
from jiheng.values.figures import HIGH, LOW, Bound, Head, Interval, Tail, between, made, single
from jiheng.values.heads import PLACEHOLDER, head
from jiheng.values.language import Language, language
from jiheng.values.numerals import EXACT, NUMBER, decimal
from jiheng.values.spelled import arabic
from jiheng.values.tails import tail

PROSE = 1000
"""A text of more characters than this is prose: nobody writes a target value so long."""
SPLIT = re.compile(rf"([^0-9]*)({NUMBER})([^0-9]*)(?:({NUMBER})([^0-9]*))?\Z")
YEAR_LIKE = re.compile(r"(?:19|20)[0-9]{2}(?:\.?(?:0[1-9]|1[0-2]|[1-9])(?:[0-3][0-9])?)?")
DATE_BOUNDS = ("底", "末", "前", "终", "旬")
LATE = ("不晚于", "不迟于", "早于", "截至", "截止")


def read_value(text: str, *, year: int | None = None, framework: Framework | None = None) -> Value:
    """Read one target value (指标值).

    A total function: whatever is no target value is `unknown` or `qualitative`, and the text is kept. `year` is the budget
    year, taken where the text names none; without it such dates have the year `XXXX`. `framework` gives the units and
    phrases, by default the package's own. The time is linear in the length of the text.
    """
    spoken = _own() if framework is None else language(framework)
    raw = text.strip()
    if not raw:
        return NO_VALUE
    return _read(spoken, raw, year)


@cache
def _own() -> Language:
    return language(load())


def _read(spoken: Language, raw: str, year: int | None) -> Value:
    plain = raw.translate(TABLE)
    if len(plain) > PROSE:
        return Value(raw, ValueKind.QUALITATIVE if grades.CHINESE.search(plain) else ValueKind.UNKNOWN)
    return figure(spoken, raw, plain, year) or _other(spoken, raw, plain, year)


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
    if (end.dated or not after) and (dated := _dated(spoken, raw, plain, year, start, one)) is not None:
        return dated
    if strict and not _is_plain(spoken, start, end):
        return None
    return single(raw, start, first, end)


def _is_plain(spoken: Language, start: Head, end: Tail) -> bool:
    if end.known and end.kind is not ValueKind.QUANTITY and (start.bound or end.bound or start.per or start.change):
        return True
    words = spoken.plain
    return bool(words.fullmatch(start.words) and words.fullmatch(end.words)) and (end.known or bool(start.bound or end.bound))


def _dated(spoken: Language, raw: str, plain: str, year: int | None, start: Head, one: str) -> Value | None:
    """The schedule or date that a figure beside 年, 月, 日 is part of; None where it counts time."""
    years = YEAR_LIKE.fullmatch(one)
    if start.per and (found := schedules.schedule(spoken, raw, plain)) is not None:
        return found
    if start.bound is not None and not years and not any(word in plain for word in DATE_BOUNDS + LATE):
        return None
    if start.change is not None:
        return None
    found_span = dates.span(plain, year)
    if found_span is not None:
        rest = plain[: found_span.start] + plain[found_span.stop :]
        if not re.search("[0-9]", rest):
            return Value(raw, ValueKind.DATE, since=_since(plain, found_span), by=found_span.by)
        return None
    return Value(raw, ValueKind.UNKNOWN) if re.search(r"[0-9][日号](?:之前|以前|前)", plain) else None


def _since(plain: str, found: dates.Span) -> str | None:
    return None if any(word in plain for word in LATE) else found.since


def _pair(
    spoken: Language, texts: tuple[str, str], year: int | None, parts: tuple[Head, str, Decimal, str, Decimal, Tail]
) -> Value | None:
    raw, plain = texts
    start, one, first, mid, second, end = parts
    if (mid and mid[0] in "年月季") or end.dated or YEAR_LIKE.fullmatch(one):
        dated = _dated(spoken, raw, plain, year, start, one)
        if dated is not None:
            return dated
    inner, negative = mid.rstrip("¥"), False
    if inner.endswith(("~-", "至-", "到-", "--")):
        inner, negative = inner[:-1], True
    if inner == "±" and end.known:
        times = end.times or EXACT.create_decimal(1)
        low, high = EXACT.multiply(EXACT.subtract(first, second), times), EXACT.multiply(EXACT.add(first, second), times)
        return made(raw, start, Interval(low, high), end)
    if inner.endswith(("-", "~", "至", "到")):
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


def _bounded(spoken: Language, raw: str, parts: tuple[Head, str, Decimal, str, Decimal, Tail]) -> Value | None:
    """An interval given by two bounds (大于5%且小于10%)."""
    start, _, first, mid, second, end = parts
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


def _other(spoken: Language, raw: str, plain: str, year: int | None) -> Value:
    """A text that is no plain figure, tried as each of the other kinds in turn."""
    for found in (
        lambda: grades.grade(spoken, raw, plain),
        lambda: schedules.schedule(spoken, raw, plain),
        lambda: _date(raw, plain, year),
        lambda: _spelled(spoken, raw, plain, year),
        lambda: ratios.ratio(raw, plain),
        lambda: _remark(spoken, raw, plain, year),
        lambda: compounds.compound(spoken, raw, lambda part: _read(spoken, part, year)),
        lambda: _with_date(spoken, raw, plain, year),
        lambda: _named_rate(spoken, raw, plain, year),
    ):
        value = found()
        if value is not None:
            return value
    return grades.phrase(spoken, raw, plain)


def _date(raw: str, plain: str, year: int | None) -> Value | None:
    found = dates.span(plain, year)
    if found is None or re.search("[0-9]", plain[: found.start] + plain[found.stop :]):
        return None
    return Value(raw, ValueKind.DATE, since=_since(plain, found), by=found.by)


def _spelled(spoken: Language, raw: str, plain: str, year: int | None) -> Value | None:
    """A figure in Chinese numerals."""
    digits = arabic(spoken, plain)
    if digits is None:
        return None
    if isinstance(digits, tuple):
        return ratios.of(raw, *digits)
    found = figure(spoken, raw, digits, year, strict=True)
    return found or schedules.schedule(spoken, raw, digits) or _date(raw, digits, year)


REMARK = re.compile(r"\([^()]*\)")
NUMBERING = re.compile(r"(?:\([0-9]{1,2}\)|[0-9]{1,2}[.、)](?![0-9])|[①-⑳])")


def _remark(spoken: Language, raw: str, plain: str, year: int | None) -> Value | None:
    """What stands outside brackets, or behind a number that only counts it (1、), speaks for the text."""
    rest = REMARK.sub("", plain)
    if rest == plain or not rest.strip("()"):
        numbered = NUMBERING.match(plain)
        rest = plain[numbered.end() :] if numbered else plain.strip("()")
    if rest == plain or not rest:
        return None
    found = _read(spoken, rest, year)
    return None if found.kind in (ValueKind.UNKNOWN, ValueKind.QUALITATIVE) else evolve(found, text=raw)


def _with_date(spoken: Language, raw: str, plain: str, year: int | None) -> Value | None:
    """A figure with a date beside it (2024年底前完成30场): both hold."""
    found = dates.span(plain, year)
    if found is None:
        return None
    value = figure(spoken, raw, plain[: found.start] + plain[found.stop :], year)
    if value is None or value.kind is ValueKind.DATE:
        return None
    return evolve(value, since=_since(plain, found), by=found.by)


LAST_RATE = re.compile(rf"^.*率[^0-9]{{0,8}}?(?=[^0-9率]*{NUMBER}[^0-9]*$)")


def _named_rate(spoken: Language, raw: str, plain: str, year: int | None) -> Value | None:
    """A rate whose name has a figure of its own (24小时内响应率100%)."""
    said = LAST_RATE.match(plain)
    found = figure(spoken, raw, plain[said.end() :], year) if said and not PLACEHOLDER.search(plain) else None
    return found if found is not None and found.kind is ValueKind.PERCENT else None
