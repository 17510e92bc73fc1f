"""Used cells (已用区域): the part of a sheet that shows anything, with merged cells as one and hidden ones left out."""

from collections.abc import Iterator

from jiheng.documents import refusals
from jiheng.documents.document import Cell
from jiheng.documents.drafts import MAKE
from jiheng.documents.visible import visible
from jiheng.documents.xlsx.sheet import Merge, Sheet
from jiheng.model.place import Place
from jiheng.model.repair import Repair

MAX_AREA = 1_000_000
"""Cells that merged ranges may cover in all, after they are cut to the used part."""
SPARSE = 20_000
ALONE = (1, 1)
SHOWN = 20
"""Cells of a hidden column that its repair quotes."""


def cells_in_use(sheet: Sheet, part: str, path: str | None) -> tuple[Cell, ...]:
    """The cells of the smallest rectangle that holds all text, row by row, numbered as in the sheet.

    A place that the file does not name is a blank cell all the same, unless the sheet is so sparse that filling it would
    multiply its size. Merged ranges stand at their upper left corner; what lies under one is not shown and not read.
    """
    _hide(sheet)
    filled = [spot for spot, text in sheet.cells.items() if text and not text.isspace()]
    if not filled:
        return ()
    columns = [column for _, column in filled]
    used = (min(filled)[0], min(columns), max(filled)[0], max(columns))
    spans, covered = _merged(sheet, used, part, path)
    cells: list[Cell] = []
    for spot in _places(sheet, used):
        if spot not in covered:
            text = sheet.cells.get(spot, "").strip()
            down, over = spans.get(spot, ALONE)
            cells.append(MAKE((text if text.isprintable() else visible(text).strip(), spot[0], spot[1], down, over, None, None, ())))
    return tuple(cells)


def untold(sheet: Sheet, place: Place) -> Iterator[Repair]:
    """What the reader leaves out or can't know of a sheet."""
    rows: dict[int, list[str]] = {}
    columns: dict[int, list[str]] = {}
    if sheet.hidden_rows or sheet.hidden_columns:
        for (row, column), text in sheet.cells.items():
            if text and row in sheet.hidden_rows:
                rows.setdefault(row, []).append(text)
            elif text and any(least <= column <= most for least, most in sheet.hidden_columns):
                columns.setdefault(column, []).append(text)
    for row, texts in sorted(rows.items()):
        yield Repair(Place(place.path, sheet=place.sheet, row=row), "hidden-row", " | ".join(texts), "")
    for column, texts in sorted(columns.items()):
        yield Repair(Place(place.path, sheet=place.sheet, column=column), "hidden-column", " | ".join(texts[:SHOWN]), "")
    for row, column in sheet.formulas:
        if not sheet.cells.get((row, column)):
            at = Place(place.path, sheet=place.sheet, table=place.table, row=row, column=column)
            yield Repair(at, "formula-without-value", "", "", doubtful=True)


def _places(sheet: Sheet, used: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """The places of the used rectangle in reading order; of a sparse one only those that the file names."""
    top, left, bottom, right = used
    if (bottom - top + 1) * (right - left + 1) > 4 * len(sheet.cells) + SPARSE:
        return sorted((row, column) for row, column in sheet.cells if top <= row <= bottom and left <= column <= right)
    rows = [row for row in range(top, bottom + 1) if row not in sheet.hidden_rows]
    columns = [column for column in range(left, right + 1) if not _is_hidden(sheet, 0, column)]
    return [(row, column) for row in rows for column in columns]


def _hide(sheet: Sheet) -> None:
    """Take out hidden cells, but keep a merged text of which a part is seen."""
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return
    hidden = [spot for spot in sheet.cells if _is_hidden(sheet, *spot)]
    for merge in sheet.merges:
        if _is_hidden(sheet, merge.top, merge.left):
            _move_to_sight(sheet, merge)
    for spot in hidden:
        sheet.cells.pop(spot, None)


def _is_hidden(sheet: Sheet, row: int, column: int) -> bool:
    return row in sheet.hidden_rows or any(least <= column <= most for least, most in sheet.hidden_columns)


def _move_to_sight(sheet: Sheet, merge: Merge) -> None:
    """A merged range whose corner is hidden shows its text in the part that is seen."""
    row, column = merge.top, merge.left
    while row <= merge.bottom and row in sheet.hidden_rows:
        row += 1
    while column <= merge.right and any(least <= column <= most for least, most in sheet.hidden_columns):
        column = next(most for least, most in sheet.hidden_columns if least <= column <= most) + 1
    if row <= merge.bottom and column <= merge.right:
        sheet.cells[row, column] = sheet.cells.get((merge.top, merge.left), "")
        sheet.merges[sheet.merges.index(merge)] = Merge(row, column, merge.bottom, merge.right)


def _merged(
    sheet: Sheet, used: tuple[int, int, int, int], part: str, path: str | None
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Spans by corner, and the places under them; ranges that overlap an earlier one are left alone."""
    top, left, bottom, right = used
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    area = 0
    for merge in sheet.merges:
        if merge.bottom < top or merge.right < left or merge.top > bottom or merge.left > right:
            continue
        first = (max(merge.top, top), max(merge.left, left))
        rows, columns = min(merge.bottom, bottom) - first[0] + 1, min(merge.right, right) - first[1] + 1
        area += rows * columns
        if area > MAX_AREA:
            raise refusals.TOO_MANY.at(path, part=part, limit=MAX_AREA)
        inside = {(first[0] + down, first[1] + over) for down in range(rows) for over in range(columns)}
        if first in spans or not covered.isdisjoint(inside) or not inside.isdisjoint(spans):
            continue
        spans[first] = (rows, columns)
        covered |= inside - {first}
        sheet.cells.setdefault(first, "")
    return spans, covered
