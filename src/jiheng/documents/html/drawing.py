"""Drawing of web pages (网页成文): tables with their merged cells, heads repeated where the page is printed."""

from collections.abc import Sequence
from itertools import groupby

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.documents.escaping import escaped
from jiheng.documents.sections import is_letter, is_wide, sections, title_of
from jiheng.documents.shape import TITLES, TYPE, Line, Role, Shape

STYLE = """
@page { size: A4; margin: 20mm 18mm; }
@page wide { size: A4 landscape; margin: 18mm; }
body { margin: 0; background: #eceeef; color: #000; font: 14px/1.45 FangSong, STFangsong, "仿宋_GB2312", "Noto Serif CJK SC", serif; }
section { width: 174mm; margin: 8mm auto; padding: 16mm 18mm; background: #fff; break-before: page; }
section.wide { width: 261mm; page: wide; }
section:first-of-type { break-before: auto; }
h1 { margin: 0 0 2mm; text-align: center; font: 400 24px/1.3 "方正小标宋简体", FZXiaoBiaoSong-B05S, SimSun, "Noto Serif CJK SC", serif; }
section.letter { page: letter; padding: 16mm 26mm; width: 156mm; }
@page letter { size: A4; margin: 37mm 26mm 35mm 28mm; }
.letter h1 { font-size: 29px; margin-bottom: 10mm; }
.letter p { font-size: 21px; line-height: 37px; margin: 0; text-indent: 2em; text-align: justify; white-space: pre-line; }
.letter p.address { text-indent: 0; } .letter p.number { text-align: center; text-indent: 0; margin-bottom: 4mm; }
.letter p.attached { text-indent: -3em; padding-left: 5em; } .letter p.closing { text-align: right; text-indent: 0; padding-right: 4em; }
p.annex { font: 21px SimHei, STHeiti, "Noto Sans CJK SC", sans-serif; }
p.entry { font-size: 16px; } p.entry a { color: inherit; }
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
    title = title_of(document.blocks)
    forms = [[block for _, block in section] for section in sections(document.blocks)]
    body = "\n".join(_form(form, number) for number, form in enumerate(forms))
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escaped(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def _form(form: Sequence[Block], number: int) -> str:
    kind = " class=wide" if is_wide(form) else " class=letter" if is_letter(form) else ""
    drawn = "\n".join(_table(block) if isinstance(block, Grid) else _paragraph(block) for block in form)
    return f'<section id="form-{number}"{kind}>\n{drawn}\n</section>'


def _paragraph(block: Paragraph) -> str:
    line = block.line or Line.NOTE
    tag = "h1" if line in TITLES else "p"
    text = _text(block.text)
    linked = text if block.leads_to is None else f'<a href="#form-{block.leads_to}">{text}</a>'
    return f'<{tag} class="{line.value}">{linked}</{tag}>'


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
