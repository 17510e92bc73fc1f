"""Drawing of separated text (CSV 成文): the grids of a document, a line a row, for programs that import them."""

import csv
import io

from jiheng.documents.document import Document, Grid

MARK = b"\xef\xbb\xbf"
"""the byte order mark, by which Excel knows UTF-8"""


def draw(document: Document) -> bytes:
    """Every grid's rows, a merged cell's text in each place that it covers; paragraphs are left away."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for block in document.blocks:
        if isinstance(block, Grid):
            writer.writerows(_rows(block))
    return MARK + out.getvalue().encode()


def _rows(grid: Grid) -> list[list[str]]:
    width = max(cell.column + cell.column_span for cell in grid.cells) - 1
    height = max(cell.row + cell.row_span for cell in grid.cells) - 1
    rows = [[""] * width for _ in range(height)]
    for cell in grid.cells:
        for row in range(cell.row - 1, cell.row - 1 + cell.row_span):
            rows[row][cell.column - 1 : cell.column - 1 + cell.column_span] = [cell.text] * cell.column_span
    return rows
