"""Spelled figures (汉字数字): 百分之九十五, 两年内, 壹佰元整 — written with digits instead, for the other readers."""

import re
from decimal import Decimal

from attrs import frozen

from jiheng.values.language import Language, either
from jiheng.values.numerals import CHINESE, EXACT, chinese

ROUND = {"十": 10, "百": 100, "千": 1000, "万": 10000}
UNDER = {100: "%", 1000: "‰", 10000: "‱"}
"""The sign of a share of a hundred, a thousand, ten thousand."""

_ONES = "一二两三四五六七八九十"
_RUN = rf"[{CHINESE}]+"
_ANY = rf"(?:{_RUN}|[0-9]+(?:\.[0-9]+)?)"
FRACTION = re.compile(rf"(?P<under>{_ANY})分之(?P<over>{_ANY}(?:点{_RUN})?)")
BESIDE_FRACTION = re.compile(r"以上|以下|左右|^不低于|^不少于|^达到")
TENTHS = re.compile(rf"(?P<tens>[{_ONES}]|[0-9](?:\.[0-9])?)成(?P<half>半?)(?=以上|以下|左右|以内|及|[^一-龥]|$)")
HALF = re.compile(
    r"(?<![上下每按])半(?=年(?!度)|个?月|个?小时|天|日|个?学期|个?季度)"
    rf"|(?P<whole>[{_ONES}]|[0-9]+)个半(?=月|小时|学期|季度)|(?P<years>[{_ONES}]|[0-9]+)(?P<unit>年|天|小时|周)半(?![一-龥]*年)"
)
EVERY = re.compile(rf"每一(?=个?(?:月|年|季|周|天|日|半))|(?<!每)一个?(?=(?:年|季度?|月|周|天|日|学期)[{_ONES}0-9]+[次场期轮批])")
LATIN_ZERO = re.compile("(?<=[〇一二三四五六七八九])[0oO](?=[〇一二三四五六七八九])")
COINS = re.compile(r"(?:([0-9]+)元)?([0-9])角(?:([0-9])分)?(?![0-9])")
STEPS = re.compile(r"([0-9]+)(亿|万)([0-9])(?:千(?=万)|千)(万?)")
HALVES = re.compile(r"(?<![0-9.])([0-9]{1,4})(?:(个)半(?=月|小时|学期|季度)|(年|天|小时|周)半(?!年))")
TIME = re.compile(r"(?<![0-9.])([0-9]{1,4})个?小时([0-9]{1,2})分钟?")


@frozen(eq=False)
class SpelledPatterns:
    """The patterns of figures in Chinese numerals that rest on units and idioms, made once of the language."""

    numeral: re.Pattern[str]
    nothing: re.Pattern[str]
    above: re.Pattern[str]
    round: re.Pattern[str]


def mixed(plain: str) -> str:
    """The text with money in two coins (3元5角), time in two units (1小时30分钟) and numbers in two steps (1万2千) as one figure."""
    text = HALVES.sub(lambda said: f"{said[1]}.5{said[2] or said[3]}", plain)
    text = TIME.sub(lambda said: f"{int(said[1]) * 60 + int(said[2])}分钟", text)
    text = COINS.sub(lambda said: f"{said[1] or 0}.{said[2]}{said[3] or ''}元", text)
    return STEPS.sub(lambda said: f"{said[1]}.{said[3]}{said[2]}", text)


