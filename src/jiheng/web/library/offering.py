"""Offering (推荐指标): what fits the level and the words that are being typed, of the unit's department, its trade, then of all.

What others set comes from the corpus's indicator library where the server was given one (JIHENG_LIBRARY).
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from attrs import frozen
from django.conf import settings

from jiheng.framework import load
from jiheng.framework.starting_set import starting_set
from jiheng.framework.trades import trade_of
from jiheng.framework.tree import tree
from jiheng.model.codec import from_json
from jiheng.model.indicator_library import IndicatorLibrary
from jiheng.web.library.models import Indicator, Kind, Standing
from jiheng.web.library.shape import Shape, of_law, shape_of
from jiheng.web.organizations.models import Body

MOST = 8
ORDER = (Kind.DEPARTMENT, Kind.TRADE, Kind.COMMON)


@frozen(eq=False)
class Suggestion:
    """An indicator that fits, and what others set for it: the quarters of their targets (None: nobody knows)."""

    shape: Shape
    others: tuple[Decimal, Decimal, Decimal] | None = None


def offered(unit: Body, level2: str, words: str, project: str = "") -> list[Suggestion]:
    """What fits best, at most eight; two queries."""
    node = tree(load()).level2_node(level2) if level2 else None
    typed = words.strip()
    ranked = sorted(
        (rank, number, shape)
        for number, shape in enumerate(known(unit, project))
        if (node is None or shape.node == node) and (rank := _rank(shape, typed)) is not None
    )
    return [Suggestion(shape, _others(shape)) for _rank_, _number, shape in ranked[:MOST]]


def known(unit: Body, project: str = "") -> list[Shape]:
    """All that may be offered to a unit: the library's approved ones for its department, its trade and all, and the law's starting set."""
    department = unit.department
    trade = trade_of(f"{department or ''}{unit}{project}", load())
    rows = Indicator.objects.filter(standing=Standing.APPROVED).select_related("department")
    mine = [
        shape_of(row)
        for row in rows
        if row.kind == Kind.COMMON or row.trade == trade or (department and row.department_id == department.pk)
    ]
    mine = [each for each in mine if each.kind is not Kind.TRADE or each.trade == trade]
    named = {(each.node, each.name) for each in mine}
    return sorted(mine, key=lambda each: ORDER.index(each.kind)) + [each for each in _of_law() if (each.node, each.name) not in named]


def _rank(shape: Shape, typed: str) -> tuple[int, int] | None:
    """How well an indicator fits what is typed, smaller is better; None where it does not at all."""
    whose = ORDER.index(shape.kind)
    if not typed or shape.name.startswith(typed):
        return 0, whose
    if typed in shape.name:
        return 1, whose
    shared = len(_pairs(typed) & _pairs(shape.name))
    if shared * 2 >= max(len(_pairs(typed)), 1):
        return 2, whose
    return (3, whose) if len(typed) > 1 and typed in f"{shape.definition}{shape.unit}" else None


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


@lru_cache(maxsize=1)
def _of_law() -> tuple[Shape, ...]:
    return tuple(of_law(each) for each in starting_set(load()))


def _others(shape: Shape) -> tuple[Decimal, Decimal, Decimal] | None:
    found = learnt()
    spread = found.spread(shape.name, shape.node, shape.unit) if found is not None else None
    return (spread.low_quarter, spread.median, spread.high_quarter) if spread is not None else None


def learnt() -> IndicatorLibrary | None:
    """What the corpus has learnt, from the file that the server was given; None where it was given none. Raises OSError for one that is not there."""
    path = Path(settings.LIBRARY) if settings.LIBRARY else None
    return _read(path, path.stat().st_mtime_ns) if path is not None else None


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int) -> IndicatorLibrary:
    return from_json(IndicatorLibrary, path.read_bytes())


def as_json(found: Iterable[Suggestion]) -> list[dict[str, object]]:
    """Suggestions for the editor."""
    return [
        {
            "name": each.shape.name,
            "kind": str(each.shape.kind.label),
            "definition": each.shape.definition,
            "formula": each.shape.formula,
            "unit": each.shape.unit,
            "sign": each.shape.sign,
            "source": each.shape.source,
            "usual": [part for part in each.shape.usual.split("；") if part],
            "others": [str(figure) for figure in each.others] if each.others else [],
        }
        for each in found
    ]
