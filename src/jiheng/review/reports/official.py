"""Official paper (公文版式): a Word document as GB/T 9704 lays out papers of state organs, with real styles and real tables."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from jiheng.documents.escaping import escaped
from jiheng.documents.packing import zipped

BODY = "Normal"
TITLE = "Title"
SECTION = "Heading1"
PART = "Heading2"
TEXT = "TableText"
MIDDLE = "TableMiddle"
HEAD = "TableHead"
LATIN = "Times New Roman"
TWIPS = 567 / 10
"""Twentieths of a point in a millimetre."""
PAGE = (210, 297)
MARGINS = {"top": 37, "right": 26, "bottom": 35, "left": 28}
"""Millimetres: the type area is 156 by 225."""
LINE = 28
"""Points from line to line: 22 lines a page."""
PADDING = 60
"""Twentieths of a point between the rule and the text of a cell, left and right."""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@frozen
class Face:
    """How a style looks: its name in Word, the Chinese face, size and line in points, indent, place, and room before and after."""

    name: str
    face: str
    size: float
    line: float | None = None
    indented: bool = False
    place: str = "both"
    before: int = 0
    after: int = 0
    level: int | None = None


FACES = {
    BODY: Face("Normal", "仿宋", 16, LINE, indented=True),
    TITLE: Face("Title", "方正小标宋简体", 22, 36, place="center", after=LINE),
    SECTION: Face("heading 1", "黑体", 16, LINE, indented=True, level=0),
    PART: Face("heading 2", "楷体", 16, LINE, indented=True, level=1),
    TEXT: Face("表内文字", "仿宋", 10.5, place="left", before=2, after=2),
    MIDDLE: Face("表内居中", "仿宋", 10.5, place="center", before=2, after=2),
    HEAD: Face("表头文字", "黑体", 10.5, place="center", before=2, after=2),
}


@frozen
class Cell:
    """A cell of a table: its text, its style, and over how many columns it reaches."""

    text: str
    style: str = TEXT
    span: int = 1


def paragraph(text: str, style: str = BODY) -> str:
    """A paragraph in one of the styles; line breaks stay."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text)}</w:p>'


def flush(text: str) -> str:
    """A paragraph of the body without the first line's indent: salutations."""
    return f'<w:p><w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>{_run(text)}</w:p>'


def at_the_right(text: str, characters: int) -> str:
    """A paragraph at the right, some characters from the edge, on one page with the next: seal and date."""
    room = f'<w:ind w:rightChars="{100 * characters}" w:right="{320 * characters}" w:firstLineChars="0" w:firstLine="0"/>'
    return f'<w:p><w:pPr><w:keepNext/>{room}<w:jc w:val="right"/></w:pPr>{_run(text)}</w:p>'


def new_page() -> str:
    """What begins a new page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[int]) -> str:
    """A ruled table over the type area, its head repeated on every page, no row broken; widths in millimetres."""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    settings = (
        f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{PADDING}" w:type="dxa"/><w:right w:w="{PADDING}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )
    first = _row([Cell(text, HEAD) for text in head], widths, "<w:tblHeader/>") if head else ""
    return f"<w:tbl>{settings}<w:tblGrid>{grid}</w:tblGrid>{first}{''.join(_row(row, widths) for row in rows)}</w:tbl>"


def paper(title: str, blocks: Iterable[str]) -> bytes:
    """The Word document of the blocks, A4, with page numbers; `title` is a property of the file."""
    return zipped({name: (XML + content).encode() for name, content in _members(title, "".join(blocks)).items()})


def _members(title: str, body: str) -> dict[str, str]:
    kinds = {
        "document": f"{WORD}.document.main+xml",
        "styles": f"{WORD}.styles+xml",
        "footer1": f"{WORD}.footer+xml",
        "settings": f"{WORD}.settings+xml",
    }
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items())
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for number, name in enumerate(("styles", "settings", "footer1"), 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>绩衡 Jiheng</dc:creator></cp:coreProperties>",
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{_section()}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        "word/styles.xml": _styles(),
        "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/footer1.xml": _footer(),
    }


def _row(cells: Sequence[Cell], widths: Sequence[int], more: str = "") -> str:
    shown: list[str] = []
    column = 0
    for cell in cells:
        width = _twips(sum(widths[column : column + cell.span]))
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        settings = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        shown.append(f"<w:tc>{settings}{paragraph(cell.text, cell.style)}</w:tc>")
        column += cell.span
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(shown)}</w:tr>"


def _run(text: str) -> str:
    lines = [f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>" if text else ""


def _section() -> str:
    margins = " ".join(f'w:{side}="{_twips(width)}"' for side, width in MARGINS.items())
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="{_twips(PAGE[0])}" w:h="{_twips(PAGE[1])}"/>'
        f'<w:pgMar {margins} w:header="851" w:footer="{_twips(25)}" w:gutter="0"/></w:sectPr>'
    )


def _footer() -> str:
    """`— 1 —` in the middle of the foot."""
    look = f'<w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>'
    number = f'<w:fldSimple w:instr="PAGE"><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
    before, after = (f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>' for text in ("— ", " —"))
    settings = '<w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    return f'<w:ftr xmlns:w="{W}"><w:p>{settings}{before}{number}{after}</w:p></w:ftr>'


def _styles() -> str:
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>{rules}</w:tblBorders></w:tblPr></w:style>'
    return f'<w:styles xmlns:w="{W}">{"".join(_style(name, face) for name, face in FACES.items())}{grid}</w:styles>'


def _style(name: str, face: Face) -> str:
    line = ' w:line="240" w:lineRule="auto"' if face.line is None else f' w:line="{round(20 * face.line)}" w:lineRule="exact"'
    characters = 2 if face.indented else 0
    keep, outline = ("", "") if face.level is None else ("<w:keepNext/>", f'<w:outlineLvl w:val="{face.level}"/>')
    indent = f'<w:ind w:firstLineChars="{100 * characters}" w:firstLine="{round(20 * face.size * characters)}"/>'
    shape = (
        f'{keep}<w:spacing w:before="{20 * face.before}" w:after="{20 * face.after}"{line}/>{indent}<w:jc w:val="{face.place}"/>{outline}'
    )
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face.face}" w:cs="{LATIN}"/>'
    size = round(2 * face.size)
    kind = ' w:default="1"' if name == BODY else ""
    based = "" if name == BODY else f'<w:basedOn w:val="{BODY}"/>'
    look = f'{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    head = f'<w:style w:type="paragraph"{kind} w:styleId="{name}"><w:name w:val="{face.name}"/>{based}<w:qFormat/>'
    return f"{head}<w:pPr>{shape}</w:pPr><w:rPr>{look}</w:rPr></w:style>"


def _twips(millimetres: float) -> int:
    return round(TWIPS * millimetres)
