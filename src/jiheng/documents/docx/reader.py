"""Reader of Word documents (Word 读取): one pass over the body in document order, without a walk per cell."""

from typing import TYPE_CHECKING

from attrs import Factory, define

from jiheng.documents import refusals
from jiheng.documents.docx.names import STRICT, TRANSITIONAL, Names, names_in
from jiheng.documents.docx.pruning import prune
from jiheng.documents.docx.symbols import shown
from jiheng.documents.document import Block, Document, Paragraph
from jiheng.documents.drafts import CellDraft, TableDraft, close
from jiheng.documents.markup import parse
from jiheng.documents.package import main_part
from jiheng.documents.source import Source
from jiheng.model.place import Place

if TYPE_CHECKING:
    from lxml.etree import _Element

RANK = 90
MAX_XML = 64 * 2**20
MAX_CELLS = 500_000
MAX_SPAN = 10**6


@define
class _Row:
    """A row begun: its table and the next free column."""

    table: TableDraft
    number: int
    free: int = 1


@define
class _Pass:
    """What one pass over the body remembers; elements are looked up only where a table lies inside a cell."""

    names: Names
    path: str | None
    blocks: list["TableDraft | list[str]"] = Factory(list["TableDraft | list[str]"])
    tables: dict["_Element", TableDraft] = Factory(dict["_Element", TableDraft])
    rows: dict["_Element", _Row] = Factory(dict["_Element", _Row])
    cells: dict["_Element", CellDraft] = Factory(dict["_Element", CellDraft])
    flow: list[str] = Factory(list[str])
    row: _Row = Factory(lambda: _Row(TableDraft(), 0))
    cell: CellDraft = Factory(lambda: CellDraft(0, 0))


def recognises(source: Source) -> bool:
    """A zip with a Word main part."""
    return source.archive is not None and (
        "word/document.xml" in source.archive.members or main_part(source.archive, "wordprocessingml") is not None
    )


def read(source: Source) -> Document:
    """Paragraphs and tables in order, with spans; what Word does not show is left out.

    Text boxes follow their paragraph, tables inside a cell follow the table that holds them. Headers, footers, notes
    and comments are not read. Raises DamagedDocument, EncryptedDocument and HostileDocument.
    """
    archive = source.archive
    if archive is None:
        raise refusals.PART_MISSING.at(source.path, part="word/document.xml")
    part = "word/document.xml" if "word/document.xml" in archive.members else main_part(archive, "wordprocessingml")
    xml = archive.read(part or "word/document.xml", MAX_XML)
    root = parse(xml, part or "word/document.xml", source.path)
    space = str(root.tag).partition("}")[0].lstrip("{")
    names = names_in(space if space in {TRANSITIONAL, STRICT} else TRANSITIONAL)
    body = next(root.iter(names.body), None)
    if body is None:
        raise refusals.PART_MISSING.at(source.path, part="w:body")
    prune(root, names, xml)
    return Document(source.path, "docx", tuple(_finished(_read_body(body, names, source.path), source.path)))


def _read_body(body: "_Element", names: Names, path: str | None) -> list["TableDraft | list[str]"]:
    state = _Pass(names, path)
    text, paragraph, math = names.t, names.p, names.math
    cell_element: _Element | None = None
    row_element: _Element | None = None
    for element in body.iter(*_wanted(names)):
        tag = element.tag
        if tag == text or tag == math:
            state.flow.append(element.text or "")
        elif tag == paragraph:
            parent = element.getparent()
            if parent is not cell_element or parent is None:
                cell_element = _enter(state, parent, body)
            if cell_element is None:
                state.flow = []
                state.blocks.append(state.flow)
            else:
                state.flow.append("\n")
        elif tag == names.tc:
            parent = element.getparent()
            if parent is not row_element and parent is not None:
                row_element = _holder(state.rows, parent) or parent
                state.row = state.rows.get(row_element, state.row)
            cell_element = element
            _begin_cell(state, element)
        elif tag == names.tr:
            row_element = element
            _begin_row(state, element)
        else:
            _other(state, element, str(tag))
    return state.blocks


