"""Spelled figures (汉字数字): 百分之九十五, 两年内, 壹佰元整 — written with digits instead, for the other readers."""

import re
from decimal import Decimal

from jiheng.values.language import Language, either
from jiheng.values.numerals import CHINESE, EXACT, chinese

_RUN = rf"[{CHINESE}]+"
_ANY = rf"(?:{_RUN}|[0-9]+(?:\.[0-9]+)?)"
FRACTION = re.compile(rf"(?P<under>{_ANY})分之(?P<over>{_ANY}(?:点{_RUN})?)")
TENTHS = re.compile(
    r"(?P<tens>[一二两三四五六七八九十]|[0-9](?:\.[0-9])?)成(?P<half>半?)(?![一-龥])|(?P<tens2>[一二两三四五六七八九十])成(?P<half2>半?)(?=以上|以下|左右|以内|及)"
)
HALF = re.compile(
    r"(?<![上下每按])半(?=年(?!度)|个?月|个?小时|天|日|个?学期|个?季度)|(?P<whole>[一二两三四五六七八九十]|[0-9]+)个半(?=月|小时|学期|季度)|(?P<years>[一二两三四五六七八九十]|[0-9]+)(?P<unit>年|天|小时|周)半(?![一-龥]*年)"
)
UNDER = {100: "%", 1000: "‰", 10000: "‱"}
NOT_FIGURES = re.compile(
    r"一次性|每[一二三四五六七八九十百千两]+个?(?:年|月|周|天|日|人|户|名|村|亩)|(?:周|星期|礼拜)[一二三四五六日](?![次场个])|一体|一流|第[一二三四五六七八九十](?!季)|统一|唯一|之一|一定|一致|十分(?!钟)|万一|一线|一站|一方面|一系列|一部分|一批|一路|一面|两面"
)


def arabic(language: Language, plain: str) -> "str | tuple[Decimal, Decimal] | None":
    """The text with its Chinese numerals in digits, or the two numbers of a fraction; None where it has none."""
    if not re.search(rf"[{CHINESE}半百成]", plain):
        return None
    if fraction := FRACTION.fullmatch(re.sub(r"以上|以下|左右|^不低于|^不少于|^达到", "", plain)):
        under, over = _number(fraction["under"]), _number(fraction["over"])
        if under is None or over is None or not under:
            return None
        if under not in UNDER:
            return over, under
    text = re.sub("百分百|百分之百", "100%", plain)
    text = re.sub(r"每一(?=个?(?:月|年|季|周|天|日|半))", "每", text)
    text = re.sub(r"(?<!每)一个?(?=(?:年|季度?|月|周|天|日|学期)[一两二三四五六七八九十0-9]+[次场期轮批])", "每", text)
    text = text.replace("零增长", "增长0%")
    text = re.sub(rf"(?<![一-龥])零(?={either(language.phrases.zero)})", "0", text)
    text = FRACTION.sub(_fraction, text)
    text = TENTHS.sub(_tenths, text)
    text = re.sub(r"一半|半数", "50%", text.replace("过半", "超过50%"))
    text = HALF.sub(_half, text)
    text = re.sub(rf"(?<=[近约])[百千万](?={language.unit})", lambda said: str(_ROUND[said[0]]), text)
    text = language.made(_numerals).sub(_numeral, text)
    return None if text == plain else text


_ROUND = {"百": 100, "千": 1000, "万": 10000, "十": 10}


_COINS = re.compile(r"([0-9]+)元([0-9])角(?:([0-9])分)?")
_STEPS = re.compile(r"([0-9]+)(亿|万)([0-9])(?:千(?=万)|千)(万?)")

_HALVES = re.compile(r"(?<![0-9.])([0-9]{1,4})(?:(个)半(?=月|小时|学期|季度)|(年|天|小时|周)半(?!年))")
_TIME = re.compile(r"(?<![0-9.])([0-9]{1,4})个?小时([0-9]{1,2})分钟?")


def mixed(plain: str) -> str:
    """The text with money in two coins (3元5角), time in two units (1小时30分钟) and numbers in two steps (1万2千) as one figure."""
    text = _HALVES.sub(lambda said: f"{said[1]}.5{said[2] or said[3]}", plain)
    text = _TIME.sub(lambda said: f"{int(said[1]) * 60 + int(said[2])}分钟", text)
    text = _COINS.sub(lambda said: f"{said[1]}.{said[2]}{said[3] or ''}元", text)
    return _STEPS.sub(lambda said: f"{said[1]}.{said[3]}{said[2]}", text)


def _number(text: str) -> Decimal | None:
    if text in _ROUND:
        return Decimal(_ROUND[text])
    if text[0].isdigit() and text[0].isascii():
        return Decimal(text)
    whole, _, after = text.partition("点")
    number = chinese(whole)
    digits = after.rstrip("十拾百佰千仟万萬亿億")
    if number is None or (after and not digits):
        return None
    shares = [chinese(sign) for sign in digits]
    times = EXACT.create_decimal(1)
    for sign in after[len(digits) :]:
        times = EXACT.multiply(times, EXACT.create_decimal(chinese("一" + sign) or 10))
    if any(share is None or share > 9 for share in shares):
        return None
    return EXACT.multiply(Decimal(f"{number}.{''.join(map(str, shares))}"), times) if shares else Decimal(number)


def _fraction(said: "re.Match[str]") -> str:
    under, over = _number(said["under"]), _number(said["over"])
    sign = UNDER.get(int(under)) if under is not None else None
    return f"{over:f}{sign}" if sign and over is not None else said[0]


def _tenths(said: "re.Match[str]") -> str:
    tens = _number(said["tens"] or said["tens2"])
    return said[0] if tens is None else f"{tens * 10 + (5 if said['half'] or said['half2'] else 0):f}%"


def _half(said: "re.Match[str]") -> str:
    if said["whole"]:
        return f"{_number(said['whole'])}.5个"
    if said["years"]:
        return f"{_number(said['years'])}.5{said['unit']}"
    return "0.5"


def _numerals(language: Language) -> "re.Pattern[str]":
    first = "".join(sign for sign in CHINESE if sign not in "百佰千仟万萬亿億")
    return re.compile(
        rf"(?P<not>{NOT_FIGURES.pattern})|(?P<number>[{first}][{CHINESE}]*(?:点[{CHINESE}]+)?)"
        rf"(?=[个余多]?(?:{language.unit})|[余多]?[%‰]|号|$|[至到~-]|以上|以下|以内|左右)"
    )


def _numeral(said: "re.Match[str]") -> str:
    if said["not"]:
        return said[0]
    number = _number(said["number"])
    return said[0] if number is None else f"{number:f}"
