"""Sections (分篇): the parts of a document that begin a page each: forms, letters, the page of contents."""

from collections.abc import Sequence

from jiheng.documents.document import Block, Document, Grid, Paragraph
from jiheng.documents.shape import ABOVE_TITLE, LETTER, OPENING, TITLES

Section = tuple[tuple[int, Block], ...]
"""The blocks of one section, each with its number in the document."""


def sections(blocks: Sequence[Block]) -> list[Section]:
    """The sections of a document in order; what stands above a title (附件1, 文号) begins the page with it."""
    out: list[list[tuple[int, Block]]] = []
    above: Block | None = None
    for number, block in enumerate(blocks):
        if not out or (_opens(block) and not (isinstance(above, Paragraph) and above.line in ABOVE_TITLE)):
            out.append([])
        out[-1].append((number, block))
        above = block
    return [tuple(section) for section in out]


def _opens(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.line in OPENING


def is_letter(blocks: Sequence[Block]) -> bool:
    """Whether the blocks of a section are a letter, set with the margins of papers of state organs (GB/T 9704)."""
    return any(isinstance(block, Paragraph) and block.line in LETTER for block in blocks)


def is_wide(blocks: Sequence[Block]) -> bool:
    """Whether a section needs pages that lie on their side."""
    return any(isinstance(block, Grid) and block.shape is not None and block.shape.wide for block in blocks)


def title_of(blocks: Sequence[Block]) -> str:
    """The title of the first section that has one."""
    return next((block.text for block in blocks if isinstance(block, Paragraph) and block.line in TITLES), "")


def named_after(blocks: Sequence[Block]) -> str:
    """What a section is called among its like: the project or unit that its form names, else its title."""
    said = (cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells if cell.field in {"project", "unit"})
    return next(filter(None, said), "") or title_of(blocks)


def has_contents(document: Document) -> bool:
    """Whether the document has a page of contents, whose entries lead to its sections."""
    return any(isinstance(block, Paragraph) and block.leads_to is not None for block in document.blocks)
