"""Word (docx): paragraphs and one table whose merged cells are `gridSpan` and `vMerge`, as Word writes them."""

from collections.abc import Iterator
from html import escape

from jiheng.sample.drawing.packing import packed
from jiheng.sample.layouts.page import Box, Line, Page, placed

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{TYPE}"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
)


def word(page: Page) -> bytes:
    """The page as a Word document."""
    body = "".join((*map(_paragraph, page.above), *(_table(table, page.wide) for table in page.tables), *map(_paragraph, page.below)))
    document = f'<w:document xmlns:w="{MAIN}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    return packed({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document})


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(lines: tuple[Line, ...], wide: int) -> str:
    columns = "".join('<w:gridCol w:w="1200"/>' for _ in range(wide))
    rows = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in _rows(lines, wide))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>{_paragraph('')}"


def _rows(lines: tuple[Line, ...], wide: int) -> Iterator[list[str]]:
    spots: dict[tuple[int, int], Box | None] = {}
    for row, column, box in placed(lines):
        spots[row, column] = box
        spots |= {(row + down, column): Box("", 0, box.columns) for down in range(1, box.rows)}
    for row in range(len(lines)):
        yield [_cell(spots[row, column]) for column in range(wide) if spots.get((row, column)) is not None]


def _cell(box: Box | None) -> str:
    if box is None:
        return ""
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merge = "" if box.rows == 1 else '<w:vMerge w:val="restart"/>' if box.rows else "<w:vMerge/>"
    texts = "".join(_paragraph(text) for text in box.text.split("\n"))
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{texts}</w:tc>"
