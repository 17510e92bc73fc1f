"""Reader of flat Office XML (单一 XML 的 Office 文档): finds which of the three it is and hands it to Word's or Excel's reading."""

import re

from jiheng.documents import refusals
from jiheng.documents.document import Document
from jiheng.documents.docx.reader import blocks_of
from jiheng.documents.flat.spreadsheet import sheets_of
from jiheng.documents.markup import parse
from jiheng.documents.source import Source

RANK = 60
MAX_XML = 64 * 2**20
PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?(?:(?!\?>).){0,1000}\?>\s*|<!--(?:(?!-->).){0,1000}-->\s*)*<(?:\w+:)?(wordDocument|package|Workbook)[\s>]",
    re.DOTALL,
)
MARKS = (b"office/word/2003/wordml", b"office/2006/xmlPackage", b"urn:schemas-microsoft-com:office:spreadsheet")


def recognises(source: Source) -> bool:
    """One XML file whose root is a Word document, a package or a workbook of Microsoft's."""
    head = source.content[:8192].replace(b"\0", b"")
    return source.archive is None and ROOT.match(head) is not None and any(mark in head for mark in MARKS)


def read(source: Source) -> Document:
    """The paragraphs and tables as if the document had been saved as .docx or .xlsx.

    Raises DamagedDocument for XML that breaks (a template filled without escaping `&` and `<`) and HostileDocument.
    """
    if len(source.content) > MAX_XML:
        raise refusals.TOO_LARGE.at(source.path, limit=MAX_XML // 2**20)
    root = parse(source.content.strip(), "XML", source.path)
    tag = str(root.tag).rpartition("}")[2]
    if tag == "Workbook":
        grids, repairs = sheets_of(root, source.path)
        return Document(source.path, "xlsx-xml", grids, repairs)
    if tag == "package":
        for part in root.iter(f"{{{PACKAGE}}}part"):
            if "wordprocessingml.document.main" in part.get(f"{{{PACKAGE}}}contentType", ""):
                return Document(source.path, "docx-xml", blocks_of(part[0][0], source.path))
        raise refusals.PART_MISSING.at(source.path, part="word/document.xml")
    return Document(source.path, "docx-xml", blocks_of(root, source.path))
