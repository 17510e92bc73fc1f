"""Execution run together (执行数粘连): `323210100.00%10` is budget, spent, points, rate and score, as only the arithmetic can tell."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

RUN = re.compile(r"(?<![\d.])(\d[\d.]{4,24})[%％](\d{0,2})")
_AMOUNT = re.compile(r"(?:0|[1-9]\d*)(?:\.\d{1,4})?")
_RATE = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.\d{1,2})?")
POINTS = ("10", "20", "5", "")
HUNDRED = Decimal(100)

Span = tuple[int, int]


def spans(text: str) -> Iterator[Span]:
    """The figures of every such run, and of lines below that repeat its amounts.

    A way that gives points goes before one without; silent where more than one is left.
    """
    for run in RUN.finditer(text):
        ways = set(_ways(run[1]))
        ways = {way for way in ways if way[-2] in POINTS} or ways
        if len(ways) != 1:
            continue
        parts = ways.pop()
        yield from _laid(parts[:-1], run.start())
        yield run.end(1) - len(parts[-1]), run.end(1) + 1
        if run[2]:
            yield run.span(2)
        amounts = parts[: len(parts) - 1 - (parts[-2] in POINTS)]
        again = "".join(amounts)
        for place in _places(text, again):
            if place != run.start():
                yield from _laid(amounts, place)


def _ways(digits: str) -> Iterator[tuple[str, ...]]:
    """Amounts (two, or three with the one at the start of the year), points or none, and the rate that the last two give."""
    cuts = range(1, len(digits))
    for first, second in product(cuts, cuts):
        if second <= first or not _AMOUNT.fullmatch(digits[:first]) or not _AMOUNT.fullmatch(digits[first:second]):
            continue
        budget, spent = digits[:first], digits[first:second]
        yield from ((budget, spent, *tail) for tail in _tails(digits[second:], budget, spent))
        for third in range(second + 1, len(digits)):
            later = digits[second:third]
            if _AMOUNT.fullmatch(later) and budget == spent:
                yield from ((budget, spent, later, *tail) for tail in _tails(digits[third:], spent, later))


def _tails(rest: str, budget: str, spent: str) -> Iterator[tuple[str, ...]]:
    for points in POINTS:
        rate = rest.removeprefix(points)
        if rest.startswith(points) and _RATE.fullmatch(rate) and _gives(Decimal(budget), Decimal(spent), Decimal(rate)):
            yield (points, rate) if points else (rate,)


def _gives(budget: Decimal, spent: Decimal, rate: Decimal) -> bool:
    exponent = rate.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return budget > 0 and rate > 0 and abs(spent / budget * HUNDRED - rate) * 2 <= Decimal(1).scaleb(-places)


def _laid(parts: tuple[str, ...], start: int) -> Iterator[Span]:
    for part in parts:
        yield start, start + len(part)
        start += len(part)


def _places(text: str, again: str) -> Iterator[int]:
    place = text.find(again)
    while place >= 0:
        if not text[place - 1 : place].isdigit() and not text[place + len(again) : place + len(again) + 1].isdigit():
            yield place
        place = text.find(again, place + 1)
