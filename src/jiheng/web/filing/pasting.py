"""Pasting (粘贴): a block copied from Word or Excel as rows of texts, cut by the same readers that open documents."""

from jiheng.documents import open_each
from jiheng.documents.document import Document, Grid
from jiheng.errors import NotEnough, UnreadableDocument

MOST_CELLS = 20_000


def block_of(html: str, text: str) -> list[list[str]]:
    """The cells of a pasted block: of its HTML where that holds a table, else of its text, by tabs and lines.

    A merged cell stands at its upper left corner and is blank elsewhere. Raises NotEnough for more cells than a table has.
    """
    rows = _of_html(html) or [line.split("\t") for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]
    size = sum(len(row) for row in rows)
    if size > MOST_CELLS:
        raise NotEnough(
            f"粘贴：有 {size} 格，超过 {MOST_CELLS} 格。请改用“导入文件”，或分块粘贴。",
            f"paste: {size} cells, more than {MOST_CELLS}; bring it in as a file, or paste it in parts.",
        )
    return rows


def _of_html(html: str) -> list[list[str]]:
    if "<t" not in html.lower():
        return []
    for opened in open_each(f"<html><meta charset=utf-8><body>{html}</body></html>".encode(), path="clipboard.html"):
        if isinstance(opened, UnreadableDocument):
            return []
        grid = _first_grid(opened)
        if grid is not None:
            return _rows(grid)
    return []


def _first_grid(document: Document) -> Grid | None:
    return next((block for block in document.blocks if isinstance(block, Grid)), None)


def _rows(grid: Grid) -> list[list[str]]:
    last = max(cell.row + cell.row_span for cell in grid.cells) - 1
    width = max(cell.column + cell.column_span for cell in grid.cells) - 1
    rows = [[""] * width for _ in range(last)]
    for cell in grid.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    return rows
