"""Documents (文档): whatever file a bureau has, opened as paragraphs and grids of cells with places; one folder a format."""

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.documents.marking import Comment, Replacement, annotated, replaced
from jiheng.documents.opening import leaves, open_document, open_each
from jiheng.documents.source import named, read_bounded
from jiheng.documents.walking import walk

__all__ = [
    "Block",
    "Cell",
    "Comment",
    "Document",
    "Grid",
    "Paragraph",
    "Replacement",
    "annotated",
    "leaves",
    "named",
    "open_document",
    "open_each",
    "read_bounded",
    "replaced",
    "walk",
]
