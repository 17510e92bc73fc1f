"""Shapes: what a value, a name, an explanation, a foot line or page furniture looks like, as patterns made from `law/cutting.toml`."""

import re
from collections.abc import Iterable

from attrs import frozen

from jiheng.framework.framework import Framework

_NUMBER = r"\d[\d,，]*(?:[.．]\d+)?"


@frozen
class Shapes:
    """Compiled patterns; `figure`, `date`, `phrase` and `value` are for whole texts, `core` finds a value inside a run of text, `single` one figure."""

    sign: re.Pattern[str]
    core: re.Pattern[str]
    value: re.Pattern[str]
    date: re.Pattern[str]
    phrase: re.Pattern[str]
    single: re.Pattern[str]
    unit: re.Pattern[str]
    name_end: re.Pattern[str]
    explanation: re.Pattern[str]
    foot: re.Pattern[str]
    furniture: re.Pattern[str]
    page: re.Pattern[str]
    dated: re.Pattern[str]
    issuer: re.Pattern[str]
    signing_day: re.Pattern[str]


def shapes(framework: Framework) -> Shapes:
    """The patterns of the framework, made once."""
    return framework.part(_shapes)


def _shapes(framework: Framework) -> Shapes:
    sheet = framework.sheet("cutting")
    value, name = sheet["value"], sheet["name"]
    sign, tail = _any(value["signs"]), _any(value["tails"])
    counted = _any(value["units"])
    unit = rf"(?:{counted})(?:[/·每]{{1,2}}(?:{value['multipliers']})?(?:{counted})|[/·.每]?{value['bases']})*"
    scaled = rf"{_NUMBER}\s*(?:{value['multipliers']})?\s*(?:{unit})?"
    figure = rf"(?:(?:{sign})\s*)*{scaled}(?:\s*(?:[-~～—–－至]|到)\s*(?:(?:{sign})\s*)?{scaled})?\s*(?:[(（](?:{tail})[)）]|{tail})?"
    ratio = r"\d+\s*[:：×xX*]\s*\d+(?:小时)?"
    day = r"20\d\d\s*[.．/-]\s*\d{1,2}(?:\s*[.．/-]\s*\d{1,2})?"
    dates = rf"(?:{day}|{value['dates']})"
    date = rf"{dates}(?:\s+\d{{1,2}}日(?:前|之前|以前)?)?(?:\s*[-~～—–－至]+\s*{dates})?"
    phrase = _any(value["phrases"], keep_order=True)
    return Shapes(
        sign=re.compile(sign),
        core=re.compile(rf"(?:{date})(?:(?<=\d)(?![\d%])|(?<!\d))|{ratio}|{figure}"),
        value=re.compile(rf"{date}|{ratio}|{figure}(?:[;；、，,和且/]+{figure})*"),
        date=re.compile(date),
        phrase=re.compile(phrase),
        single=re.compile(rf"(?:(?:{sign})\s*)?{scaled}"),
        unit=re.compile(rf"(?:{value['multipliers']})?{unit}"),
        name_end=re.compile(rf".*{name['endings']}(?:[(（][^()（）]*[)）])?[。.]?", re.DOTALL),
        explanation=re.compile(_any(name["explanations"])),
        foot=re.compile(_any(sheet["foot"]["patterns"], keep_order=True)),
        furniture=re.compile(_any(sheet["furniture"]["patterns"], keep_order=True)),
        page=re.compile(_any(sheet["furniture"]["pages"], keep_order=True)),
        dated=re.compile(_any(sheet["furniture"]["dated"], keep_order=True)),
        issuer=re.compile(sheet["furniture"]["issuer"]),
        signing_day=re.compile(sheet["furniture"]["signing_day"]),
    )


def _any(words: Iterable[str], *, keep_order: bool = False) -> str:
    """One alternative of all words, the longest first; those that hold no pattern are taken literally."""
    ordered = list(words) if keep_order else sorted(words, key=len, reverse=True)
    return "|".join(word if "(?:" in word or "[" in word or "\\" in word or ".*" in word else re.escape(word) for word in ordered)
