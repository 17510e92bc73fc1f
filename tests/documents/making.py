"""Small documents made by hand, so that a test shows the markup that it is about."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from jiheng.documents import Document, Grid, Paragraph

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(members: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(body: str, more: str = "") -> bytes:
    return packed({"word/document.xml": f"<w:document {W} {more}><w:body>{body}</w:body></w:document>"})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def workbook(*sheets: str, styles: str = "", strings: str = "", settings: str = "", states: tuple[str, ...] = ()) -> bytes:
    numbers = range(1, len(sheets) + 1)
    state = [f'state="{value}"' if value else "" for value in (*states, *[""] * len(sheets))]
    listed = "".join(f'<sheet name="表{n}" sheetId="{n}" {state[n - 1]} r:id="r{n}"/>' for n in numbers)
    related = "".join(f'<Relationship Id="r{n}" Type="{RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    related += '<Relationship Id="x1" Target="styles.xml"/><Relationship Id="x2" Target="sharedStrings.xml"/>'
    members: dict[str, str | bytes] = {
        "xl/workbook.xml": f"<workbook {S} {R}><workbookPr {settings}/><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
    }
    if styles:
        members["xl/styles.xml"] = f"<styleSheet {S}>{styles}</styleSheet>"
    if strings:
        members["xl/sharedStrings.xml"] = f"<sst {S}>{strings}</sst>"
    for number, sheet in enumerate(sheets, 1):
        members[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {S}>{sheet}</worksheet>"
    return packed(members)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells]


def texts(grid: Grid) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for each in grid.cells:
        rows.setdefault(each.row, []).append(each.text)
    return list(rows.values())
