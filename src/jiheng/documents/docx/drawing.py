"""Drawing of Word documents (Word 成文): real merged cells, heads of columns repeated on each page, no row split across pages.

The package is written whole: its own small style sheet (`parts/`), nothing that depends on the hour or the machine.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from attrs import evolve, frozen

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.documents.docx.contents import Contents, contents_of, entry
from jiheng.documents.escaping import escaped
from jiheng.documents.packing import zipped
from jiheng.documents.sections import is_letter, is_wide, sections
from jiheng.documents.shape import ABOVE_TITLE, OPENING, TYPE, Line, Role, Shape

PARTS = Path(__file__).parent / "parts"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
STYLES = {
    Role.LABEL: "FormLabel",
    Role.HEAD: "FormHead",
    Role.LINE: "FormLine",
    Role.LEVEL: "FormLabel",
    Role.TEXT: "FormText",
    Role.SHORT: "FormShort",
    Role.MONEY: "FormMoney",
}
LINES = {
    Line.TITLE: "Heading1",
    Line.UNDER_TITLE: "FormYear",
    Line.NOTE: "FormNote",
    Line.NUMBER: "LetterNumber",
    Line.LETTER: "LetterTitle",
    Line.ADDRESS: "LetterAddress",
    Line.BODY: "LetterBody",
    Line.ATTACHED: "LetterAttached",
    Line.CLOSING: "LetterClosing",
    Line.ANNEX: "Annex",
    Line.ENTRY: "TOC1",
}
GAP = '<w:p><w:pPr><w:pStyle w:val="FormGap"/>{settings}</w:pPr></w:p>'
A4 = (11906, 16838)
MARGINS = (1134, 1020, 1134, 1020)
LETTER_MARGINS = (2098, 1474, 1984, 1588)
"""of papers of state organs (GB/T 9704): 37, 26, 35 and 28 millimetres, so that a line has 28 characters"""
LOWEST = 454
"""twentieths of a point: the least height of a row, eight millimetres"""


@frozen
class _Section:
    """Forms that follow each other on pages of one direction, or letters. `blocks` have their numbers in the document."""

    wide: bool
    letter: bool
    blocks: tuple[tuple[int, Block], ...]


def draw(document: Document) -> bytes:
    """The document as a Word file; each form on pages of its own, on their side where its columns need it."""
    runs = list(_sections(document.blocks))
    contents = contents_of(document)
    body = "".join(_section(section, contents, last=section is runs[-1]) for section in runs)
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {SPACES}><w:body>{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": _part("content_types"),
            "_rels/.rels": _part("package_rels"),
            "word/document.xml": xml.encode(),
            "word/_rels/document.xml.rels": _part("document_rels"),
            **{f"word/{name}.xml": _part(name) for name in ("styles", "fontTable", "settings", "footer1")},
        }
    )


@cache
def _part(name: str) -> bytes:
    return (PARTS / f"{name}.xml").read_bytes()


def _sections(blocks: Sequence[Block]) -> Iterator[_Section]:
    """The forms, those that follow each other on pages of one direction together."""
    for (wide, letter), group in groupby(sections(blocks), key=lambda section: _pages([block for _, block in section])):
        yield _Section(wide, letter, tuple(numbered for section in group for numbered in section))


def _pages(form: Sequence[Block]) -> tuple[bool, bool]:
    return is_wide(form), is_letter(form)


def _section(section: _Section, contents: Contents, *, last: bool) -> str:
    parts: list[str] = []
    following = (*section.blocks[1:], (0, None))
    above: Block | None = None
    for (number, block), (_, after) in zip(section.blocks, following, strict=True):
        parts.append(_block(block, above, contents, number, joined=isinstance(after, Grid)))
        above = block
    settings = _page(section)
    return "".join(parts) + (settings if last else GAP.format(settings=settings))


def _page(section: _Section) -> str:
    width, height = A4[::-1] if section.wide else A4
    turned = ' w:orient="landscape"' if section.wide else ""
    top, right, bottom, left = LETTER_MARGINS if section.letter else MARGINS
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="{top}" '
        f'w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="560" w:footer="560" w:gutter="0"/></w:sectPr>'
    )


def _block(block: Block, above: Block | None, contents: Contents, number: int, *, joined: bool) -> str:
    """One block; `above` is the one before it in its run of pages, None at the run's beginning, which is a page's."""
    if isinstance(block, Grid):
        return _table(_opened(block) if joined else block) + GAP.format(settings="")
    line = block.line or Line.NOTE
    within = isinstance(above, Paragraph) and above.line in ABOVE_TITLE
    breaks = "<w:pageBreakBefore/>" if line in OPENING and above is not None and not within else ""
    head = f'<w:p><w:pPr><w:pStyle w:val="{LINES[line]}"/>{breaks}</w:pPr>'
    if block.leads_to is not None:
        return f"{head}{entry(contents, number, block)}</w:p>"
    return f"{head}{contents.mark(number)}{_run(block.text)}</w:p>"


def _run(text: str, settings: str = "") -> str:
    lines = escaped(text).split("\n")
    if not text:
        return ""
    return f"<w:r>{settings}" + "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines) + "</w:r>"


def _table(grid: Grid) -> str:
    width = max(cell.column + cell.column_span for cell in grid.cells) - 1
    shape = grid.shape or Shape((1,) * width)
    columns = [hundredths * 567 // 1000 for hundredths in shape.scaled()]
    covers = _covers(grid)
    rows = max(cell.row + cell.row_span for cell in grid.cells)
    drawn = "".join(_row(number, covers, shape, columns) for number in range(1, rows))
    listed = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{listed}</w:tblGrid>{drawn}</w:tbl>'
    )


def _opened(grid: Grid) -> Grid:
    """The grid without its lowest line, where another follows whose upper line stands for both."""
    last = max(cell.row + cell.row_span for cell in grid.cells)
    lowest = frozenset((cell.row, cell.column) for cell in grid.cells if cell.row + cell.row_span == last)
    return evolve(grid, shape=evolve(grid.shape, open_below=lowest | grid.shape.open_below)) if grid.shape is not None else grid


def _covers(grid: Grid) -> dict[int, list[Cell]]:
    """For each row the cells that stand in it, those that reach into it from above too, from left to right."""
    covers: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            covers.setdefault(row, []).append(cell)
    return {row: sorted(cells, key=lambda cell: cell.column) for row, cells in covers.items()}


def _row(number: int, covers: dict[int, list[Cell]], shape: Shape, columns: Sequence[int]) -> str:
    repeated = "<w:tblHeader/>" if number <= shape.repeated else ""
    cells = "".join(_cell(cell, number, shape, columns) for cell in covers.get(number, ()))
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{LOWEST}" w:hRule="atLeast"/>{repeated}</w:trPr>{cells}</w:tr>'


def _cell(cell: Cell, number: int, shape: Shape, columns: Sequence[int]) -> str:
    begins = cell.row == number
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = "" if cell.row_span == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    width = sum(columns[cell.column - 1 : cell.column - 1 + cell.column_span])
    above, below = shape.opens(cell.row, cell.column)
    lines = ('<w:top w:val="nil"/>' if above and begins else "") + ('<w:bottom w:val="nil"/>' if below else "")
    borders = f"<w:tcBorders>{lines}</w:tcBorders>" if lines else ""
    style = STYLES[shape.role(cell.row, cell.column)]
    size = f'<w:rPr><w:sz w:val="{shape.size * 2:.0f}"/></w:rPr>' if shape.size != TYPE else ""
    text = _run(cell.text, size) if begins else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{borders}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text}</w:p></w:tc>'
    )
