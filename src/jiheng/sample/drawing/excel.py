"""Excel (xlsx): one sheet, paragraphs as merged rows, figures as numbers with their formats (0.98 shown as 98%)."""

from collections.abc import Sequence
from html import escape

from jiheng.sample.drawing.figures import figure
from jiheng.sample.drawing.packing import packed
from jiheng.sample.layouts.page import Box, Line, Page, placed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>'
)
ROOT = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
BOOK_RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
FIRST_FORMAT = 164
LETTERS = 26


def excel(page: Page) -> bytes:
    """The page as an Excel workbook."""
    wide = max(page.wide, 1)
    lines = (*(_across(text, wide) for text in page.above), *page.rows, *(_across(text, wide) for text in page.below))
    strings: dict[str, int] = {}
    formats: dict[str, int] = {"General": 0}
    rows: list[list[str]] = [[] for _ in lines]
    merged: list[str] = []
    for row, column, box in placed(lines):
        rows[row].append(_cell(box, f"{_letters(column)}{row + 1}", strings, formats))
        if box.rows * box.columns > 1:
            merged.append(f"{_letters(column)}{row + 1}:{_letters(column + box.columns - 1)}{row + box.rows}")
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": ROOT,
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
            "xl/styles.xml": _styles(list(formats)),
            "xl/sharedStrings.xml": _strings(list(strings)),
            "xl/worksheets/sheet1.xml": _sheet(rows, merged),
        }
    )


def _across(text: str, wide: int) -> Line:
    return (Box(text, columns=wide),)


def _cell(box: Box, at: str, strings: dict[str, int], formats: dict[str, int]) -> str:
    if not box.text:
        return f'<c r="{at}"/>'
    found = figure(box.text)
    if found is None:
        number = strings.setdefault(box.text, len(strings))
        return f'<c r="{at}" t="s"><v>{number}</v></c>'
    style = formats.setdefault(found.shown, len(formats))
    return f'<c r="{at}" s="{style}"><v>{found.stored}</v></c>'


def _sheet(rows: Sequence[Sequence[str]], merged: Sequence[str]) -> str:
    body = "".join(f'<row r="{number}">{"".join(cells)}</row>' for number, cells in enumerate(rows, 1))
    ranges = "".join(f'<mergeCell ref="{reach}"/>' for reach in merged)
    merges = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{merges}</worksheet>'


def _strings(texts: Sequence[str]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return f'<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'


def _styles(formats: Sequence[str]) -> str:
    """The formats in order; the first is General, which needs no entry."""
    own = "".join(f'<numFmt numFmtId="{FIRST_FORMAT + at}" formatCode="{escape(code)}"/>' for at, code in enumerate(formats[1:]))
    used = "".join(
        f'<xf numFmtId="{FIRST_FORMAT + at}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>' for at in range(len(formats) - 1)
    )
    declared = f'<numFmts count="{len(formats) - 1}">{own}</numFmts>' if own else ""
    return (
        f'<styleSheet xmlns="{MAIN}">{declared}<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
        f'<cellXfs count="{len(formats)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>{used}</cellXfs></styleSheet>'
    )


def _letters(column: int) -> str:
    whole, rest = divmod(column, LETTERS)
    return (_letters(whole - 1) if whole else "") + chr(ord("A") + rest)
