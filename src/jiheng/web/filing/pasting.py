"""Pasting (粘贴): a block copied from Word or Excel as rows of texts, cut by the same readers that open documents."""

from collections.abc import Sequence
from html import escape

from attrs import frozen

from jiheng.documents import open_each
from jiheng.documents.document import Document, Grid
from jiheng.doors import read_named
from jiheng.errors import NotEnough, UnreadableDocument
from jiheng.framework.fields import Part, fields, official_label
from jiheng.framework.tree import bare, tree
from jiheng.model.declaration import Declaration
from jiheng.web.filing.typing import Typist

MOST_CELLS = 20_000
MOST_READ = 60_000
"""Cells of a block that is read as a table."""
HEAD_WITHIN = 12
"""Lines of a block among which the heads of its columns are looked for."""
NAME = "粘贴的表格"
PLAIN = ("level1", "level2", "name", "target")


@frozen(eq=False)
class Whole:
    """A block that is a table by itself (整张表): what it would be as a document, and the tables that were read of it."""

    name: str
    content: bytes
    tables: tuple[Declaration, ...]


def block_of(html: str, text: str) -> list[list[str]]:
    """The cells of a pasted block: of its HTML where that holds a table, else of its text, by tabs and lines.

    A merged cell stands at its upper left corner and is blank elsewhere.
    """
    return _of_html(html) or [line.split("\t") for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]


def demand_few(cells: Sequence[Sequence[str]]) -> None:
    """Raise NotEnough for more cells than a table has."""
    size = sum(len(row) for row in cells)
    if size > MOST_CELLS:
        raise NotEnough(
            f"粘贴：有 {len(cells)} 行、{size} 格，超过 {MOST_CELLS} 格。请改用“导入文件”，或分块粘贴。",
            f"paste: {len(cells)} lines, {size} cells, more than {MOST_CELLS}; bring it in as a file, or paste it in parts.",
        )


def whole(cells: Sequence[Sequence[str]], on: Typist, lang: str) -> Whole | None:
    """The block as a table, read as a document is, on the form where it was pasted; None for plain cells, that are to land one by one.

    What is read is a plain table drawn of the cells, so that no process of its own is needed for it.
    """
    headed = _headed(cells, on)
    if len(cells) < 2 or sum(len(row) for row in cells) > MOST_READ or not (headed or _levelled(cells, on)):
        return None
    # a block that begins below the heads of its columns gets those of the form on which it was pasted, else the plain ones
    own = [column.field for column in on.layout.columns]
    for head in ([],) if headed else ([_heads(cells, own, on)], [_heads(cells, PLAIN, on)]):
        content = _drawn([*head, *cells])
        tables = read_named(content, f"{NAME}.html", framework=on.framework, lang=lang).declarations
        if any(table.indicators or table.midterm_indicators for table in tables):
            return Whole(f"{NAME}.html", content, tables)
    return None


def _drawn(cells: Sequence[Sequence[str]]) -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in cells)
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><table>{rows}</table></body></html>".encode()


def _heads(cells: Sequence[Sequence[str]], columns: Sequence[str], on: Typist) -> list[str]:
    """The heads of columns from the first or the second level on, whichever the block begins with, as wide as the block."""
    known = tree(on.framework).level1
    first = "level1" if any(bare(row[0]) in known for row in cells if row and row[0].strip()) else "level2"
    at, wide = columns.index(first), max(len(row) for row in cells)
    printed = {column.field: column.label for column in reversed(on.layout.columns)}
    return [printed.get(name) or official_label(on.framework, name) or name for name in columns[at : at + wide]]


def _headed(cells: Sequence[Sequence[str]], on: Typist) -> bool:
    """Whether heads of columns stand in the block, which no cell of the sheet takes."""
    known = fields(on.framework)
    return max(len({found.name for cell in row if (found := known.find(cell, Part.ROW))}) for row in cells[:HEAD_WITHIN]) >= 2


def _levelled(cells: Sequence[Sequence[str]], on: Typist) -> bool:
    """Whether levels stand beside at least two rows of the block."""
    known = tree(on.framework)
    names = {*known.level1, *known.level2}
    beside = sum(bool(cell.strip()) and bare(cell) in names for row in cells for cell in row[:2])
    return beside >= 2 and max(len(row) for row in cells) > 2


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
