"""Table of a Word document (Word 表格): rows, cells and spans in one pass, without a look at any element's surroundings."""

from typing import TYPE_CHECKING

from jiheng.documents import refusals
from jiheng.documents.docx.names import Names
from jiheng.documents.docx.symbols import shown
from jiheng.documents.drafts import CellDraft, TableDraft

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

MAX_CELLS = 500_000
MAX_SPAN = 10**6


def read_table(element: "Element", names: Names, path: str | None) -> TableDraft:
    """The cells of a table that holds no other table; raises HostileDocument for more than MAX_CELLS cells."""
    table = TableDraft()
    cells = table.cells
    texts: list[str] = []
    is_text, is_paragraph, is_cell, is_row, spans = names.t, names.p, names.tc, names.tr, names.spans
    for part in element.iter(*names.wanted):
        tag = part.tag
        if tag == is_paragraph:
            if texts:
                texts.append("\n")
        elif tag == is_text:
            texts.append(part.text or "")
        elif tag == is_cell:
            texts = []
            cells.append(CellDraft(table.rows, table.free, texts, 1, 1, part))
            table.free += 1
        elif tag == is_row:
            _end_row(table, path)
        elif tag in spans:
            if _span(table, part, names):
                texts = []  # what a covered cell holds is not shown
        else:
            texts.append(sign_of(part, names))
    _end_row(table, path)
    table.rows -= 1
    return table


def _end_row(table: TableDraft, path: str | None) -> None:
    table.rows += 1
    table.width = max(table.width, table.free - 1)
    table.free = 1
    if len(table.cells) > MAX_CELLS:
        raise refusals.TOO_MANY.at(path, part="word/document.xml", limit=MAX_CELLS)


def _span(table: TableDraft, part: "Element", names: Names) -> bool:
    """Take in a span or a merge of the cell begun last; whether that cell is covered by another and no more its own."""
    value = part.get(names.val)
    if part.tag == names.grid_before:
        table.free += _number(value, 0)
        return False
    cell = table.cells[-1] if table.cells else CellDraft(0, 0, [])
    if part.tag == names.grid_span:
        cell.column_span = _number(value, 1)
        table.free += cell.column_span - 1
        return False
    if value == "restart":
        table.open[cell.column] = cell
        return False
    return _grows(table, cell) if part.tag == names.v_merge else _widens(table, cell)


def sign_of(element: "Element", names: Names) -> str:
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
    """Whether the cell continues one above, which then grows over it; where none is open (a table cut at a page) it stands alone."""
    above = table.open.get(cell.column)
    if above is not None and above.row + above.row_span == cell.row:
        above.row_span += 1
    elif not any(_covers(wide, cell) for wide in table.open.values()):
        table.open[cell.column] = cell
        return False
    table.cells.pop()
    return True


def _covers(wide: CellDraft, cell: CellDraft) -> bool:
    """Whether a wide cell that already grew into this row lies over the cell: some writers continue each of its columns."""
    return wide.column < cell.column < wide.column + wide.column_span and wide.row < cell.row < wide.row + wide.row_span


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
