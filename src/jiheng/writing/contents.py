"""Contents (目录): a page of contents before many tables in one file, its entries leading to each of them."""

from attrs import evolve

from jiheng.documents.document import Document, Paragraph
from jiheng.documents.sections import named_after, sections
from jiheng.documents.shape import Line
from jiheng.model.place import Place

TITLE = "目录"
NUMBERED = "{number}. {name}"


def with_contents(document: Document) -> Document:
    """The document with a page of contents in front, a line for each section; a document of one section stays as it is."""
    found = sections(document.blocks)
    if len(found) < 2:
        return document
    names = [named_after([block for _, block in section]) for section in found]
    entries = [
        Paragraph(Place(), NUMBERED.format(number=number, name=name), Line.ENTRY, leads_to=number) for number, name in enumerate(names, 1)
    ]
    return evolve(document, blocks=(Paragraph(Place(), TITLE, Line.TITLE), *entries, *document.blocks))
