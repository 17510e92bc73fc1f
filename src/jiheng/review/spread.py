"""Spread targets (分栏的指标值): a target whose sign, figure and unit stand in cells of their own, and a mend of it in one of them."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from jiheng.documents import Cell, Document, Grid
from jiheng.documents.marking import Replacement
from jiheng.documents.standing import replaced_in

EQUAL = "="
MOST = 8
"""Cells of a row that a target may be put together from."""


@frozen
class Tile:
    """A cell and the stretch of the target that it holds."""

    cell: Cell
    begin: int
    end: int


def settled(replacement: Replacement, document: Document) -> Replacement:
    """The replacement in the one cell of its row that it changes, where the whole text is put together from several.

    As it is where the text stands in its own cell, where the cells of the row can be put together to it in no way or in
    several, and where the change reaches over more than one of them.
    """
    place = replacement.place
    for block in document.blocks:
        if isinstance(block, Grid) and (block.place.sheet, block.place.table) == (place.sheet, place.table):
            return _in_grid(replacement, block)
    return replacement


def _in_grid(replacement: Replacement, grid: Grid) -> Replacement:
    row = [cell for cell in grid.cells if cell.row == replacement.place.row and cell.text]
    own = next((cell for cell in row if cell.column == replacement.place.column), None)
    if own is None or replaced_in(own.text, replacement.before, replacement.after) is not None:
        return replacement
    before, after = _bare(replacement.before), _bare(replacement.after)
    parts = [cell for cell in row if _bare(cell.text) in before]
    ways = [way for way in _ways(before, parts) if any(tile.cell is own for tile in way)] if len(parts) <= MOST else []
    if len(ways) != 1:
        return replacement
    return _changed(before, after, ways[0], grid) or replacement


def _ways(text: str, cells: Sequence[Cell], begin: int = 0) -> Iterator[tuple[Tile, ...]]:
    """Every order of some of the cells that gives the text from `begin` on."""
    if begin == len(text):
        yield ()
    for at, cell in enumerate(cells):
        bare = _bare(cell.text)
        if text.startswith(bare, begin):
            end = begin + len(bare)
            for rest in _ways(text, (*cells[:at], *cells[at + 1 :]), end):
                yield (Tile(cell, begin, end), *rest)


def _changed(before: str, after: str, tiles: Sequence[Tile], grid: Grid) -> Replacement | None:
    """The change in the tile that holds all of it; a sign that falls away before a figure leaves an equals sign in its column."""
    begin = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), min(len(before), len(after)))
    tail = 0
    while tail < min(len(before), len(after)) - begin and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    end = len(before) - tail
    tile = next((each for each in tiles if each.begin <= begin and end <= each.end), None)
    if tile is None:
        return None
    text = before[tile.begin : begin] + after[begin : len(after) - tail] + before[end : tile.end]
    if not text and tile is not tiles[0]:
        return None
    return Replacement(grid.place_of(tile.cell), tile.cell.text, text or EQUAL)


def _bare(text: str) -> str:
    return "".join(text.split())
