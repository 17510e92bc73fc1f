"""Table of a binary document (旧版 Word 表格): rows with the edges of their cells laid on common columns."""

from bisect import bisect_right

from attrs import frozen

from jiheng.documents.doc.properties import CellShape
from jiheng.documents.drafts import CellDraft, TableDraft

NEAR = 20
"""Twentieths of a point within which two edges are one: a point is less than the width of any sign."""


@frozen
class Row:
    """The texts of a row's cells and their shapes; no shapes where the row's end does not describe them."""

    texts: tuple[str, ...]
    shapes: tuple[CellShape, ...]


def laid_out(rows: list[Row]) -> TableDraft:
    """The cells of a table at their columns; a cell that continues its neighbour or the one above is no cell of its own."""
    table = TableDraft(width=1000)
    edges = _edges(rows)
    for row in rows:
        table.rows += 1
        for number, text in enumerate(row.texts):
            shape = row.shapes[number] if number < len(row.shapes) else CellShape(0, 0)
            if len(row.shapes) == len(row.texts):
                column = bisect_right(edges, shape.left)
                cell = CellDraft(table.rows, column, [text], 1, max(1, bisect_right(edges, shape.right) - column))
            else:
                cell = CellDraft(table.rows, number + 1, [text])
            _join(table, cell, shape)
    return table


def _join(table: TableDraft, cell: CellDraft, shape: CellShape) -> None:
    left = table.cells[-1] if table.cells else None
    if shape.merged_left and left is not None and left.row == cell.row:
        left.column_span += cell.column_span
        return
    above = table.open.get(cell.column)
    if shape.continues and above is not None and above.row + above.row_span == cell.row:
        above.row_span += 1
        return
    if shape.begins or shape.continues:
        table.open[cell.column] = cell
    table.cells.append(cell)


def _edges(rows: list[Row]) -> list[int]:
    """The left ends of all columns, those that lie together as one."""
    found: list[int] = []
    for edge in sorted({edge for row in rows for shape in row.shapes for edge in (shape.left, shape.right)}):
        if not found or edge - found[-1] > NEAR:
            found.append(edge)
    return found
