"""Texts (文字): what a cell says, cleaned and taken apart, before any meaning is given to it."""

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from jiheng.model.declaration import CodedName
from jiheng.model.value import Value
from jiheng.values import read_value
from jiheng.values.numerals import LONGEST

_CJK = "\u2018-\u201d\u2014\u2026\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_INNER_BLANKS = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
_BLANK = re.compile(r"\s")
_NUMBERED_NAME = re.compile(r"^(?:三级)?指标\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：]\s*")
_NUMBER_ALONE = re.compile(r"^指标\d{1,2}(?=[\u4e00-\u9fff])")
"""`指标1工程完工率`: numbering without a colon."""
_POINTS = re.compile(r"[(（]\s*\d+(?:\.\d+)?\s*分\s*[)）]$")
_CODED = (
    re.compile(r"^[\[【〔(（]\s*([0-9A-Za-z][0-9A-Za-z-]*)\s*[\]】〕)）]\s*(.+)$", re.DOTALL),
    re.compile(r"^([0-9][0-9A-Za-z]*)\s*[-－–—―_]+\s*(\D.*)$", re.DOTALL),
    re.compile(r"^([0-9][0-9A-Za-z]{5,})\s*[-－–—―_]+\s*(\d[^-]*[\u4e00-\u9fff].*)$", re.DOTALL),
    re.compile(r"^([0-9]{3,})\s*((?![年月日])[\u4e00-\u9fff].*)$", re.DOTALL),
)
_TRAILING_CODE = re.compile(r"^(.*[\u4e00-\u9fff）)])\s*[(（\[【]?\s*([0-9]{3,})\s*[)）\]】]?$", re.DOTALL)
_LETTER_TICK = re.compile(r"(?<=[\u4e00-\u9fff])\s*R(?=\s|$)")
_NARROW = {code + 0xFEE0: code for code in range(0x21, 0x7F) if chr(code) not in "!(),:;?"}
_TOO_LONG = re.compile(rf"(?:\d[,，]?){{{LONGEST}}}\d")
_NUMBER = re.compile(r"[-－]?\d[\d,，]*(?:\.\d+)?")
_AMOUNT = re.compile(r"^[^\d-]{0,6}?([-－]?\d[\d,，]*(?:\.\d+)?|[-－]?\.\d+)\s*(百万元|千元|万元|亿元|万|亿|元)?(?:整)?[。.]?$")
_SPLIT_UP = re.compile(r"^([^(（]*?\d[^(（]*)[(（].*[)）]$", re.DOTALL)
"""An amount and, in brackets behind it, how it is split up."""
_AMOUNT_WITHIN = re.compile(r"([-－]?\d[\d,，]*(?:\.\d+)?)\s*(百万元|千元|万元|亿元|万|亿|元)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?度?")
_YEAR_LINE = re.compile(r"^(?:[(（]?\s*((?:19|20)\d{2})\s*年?\s*度?\s*[)）]|((?:19|20)\d{2})\s*年\s*度)$")
_MONEY_SCALES = {"元": 1, "千元": 1000, "万元": 10_000, "万": 10_000, "百万元": 1_000_000, "亿元": 10**8, "亿": 10**8, None: 0}


@frozen
class Amount:
    """A figure of money as a cell shows it; `scale` is yuan in one of its unit, None where the cell names no unit."""

    figure: Decimal
    scale: Decimal | None


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """The text without blanks at its ends and without blanks and line breaks between CJK characters."""
    text = text.strip().replace("\xa0", " ")
    return _INNER_BLANKS.sub("", text) if _BLANK.search(text) else text


@lru_cache(maxsize=16384)
def value(text: str, year: int | None) -> Value:
    """The target that a text states; tables repeat their targets, so each text is read once."""
    return read_value(text, year=year)


@lru_cache(maxsize=16384)
def bare_name(text: str) -> str:
    """An indicator's name without numbering (指标1：), 必填 mark and points in brackets."""
    text = _NUMBERED_NAME.sub("", _NUMBER_ALONE.sub("", text)) if text.startswith(("指标", "三级")) else text
    return _POINTS.sub("", text).rstrip() if text.endswith(("分)", "分）")) else text


@lru_cache(maxsize=8192)
def coded(text: str) -> CodedName:
    """A name and the code that stands before it: `0101-名`, `[017]名`, `219001-名`, `名(219)`; the code is None where none stands."""
    for form in _CODED:
        found = form.match(text)
        if found:
            return CodedName(found[1], found[2].strip())
    found = _TRAILING_CODE.match(text)
    return CodedName(found[2], found[1].strip()) if found else CodedName(None, text)


def ticked(text: str, ticks: Collection[str], boxes: Collection[str]) -> str:
    """The option whose box is ticked (新增项目□ 延续项目☑ → 延续项目); blank where none is, the text itself where it has no boxes."""
    if not any(box in text for box in boxes):
        return text
    text = _LETTER_TICK.sub("☑", text)
    marks = "".join(re.escape(mark) for mark in (*ticks, *boxes) if len(mark) == 1 and not mark.isalnum())
    parts = re.findall(rf"([^{marks}]*)([{marks}])", text) if text[0] not in (*ticks, *boxes) else []
    if not parts:
        parts = [(name, mark) for mark, name in re.findall(rf"([{marks}])([^{marks}]*)", text)]
    return next((name.strip(" 、，,；;\n") for name, mark in parts if mark in ticks), "")


@lru_cache(maxsize=8192)
def decimal(text: str) -> Decimal | None:
    """The one figure of a cell (`7.5`, `1,200`, `10分`, `90%`), None where it holds none or several."""
    found = () if _absurd(text) else _NUMBER.findall(narrow(text))
    return _figure(found[0]) if len(found) == 1 else None


@lru_cache(maxsize=8192)
def amount(text: str) -> Amount | None:
    """Money of a cell that holds an amount and little else; None where it holds no or several different figures."""
    if _absurd(text):
        return None
    text = narrow(text)
    split_up = _SPLIT_UP.match(text)
    found = _AMOUNT.match(split_up[1].strip() if split_up else text)
    if found:
        scale = _MONEY_SCALES[found[2]]
        return Amount(_figure(found[1]), Decimal(scale) if scale else None)
    within = {(figure, unit) for figure, unit in _AMOUNT_WITHIN.findall(text)}
    if len(within) != 1:
        return None
    figure, unit = within.pop()
    return Amount(_figure(figure), Decimal(_MONEY_SCALES[unit]))


def narrow(text: str) -> str:
    """Full-width figures, letters and signs in their narrow forms, letter for letter; brackets and marks of Chinese sentences stay."""
    return text if text.isascii() else text.translate(_NARROW)


def year_of(text: str) -> int | None:
    """The one budget year that a title or name names; None where it names none or several."""
    years = {int(found) for found in _YEAR.findall(narrow(text))}
    return years.pop() if len(years) == 1 else None


def year_line(text: str) -> int | None:
    """The year of a line that says nothing else: （2024年度）."""
    found = _YEAR_LINE.match(narrow(text))
    return int(found[1] or found[2]) if found else None


def _absurd(text: str) -> bool:
    """Whether the text holds more digits in a run than any figure has: arithmetic on thousands of them is an attack."""
    return len(text) > LONGEST and _TOO_LONG.search(text) is not None


def _figure(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("，", "").replace("－", "-"))
