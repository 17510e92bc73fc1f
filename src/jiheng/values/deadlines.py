"""Deadlines by a festival (春节前, 2025年国庆节前): the last day before it."""

import re

from jiheng.model.value import Value, ValueKind
from jiheng.values.dates import Day, day_before
from jiheng.values.language import Language, either

QUOTES = "\"'“”‘’"


def _pattern(language: Language) -> "re.Pattern[str]":
    names = either(language.festivals.names())
    return re.compile(
        rf"(?:(?P<year>20[0-9]{{2}})年?)?[{QUOTES}]*(?P<name>{names})[{QUOTES}]*(?:劳动节|国际劳动节|假期|节日)?(?:来临|到来)?(?:之前|以前|前)"
    )


def deadline(language: Language, text: str, plain: str, year: int | None) -> Value | None:
    """The date by a festival; None where the text names none; unknown where the festival moves and no year is known."""
    said = language.made(_pattern).search(plain)
    if said is None or re.search("[0-9]", plain[: said.start()] + plain[said.end() :]):
        return None
    named = said["year"] is not None
    day = language.festivals.day(said["name"], int(said["year"]) if named else year, named=named)
    return Value(text, ValueKind.UNKNOWN) if day is None else Value(text, ValueKind.DATE, by=day_before(Day(*day)).iso())