def fraction(plain: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers of a fraction that is no percentage (三分之一 is 1 and 3); None where the text is none."""
    said = FRACTION.fullmatch(BESIDE_FRACTION.sub("", plain)) if "分之" in plain else None
    if said is None:
        return None
    under, over = _number(said["under"]), _number(said["over"])
    return (over, under) if under and over is not None and under not in UNDER else None


def arabic(language: Language, plain: str) -> str:
    """The text with its Chinese numerals in digits; the text itself where it has none."""
    text = _shares(plain)
    if "一" in text:
        text = EVERY.sub("每", text)
    if "半" in text:
        text = HALF.sub(_half, text)
    found = language.made(_patterns)
    if "零" in text:
        text = found.nothing.sub("0", text.replace("零增长", "增长0%"))
    if "百" in text or "千" in text or "万" in text:
        text = found.round.sub(_round, found.above.sub("超过", text))
    if "0" in text or "o" in text or "O" in text:
        text = LATIN_ZERO.sub("〇", text)
    return found.numeral.sub(_numeral, text)


def _shares(text: str) -> str:
    """百分之九十, 九成, 一半 as percentages."""
    if "百分" in text:
        text = text.replace("百分之百", "100%").replace("百分百", "100%")
    if "分之" in text:
        text = FRACTION.sub(_share, text)
    if "成" in text:
        text = TENTHS.sub(_tenths, text)
    if "半" in text:
        text = text.replace("过半", "超过50%").replace("一半", "50%").replace("半数", "50%")
    return text


def _patterns(language: Language) -> SpelledPatterns:
    first = "".join(sign for sign in CHINESE if sign not in "百佰千仟万萬亿億")
    # where a round word is a number, a look at the first character after it is enough
    begins = f"[{''.join(re.escape(sign) for sign in sorted({word[0] for word in language.units.words}))}]"
    return SpelledPatterns(
        numeral=re.compile(
            rf"(?P<idiom>{'|'.join(language.phrases.idioms)})|(?P<number>[{first}][{CHINESE}]*(?:点[{CHINESE}]+)?)"
            rf"(?=[个余多]?(?:{language.unit})|[余多]?[%‰]|号|$|[至到~-]|以上|以下|以内|左右)"
        ),
        nothing=re.compile(rf"(?<![一-龥])零(?={either(language.phrases.zero)})"),
        above=re.compile(rf"上(?=[百千万]{begins})"),
        round=re.compile(rf"(?:(?<=超过)|(?<=[近约]))[百千万](?={begins})|^[百千万](?=[余多]{begins})"),
    )


def _number(text: str) -> Decimal | None:
    """A number in digits or in Chinese numerals, with or without 点; a round word alone (百 of 百分之三) is its number."""
    if text in ROUND:
        return Decimal(ROUND[text])
    if text[0].isascii():
        return Decimal(text)
    whole, _, after = text.partition("点")
    number = chinese(whole)
    if number is None or not after:
        return None if number is None else Decimal(number)
    digits = after.rstrip("十拾百佰千仟万萬亿億")
    if not digits:
        return None
    shares = [chinese(sign) for sign in digits]
    if any(share is None or share > 9 for share in shares):
        return None
    times = EXACT.create_decimal(1)
    for sign in after[len(digits) :]:
        times = EXACT.multiply(times, EXACT.create_decimal(chinese("一" + sign) or 10))
    return EXACT.multiply(Decimal(f"{number}.{''.join(map(str, shares))}"), times)


def _share(said: "re.Match[str]") -> str:
    under, over = _number(said["under"]), _number(said["over"])
    sign = UNDER.get(int(under)) if under is not None else None
    return f"{over:f}{sign}" if sign and over is not None else said[0]


def _tenths(said: "re.Match[str]") -> str:
    tens = _number(said["tens"])
    return said[0] if tens is None else f"{tens * 10 + (5 if said['half'] else 0):f}%"


def _round(said: "re.Match[str]") -> str:
    return str(ROUND[said[0]])


def _half(said: "re.Match[str]") -> str:
    if said["whole"]:
        return f"{_number(said['whole'])}.5个"
    if said["years"]:
        return f"{_number(said['years'])}.5{said['unit']}"
    return "0.5"


def _numeral(said: "re.Match[str]") -> str:
    if said["idiom"]:
        return said[0]
    # 十二千克: the last character may begin the unit
    for text, rest in ((said["number"], ""), (said["number"][:-1], said["number"][-1:])):
        number = _number(text) if text else None
        if number is not None:
            return f"{number:f}{rest}"
    return said[0]
