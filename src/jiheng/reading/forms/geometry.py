"""Geometry (位置): which cell of a ruled grid stands in which column, following merged cells over rows and pages."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from jiheng.documents.document import Cell
from jiheng.reading.forms.alignment import Laid
from jiheng.reading.forms.columns import Header
from jiheng.reading.forms.looks import Looks
from jiheng.reading.rows import Row
from jiheng.reading.texts import decimal


def lay_ruled(header: Header, rows: Sequence[Row]) -> list[Laid]:
    """Each ruled row with its cells under the header's columns; a cell merged over rows stands in all of them."""
    laid: list[Laid] = []
    open_cells: dict[int, tuple[Row, Cell, str]] = {}
    grid = None
    place_of = header.by_position
    for row in rows:
        if row.grid is not grid:
            open_cells, grid = {}, row.grid
        number = row.cells[0].row
        cells: dict[int, list[tuple[Row, Cell, str]]] = {}
        strays: list[tuple[Row, Cell, str]] = []
        for column, held in list(open_cells.items()):
            if held[1].row + held[1].row_span > number:
                cells[column] = [held]
            else:
                del open_cells[column]
        for cell, text in zip(row.cells, row.texts, strict=True):
            here = (row, cell, text)
            column = place_of.get(cell.column, -1)
            if column < 0:
                column = next((place_of[x] for x in range(cell.column, cell.column + cell.column_span) if x in place_of), -1)
            if column < 0:
                strays += [here] if text else []
                continue
            if column in cells and column not in open_cells:
                cells[column].append(here)
            else:
                cells[column] = [here]
            if cell.row_span > 1:
                open_cells[column] = here
        laid.append(Laid(row, cells, strays=tuple(strays)))
    return laid


def fills(header: Header, rows: Sequence[Row]) -> bool:
    """Whether ruled rows, with what reaches into them from above, have the header's width, so that their columns can be trusted.

    Those that a mend cut have every cell in its column, so that a short one (合计) leaves nothing out.
    """
    if all(row.grid is not None and row.grid.copied for row in rows):
        return True
    width = max(header.by_position, default=0)
    if header.listed:  # a list says its projects in every row: only a blank remark at its end may be missing
        width = max((column.start for column in header.columns if column.name != "remark"), default=width)
    reach: dict[int, int] = {}
    for row in rows:
        number = row.cells[0].row
        for _, _, column, row_span, column_span, *_ in row.cells:
            end = column + column_span - 1
            if end > reach.get(number, 0):
                reach[number] = end
            for below in range(number + 1, number + row_span) if row_span > 1 else ():
                reach[below] = max(end, reach.get(below, 0))
    short = [row for row in rows if len(row.cells) > 1 and reach[row.cells[0].row] < width]
    return not short


def is_shifted(looks: Looks, header: Header, rows: Sequence[Row]) -> bool:
    """Whether ruled rows without merged cells have moved left, so that words tell their columns better than places.

    One begins with a level before the column of such levels, has a bare value where the name is due, or ends in one before the target's.
    """
    starts = {column.name: column.start for column in header.columns if not column.half}
    return any(_has_moved(looks, starts, row) for row in rows if all(cell.row_span == 1 for cell in row.cells))


def _has_moved(looks: Looks, starts: Mapping[str, int], row: Row) -> bool:
    filled = [(cell.column, text) for cell, text in zip(row.cells, row.texts, strict=True) if text]
    if not filled:
        return False
    (first, text), (last, end) = filled[0], filled[-1]
    look = looks(text)
    own = starts.get("level1") if look.level1 is not None else starts.get("level2") if look.level2 is not None else None
    if own is not None and first < own:
        return True
    if last < starts.get("target", 0) and _is_bare_value(looks, end) and not looks(end).figure and not looks(end).sign:
        return True
    named = next((number for number, (column, _) in enumerate(filled) if column == starts.get("name")), 0)
    before = looks(filled[named - 1][1])
    return named > 0 and _is_bare_value(looks, filled[named][1]) and not (before.levelled or before.figure)


def _is_bare_value(looks: Looks, text: str) -> bool:
    look = looks(text)
    return look.sign or look.percent or look.figure or (text.startswith(looks.bounds) and any(map(str.isdigit, text)))


def in_order(header: Header, rows: Sequence[Row]) -> Header | None:
    """The header's columns for a grid of its own on the next page, which counts only the columns that its rows need.

    None where the numbers of columns do not tell that they are the same; 绩效指标 beside the rows may have ended on the page before.
    """
    width = max(cell.column + cell.column_span - 1 for row in rows for cell in row.cells)
    columns = header.columns
    if columns[0].name == "side" and width == len(columns) - 1:
        skipped = 1
    elif width == len(columns):
        skipped = 0
    else:
        return None
    moved = [evolve(column, start=number, end=number + 1) for number, column in enumerate(columns, 1 - skipped)]
    return header.with_columns(moved)


def crosses(header: Header, row: Row) -> bool:
    """Whether a filled cell of a ruled row stands across the columns of name and target."""
    wide = [cell for cell in row.cells if cell.column_span > 1 and cell.text]
    if not wide:
        return False
    name = next((column for column in header.columns if column.name == "name"), None)
    target = next((column for column in header.columns if column.name == "target"), None)
    if name is None or target is None:
        return False
    left, right = sorted((name, target), key=lambda column: column.start)
    return any(cell.column < left.end and cell.column + cell.column_span > right.start for cell in wide)


def figure_under(header: Header, laid: Laid, name: str) -> Decimal | None:
    """The figure that a row shows under the column of a field; None where it shows none."""
    for number, column in enumerate(header.columns):
        spot = next((spot for spot in laid.cells.get(number, ()) if spot[2]), None)
        if column.name == name and spot is not None:
            return decimal(spot[2])
    return None
