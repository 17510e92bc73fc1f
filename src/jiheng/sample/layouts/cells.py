"""Cells that many forms share (通用单元格): money, codes, levels merged over their rows."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from attrs import evolve

from jiheng.model.declaration import CodedName, Declaration
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.page import Box, Line

WAN = 10_000
Cut = Callable[[Indicator], tuple[str, ...]]
"""The cells of one indicator to the right of its levels."""


def coded(name: CodedName | None) -> str:
    """`219-青禾县水务局`; blank for None."""
    return "" if name is None else f"{name.code}-{name.name}" if name.code else name.name or ""


def wan(amount: Decimal | None) -> str:
    """Yuan as 万元, without zeros at the end; blank for None."""
    return "" if amount is None else f"{(amount / WAN).normalize():f}"


def wan_fixed(amount: Decimal | None) -> str:
    """Yuan as 万元 with thousands separated and six decimals at most, at least two; blank for None."""
    if amount is None:
        return ""
    whole, _, rest = wan(amount).partition(".")
    return f"{int(whole):,}.{rest.ljust(2, '0')}"


def yuan(amount: Decimal | None) -> str:
    """Yuan with two decimals and thousands separated; blank for None."""
    return "" if amount is None else f"{amount:,.2f}"


def in_levels(rows: Sequence[Indicator], cut: Cut, *, mark: str = "", tail: str = "") -> Iterator[Line]:
    """The indicators with both levels merged over their rows; `mark` follows each second level, `tail` is kept from first levels."""
    for level1, first in groupby(rows, key=lambda row: row.level1):
        within = list(first)
        top = [Box((level1 or "") + tail, len(within))]
        for level2, second in groupby(within, key=lambda row: row.level2):
            inner = list(second)
            deep = [Box((level2 or "") + mark, len(inner))]
            for row in inner:
                yield (*top, *deep, *(Box(text) for text in cut(row)))
                top, deep = [], []


def weighed(rows: Sequence[Indicator], points: int) -> tuple[Indicator, ...]:
    """The rows with whole points that add up to `points`, the rest at the last."""
    each = points // len(rows)
    last = points - each * (len(rows) - 1)
    return tuple(evolve(row, weight=Decimal(last if row is rows[-1] else each)) for row in rows)


def unweighed(rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """The rows without points, for a form that prints none."""
    return tuple(evolve(row, weight=None) for row in rows)


def bare(table: Declaration, **kept: Any) -> Declaration:
    """The declaration without project code, source and weights, as a plain form states it; `kept` replaces fields."""
    plain = evolve(table, code=None, indicators=unweighed(table.indicators))
    return evolve(plain, **kept)
