"""Drawing of web pages (网页成文): tables with their merged cells, heads repeated where the page is printed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.documents.escaping import escaped
from jiheng.documents.shape import TYPE, Line, Role, Shape

TAGS = {Line.TITLE: "h1", Line.UNDER_TITLE: "p", Line.NOTE: "p"}
STYLE = """
@page { size: A4; margin: 20mm 18mm; }
@page wide { size: A4 landscape; margin: 18mm; }
body { margin: 0; background: #eceeef; color: #000; font: 14px/1.45 FangSong, STFangsong, "仿宋_GB2312", "Noto Serif CJK SC", serif; }
section { width: 174mm; margin: 8mm auto; padding: 16mm 18mm; background: #fff; break-before: page; }
section.wide { width: 261mm; page: wide; }
section:first-of-type { break-before: auto; }
h1 { margin: 0 0 2mm; text-align: center; font: 400 24px/1.3 "方正小标宋简体", FZXiaoBiaoSong-B05S, SimSun, "Noto Serif CJK SC", serif; }
p { margin: 0 0 2mm; } p.under-title { text-align: center; font-size: 16px; } p.note { font-size: 12px; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; } table + table { margin-top: -1px; }
td:not([rowspan]), th:not([rowspan]) { break-inside: avoid; }
th, td { border: 1px solid #000; padding: 1.2mm 1mm; vertical-align: middle; overflow-wrap: anywhere; white-space: pre-line; }
th { font-weight: 400; font-family: SimSun, STSong, "Noto Serif CJK SC", serif; } th.head { font-weight: 700; }
.label, .head, .level, .short { text-align: center; } .text, .line { text-align: left; }
.open-above { border-top-style: hidden; } .open-below { border-bottom-style: hidden; }
.money { text-align: right; font-variant-numeric: tabular-nums; }
@media print { body { background: none; } section, section.wide { width: auto; margin: 0; padding: 0; } }
@media (max-width: 190mm) { section, section.wide { width: auto; margin: 0; padding: 4mm; overflow-x: auto; } }
"""
BLANKS = "  "
PRINTED = (Role.LABEL, Role.LINE, Role.HEAD, Role.LEVEL)


def draw(document: Document) -> bytes:
    """The document as one page that stands by itself: each form a section, printed on a sheet of its own."""
    forms = list(_forms(document.blocks))
    title = next((block.text for block in document.blocks if isinstance(block, Paragraph)), "")
    body = "\n".join(_form(form) for form in forms)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escaped(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def _forms(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    form: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.line is Line.TITLE and form:
            yield form
            form = []
        form.append(block)
    if form:
        yield form


def _form(form: Sequence[Block]) -> str:
    wide = any(isinstance(block, Grid) and block.shape is not None and block.shape.wide for block in form)
    drawn = "\n".join(_table(block) if isinstance(block, Grid) else _paragraph(block) for block in form)
    return f"<section{' class=wide' if wide else ''}>\n{drawn}\n</section>"


def _paragraph(block: Paragraph) -> str:
    line = block.line or Line.NOTE
    return f'<{TAGS[line]} class="{line.value}">{_text(block.text)}</{TAGS[line]}>'


def _table(grid: Grid) -> str:
    shape = grid.shape or Shape((1,) * (max(cell.column + cell.column_span for cell in grid.cells) - 1))
    whole = sum(shape.widths)
    columns = "".join(f'<col style="width:{width * 10000 // whole / 100:g}%">' for width in shape.widths)
    rows = {
        number: f"<tr>{''.join(_cell(cell, shape) for cell in cells)}</tr>"
        for number, cells in groupby(grid.cells, key=lambda cell: cell.row)
    }
    last = max(cell.row + cell.row_span for cell in grid.cells)
    lines = [rows.get(number, "<tr></tr>") for number in range(1, last)]
    head = f"<thead>\n{chr(10).join(lines[: shape.repeated])}\n</thead>\n" if shape.repeated else ""
    rest = "\n".join(lines[shape.repeated :])
    size = f' style="font-size: {shape.size}pt"' if shape.size != TYPE else ""
    return f"<table{size}>\n<colgroup>{columns}</colgroup>\n{head}<tbody>\n{rest}\n</tbody>\n</table>"


def _cell(cell: Cell, shape: Shape) -> str:
    role = shape.role(cell.row, cell.column)
    tag = "th" if role in PRINTED else "td"
    spans = (f" rowspan={cell.row_span}" if cell.row_span > 1 else "") + (f" colspan={cell.column_span}" if cell.column_span > 1 else "")
    above, below = shape.opens(cell.row, cell.column)
    opened = (" open-above" if above else "") + (" open-below" if below else "")
    field = f' data-field="{escaped(cell.field)}"' if cell.field else ""
    return f'<{tag} class="{role.value}{opened}"{spans}{field}>{_text(cell.text)}</{tag}>'


def _text(text: str) -> str:
    """The text with its line breaks, and with blanks that a browser would draw together kept apart."""
    return escaped(text).replace(BLANKS, "\xa0 ").replace("\n", "<br>")
