"""The official form drawn from declarations as Word, Excel and web page, with the merged cells that bureaus give it."""

import html
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from attrs import frozen

from jiheng.model.declaration import CodedName, Declaration
from jiheng.model.indicator import Indicator

WIDTH = 5
CENTIMETRES = (1.6, 2.6, 3.2, 4.8, 3.4)
"""widths of the columns"""
FONT = "宋体"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right"))
LETTERS = f'<w:rFonts w:hint="eastAsia" w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:kern w:val="0"/><w:sz w:val="18"/><w:szCs w:val="18"/>'


@frozen
class Box:
    """One cell of the drawn form, with its upper left corner (from 0) and its spans."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def boxes(table: Declaration) -> list[Box]:
    """The cells of one form; a row that no box begins in does not occur."""
    head = [
        Box("项目名称", 0, 0), Box(table.project or "", 0, 1, columns=4),
        Box("主管部门及代码", 1, 0), Box(_coded(table.department), 1, 1), Box("实施单位", 1, 2), Box(table.unit or "", 1, 3, columns=2),
        Box("项目属性", 2, 0), Box(_coded(table.attribute), 2, 1), Box("项目期", 2, 2), Box(table.term or "", 2, 3, columns=2),
        Box("项目资金\n(万元)", 3, 0, rows=3),
        Box("年度资金总额：", 3, 1), Box(_ten_thousands(table.funds.total), 3, 2, columns=3),
        Box("其中：财政拨款", 4, 1), Box(_ten_thousands(table.funds.fiscal), 4, 2, columns=3),
        Box("      其他资金", 5, 1), Box(_ten_thousands(table.funds.other), 5, 2, columns=3),
        Box("年度\n总体\n目标", 6, 0), Box(table.goal or "", 6, 1, columns=4),
        Box("绩效指标", 7, 0, rows=len(table.indicators) + 1),
        *(Box(label, 7, number) for number, label in enumerate(("一级指标", "二级指标", "三级指标", "指标值"), 1)),
    ]  # fmt: skip
    return [*head, *_indicators(table.indicators, 8)]


def _indicators(rows: Sequence[Indicator], start: int) -> Iterator[Box]:
    at = start
    for level1, first in groupby(rows, key=lambda row: row.level1):
        within = list(first)
        yield Box(level1 or "", at, 1, rows=len(within))
        for (level2, required), second in groupby(within, key=lambda row: (row.level2, row.required)):
            inner = list(second)
            yield Box((level2 or "") + ("\n（必填）" if required else ""), at, 2, rows=len(inner))
            for row in inner:
                yield Box(row.name, at, 3)
                yield Box(row.target.text, at, 4)
                at += 1


def _coded(name: CodedName | None) -> str:
    return "" if name is None else f"{name.code}-{name.name}" if name.code else name.name or ""


def _ten_thousands(amount: Decimal | None) -> str:
    return "" if amount is None else format((amount / 10_000).normalize(), "f")


def word(tables: Sequence[Declaration], *, dressed: bool = True) -> bytes:
    """All forms in one Word document, each under its title and year; dressed as bureaus' files are (borders, fonts) or bare."""
    from docx import Document

    document = Document()
    for table in tables:
        document.add_paragraph(table.title or "")
        document.add_paragraph(f"（{table.year}年度）")
        made = boxes(table)
        grid = document.add_table(max(box.row + box.rows for box in made), WIDTH, "Table Grid")
        cells = grid._cells  # asked once: grid.cell makes this list at each asking
        for box in made:
            cell = cells[box.row * WIDTH + box.column]
            if box.rows > 1 or box.columns > 1:
                cell = cell.merge(cells[(box.row + box.rows - 1) * WIDTH + box.column + box.columns - 1])
            cell.text = box.text
        for each in grid._tbl.iter_tcs() if dressed else ():
            _dress(each)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _dress(cell: Any) -> None:
    """Borders and alignment of a Word cell, the font on each of its paragraphs and runs."""
    from docx.oxml import parse_xml

    properties = cell.get_or_add_tcPr()
    properties.append(parse_xml(f"<w:tcBorders {NAMESPACE}>{BORDERS}</w:tcBorders>"))
    properties.append(parse_xml(f'<w:vAlign {NAMESPACE} w:val="center"/>'))
    for paragraph in cell.p_lst:
        paragraph.insert(0, parse_xml(f'<w:pPr {NAMESPACE}><w:widowControl/><w:jc w:val="center"/><w:rPr>{LETTERS}</w:rPr></w:pPr>'))
        for run in paragraph.r_lst:
            run.insert(0, parse_xml(f"<w:rPr {NAMESPACE}>{LETTERS}</w:rPr>"))


def excel(tables: Sequence[Declaration]) -> bytes:
    """Each form on a sheet of its own, ruled and dressed; amounts are numbers and percentages are numbers shown as such."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(tables, 1):
        sheet = book.create_sheet(f"表{number}")
        for at, text in enumerate((table.title, f"（{table.year}年度）"), 1):
            sheet.cell(at, 1, text)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=WIDTH)
        made = boxes(table)
        _rule(sheet, 3, max(box.row + box.rows for box in made) + 2)
        for box in made:
            row, column = box.row + 3, box.column + 1
            cell = sheet.cell(row, column, box.text)
            if box.text == "100%":
                cell.value, cell.number_format = 1, "0%"
            elif box.row in (3, 4, 5) and box.text.replace(".", "").isdigit():
                cell.value = Decimal(box.text)
            if box.rows > 1 or box.columns > 1:
                sheet.merge_cells(start_row=row, end_row=row + box.rows - 1, start_column=column, end_column=column + box.columns - 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rule(sheet: Any, first: int, last: int) -> None:
    """Widths of the columns; thin borders, font and alignment on every cell from the first row to the last."""
    from openpyxl.styles import Alignment, Border, Font, Side

    side = Side("thin")
    border, font = Border(side, side, side, side), Font(FONT, 9)
    alignment = Alignment("center", "center", wrap_text=True)
    for letter, width in zip("ABCDE", CENTIMETRES, strict=True):
        sheet.column_dimensions[letter].width = width * 5
    for row in sheet.iter_rows(first, last, 1, WIDTH):
        for cell in row:
            cell.border, cell.font, cell.alignment = border, font, alignment


def page(tables: Sequence[Declaration]) -> bytes:
    """All forms on one web page."""
    parts = ["<html><head><meta charset='utf-8'></head><body>"]
    for table in tables:
        parts.append(f"<p>{table.title}</p><p>（{table.year}年度）</p><table border=1>")
        for _, row in groupby(sorted(boxes(table), key=lambda box: (box.row, box.column)), key=lambda box: box.row):
            cells = (f"<td rowspan={box.rows} colspan={box.columns}>{html.escape(box.text).replace(chr(10), '<br>')}</td>" for box in row)
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode()
