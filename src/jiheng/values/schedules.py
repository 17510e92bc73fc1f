"""Schedules (周期): 每月25日前, 按季度完成, 7×24小时 — how often something returns, where no figure says how much."""

import re
from collections.abc import Mapping

from attrs import frozen

from jiheng.model.value import Period, Value, ValueKind
from jiheng.values.grades import DIGIT, bare
from jiheng.values.language import Language, either

ROUND_THE_CLOCK = re.compile(r"(?<![0-9])(?:7(?:天|日)?[×xX*]24|365天?[×xX*]24|24(?:小时|h|H)?[×xX*]7)(?![0-9])")
ALL_DAY = re.compile(
    r"(?:全天|每天|每日)24小时|365天.{0,2}24(?:小时|h|H)|24(?:小时|h|H)(?:不间断|无间断|全天候|全天|连续|值守|值班|在岗|轮班|轮值|开放|运行|运转|服务|在线|监控|监测|巡查|巡逻|备勤|待命|畅通)"
)
DAY_OF = re.compile(r"第[0-9]个?月|[0-9]{1,2}(?:(?:-|~|至|到|、)[0-9]{1,2}(?=[日号月]))?(?:月份?|[日号]|点|时(?!间)|:[0-9]{2})")
TREND = re.compile(r"提高|提升|增长|增加|下降|减少|降低|改善|增强|好转|递增|递减|上升|扩大|优化|增多|向好|加强|完善|规范")


def _pattern(language: Language) -> "re.Pattern[str]":
    words = either(language.units.period)
    return re.compile(
        rf"(?:每[一1]?个?(?P<each>{words})(?!均|轻)|[按逐分](?P<by>{words})(?!均|轻|历|照|程|[一-龥]{{0,4}}(?:计划|方案|进度|任务|目标|标准|安排|要求|部署|预算)))"
    )


@frozen(eq=False)
class Words:
    """Words that are a schedule by themselves: the long ones wherever they stand, the others as the whole text."""

    periods: Mapping[str, Period]
    always: re.Pattern[str]


def _words(language: Language) -> Words:
    periods = {word: period for period in Period for word in language.phrases.schedule.get(period.value, ())}
    return Words(periods, re.compile(either(word for word in periods if len(word) > 2)))


def round_the_clock(plain: str) -> bool:
    """Whether 24 hours mean day and night (24小时值守), not a time to be kept."""
    return bool(ALL_DAY.search(plain))


def schedule(language: Language, text: str, plain: str) -> Value | None:
    """The schedule that a text names; None where it names none or gives a figure beside it."""
    if ROUND_THE_CLOCK.search(plain) or ALL_DAY.search(plain):
        return Value(text, ValueKind.SCHEDULE, every=Period.DAY)
    words = language.made(_words)
    if (found := words.always.search(plain)) is not None or plain in words.periods:
        return Value(text, ValueKind.SCHEDULE, every=words.periods[found[0] if found else plain])
    said = language.made(_pattern).search(plain)
    if said is None:
        return None
    rest = plain[: said.start()] + plain[said.end() :]
    if rest and bare(language, rest):
        return None
    if DIGIT.search(DAY_OF.sub("", rest)) or TREND.search(rest):
        return None
    return Value(text, ValueKind.SCHEDULE, every=language.period[said["each"] or said["by"]])
