"""Reader of binary documents (旧版 Word 读取): paragraphs and tables of the main text in order."""

from collections.abc import Iterator
from struct import error, unpack_from

from jiheng.documents import refusals
from jiheng.documents.compound import Compound, holds, open_compound
from jiheng.documents.doc.pieces import marked_runs
from jiheng.documents.doc.properties import hidden_runs, property_runs
from jiheng.documents.doc.table import Row, laid_out
from jiheng.documents.document import Block, Document, Paragraph
from jiheng.documents.drafts import close
from jiheng.documents.signatures import OLD_WORD
from jiheng.documents.source import Source
from jiheng.documents.visible import visible
from jiheng.model.place import Place

RANK = 75
STREAM = "WordDocument"
WORD_97 = 0xC1
FLAGS, ENCRYPTED, SECOND_TABLE = 0x0A, 0x0100, 0x0200
CELL = "\x07"
MAX_CELLS = 500_000


def recognises(source: Source) -> bool:
    """A compound file with a Word document in it."""
    return holds(source.content, STREAM)


def read(source: Source) -> Document:
    """The main text with its tables; headers, notes and boxes are not read, nor is what is deleted or hidden.

    Raises DamagedDocument, EncryptedDocument, HostileDocument, and UnknownFormat for a document older than 1997.
    """
    compound = open_compound(source.content, source.path)
    try:
        return Document(source.path, "doc", tuple(_blocks(compound)))
    except (error, IndexError) as fault:
        raise refusals.TRUNCATED.at(source.path, reason="文档结构 structure", name="doc") from fault


def _blocks(compound: Compound) -> Iterator[Block]:
    main = compound.read(STREAM)
    version, flags = unpack_from("<H", main, 2)[0], unpack_from("<H", main, FLAGS)[0]
    if flags & ENCRYPTED:
        raise refusals.ENCRYPTED.at(compound.path)
    if version < WORD_97:
        raise OLD_WORD.at(compound.path)
    table = compound.read("1Table" if flags & SECOND_TABLE else "0Table")
    data = compound.read("Data") if "Data" in compound.streams else b""
    tables = 0
    for item in _gathered(main, table, data, compound.path):
        if isinstance(item, str):
            if (text := visible(item)).strip():
                yield Paragraph(Place(compound.path), text)
        else:
            draft = laid_out(item)
            if any(cell.texts[0] for cell in draft.cells):
                tables += 1
                yield close(draft, Place(compound.path, table=tables), wide=0)


def _gathered(main: bytes, table: bytes, data: bytes, path: str | None) -> Iterator[str | list[Row]]:
    """The paragraphs, and the rows of each table together."""
    runs = property_runs(main, table, data)
    rows: list[Row] = []
    cells: list[str] = []
    paragraphs: list[str] = []
    count = 0
    for run in marked_runs(main, table, hidden_runs(main, table)):
        properties = runs.at(run.place)
        if not properties.in_table and not (run.mark == CELL and (cells or rows)):
            if rows:
                yield rows
                rows = []
            yield run.text
        elif properties.row_end:
            rows.append(Row(tuple(cells), tuple(properties.shapes)))
            count += len(cells)
            cells = []
            if count > MAX_CELLS:
                raise refusals.TOO_MANY.at(path, part=STREAM, limit=MAX_CELLS)
        else:
            paragraphs.append(run.text)
            if run.mark == CELL:
                cells.append("\n".join(paragraphs))
                paragraphs = []
    if rows:
        yield rows
