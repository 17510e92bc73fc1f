"""Ratios (比例): 7:3, 3比1, 三分之一 — two numbers set against each other."""

import re
from decimal import Decimal

from jiheng.model.value import Value, ValueKind
from jiheng.values.numerals import NUMBER, decimal

RATIO = re.compile(rf"(?P<head>[^0-9]*)(?P<one>{NUMBER})(?::|比|/)(?P<two>{NUMBER})(?P<tail>[^0-9%:]*)")
CLOCK = re.compile(r"(?:[6-9]|0[0-9]|1[0-9]|2[0-4]):(?:0[0-9]|[1-5][05])")


def ratio(text: str, plain: str) -> Value | None:
    """The ratio that a text is; None where it is none, as a time of day (8:30) is not."""
    said = RATIO.fullmatch(plain)
    if said is None or ("比" not in said["head"] and CLOCK.fullmatch(plain[said.start("one") : said.end("two")])):
        return None
    one, two = decimal(said["one"]), decimal(said["two"])
    if one is None or two is None:
        return None
    return of(text, one, two)


def of(text: str, one: Decimal, two: Decimal) -> Value:
    """A ratio of two numbers."""
    return Value(text, ValueKind.RATIO, parts=(_number(one), _number(two)))


def _number(number: Decimal) -> Value:
    return Value(format(number, "f"), ValueKind.QUANTITY, number, number)
