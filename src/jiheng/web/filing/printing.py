"""Printing (打印): a revision on its official form, with a line below that says which version it is, so that a signed print is bound to it."""

from attrs import evolve

from jiheng.documents.document import Document, Paragraph
from jiheng.documents.shape import Line
from jiheng.model.codec import to_json
from jiheng.model.place import Place
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework
from jiheng.writing import Written, drawn_of, write

MARK = "第 {number} 版　SHA-256 {digest}"
DATA = (".json", ".csv")
"""What other programs read: nothing stands in it that is not the table's."""


def printed(filing: Filing, revision: Revision, ending: str) -> bytes:
    """The revision as a file of the format that `ending` names. Raises UnwritableDocument for one that no format has."""
    table = table_of(revision).declaration
    if ending == ".json":
        return to_json(table, indent=2) + b"\n"
    written = write(framework(), [table], "list" if ending == ".csv" else filing.layout)
    mark = MARK.format(number=revision.number, digest=revision.digest)
    return drawn_of(written if ending in DATA else noted(written, mark), ending).content


def noted(written: Written, line: str) -> Written:
    """The document with a line of small print at its end."""
    document = written.document
    blocks = (*document.blocks, Paragraph(Place(), line, Line.NOTE))
    return evolve(written, document=Document(document.path, document.format, blocks))
