"""Placing (定位): what is doubtful at a point of a page, told at the cell that stands there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import evolve

from jiheng.documents.document import Block, Cell, Grid
from jiheng.model.repair import Repair


class Doubt(NamedTuple):
    """A mend of what stands at a point of a sheet, before anybody knows in which cell that is."""

    repair: Repair
    page: int
    x: float
    y: float


def placed(doubts: Iterable[Doubt], blocks: Sequence[Block]) -> Iterator[Repair]:
    """The mends, each at its cell; at its page where it stands outside tables."""
    cells: dict[int, list[tuple[Grid, Cell]]] = {}
    for block in blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                for outline in cell.outlines:
                    cells.setdefault(outline.page, []).append((block, cell))
    for doubt in doubts:
        held = next(((grid, cell) for grid, cell in cells.get(doubt.page, ()) if _holds(cell, doubt)), None)
        yield doubt.repair if held is None else evolve(doubt.repair, place=held[0].place_of(held[1]))


def _holds(cell: Cell, doubt: Doubt) -> bool:
    return any(
        left <= doubt.x <= right and top <= doubt.y <= bottom for page, (left, top, right, bottom), _ in cell.outlines if page == doubt.page
    )
