from datetime import date
from io import BytesIO

import pytest

from documents.making import cells, grids, texts, workbook
from jiheng.documents import open_document
from jiheng.errors import DamagedDocument, HostileDocument

PERCENT = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'


def sheet(*rows: str, after: str = "", before: str = "") -> str:
    return before + "<sheetData>" + "".join(f"<row>{row}</row>" for row in rows) + "</sheetData>" + after


def text(value: str) -> str:
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def test_a_percentage_is_read_as_it_is_shown() -> None:
    book = workbook(sheet(text("满意度") + '<c s="1"><v>0.98</v></c><c><v>0.98</v></c>'), styles=PERCENT)
    assert texts(grids(open_document(book))[0]) == [["满意度", "98%", "0.98"]]


def test_shared_strings_with_rich_text_and_without_phonetic_guides() -> None:
    strings = "<si><r><t>数量</t></r><r><t>指标</t></r><rPh><t>shu</t></rPh></si><si><t>第一行_x000D_\n第二行</t></si>"
    book = workbook(sheet('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c>' + text("尾")), strings=strings)
    assert texts(grids(open_document(book))[0]) == [["数量指标", "第一行\n第二行", "", "尾"]]


def test_a_raised_two_is_a_square() -> None:
    raised = "<r><t>20m</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>"
    book = workbook(sheet('<c t="s"><v>0</v></c>' + f'<c t="inlineStr"><is>{raised}</is></c>'), strings=f"<si>{raised}</si>")
    assert texts(grids(open_document(book))[0]) == [["20m²", "20m²"]]


def test_truth_errors_and_formula_results() -> None:
    book = workbook(sheet('<c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>甲</v></c><c><f>1+1</f><v>2</v></c>'))
    assert texts(grids(open_document(book))[0]) == [["TRUE", "#REF!", "甲", "2"]]


def test_a_formula_without_a_stored_value_is_told() -> None:
    document = open_document(workbook(sheet(text("甲") + "<c><f>SUM(B2:B9)</f></c>")))
    assert [(repair.kind, repair.doubtful) for repair in document.repairs] == [("formula-without-value", True)]


def test_merged_ranges_and_what_lies_under_them() -> None:
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/><mergeCell ref="bad"/></mergeCells>'
    book = workbook(sheet(text("甲") + text("盖") + text("乙"), text("下") + text("盖") + text("丙"), text("丁"), after=merges))
    found = cells(grids(open_document(book))[0])
    assert found[:3] == [(1, 1, 2, 2, "甲"), (1, 3, 1, 1, "乙"), (2, 3, 1, 1, "丙")]


def test_a_merged_title_is_cut_to_the_columns_in_use() -> None:
    merges = '<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'
    book = workbook(sheet(text("题"), text("甲") + text("乙"), after=merges))
    assert cells(grids(open_document(book))[0])[0] == (1, 1, 1, 2, "题")


def test_places_are_those_of_the_sheet_and_gaps_are_blank_cells() -> None:
    rows = '<sheetData><row r="3"><c r="C3" t="inlineStr"><is><t>甲</t></is></c><c r="E3"><v>1</v></c></row></sheetData>'
    grid = grids(open_document(workbook(rows)))[0]
    assert cells(grid) == [(3, 3, 1, 1, "甲"), (3, 4, 1, 1, ""), (3, 5, 1, 1, "1")]
    assert grid.place_of(grid.cells[2]).sheet == "表1"


def test_a_cell_at_the_far_corner_does_not_fill_the_sheet() -> None:
    rows = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    assert cells(grids(open_document(workbook(rows)))[0]) == [(1, 1, 1, 1, "1"), (1048576, 16384, 1, 1, "2")]


def test_hidden_sheets_rows_and_columns_are_left_out_and_told() -> None:
    rows = f'<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row>{text("甲")}{text("暗")}{text("乙")}</row>'
    rows += f'<row hidden="1">{text("隐")}</row></sheetData>'
    document = open_document(workbook(rows, sheet(text("藏")), states=("", "veryHidden")))
    assert [texts(grid) for grid in grids(document)] == [[["甲", "乙"]]]
    assert {repair.kind for repair in document.repairs} == {"hidden-row", "hidden-column", "hidden-sheet"}


def test_a_merged_text_shows_where_only_its_corner_is_hidden() -> None:
    rows = f'<sheetData><row hidden="1">{text("产出")}{text("暗")}</row><row><c/>{text("数量")}</row></sheetData>'
    merges = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    assert texts(grids(open_document(workbook(rows + merges)))[0]) == [["产出", "数量"]]


def test_each_sheet_is_a_grid_of_its_own() -> None:
    document = open_document(workbook(sheet(text("一")), sheet(""), sheet(text("三"))))
    assert [(grid.place.sheet, grid.place.table) for grid in grids(document)] == [("表1", 1), ("表3", 2)]


def test_the_calendar_of_1904() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    book = workbook(sheet('<c s="1"><v>43830</v></c>'), styles=styles, settings='date1904="1"')
    assert texts(grids(open_document(book))[0]) == [["2024/1/1"]]


def test_what_openpyxl_writes_is_read() -> None:
    from openpyxl import Workbook

    book = Workbook()
    made = book.active
    assert made is not None
    made.title = "目标表"
    made.append(["苗木成活率", 0.95, date(2025, 6, 30), 12000, True, None, "≥3亩"])
    made["B1"].number_format = "0%"
    made["C1"].number_format = 'yyyy"年"m"月"d"日"'
    made["D1"].number_format = "#,##0"
    buffer = BytesIO()
    book.save(buffer)
    grid = grids(open_document(buffer.getvalue()))[0]
    assert texts(grid) == [["苗木成活率", "95%", "2025年6月30日", "12,000", "TRUE", "", "≥3亩"]]


def test_a_large_sheet_is_read_row_by_row_like_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    small = sheet(text("甲") + '<c s="1"><v>0.5</v></c>', text("乙"), after='<mergeCells><mergeCell ref="B1:B2"/></mergeCells>')
    one = grids(open_document(workbook(small, styles=PERCENT)))[0]
    monkeypatch.setattr("jiheng.documents.xlsx.sheet.LARGE", 10)
    other = grids(open_document(workbook(small, styles=PERCENT)))[0]
    assert one.cells == other.cells
    assert cells(one)[1] == (1, 2, 2, 1, "50%")


def test_a_million_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiheng.documents.xlsx.sheet.MAX_CELLS", 1000)
    row = "<row><c><v>1</v></c><c><v>1</v></c></row>"
    with pytest.raises(HostileDocument, match="单元格"):
        open_document(workbook("<sheetData>" + row * 600 + "</sheetData>"))


def test_a_sheet_that_is_listed_and_missing_is_named() -> None:
    from documents.making import R, S, packed

    book = packed({"xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="目标" r:id="r9"/></sheets></workbook>'})
    with pytest.raises(DamagedDocument, match="目标"):
        open_document(book)
