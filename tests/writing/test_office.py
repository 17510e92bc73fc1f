"""Word files that every program shows alike, and workbooks that a clerk fills without this program."""

import re
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

import jiheng
from jiheng.documents.drawing import draw
from jiheng.framework import load
from jiheng.framework.layouts import layout_named
from jiheng.writing import blank_form, write
from writing.tables import FORMS, tables

LAW = load()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color "
    "spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt "
    "vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
}
"""What may stand in an element, in the order of ECMA-376, transitional: Word refuses a file that has it otherwise, others do not say."""


def parts(form: str) -> dict[str, ET.Element]:
    made = ZipFile(BytesIO(draw(write(LAW, tables(form, 2, 5), form).document, ".docx")))
    return {name: ET.fromstring(made.read(name)) for name in made.namelist() if name.endswith(".xml") and name.startswith("word/")}


@pytest.mark.parametrize("form", FORMS)
def test_elements_stand_in_the_order_of_the_standard(form: str) -> None:
    for part in parts(form).values():
        for element in part.iter():
            order = ORDER.get(element.tag.removeprefix(W))
            if order is not None:
                names = [child.tag.removeprefix(W) for child in element]
                assert set(names) <= set(order.split()), (element.tag, names)
                assert names == sorted(names, key=order.split().index)


@pytest.mark.parametrize("form", FORMS)
def test_widths_are_fixed_and_every_cell_is_as_wide_as_its_columns(form: str) -> None:
    for table in parts(form)["word/document.xml"].iter(f"{W}tbl"):
        layout, whole = table.find(f"{W}tblPr/{W}tblLayout"), table.find(f"{W}tblPr/{W}tblW")
        columns = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
        assert layout is not None
        assert layout.get(f"{W}type") == "fixed"
        assert whole is not None
        assert int(whole.get(f"{W}w", "0")) == sum(columns)
        for row in table.iter(f"{W}tr"):
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            at = 0
            for cell in row.iter(f"{W}tc"):
                width, over = cell.find(f"{W}tcPr/{W}tcW"), cell.find(f"{W}tcPr/{W}gridSpan")
                span = 1 if over is None else int(over.get(f"{W}val", "1"))
                assert width is not None
                assert int(width.get(f"{W}w", "0")) == sum(columns[at : at + span])
                assert cell[-1].tag == f"{W}p"  # a cell ends with a paragraph
                at += span
            assert at == len(columns)


def test_a_merged_cell_goes_on_in_the_columns_where_it_began() -> None:
    for table in parts("detailed")["word/document.xml"].iter(f"{W}tbl"):
        open_spans: dict[int, int] = {}
        for row in table.iter(f"{W}tr"):
            at = 0
            now: dict[int, int] = {}
            for cell in row.iter(f"{W}tc"):
                over, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
                span = 1 if over is None else int(over.get(f"{W}val", "1"))
                if merge is not None:
                    assert merge.get(f"{W}val") == "restart" or open_spans.get(at) == span
                    now[at] = span
                at += span
            open_spans = now


def test_no_font_comes_from_a_theme() -> None:
    made = ZipFile(BytesIO(draw(write(LAW, tables("local", 1, 5)).document, ".docx")))
    assert not any("theme" in name.lower() for name in made.namelist())
    for name in made.namelist():
        assert not re.search(rb"(?:ascii|hAnsi|eastAsia|cs)Theme", made.read(name))


def test_a_workbook_that_a_clerk_filled_reads_back() -> None:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(draw(blank_form(LAW, layout_named(LAW, "detailed")), ".xlsx")))
    sheet = book.worksheets[0]
    spots = {str(cell.value).replace("\n", ""): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}

    def beside(label: str, value: str | float) -> None:
        at = spots[label]
        merged = next((each for each in sheet.merged_cells.ranges if at.coordinate in each), None)
        cell = sheet.cell(at.row, (merged.max_col if merged else at.column) + 1)
        assert not cell.protection.locked, label
        cell.value = value

    beside("项目名称", "泵站更新改造")
    beside("实施单位", "青禾县灌区管理所")
    beside("年度资金总额：", 438.65)
    beside("年度总体目标", "更新改造泵站12座。")
    row = spots["数量指标"].row
    columns = {label: spots[label].column for label in ("三级指标", "运算符号", "指标值", "计量单位", "分值")}
    for label, value in (("三级指标", "改造泵站数"), ("运算符号", "≥"), ("指标值", 12), ("计量单位", "座"), ("分值", 15)):
        cell = sheet.cell(row, columns[label])
        assert not cell.protection.locked
        cell.value = value
    assert all(spots[label].protection.locked for label in ("项目名称", "三级指标", "运算符号"))
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert any("≥" in (choices or "") for choices in offered.values())
    out = BytesIO()
    book.save(out)
    (table,) = jiheng.read(out.getvalue()).declarations
    assert (table.project, table.unit, table.goal) == ("泵站更新改造", "青禾县灌区管理所", "更新改造泵站12座。")
    assert table.funds.total == 4_386_500
    (made,) = table.indicators
    assert (made.level1, made.level2, made.name, made.target.text, made.weight) == (
        "产出指标",
        "数量指标",
        "改造泵站数",
        "≥12座",
        Decimal(15),
    )


def test_a_workbook_prints_on_pages_of_one_width_with_its_heads() -> None:
    from openpyxl import load_workbook

    for form in FORMS:
        sheet = load_workbook(BytesIO(draw(write(LAW, tables(form, 1, 5), form).document, ".xlsx"))).worksheets[0]
        assert sheet.page_setup.fitToWidth in (1, None)  # 1 is what the format takes where nothing is said
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert sheet.print_title_rows
