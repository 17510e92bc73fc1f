"""A text put in place of another in one cell of the user's own file, and refusals where it does not certainly stand there."""

from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.shared import Pt

from documents.making import cell, grids, paragraph, table, texts, word, workbook
from jiheng.documents import open_document
from jiheng.documents.marking import Replacement, replaced
from jiheng.documents.standing import replaced_in
from jiheng.errors import TextNotThere, UnmarkableDocument
from jiheng.model.place import Place

FIRST = Place(table=1, row=1, column=1)


def runs(*parts: str) -> str:
    return "<w:tc><w:p>" + "".join(f"<w:r>{part}</w:r>" for part in parts) + "</w:p></w:tc>"


def t(text: str) -> str:
    return f"<w:t>{text}</w:t>"


def after_in_word(body: str, before: str, after: str, place: Place = FIRST) -> list[list[str]]:
    return texts(grids(open_document(replaced(word(body), [Replacement(place, before, after)])))[0])


@pytest.mark.parametrize(
    ("cell_before", "before", "after", "cell_after"),
    [
        ("≥98百分比", "≥98百分比", "≥98%", "≥98%"),
        ("  ≥ 98 百分比\n", "≥98百分比", "≥98%", "  ≥98%\n"),
        ("指标1：合格率（98百分比）", "98百分比", "98%", "指标1：合格率（98%）"),
        ("198百分比", "98百分比", "98%", None),
        ("90%和190%", "90%", "91%", "91%和190%"),
        ("90%，90%", "90%", "91%", None),
        ("甲", "乙", "丙", None),
        ("", "", "丙", None),
    ],
)
def test_a_text_is_found_whole_or_once(cell_before: str, before: str, after: str, cell_after: str | None) -> None:
    assert replaced_in(cell_before, before, after) == cell_after


def test_the_formatting_of_the_first_run_is_kept() -> None:
    document = docx.Document()
    made = document.add_table(1, 2)
    line = made.cell(0, 0).paragraphs[0]
    line.add_run("≥").bold = True
    line.add_run("98").font.size = Pt(20)
    line.add_run("百分比").italic = True
    made.cell(0, 1).text = "≥98百分比"
    saved = BytesIO()
    document.save(saved)
    changed = replaced(saved.getvalue(), [Replacement(FIRST, "≥98百分比", "≥98%")])
    row = docx.Document(BytesIO(changed)).tables[0].rows[0]
    assert [each.text for each in row.cells] == ["≥98%", "≥98百分比"]
    assert [run.text for run in row.cells[0].paragraphs[0].runs] == ["≥98%", "", ""]
    assert row.cells[0].paragraphs[0].runs[0].bold


@pytest.mark.parametrize(
    ("markup", "before", "shown"),
    [
        (runs(t("≥98"), t("百分"), t("比以上")), "≥98百分比", "改后以上"),
        (runs('<w:sym w:font="Symbol" w:char="F0B3"/>', t("98百分比")), "≥98百分比", "改后"),
        (runs(t("98"), "<w:noBreakHyphen/>", t("99人")), "98-99人", "改后"),
        (f"<w:tc>{paragraph('98')}{paragraph('百分比')}</w:tc>", "98百分比", "改后"),
        (runs("<w:t xml:space='preserve'> 98 </w:t>", t("百分比")), "98百分比", "改后"),
        (runs("<w:delText>97</w:delText>", t("98百分比")), "98百分比", "改后"),
        (runs(t("a&amp;b"), t("98")), "a&b98", "改后"),
    ],
)
def test_a_text_over_several_pieces_becomes_one(markup: str, before: str, shown: str) -> None:
    assert after_in_word(f"<w:tbl><w:tr>{markup}{cell('旁')}</w:tr></w:tbl>", before, "改后") == [[shown, "旁"]]


def test_an_empty_cell_can_be_filled() -> None:
    for empty in ("<w:tc><w:p/></w:tc>", "<w:tc><w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:p></w:tc>"):
        assert after_in_word(f"<w:tbl><w:tr>{empty}{cell('旁')}</w:tr></w:tbl>", "", "补填") == [["补填", "旁"]]


def test_a_new_text_of_several_lines_keeps_them() -> None:
    assert after_in_word(table(cell("甲") + cell("乙")), "甲", "一\n二") == [["一\n二", "乙"]]
    assert after_in_word("<w:tbl><w:tr><w:tc><w:p/></w:tc>" + cell("旁") + "</w:tr></w:tbl>", "", "一\n二") == [["一\n二", "旁"]]


def test_only_the_main_part_changes_and_signs_are_escaped() -> None:
    before = word(table(cell("甲") + cell("乙")))
    after = replaced(before, [Replacement(FIRST, "甲", "<30&40")])
    assert texts(grids(open_document(after))[0]) == [["<30&40", "乙"]]
    assert ZipFile(BytesIO(after)).namelist() == ZipFile(BytesIO(before)).namelist()


