"""Folding (折叠): a sheet without the rows that nobody touched; levels that span rows keep their place over those that stay."""

from collections.abc import Collection, Iterator

from attrs import evolve, frozen

from jiheng.web.filing.sheet import Sheet, SheetCell, SheetGrid, SheetRow


@frozen
class _Placed:
    """A cell with its row and column in the grid, both from 0."""

    cell: SheetCell
    row: int
    column: int


def folded(whole: Sheet, keep: Collection[str]) -> tuple[Sheet, int]:
    """The sheet with those of its indicators' rows that are named by their keys, and how many were folded away; all else of the form stays."""
    hidden = sum(_hides(row, keep) and bool(row.key) for grid in whole.grids for row in grid.rows)
    return evolve(whole, grids=tuple(_grid(grid, keep) for grid in whole.grids)), hidden


def _hides(row: SheetRow, keep: Collection[str]) -> bool:
    return row.blank or (bool(row.key) and row.key not in keep)


def _grid(grid: SheetGrid, keep: Collection[str]) -> SheetGrid:
    stays = [not _hides(row, keep) for row in grid.rows]
    held: dict[int, list[_Placed]] = {}
    for placed in _placed(grid):
        spanned = [at for at in range(placed.row, placed.row + placed.cell.row_span) if at < len(stays) and stays[at]]
        if spanned:
            held.setdefault(spanned[0], []).append(evolve(placed, cell=evolve(placed.cell, row_span=len(spanned))))
    rows = (evolve(row, cells=_ordered(held.get(at, []))) for at, row in enumerate(grid.rows) if stays[at])
    return evolve(grid, rows=tuple(rows))


def _ordered(cells: list[_Placed]) -> tuple[SheetCell, ...]:
    return tuple(each.cell for each in sorted(cells, key=lambda each: each.column))


def _placed(grid: SheetGrid) -> Iterator[_Placed]:
    """Each cell where it stands, as a browser lays it out: from the left, past what spans down from above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(grid.rows):
        column = 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            yield _Placed(cell, number, column)
            taken |= {(number + down, column + right) for down in range(cell.row_span) for right in range(cell.column_span)}
            column += cell.column_span
