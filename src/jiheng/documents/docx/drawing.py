"""Drawing of Word documents (Word 成文): real merged cells, heads of columns repeated on each page, no row split across pages.

The package is written whole: its own small style sheet (`parts/`), nothing that depends on the hour or the machine.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from attrs import evolve, frozen

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.documents.escaping import escaped
from jiheng.documents.packing import zipped
from jiheng.documents.shape import TYPE, Line, Role, Shape

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
LINES = {Line.TITLE: "Heading1", Line.UNDER_TITLE: "FormYear", Line.NOTE: "FormNote"}
GAP = '<w:p><w:pPr><w:pStyle w:val="FormGap"/>{settings}</w:pPr></w:p>'
A4 = (11906, 16838)
SIDE, TOP = 1020, 1134
LOWEST = 454
"""twentieths of a point: the least height of a row, eight millimetres"""


@frozen
class _Section:
    """Forms that follow each other on pages of one direction."""

    wide: bool
    blocks: tuple[Block, ...]


def draw(document: Document) -> bytes:
    """The document as a Word file; each form on pages of its own, on their side where its columns need it."""
    sections = list(_sections(document.blocks))
    body = "".join(_section(section, last=section is sections[-1]) for section in sections)
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
    forms: list[list[Block]] = []
    for block in blocks:
        if not forms or (isinstance(block, Paragraph) and block.line is Line.TITLE):
            forms.append([])
        forms[-1].append(block)
    for wide, group in groupby(forms, key=_is_wide):
        yield _Section(wide, tuple(block for form in group for block in form))


def _is_wide(form: Sequence[Block]) -> bool:
    return any(isinstance(block, Grid) and block.shape is not None and block.shape.wide for block in form)


def _section(section: _Section, *, last: bool) -> str:
    following = (*section.blocks[1:], None)
    parts = [
        _block(block, first=number == 0, joined=isinstance(after, Grid))
        for number, (block, after) in enumerate(zip(section.blocks, following, strict=True))
    ]
    settings = _page(wide=section.wide)
    return "".join(parts) + (settings if last else GAP.format(settings=settings))


def _page(*, wide: bool) -> str:
    width, height = A4[::-1] if wide else A4
    turned = ' w:orient="landscape"' if wide else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{TOP}" w:right="{SIDE}" w:bottom="{TOP}" w:left="{SIDE}" w:header="560" w:footer="560" w:gutter="0"/></w:sectPr>'
    )


def _block(block: Block, *, first: bool, joined: bool) -> str:
    if isinstance(block, Grid):
        return _table(_opened(block) if joined else block) + GAP.format(settings="")
    line = block.line or Line.NOTE
    breaks = "<w:pageBreakBefore/>" if line is Line.TITLE and not first else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{LINES[line]}"/>{breaks}</w:pPr>{_run(block.text)}</w:p>'


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
