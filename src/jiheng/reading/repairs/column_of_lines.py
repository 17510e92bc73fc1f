"""Column of lines (单列成文): a sheet or table that has one filled cell a row is text, and becomes a paragraph a cell.

Acts on a ruled grid of three rows at least in which no row has two filled cells: prose kept in a spreadsheet, a form pasted one cell
a line. Never acts where any row has two, nor where a merged cell stands beside others; nothing of what is said changes, and each
paragraph keeps the place of its cell, so that no repair is recorded.
"""

import re

from attrs import evolve

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.framework.framework import Framework
from jiheng.reading.repairs.mend import Mended, numbered

TRACE = re.compile(r"指\s*标")
FEWEST = 3


def apply(document: Document, _framework: Framework) -> Mended:
    """The document with such grids as paragraphs; silent where there is none."""
    blocks: list[Block] = []
    for block in document.blocks:
        lines = _lines(block) if isinstance(block, Grid) and block.ruled and not block.copied else None
        blocks.extend(lines or [block])
    return Mended(document) if len(blocks) == len(document.blocks) else Mended(evolve(document, blocks=tuple(numbered(blocks))))


def _lines(grid: Grid) -> list[Paragraph] | None:
    """The filled cells of a grid that has one a row, as paragraphs; None for any other grid."""
    filled: list[Cell] = []
    row = 0
    for cell in grid.cells:
        if not cell.text.strip():
            continue
        if cell.row == row:
            return None
        filled.append(cell)
        row = cell.row
    return [Paragraph(grid.place_of(cell), cell.text) for cell in filled] if len(filled) >= FEWEST else None