def _wanted(names: Names) -> list[str]:
    others = ("gridSpan", "vMerge", "hMerge", "gridBefore", "tab", "br", "cr", "noBreakHyphen", "sym", "ptab")
    return [names.t, names.p, names.tc, names.tr, names.tbl, names.math, *map(names.of, others)]


def _enter(state: _Pass, parent: "_Element | None", body: "_Element") -> "_Element | None":
    """The cell that a paragraph stands in (through content controls and text boxes), whose text now flows on; None in the body."""
    while parent is not None and parent is not body:
        cell = state.cells.get(parent)
        if cell is not None:
            state.cell, state.flow = cell, cell.texts
            return parent
        parent = parent.getparent()
    return None


def _holder(known: dict["_Element", _Row], element: "_Element") -> "_Element | None":
    at: _Element | None = element
    while at is not None and at not in known:
        at = at.getparent()
    return at


def _begin_row(state: _Pass, element: "_Element") -> None:
    at = element.getparent()
    while at is not None and at not in state.tables:
        at = at.getparent()
    table = TableDraft() if at is None else state.tables[at]
    table.rows += 1
    state.row = state.rows[element] = _Row(table, table.rows)


def _begin_cell(state: _Pass, element: "_Element") -> None:
    row = state.row
    cell = CellDraft(row.number, row.free)
    row.free += 1
    row.table.cells.append(cell)
    state.cells[element] = state.cell = cell
    state.flow = cell.texts
    if len(state.cells) > MAX_CELLS:
        raise refusals.TOO_MANY.at(state.path, part="word/document.xml", limit=MAX_CELLS)


def _other(state: _Pass, element: "_Element", tag: str) -> None:
    name = tag.rpartition("}")[2]
    if name == "gridSpan":
        span = _number(element.get(state.names.val))
        state.cell.column_span = span
        state.row.free += span - 1
    elif name == "vMerge":
        if element.get(state.names.val) == "restart":
            state.row.table.open[state.cell.column] = state.cell
        else:
            _grow_down(state)
    elif name == "hMerge":
        if element.get(state.names.val) != "restart":
            _grow_right(state)
    elif name == "gridBefore":
        state.row.free += _number(element.get(state.names.val), least=0)
    elif name == "tbl":
        state.tables[element] = table = TableDraft()
        state.blocks.append(table)
    elif name == "sym":
        state.flow.append(shown(element.get(state.names.of("font")), element.get(state.names.of("char"))))
    elif name == "noBreakHyphen":
        state.flow.append("-")
    elif name in {"br", "cr"}:
        state.flow.append("\n")
    elif (parent := element.getparent()) is not None and parent.tag == state.names.of("r"):
        # a tab stop of the paragraph's settings has the same name as a tab in its text
        state.flow.append("\t")


def _grow_down(state: _Pass) -> None:
    """A cell that continues the one above is no cell of its own, unless nothing above is open (a table cut at a page)."""
    table, cell = state.row.table, state.cell
    above = table.open.get(cell.column)
    if above is None or above.row + above.row_span != cell.row:
        table.open[cell.column] = cell
        return
    above.row_span += 1
    table.cells.pop()
    state.flow = cell.texts = []


def _grow_right(state: _Pass) -> None:
    """The old way to merge to the right: a cell that continues its left neighbour widens it."""
    cells, cell = state.row.table.cells, state.cell
    if len(cells) > 1 and cells[-1] is cell and cells[-2].row == cell.row:
        cells.pop()
        cells[-1].column_span += cell.column_span
        state.flow = cell.texts = []


def _number(text: str | None, least: int = 1) -> int:
    """A count in an attribute, within bounds: `gridSpan` may lie."""
    if text is None or not text.isdecimal() or len(text) > 9:
        return MAX_SPAN if text and text.isdecimal() else least
    return max(least, min(int(text), MAX_SPAN))


def _finished(blocks: list["TableDraft | list[str]"], path: str | None) -> list[Block]:
    finished: list[Block] = []
    tables = 0
    for block in blocks:
        if isinstance(block, TableDraft):
            if any(cell.texts for cell in block.cells):
                tables += 1
                finished.append(close(block, Place(path, table=tables)))
        elif (text := "".join(block)) and not text.isspace():
            finished.append(Paragraph(Place(path), text))
    return finished
