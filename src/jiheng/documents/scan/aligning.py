"""Aligning (对齐): the table that goes on on the next page laid over the one that it goes on from.

Two sheets never lie alike on the glass, and each is brought upright by itself. Where the columns of both agree in proportion, the second is
moved and stretched to the first, so that the same column has the same place.
"""

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from jiheng.documents.pdf.lattice import Table
from jiheng.documents.pdf.sheet import Sheet, TablePart

STRETCHED = 0.12
"""How much wider or narrower, as a share, one page may have come out than another: each is brought to the size of its own text."""
NEAR = 0.012
"""How far, as a share of the table's width, the same border of a column may lie apart on two pages."""
AGREEING = 0.7
"""The share of the next page's borders that must agree with one above."""


def aligned(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets, the first table of each moved to the last one of the page before where they are as wide."""
    out: list[Sheet] = []
    above: TablePart | None = None
    for sheet in sheets:
        parts = [piece for piece in sheet.pieces if isinstance(piece, TablePart)]
        first = parts[0] if parts else None
        if above is not None and first is not None:
            moved = _moved(above.table.across, first)
            out.append(evolve(sheet, pieces=tuple(moved if piece is first else piece for piece in sheet.pieces)))
            parts[0] = moved
        else:
            out.append(sheet)
        above = parts[-1] if parts else None
    return out


def _moved(above: Sequence[float], part: TablePart) -> TablePart:
    across = part.table.across
    wide, room = above[-1] - above[0], across[-1] - across[0]
    if abs(room / wide - 1) > STRETCHED:
        return part
    laid = [above[0] + (at - across[0]) * wide / room for at in across]
    nearest = [_nearest(above, at) for at in laid]
    near = [abs(one - at) <= NEAR * wide for one, at in zip(nearest, laid, strict=True)]
    if sum(near) < AGREEING * len(laid):
        return part
    places = tuple(other if is_near else at for other, at, is_near in zip(nearest, laid, near, strict=True))
    if any(one >= other for one, other in pairwise(places)):
        return part
    table = part.table
    return evolve(
        part, laid=table, table=Table(places, table.down, table.boxes, table.owner, table.bare, table.open_above, table.open_below)
    )


def _nearest(places: Sequence[float], at: float) -> float:
    return min(places, key=lambda place: abs(place - at))
