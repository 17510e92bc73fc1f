"""Texts composed of parts whose meaning is known: what is read must be what they were composed of."""

import calendar
from decimal import Decimal

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from jiheng.model.value import Change, Value, ValueKind
from jiheng.values import read_value

LOWER = ("≥", "≧", ">=", "不低于", "不少于", "大于等于", "至少")
LOWER_OPEN = (">", "﹥", "大于", "超过", "高于")
UPPER = ("≤", "≦", "＜=", "不超过", "不高于", "小于等于", "最多", "控制在", "不突破")
UPPER_OPEN = ("<", "小于", "低于", "少于")
NUMBERS = (("98", "98"), ("1,200", "1200"), ("0.5", "0.5"), ("12.50", "12.5"), ("１００", "100"), ("三十", "30"), ("一百五十", "150"))
COUNTS = (("人", "人"), ("人次", "人次"), ("场次", "场次"), ("平方米", "平方米"), ("公里", "公里"), ("千克", "千克"), ("㎡", "㎡"))
TIMES = (("", 1), ("万", 10**4), ("百万", 10**6), ("亿", 10**8))
MONEY = (("元", 1), ("千元", 1000), ("万元", 10**4), ("亿元", 10**8))
CHAINS = (("", ()), ("/人", ("人",)), ("/人/月", ("人", "月")), ("/人·天", ("人", "天")), ("每人每年", ("人", "年")), ("/千人", ("千人",)))
NAMES = ("", "培训合格率", "资金按时到位", "设备购置数量", "完成", "目标值：")
SEPARATORS = ("-", "~", "—", "——", "～", "至", "到")
OTHERS = (
    (ValueKind.PERCENT, "%", "%"),
    (ValueKind.PERCENT, "‰", "‰"),
    (ValueKind.DURATION, "个工作日", "工作日"),
    (ValueKind.DURATION, "天", "天"),
)
SINCE = (("较上年", "上年"), ("与上年相比", "上年"), ("在上年基础上", "上年"), ("比2022年底", "2022年底"), ("同比", "上年同期"), ("", None))
CHANGES = (("增长", Change.INCREASE), ("提高", Change.INCREASE), ("下降", Change.DECREASE), ("缩短", Change.DECREASE))
years = st.none() | st.integers(2019, 2030)


def reads(text: str, meaning: Value, year: int | None = None) -> None:
    assert read_value(text, year=year) == attrs.evolve(meaning, text=text)


def bounded(bound: str, number: Decimal, value: Value) -> Value:
    if bound in LOWER or bound in LOWER_OPEN:
        return attrs.evolve(value, lower=number, lower_open=bound in LOWER_OPEN)
    if bound in UPPER or bound in UPPER_OPEN:
        return attrs.evolve(value, upper=number, upper_open=bound in UPPER_OPEN)
    return attrs.evolve(value, lower=number, upper=number)


def iso(year: int | None, month: int, day: int) -> str:
    return f"{year or 'XXXX'}-{month:02d}-{day:02d}"


def last_day(year: int | None, month: int) -> int:
    return calendar.monthrange(year or 2023, month)[1]


@given(*map(st.sampled_from, (NAMES, (*LOWER, *LOWER_OPEN, *UPPER, *UPPER_OPEN, "="), NUMBERS, TIMES, COUNTS, CHAINS)))
def test_counts(
    name: str, bound: str, number: tuple[str, str], times: tuple[str, int], unit: tuple[str, str], chain: tuple[str, tuple[str, ...]]
) -> None:
    assume(number[0].isascii() or not times[0])
    value = Value("", ValueKind.QUANTITY, unit=unit[1], per=chain[1])
    reads(f"{name}{bound}{number[0]}{times[0]}{unit[0]}{chain[0]}", bounded(bound, Decimal(number[1]) * times[1], value))


@given(*map(st.sampled_from, (NAMES, ("", *LOWER, *UPPER_OPEN), NUMBERS[:5], MONEY, CHAINS)))
def test_money(name: str, bound: str, number: tuple[str, str], scale: tuple[str, int], chain: tuple[str, tuple[str, ...]]) -> None:
    value = Value("", ValueKind.MONEY, unit="元", per=chain[1])
    reads(f"{name}{bound}{number[0]}{scale[0]}{chain[0]}", bounded(bound, Decimal(number[1]) * scale[1], value))


@given(
    st.integers(1, 500),
    st.integers(1, 500),
    st.booleans(),
    *map(st.sampled_from, (SEPARATORS, OTHERS, ("", "控制在", "约"), ("", "之间", "左右"))),
)
def test_ranges(low: int, more: int, twice: bool, separator: str, unit: tuple[ValueKind, str, str], before: str, after: str) -> None:  # noqa: FBT001
    value = Value("", unit[0], Decimal(low), Decimal(low + more), approximate=before == "约" or after == "左右", unit=unit[2])
    reads(f"{before}{low}{unit[1] if twice else ''}{separator}{low + more}{unit[1]}{after}", value)


@given(st.integers(1, 90), *map(st.sampled_from, (SINCE, CHANGES, ("", "≥", "不低于", "不超过"), (("%", "%"), ("个百分点", "百分点")))))
def test_changes(number: int, since: tuple[str, str | None], change: tuple[str, Change], bound: str, unit: tuple[str, str]) -> None:
    value = Value("", ValueKind.PERCENT, unit=unit[1], change=change[1], than=since[1])
    reads(f"{since[0]}{change[0]}{bound}{number}{unit[0]}", bounded(bound, Decimal(number), value))


@given(years, years, st.integers(1, 12), st.integers(1, 28), st.sampled_from(["", "前", "之前", "前完成"]))
def test_days(named: int | None, budget: int | None, month: int, day: int, after: str) -> None:
    text = f"{f'{named}年' if named else ''}{month}月{day}日{after}"
    reads(text, Value("", ValueKind.DATE, by=iso(named or budget, month, day)), budget)


@given(years, years, st.integers(1, 12), st.sampled_from(["", "底", "底前", "前", "底前完成", "完成"]))
def test_months(named: int | None, budget: int | None, month: int, after: str) -> None:
    year = named or budget
    if "前" in after and "底" not in after:
        before = (year, month - 1) if month > 1 else (year and year - 1, 12)
        meaning = Value("", ValueKind.DATE, by=iso(*before, last_day(*before)))
    else:
        since = None if "底" in after else iso(year, month, 1)
        meaning = Value("", ValueKind.DATE, since=since, by=iso(year, month, last_day(year, month)))
    reads(f"{f'{named}年' if named else ''}{month}月{after}", meaning, budget)


@given(
    st.integers(2019, 2030),
    st.integers(1, 12),
    st.integers(1, 36),
    st.sampled_from(["{}.{:02d}", "{}年{}月", "{}/{:02d}", "{}{:02d}"]),
    st.sampled_from("-—~至"),
)
def test_spans_of_months(year: int, month: int, more: int, shape: str, separator: str) -> None:
    years, months = divmod(year * 12 + month - 1 + more, 12)
    text = f"{shape.format(year, month)}{separator}{shape.format(years, months + 1)}"
    reads(text, Value("", ValueKind.DATE, since=iso(year, month, 1), by=iso(years, months + 1, last_day(years, months + 1))))
