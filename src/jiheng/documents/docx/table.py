"""Table of a Word document (Word 表格): rows, cells and spans in one pass, without a look at any element's surroundings."""

from typing import TYPE_CHECKING

from jiheng.documents import refusals
from jiheng.documents.docx.names import Names
from jiheng.documents.docx.symbols import shown
from jiheng.documents.drafts import CellDraft, TableDraft

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELLS = 500_000
MAX_SPAN = 10**6


def read_table(element: "_Element", names: Names, path: str | None) -> TableDraft:
    """The cells of a table that holds no other table; raises HostileDocument for more than MAX_CELLS cells.

    A cell that continues the one above is no cell of its own, unless nothing above is open (a table cut at a page).
    """
    table = TableDraft()
    cells = table.cells
    cell = CellDraft(0, 0, [])
    texts = cell.texts
    row, free = 0, 1
    is_text, is_paragraph, is_cell, is_row = names.t, names.p, names.tc, names.tr
    for part in element.iter(*names.wanted):
        tag = part.tag
        if tag == is_text:
            texts.append(part.text or "")
        elif tag == is_paragraph:
            if texts:
                texts.append("\n")
        elif tag == is_cell:
            texts = []
            cell = CellDraft(row, free, texts)
            cells.append(cell)
            free += 1
        elif tag == is_row:
            row += 1
            table.width = max(table.width, free - 1)
            free = 1
            if len(cells) > MAX_CELLS:
                raise refusals.TOO_MANY.at(path, part="word/document.xml", limit=MAX_CELLS)
        elif tag == names.grid_span:
            cell.column_span = _number(part.get(names.val), 1)
            free += cell.column_span - 1
        elif tag == names.grid_before:
            free += _number(part.get(names.val), 0)
        elif tag == names.v_merge or tag == names.h_merge:
            if part.get(names.val) == "restart":
                table.open[cell.column] = cell
            elif _grows(table, cell) if tag == names.v_merge else _widens(table, cell):
                texts = []  # what a covered cell holds is not shown
        else:
            texts.append(sign_of(part, names))
    table.rows, table.width = row, max(table.width, free - 1)
    return table


def sign_of(element: "_Element", names: Names) -> str:
    """What an element of a run shows that is no text: a break, a tab, a sign of a symbol font, a letter of a formula."""
    name = str(element.tag).rpartition("}")[2]
    if name == "t":
        return element.text or ""
    if name in {"br", "cr"}:
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        return shown(element.get(names.of("font")), element.get(names.of("char")))
    parent = element.getparent()
    # a tab stop in the settings of a paragraph has the same name as a tab in its text
    return "\t" if parent is not None and parent.tag == names.of("r") else ""


def _grows(table: TableDraft, cell: CellDraft) -> bool:
    """Whether the cell continues one above, which then grows over it."""
    above = table.open.get(cell.column)
    if above is None or above.row + above.row_span != cell.row:
        table.open[cell.column] = cell
        return False
    above.row_span += 1
    table.cells.pop()
    return True


def _widens(table: TableDraft, cell: CellDraft) -> bool:
    """The old way to merge to the right: whether the cell continues its left neighbour, which then widens over it."""
    if len(table.cells) < 2 or table.cells[-2].row != cell.row:
        return False
    table.cells.pop()
    table.cells[-1].column_span += cell.column_span
    return True


def _number(text: str | None, least: int) -> int:
    """A count in an attribute, within bounds, since it may lie."""
    if text is None or not text.isdecimal():
        return least
    return max(least, min(int(text[:9]), MAX_SPAN))
