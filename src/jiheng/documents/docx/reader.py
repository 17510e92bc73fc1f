"""Reader of Word documents (Word 读取): paragraphs and tables of the body in order."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jiheng.documents import refusals
from jiheng.documents.archive import Archive
from jiheng.documents.document import Block, Document, Paragraph
from jiheng.documents.docx.chunks import with_chunks
from jiheng.documents.docx.names import SPACES, TRANSITIONAL, Names, names_in
from jiheng.documents.docx.pruning import prune
from jiheng.documents.docx.table import read_table, sign_of
from jiheng.documents.drafts import TableDraft, close
from jiheng.documents.markup import parse
from jiheng.documents.package import main_part
from jiheng.documents.source import Source
from jiheng.documents.visible import visible
from jiheng.model.place import Place

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

RANK = 90
MAX_XML = 64 * 2**20
USUAL = "word/document.xml"


def recognises(source: Source) -> bool:
    """A zip with a Word main part."""
    return source.archive is not None and main_of(source.archive) is not None


def main_of(archive: Archive) -> str | None:
    """The name of the part that holds the body; None where the archive is no Word document."""
    return USUAL if USUAL in archive.members else main_part(archive, "wordprocessingml")


def read(source: Source) -> Document:
    """Paragraphs and tables in order, with spans; what Word does not show is left out.

    Text boxes follow their paragraph, tables inside a cell follow the table that holds them, pages that the file carries
    whole for Word to turn into text follow the body. Headers, footers, notes
    and comments are not read. Raises DamagedDocument, EncryptedDocument and HostileDocument.
    """
    archive = source.archive
    part = None if archive is None else main_of(archive)
    if archive is None or part is None:
        raise refusals.PART_MISSING.at(source.path, part=USUAL)
    root = parse(archive.read(part, MAX_XML), part, source.path)
    return Document(source.path, "docx", with_chunks(blocks_of(root, source.path), root, archive, part))


def blocks_of(root: "Element", path: str | None) -> tuple[Block, ...]:
    """The blocks of a Word document's main part, in any of the namespaces that Word has written."""
    return tuple(_blocks(root, names_of(root), path))


def names_of(root: "Element") -> Names:
    """The names of the namespace that a document's root stands in."""
    space = str(root.tag).partition("}")[0].lstrip("{")
    return names_in(space if space in SPACES else TRANSITIONAL)


def parts_of(root: "Element", names: Names, path: str | None) -> "Iterator[Element | TableDraft]":
    """The paragraphs of the body and the tables that show anything, in order; what is not shown is taken out of the tree."""
    body = next(root.iter(names.body), None)
    if body is None:
        raise refusals.PART_MISSING.at(path, part="w:body")
    prune(root, names)
    for element in _laid_out(body, names):
        if element.tag == names.tbl:
            table = read_table(element, names, path)
            if any(cell.texts for cell in table.cells):
                yield table
        else:
            yield element


def _blocks(root: "Element", names: Names, path: str | None) -> Iterator[Block]:
    tables = 0
    for each in parts_of(root, names, path):
        if isinstance(each, TableDraft):
            tables += 1
            yield close(each, Place(path, table=tables))
        else:
            text = "".join([part.text or "" if part.tag == names.t else sign_of(part, names) for part in each.iter(*names.shown)])
            if (text := visible(text)) and not text.isspace():
                yield Paragraph(Place(path), text)


def _laid_out(container: "Element", names: Names) -> "Iterator[Element]":
    """The paragraphs and tables of a body or of what wraps them in it (content controls, insertions, text boxes)."""
    for element in container.iterchildren():
        if element.tag in {names.p, names.tbl}:
            yield element
        else:
            yield from _laid_out(element, names)
