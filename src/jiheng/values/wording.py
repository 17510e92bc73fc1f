"""Wording (读作): a Value as a person says it, in Chinese and English, to show beside the text that was read."""

from decimal import Decimal

from attrs import frozen

from jiheng.model.value import Change, Period, Value, ValueKind

KINDS = {
    ValueKind.QUANTITY: ("数量", "quantity"),
    ValueKind.PERCENT: ("比率", "percentage"),
    ValueKind.MONEY: ("金额", "money"),
    ValueKind.DATE: ("日期", "date"),
    ValueKind.DURATION: ("时长", "duration"),
    ValueKind.SCHEDULE: ("周期", "schedule"),
    ValueKind.RATIO: ("比例", "ratio"),
    ValueKind.GRADE: ("等级或状态", "grade"),
    ValueKind.QUALITATIVE: ("定性表述", "phrase"),
    ValueKind.COMPOUND: ("多项", "compound"),
    ValueKind.UNKNOWN: ("未能读懂", "not understood"),
}
PERIODS = {
    Period.DAY: ("每日", "every day"),
    Period.WEEK: ("每周", "every week"),
    Period.MONTH: ("每月", "every month"),
    Period.QUARTER: ("每季度", "every quarter"),
    Period.HALF_YEAR: ("每半年", "every half-year"),
    Period.YEAR: ("每年", "every year"),
}
MYRIAD = Decimal(10_000)
HUNDRED_MILLION = Decimal(100_000_000)
LONGEST = 24
"""Digits of a figure that is still shortened to 万 or 亿; no longer one is anybody's money."""


@frozen
class Phrases:
    """The words around figures in one language."""

    about: str
    at_least: str
    above: str
    at_most: str
    below: str
    between: str
    until: str
    starting: str
    each: str
    between_eaches: str
    increase: str
    decrease: str
    than: str
    grade: str
    phrase: str
    unread: str
    joint: str


CHINESE = Phrases(
    "约 ", "不少于 ", "多于 ", "不超过 ", "少于 ", " 至 ", "{} 前（含当日）", "{} 起", "每{}", "", "增长", "下降", "比{}", "达到“{}”",
    "定性表述", "未能读懂", "；",
)  # fmt: skip
ENGLISH = Phrases(
    "about ", "at least ", "more than ", "at most ", "less than ", " to ", "by {}", "from {}", "per {}", " ", "increase of ", "decrease of ",
    " over {}", "reaches “{}”", "a phrase", "not understood", "; ",
)  # fmt: skip


def kind_name(value: Value, lang: str = "zh") -> str:
    """What sort of thing the value states, as a word."""
    return KINDS[value.kind][lang == "en"]


def wording(value: Value, lang: str = "zh") -> str:
    """The meaning of a value as a phrase: `每人每月 4,583.33 元` for `4583.33元/人/月`."""
    phrases = ENGLISH if lang == "en" else CHINESE
    if value.kind is ValueKind.COMPOUND:
        return phrases.joint.join(wording(part, lang) for part in value.parts)
    if value.kind is ValueKind.RATIO and value.parts:
        return " : ".join(_figure(part.lower) for part in value.parts)
    if value.kind is ValueKind.DATE:
        return _dates(value, phrases)
    if value.kind is ValueKind.GRADE:
        return phrases.grade.format(value.grade)
    if value.kind is ValueKind.QUALITATIVE:
        return phrases.phrase
    if value.kind is ValueKind.SCHEDULE:
        return _schedule(value, phrases, lang)
    if value.lower is None and value.upper is None:
        return phrases.unread
    return _measured(value, phrases, lang)


def money(amount: Decimal) -> str:
    """Yuan with thousands separators: `1,319,999.04 元`."""
    return f"{_figure(amount)} 元".replace(" 万 元", " 万元").replace(" 亿 元", " 亿元")


def _measured(value: Value, phrases: Phrases, lang: str) -> str:
    each = phrases.between_eaches.join(phrases.each.format(base) for base in value.per)
    bounds = _bounds(value, phrases)
    if value.change:
        word = phrases.increase if value.change is Change.INCREASE else phrases.decrease
        than = phrases.than.format(value.than) if value.than else ""
        return f"{word}{bounds}{than}" if lang == "en" else f"{than}{word} {bounds}"
    if not each:
        return bounds
    return f"{bounds} {each}" if lang == "en" else f"{each} {bounds}"


def _bounds(value: Value, phrases: Phrases) -> str:
    """The interval with its unit."""
    unit = _unit(value.unit)
    about = phrases.about if value.approximate else ""
    if value.lower is not None and value.lower == value.upper:
        return f"{about}{_figure(value.lower)}{unit}"
    if value.lower is not None and value.upper is not None:
        return f"{about}{_figure(value.lower)}{phrases.between}{_figure(value.upper)}{unit}"
    if value.lower is not None:
        return f"{phrases.above if value.lower_open else phrases.at_least}{about}{_figure(value.lower)}{unit}"
    return f"{phrases.below if value.upper_open else phrases.at_most}{about}{_figure(value.upper)}{unit}"


def _dates(value: Value, phrases: Phrases) -> str:
    if value.since and value.by:
        return value.since if value.since == value.by else f"{value.since}{phrases.between}{value.by}"
    return phrases.starting.format(value.since) if value.since else phrases.until.format(value.by)


def _schedule(value: Value, phrases: Phrases, lang: str) -> str:
    every = PERIODS[value.every][lang == "en"] if value.every else phrases.unread
    return f"{every} {_bounds(value, phrases)}" if value.lower is not None or value.upper is not None else every


def _unit(unit: str | None) -> str:
    if unit is None:
        return ""
    return unit if unit in {"%", "‰", "‱"} else f" {unit}"


def _figure(number: Decimal | None) -> str:
    """A figure with thousands separators; from ten million on in 万 or 亿 where nothing is lost."""
    if number is None:
        return ""
    if LONGEST > number.adjusted() >= HUNDRED_MILLION.adjusted() - 1:
        for scale, word in ((HUNDRED_MILLION, " 亿"), (MYRIAD, " 万")):
            if number % (scale // 100) == 0 and abs(number) >= scale:
                return f"{_plain(number / scale)}{word}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    whole, _, decimals = format(number, ",f").partition(".")
    decimals = decimals.rstrip("0")
    return whole + (f".{decimals}" if decimals else "")
