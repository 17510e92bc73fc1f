"""Showing (页面图): a document with pictures of the pages on which its tables stand, for a person who compares it with what was read."""

from collections.abc import Iterable

from attrs import evolve

from jiheng.documents.document import Document, Grid
from jiheng.documents.formats import Format, Showing
from jiheng.documents.outlines import Outline, quarters
from jiheng.documents.source import Source
from jiheng.errors import UnreadableDocument

MOST_PAGES = 40
"""Pages that are shown: forty take some 6 MB."""


def outlines_in(document: Document) -> dict[int, list[Outline]]:
    """What is outlined on each page with a table, by its number; on each page with text where there is no table."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    found = _by_page(outline for grid in grids for cell in grid.cells for outline in cell.outlines)
    return found or _by_page(outline for block in document.blocks if not isinstance(block, Grid) for outline in block.outlines)


def with_pages(document: Document, candidate: Format, source: Source) -> Document:
    """The document with pictures of the first MOST_PAGES pages on which something is outlined; as it is where the format has no pages.

    A picture that can't be drawn takes nothing away from what was read.
    """
    wanted = {page: quarters(outlines) for page, outlines in sorted(outlines_in(document).items())[:MOST_PAGES]}
    if not wanted or not isinstance(candidate, Showing):
        return document
    try:
        return evolve(document, pages=tuple(candidate.shown(source, wanted)))
    except UnreadableDocument:
        return document


def _by_page(outlines: Iterable[Outline]) -> dict[int, list[Outline]]:
    pages: dict[int, list[Outline]] = {}
    for outline in outlines:
        pages.setdefault(outline.page, []).append(outline)
    return pages