def test_what_does_not_stand_there_is_refused_with_what_does() -> None:
    content = word(table(cell("甲") + cell("乙")))
    for place in (FIRST, Place(table=1, row=5, column=5), Place(table=7, row=1, column=1)):
        with pytest.raises(TextNotThere) as refused:
            replaced(content, [Replacement(place, "丁", "丙")])
        assert "丁" in refused.value.zh
        assert isinstance(refused.value.replacement, Replacement)
    with pytest.raises(TextNotThere):
        replaced(content, [Replacement(FIRST, "甲", "一"), Replacement(FIRST, "甲", "二")])


def book() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "表"
    for spot, value, code in (
        ("A1", "≥98百分比", None),
        ("B1", 0.98, "0%"),
        ("C1", 12345.5, "#,##0.00"),
        ("D1", "=1+1", None),
        ("E1", 7, None),
    ):
        sheet[spot] = value
        if code:
            sheet[spot].number_format = code
    sheet["A3"] = "合并"
    sheet.merge_cells("A3:C4")
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def in_excel(row: int, column: int, before: str, after: str) -> object:
    changed = replaced(book(), [Replacement(Place(sheet="表", table=1, row=row, column=column), before, after)])
    sheet = openpyxl.load_workbook(BytesIO(changed))["表"]
    shown = {(each.row, each.column): each.text for each in grids(open_document(changed))[0].cells}
    assert shown[row, column] == after
    return sheet.cell(row, column).value


def test_a_number_stays_a_number_where_its_format_shows_the_new_text() -> None:
    assert in_excel(1, 1, "≥98百分比", "≥98%") == "≥98%"
    assert in_excel(1, 2, "98%", "100%") == 1
    assert in_excel(1, 2, "98%", "≥98%") == "≥98%"
    assert in_excel(1, 3, "12,345.50", "12,000.00") == 12000
    assert in_excel(1, 5, "7", "8") == 8
    assert in_excel(3, 1, "合并", "改后") == "改后"


def test_a_formula_is_never_overwritten() -> None:
    with pytest.raises(TextNotThere, match="公式"):
        in_excel(1, 4, "2", "3")


def test_a_merged_text_whose_corner_is_hidden_is_changed_at_its_corner() -> None:
    rows = '<row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>总</t></is></c></row><row r="2"><c r="A2"/><c r="B2"><v>1</v></c></row>'
    content = workbook(f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>')
    shown = grids(open_document(content))[0].cells[0]
    assert (shown.text, shown.row) == ("总", 2)
    changed = replaced(content, [Replacement(Place(sheet="表1", table=1, row=2, column=1), "总", "合计")])
    assert grids(open_document(changed))[0].cells[0].text == "合计"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_keeps_its_encoding_and_line_ends(encoding: str) -> None:
    content = "项目\t饮水工程\r\n合格率\t≥98百分比\r\n".encode(encoding)
    changed = replaced(content, [Replacement(Place(line=2, row=2, column=2), "≥98百分比", "≥98%")])
    assert changed == "项目\t饮水工程\r\n合格率\t≥98%\r\n".encode(encoding)


def test_text_tells_the_column_between_tabs_and_refuses_where_nothing_tells() -> None:
    line = "合格率\t≥90%\t≥90%\n"
    assert replaced(line.encode(), [Replacement(Place(line=1, row=1, column=3), "≥90%", "≥95%")]).decode() == "合格率\t≥90%\t≥95%\n"
    for content, place in (("合格率 ≥90% 及 ≥90%\n", Place(line=1)), (line, Place(line=9)), ("甲\n", Place(line=1))):
        with pytest.raises(TextNotThere):
            replaced(content.encode(), [Replacement(place, "≥90%", "≥95%")])


PAGE = "<html><body><table><tr><td>甲</td><td>≥90%</td></tr><tr><td>乙</td><td><p>≥90%</p></td></tr></table></body></html>"


def test_of_a_page_the_cell_is_told_by_the_order_of_its_source() -> None:
    changed = replaced(PAGE.encode(), [Replacement(Place(table=1, row=2, column=2), "≥90%", "<95%")])
    assert changed.decode() == PAGE.replace("<p>≥90%", "<p>&lt;95%")
    with pytest.raises(TextNotThere):
        replaced(PAGE.replace("<body>", "<body><b>≥90%</b>").encode(), [Replacement(Place(table=1, row=2, column=2), "≥90%", "≥95%")])


def test_other_formats_are_never_rewritten() -> None:
    with pytest.raises(UnmarkableDocument):
        replaced(rb"{\rtf1 a}", [Replacement(FIRST, "a", "b")], "a.rtf")
