"""Reader of OpenDocument (OpenDocument 读取): paragraphs and tables of a text, sheets of a workbook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jiheng.documents import refusals
from jiheng.documents.document import Block, Document, Grid, Paragraph
from jiheng.documents.drafts import CellDraft, TableDraft, close
from jiheng.documents.markup import parse
from jiheng.documents.odf.content import make_plain, text_of
from jiheng.documents.odf.names import CELLS, HIDDEN, MAX_REPEATED, OFFICE, PARAGRAPHS, STYLE, TABLE, count
from jiheng.documents.source import Source
from jiheng.documents.visible import visible
from jiheng.documents.xlsx.sheet import MAX_CELLS, MAX_COLUMN, Merge, Sheet
from jiheng.documents.xlsx.used import cells_in_use, untold
from jiheng.model.place import Place
from jiheng.model.repair import Repair

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

RANK = 85
CONTENT = "content.xml"
MAX_XML = 64 * 2**20
KIND = b"application/vnd.oasis.opendocument."


def recognises(source: Source) -> bool:
    """A zip that says of itself that it is an OpenDocument text or spreadsheet."""
    if source.archive is None or not {CONTENT, "mimetype"} <= source.archive.members.keys():
        return False
    kind = source.archive.read("mimetype", 4096)
    return kind.startswith((KIND + b"text", KIND + b"spreadsheet"))


def read(source: Source) -> Document:
    """What the document shows, in order; numbers are stored as they are shown. Formulas are not computed, nothing is fetched.

    Raises DamagedDocument, EncryptedDocument and HostileDocument.
    """
    archive = source.archive
    if archive is None:
        raise refusals.PART_MISSING.at(source.path, part=CONTENT)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml", 2**24) if "META-INF/manifest.xml" in archive.members else b""):
        raise refusals.ENCRYPTED.at(source.path)
    root = parse(archive.read(CONTENT, MAX_XML), CONTENT, source.path)
    make_plain(root)
    workbook = next(root.iter(OFFICE + "spreadsheet"), None)
    if workbook is not None:
        repairs: list[Repair] = []
        return Document(source.path, "ods", tuple(_sheets(root, workbook, source.path, repairs)), tuple(repairs))
    text = next(root.iter(OFFICE + "text"), None)
    if text is None:
        raise refusals.PART_MISSING.at(source.path, part="office:text")
    return Document(source.path, "odt", tuple(_blocks(text, source.path)))


def _blocks(text: "Element", path: str | None) -> Iterator[Block]:
    tables = 0
    for element in _laid_out(text):
        if element.tag == TABLE + "table":
            table = _table(element, path)
            if any(cell.texts[0] for cell in table.cells):
                tables += 1
                yield close(table, Place(path, table=tables))
        elif (shown := visible(text_of(element))) and not shown.isspace():
            yield Paragraph(Place(path), shown)


def _laid_out(container: "Element") -> "Iterator[Element]":
    """The paragraphs and tables of a text or of what wraps them in it (sections, lists, text boxes)."""
    for element in container.iterchildren():
        if element.tag in PARAGRAPHS or element.tag == TABLE + "table":
            yield element
        else:
            yield from _laid_out(element)


def _table(element: "Element", path: str | None) -> TableDraft:
    table = TableDraft()
    for row in element.iter(TABLE + "table-row"):
        cells = list(row.iterchildren(*CELLS))
        for _ in range(min(count(row.get(TABLE + "number-rows-repeated")), MAX_REPEATED)):
            table.rows += 1
            table.free = 1
            for cell in cells:
                _place(table, cell)
            table.width = max(table.width, table.free - 1)
            if len(table.cells) > MAX_CELLS:
                raise refusals.TOO_MANY.at(path, part=CONTENT, limit=MAX_CELLS)
    return table


def _place(table: TableDraft, cell: "Element") -> None:
    times = min(count(cell.get(TABLE + "number-columns-repeated")), MAX_REPEATED)
    if cell.tag == CELLS[0]:
        text = text_of(cell)
        down, over = count(cell.get(TABLE + "number-rows-spanned")), count(cell.get(TABLE + "number-columns-spanned"))
        table.cells.extend(CellDraft(table.rows, table.free + at, [text], down, over) for at in range(times))
    table.free += times


def _sheets(root: "Element", workbook: "Element", path: str | None, repairs: list[Repair]) -> Iterator[Grid]:
    hidden = {style.get(STYLE + "name") for style in root.iter(STYLE + "style") if _is_undisplayed(style)}
    tables = 0
    for table in workbook.iterchildren(TABLE + "table"):
        name = table.get(TABLE + "name", "")
        if table.get(TABLE + "style-name") in hidden:
            repairs.append(Repair(Place(path, sheet=name), "hidden-sheet", name, ""))
            continue
        sheet, place = _sheet(table, path), Place(path, sheet=name, table=tables + 1)
        repairs.extend(untold(sheet, place))
        cells = cells_in_use(sheet, name, path)
        if cells:
            tables += 1
            yield Grid(place, cells)


def _is_undisplayed(style: "Element") -> bool:
    return any(properties.get(TABLE + "display") == "false" for properties in style.iterchildren(STYLE + "table-properties"))


def _sheet(table: "Element", path: str | None) -> Sheet:
    sheet = Sheet()
    column = 0
    for element in table.iter(TABLE + "table-column"):
        last = column + count(element.get(TABLE + "number-columns-repeated"))
        if element.get(TABLE + "visibility") in HIDDEN:
            sheet.hidden_columns.append((column + 1, last))
        column = last
    for row in table.iter(TABLE + "table-row"):
        times = count(row.get(TABLE + "number-rows-repeated"))
        filled = _row_cells(row)
        for at in range(times if filled and times <= MAX_REPEATED else 1):
            for start, text, down, over in filled:
                spot = (sheet.row + at + 1, start)
                sheet.cells[spot] = text
                if down > 1 or over > 1:
                    sheet.merges.append(Merge(*spot, spot[0] + down - 1, start + over - 1))
        if row.get(TABLE + "visibility") in HIDDEN:
            sheet.hidden_rows.update(range(sheet.row + 1, sheet.row + min(times, MAX_REPEATED) + 1))
        sheet.row += times
        if len(sheet.cells) > MAX_CELLS:
            raise refusals.TOO_MANY.at(path, part=table.get(TABLE + "name", CONTENT), limit=MAX_CELLS)
    return sheet


def _row_cells(row: "Element") -> list[tuple[int, str, int, int]]:
    """The cells of a row that show something or span: column, text, rows and columns spanned."""
    found: list[tuple[int, str, int, int]] = []
    column = 1
    for cell in row.iterchildren(*CELLS):
        times = count(cell.get(TABLE + "number-columns-repeated"))
        text = text_of(cell) if cell.tag == CELLS[0] else ""
        down, over = count(cell.get(TABLE + "number-rows-spanned")), count(cell.get(TABLE + "number-columns-spanned"))
        if text or down > 1 or over > 1:
            found.extend((column + at, text, down, over) for at in range(min(times, MAX_REPEATED)) if column + at <= MAX_COLUMN)
        column += times
    return found
