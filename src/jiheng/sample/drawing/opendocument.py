"""OpenDocument (ods, odt): a sheet or a text whose covered places are `covered-table-cell`, figures typed with their shown text."""

from collections.abc import Iterator, Sequence
from html import escape

from jiheng.sample.drawing.figures import figure
from jiheng.sample.drawing.packing import packed
from jiheng.sample.layouts.page import Box, Line, Page, placed

SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
TYPE = "application/vnd.oasis.opendocument"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def ods(page: Page) -> bytes:
    """The page as one sheet; paragraphs are cells merged over its width."""
    wide = max(page.wide, 1)
    across: list[Line] = [(Box(text, columns=wide),) for text in page.above]
    lines = (*across, *page.rows, *((Box(text, columns=wide),) for text in page.below))
    table = _table(lines, wide, typed=True)
    return _packed("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")


def odt(page: Page) -> bytes:
    """The page as a text with one table."""
    tables = "".join(_table(lines, page.wide, typed=False) + "<text:p/>" for lines in page.tables)
    return _packed("text", f"<office:text>{_texts(page.above)}{tables}{_texts(page.below)}</office:text>")


def _packed(kind: str, body: str) -> bytes:
    content = f'<office:document-content {SPACES} office:version="1.3"><office:body>{body}</office:body></office:document-content>'
    manifest = (
        f'<manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}.{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return packed({"mimetype": f"{TYPE}.{kind}", "META-INF/manifest.xml": manifest, "content.xml": content})


def _table(lines: tuple[Line, ...], wide: int, *, typed: bool) -> str:
    rows = "".join(f"<table:table-row>{''.join(cells)}</table:table-row>" for cells in _rows(lines, wide, typed=typed))
    return f'<table:table table:name="Sheet1"><table:table-column table:number-columns-repeated="{wide}"/>{rows}</table:table>'


def _rows(lines: tuple[Line, ...], wide: int, *, typed: bool) -> Iterator[list[str]]:
    spots = {(row, column): box for row, column, box in placed(lines)}
    covered = {
        (row + down, column + right)
        for (row, column), box in spots.items()
        for down in range(box.rows)
        for right in range(box.columns)
        if down or right
    }
    for row in range(len(lines)):
        yield [
            "<table:covered-table-cell/>" if (row, column) in covered else _cell(spots.get((row, column), Box("")), typed=typed)
            for column in range(wide)
        ]


def _cell(box: Box, *, typed: bool) -> str:
    spans = f' table:number-columns-spanned="{box.columns}" table:number-rows-spanned="{box.rows}"' if box.rows * box.columns > 1 else ""
    found = figure(box.text) if typed and box.text else None
    kind = f' office:value-type="{found.kind}" office:value="{found.stored}"' if found and found.kind != "date" else ""
    return f"<table:table-cell{spans}{kind}>{_texts(box.text.split(chr(10))) if box.text else ''}</table:table-cell>"


def _texts(texts: Sequence[str]) -> str:
    return "".join(f"<text:p>{escape(text).replace('  ', '<text:s text:c=' + chr(34) + '2' + chr(34) + '/>')}</text:p>" for text in texts)
