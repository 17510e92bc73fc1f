"""Blocks (成文): the sheets of a document as paragraphs and grids in order, tables over page breaks as one."""

from collections.abc import Iterator, Sequence

from jiheng.documents.document import Block, Grid, Paragraph
from jiheng.documents.pdf.joining import Running, add, begun, closed, goes_on
from jiheng.documents.pdf.margins import furnished
from jiheng.documents.pdf.sheet import OuterLine, Sheet
from jiheng.documents.pdf.unruled import cells_of, said, tables_among
from jiheng.model.place import Place
from jiheng.model.repair import Repair


def blocks_of(sheets: Sequence[Sheet], path: str | None) -> tuple[list[Block], list[Repair]]:
    """The blocks of all pages, tables over page breaks as one, and what was mended to join them."""
    blocks: list[Block] = []
    repairs: list[Repair] = []
    lines: list[OuterLine] = []
    table: Running | None = None
    tables = 0
    for piece in (*furnished(sheets), None):
        if isinstance(piece, OuterLine):
            lines.append(piece)
            continue
        if table is not None and piece is not None and not lines and goes_on(table, piece):
            add(table, piece)
            continue
        if table is not None:
            blocks.append(closed(table))
            repairs += table.repairs
        found = list(_outside(lines, path, tables))
        tables += sum(isinstance(block, Grid) for block in found)
        blocks += found
        lines = []
        if piece is not None:
            tables += 1
            table = begun(piece, Place(path, page=piece.page, table=tables))
    return blocks, repairs


def _outside(lines: Sequence[OuterLine], path: str | None, tables: int) -> Iterator[Block]:
    """Lines between tables as paragraphs and as tables without rules."""
    runs = tables_among(lines)
    at = 0
    for start, end in [*runs, (len(lines), len(lines))]:
        for each in lines[at:start]:
            yield Paragraph(Place(path, page=each.page, line=each.number), said(each.line), outlines=each.outline(each.line.glyphs))
        if start < end:
            tables += 1
            yield Grid(Place(path, page=lines[start].page, table=tables), tuple(cells_of(lines[start:end])), ruled=True, copied=True)
        at = end
