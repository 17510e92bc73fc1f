"""Document (文档): paragraphs and grids of cells in order, whatever the format, and where each stood."""

from typing import NamedTuple, TypeAlias

from attrs import field, frozen

from jiheng.documents.outlines import Outline
from jiheng.documents.pictures import PagePicture
from jiheng.documents.shape import Line, Shape
from jiheng.model.place import Place
from jiheng.model.repair import Repair


class Cell(NamedTuple):
    r"""One cell as the document shows it; a tuple, since documents have thousands and an attrs class takes twice as long to make.

    `row` and `column` count from 1 in the grid's own geometry and name the cell's upper left corner; spans are at least 1.
    `text` is what a person sees: number formats are applied (0.98 shown as 98% is `98%`), line breaks are `\n`.
    `line` is the line of the source file where the format has lines. `field` names the model field that a written
    form shows in the cell, None in documents that were read. `outlines` tell where it stands on the pages of a PDF, OFD or picture,
    one for each page that it reaches over; empty in formats that have no pages.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    line: int | None = None
    field: str | None = None
    outlines: tuple[Outline, ...] = ()


@frozen
class Grid:
    """A table: its cells in reading order, each once (a merged cell at its upper left corner).

    `place` is the place of the whole table (path, page, sheet, number of the table). `ruled` is true where the format
    itself says where cells begin and end and which are merged (Word, Excel, web); false where columns were cut from
    text, so that a missing cell may be a span or a blank that was dropped. `copied` is true where a mend laid the cells of
    copied text into their columns: borders hold as in a ruled table, but the text may break off anywhere.
    `shape` is how a grid that is to be drawn looks, None in documents that were read.
    `breaks` are the rows from which on the table stands on another page than before, each with that page.
    """

    place: Place
    cells: tuple[Cell, ...]
    ruled: bool = True
    copied: bool = False
    shape: Shape | None = None
    breaks: tuple[tuple[int, int], ...] = ()

    def place_of(self, cell: Cell) -> Place:
        """The place of one cell of this grid."""
        at = self.place
        return Place(at.path, self.page_of(cell.row), at.sheet, at.table, cell.row, cell.column, cell.line)

    def page_of(self, row: int) -> int | None:
        """The page on which a row begins, None where the format has no pages."""
        return next((page for first, page in reversed(self.breaks) if first <= row), self.place.page)


@frozen
class Paragraph:
    """A run of text outside any grid: titles, years, 单位：万元, the notice around a form.

    `line` says what a paragraph that is to be drawn is, None in documents that were read. `leads_to` is, for an entry of the
    contents, the section that it leads to, counted from 0; None for every other paragraph. `outlines` are as those of cells.
    """

    place: Place
    text: str
    line: Line | None = None
    leads_to: int | None = None
    outlines: tuple[Outline, ...] = ()


Block: TypeAlias = Paragraph | Grid


@frozen
class Document:
    """A document opened: its blocks in order, and what had to be mended to open it (encoding, broken markup).

    `pages` are pictures of the pages with tables, where they were asked for and the format has pages.
    """

    path: str | None
    format: str
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...] = field(default=())
    pages: tuple[PagePicture, ...] = field(default=(), repr=False)
