"""Numerals (数字): figures in digits and in Chinese numerals (一百二十, 壹佰贰拾万, 两, 半) as exact decimals."""

import re
from decimal import Context, Decimal

EXACT = Context(prec=120)
"""Arithmetic wide enough that no figure of a form is rounded."""
LONGEST = 40
"""More digits than this are no figure that anybody wrote on purpose."""

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"

_DIGITS = dict(zip("零〇一二三四五六七八九", (0, *range(10)), strict=True)) | dict(
    zip("壹贰叁肆伍陆柒捌玖两弌弐参貳陸", (*range(1, 10), 2, 1, 2, 3, 2, 6), strict=True)
)
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ALONE = {**_DIGITS, "十": 10, "拾": 10}
CHINESE = "".join((*_DIGITS, *_TENS, *_GROUPS))
"""Every character of a Chinese numeral."""


def decimal(text: str) -> Decimal | None:
    """The number written in digits, with or without thousands separators; None where it is absurdly long, or a code (0951)."""
    if len(text) > LONGEST or (text[0] == "0" and len(text) > 2 and text[1] != "."):
        return None
    return Decimal(text.replace(",", "") if "," in text else text)


def chinese(text: str) -> int | None:
    """The whole number written in Chinese numerals; None where the characters make none (万万, 十百)."""
    if len(text) == 1:
        return _ALONE.get(text)
    if not text or len(text) > LONGEST:
        return None
    if _DIGITS.keys() >= set(text):
        # 二〇二四 is a number, 三五 (three or five) is none
        return None if 1 < len(text) < 4 and not set(text) & set("零〇") else int("".join(str(_DIGITS[sign]) for sign in text))
    total = 0
    for group, times in _grouped(text):
        if group is None:
            return None
        total = (total + group) * times if times == _GROUPS["亿"] else total + group * times
    return total


def _grouped(text: str) -> list[tuple[int | None, int]]:
    parts = re.split(r"([万萬亿億])", text)
    # 万亿: nothing stands between the two, and the second multiplies what the first gave
    pairs = [
        (_under_ten_thousand(parts[place]) if parts[place] or not place else 0, _GROUPS[parts[place + 1]])
        for place in range(0, len(parts) - 1, 2)
    ]
    return [*pairs, (_under_ten_thousand(parts[-1]) if parts[-1] else 0, 1)]


def _under_ten_thousand(text: str) -> int | None:
    total, last = 0, 10_000
    digit: int | None = None
    for place, sign in enumerate(text):
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
        else:
            ten = _TENS[sign]
            if ten >= last or (digit is None and not (place == 0 and ten == 10)):
                return None
            total, digit, last = total + (1 if digit is None else digit) * ten, None, ten
    if digit is None:
        return total or None
    # 三百五 is 350: a last digit without its ten stands one place below the ten before it
    short = 10 < last < 10_000 and bool(digit) and len(text) > 1 and text[-2] in _TENS
    return total + digit * (last // 10 if short else 1)
