"""Execution row (预算执行行): figures that lost a blank cell, put under their columns by the rate that is printed beside them."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations

BUDGET = ("execution.annual", "execution.initial", "execution.funds")
EXECUTED, RATE, WEIGHT, SCORE = "execution.executed", "execution.rate", "execution.weight", "execution.score"
HUNDRED = Decimal(100)
CLOSE = Decimal(1)
"""Points of percent within which a printed rate counts as the quotient."""


def by_the_rate(columns: Sequence[str], texts: Sequence[str]) -> tuple[int, ...] | None:
    """The column of each text, in order, where the printed rate is executed over budget in exactly one way; else None."""
    if EXECUTED not in columns or RATE not in columns or sum(text.endswith("%") for text in texts) != 1:
        return None
    budget = next((name for name in BUDGET if name in columns), EXECUTED)
    ways = [
        places
        for places in combinations(range(len(columns)), len(texts))
        if _holds({columns[at]: text for at, text in zip(places, texts, strict=True)}, budget)
    ]
    return ways[0] if len(ways) == 1 else None


def _holds(row: dict[str, str], budget: str) -> bool:
    """Whether budget, executed, rate and points of one way to put the texts agree."""
    if not row.get(RATE, "").endswith("%"):
        return False
    whole, executed, rate = _figure(row.get(budget, "")), _figure(row.get(EXECUTED, "")), _figure(row[RATE].rstrip("%"))
    if not whole or executed is None or rate is None or abs(executed / whole * HUNDRED - rate) > CLOSE:
        return False
    weight, score = _figure(row.get(WEIGHT, "")), _figure(row.get(SCORE, ""))
    return all(points is None or points <= HUNDRED for points in (weight, score)) and (weight is None or score is None or score <= weight)


def _figure(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
