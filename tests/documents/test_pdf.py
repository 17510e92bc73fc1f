"""PDF: what stands on a page as paragraphs and grids, with pages, rows and columns; what can't be read says why."""

from io import BytesIO
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from documents import pdf_drawing as drawing
from documents.making import cells, grids, paragraphs, texts
from jiheng.documents import open_document
from jiheng.documents.pdf import handles
from jiheng.documents.scan import engine
from jiheng.errors import DamagedDocument, EncryptedDocument, HostileDocument, UnreadableDocument

HEAD = [drawing.Cell("一级指标", 0, 0), drawing.Cell("三级指标", 0, 1), drawing.Cell("指标值", 0, 2)]
WIDTHS = (100, 200, 100)


def rows(*names: str, start: int = 1) -> list[drawing.Cell]:
    out: list[drawing.Cell] = [drawing.Cell("产出指标", start, 0, rows=len(names))]
    for number, name in enumerate(names, start):
        out += [drawing.Cell(name, number, 1), drawing.Cell(f"≥{number}次", number, 2)]
    return out


def page(draw: Any, *, pages: int = 1, **settings: Any) -> bytes:
    """A PDF whose pages `draw` fills; it is given the canvas and the number of the page."""
    pdfmetrics.registerFont(UnicodeCIDFont(drawing.FONT))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), **settings)
    for number in range(1, pages + 1):
        canvas.setFont(drawing.FONT, 10)
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def ruled(canvas: Canvas, left: float, top: float, lines: list[list[str]], width: float = 60, height: float = 20) -> None:
    for number, line in enumerate(lines):
        for column, text in enumerate(line):
            canvas.rect(left + column * width, top - (number + 1) * height, width, height)
            canvas.drawString(left + column * width + 4, top - number * height - 14, text)


def test_titles_and_units_stand_around_the_table() -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        canvas.drawString(200, 800, "绩效目标表")
        canvas.drawString(50, 780, "填报单位：苗圃")
        canvas.drawString(450, 780, "单位：万元")
        ruled(canvas, 50, 770, [["甲", "乙"], ["丙", "丁"]])
        canvas.drawString(50, 700, "填表人：某某")

    document = open_document(page(draw))
    assert document.format == "pdf"
    assert paragraphs(document) == ["绩效目标表", "填报单位：苗圃  单位：万元", "填表人：某某"]
    assert [block.place.line for block in document.blocks if block not in grids(document)] == [1, 2, 3]
    assert texts(grids(document)[0]) == [["甲", "乙"], ["丙", "丁"]]
    assert all(block.place.page == 1 for block in document.blocks)


def test_a_missing_rule_is_a_merged_cell() -> None:
    content = drawing.drawn([([], [*HEAD, *rows("甲", "乙")])], drawing.Pen(widths=WIDTHS))
    assert cells(grids(open_document(content))[0]) == [
        (1, 1, 1, 1, "一级指标"),
        (1, 2, 1, 1, "三级指标"),
        (1, 3, 1, 1, "指标值"),
        (2, 1, 2, 1, "产出指标"),
        (2, 2, 1, 1, "甲"),
        (2, 3, 1, 1, "≥1次"),
        (3, 2, 1, 1, "乙"),
        (3, 3, 1, 1, "≥2次"),
    ]


def test_two_tables_on_a_page_and_one_inside_a_cell() -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        ruled(canvas, 50, 800, [["甲", "乙"], ["丙", "丁"]])
        ruled(canvas, 300, 700, [["一", "二"], ["三", "四"]])
        ruled(canvas, 50, 600, [["外", ""]], width=200, height=60)
        ruled(canvas, 270, 580, [["内", "里"]], width=40)

    found = [texts(grid) for grid in grids(open_document(page(draw)))]
    assert found[:2] == [[["甲", "乙"], ["丙", "丁"]], [["一", "二"], ["三", "四"]]]
    assert found[2:] == [[["外", ""]], [["内", "里"]]]


def test_a_wrapped_line_goes_on_without_a_break() -> None:
    name = "为小区居民提供垃圾分类宣传服务，覆盖率达到 95% 以上"
    content = drawing.drawn([([], [*HEAD, *rows(name)])], drawing.Pen(widths=(100, 90, 100)))
    assert grids(open_document(content))[0].cells[4].text == name


def test_figures_keep_their_signs_and_points() -> None:
    wanted = ["4583.33元/人/月", "≤0.3%", "1,234.50", "5-10万元", "±3%以内", "7×24小时"]
    content = drawing.drawn([([], [*HEAD, *rows(*wanted)])], drawing.Pen(widths=WIDTHS))
    assert [row[-2] for row in texts(grids(open_document(content))[0])[1:]] == wanted


def test_a_label_on_its_side_is_one_text() -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        ruled(canvas, 100, 800, [["甲乙丙", "丁"], ["戊己庚", "辛"]])
        canvas.rect(60, 760, 40, 40)
        canvas.saveState()
        canvas.translate(84, 764)
        canvas.rotate(90)
        canvas.drawString(0, 0, "指标")
        canvas.restoreState()

    assert grids(open_document(page(draw)))[0].cells[0].text == "指标"


def test_slanted_text_is_a_watermark() -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        ruled(canvas, 50, 800, [["甲", "乙"], ["丙", "丁"]])
        canvas.translate(60, 740)
        canvas.rotate(40)
        canvas.drawString(0, 0, "草稿")

    document = open_document(page(draw))
    assert texts(grids(document)[0]) == [["甲", "乙"], ["丙", "丁"]]
    assert [(repair.kind, repair.before) for repair in document.repairs] == [("watermark", "草稿")]


def test_underlined_text_is_no_table() -> None:
    def draw(canvas: Canvas, _number: int) -> None:
        canvas.drawString(50, 700, "负责人：")
        canvas.line(90, 698, 200, 698)
        canvas.line(90, 660, 200, 660)

    document = open_document(page(draw))
    assert not grids(document)
    assert paragraphs(document) == ["负责人："]


def test_a_table_over_a_page_break_is_one_grid_and_its_cells_know_their_pages() -> None:
    names = ["甲", "乙", "丙", "丁"]
    content = drawing.drawn([(["绩效目标表"], [*HEAD, *rows(*names)])], drawing.Pen(widths=WIDTHS), breaks=[3])
    (grid,) = grids(open_document(content))
    assert (2, 1, 4, 1, "产出指标") in cells(grid)
    assert [(grid.place_of(cell).page, cell.row) for cell in grid.cells if cell.text in names] == [(1, 2), (1, 3), (2, 4), (2, 5)]


def test_head_and_label_that_the_next_page_repeats_are_taken_for_the_same_and_told() -> None:
    again = [drawing.Cell(cell.text, 3, cell.column) for cell in HEAD]
    table = [*HEAD, *rows("甲", "乙"), *again, *rows("丙", "丁", start=4)]
    document = open_document(drawing.drawn([([], table)], drawing.Pen(widths=WIDTHS), breaks=[3]))
    assert [row[0] for row in texts(grids(document)[0])] == ["一级指标", "产出指标", "乙", "丙", "丁"]
    assert [repair.kind for repair in document.repairs] == ["head-repeated", "row-over-page"]


def test_a_merged_label_in_the_middle_may_stand_on_the_second_page_only() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        label = ["", ""] if number == 1 else ["", "产出指标"]
        for column, text in enumerate(label):
            canvas.rect(50 + column * 60, 740, 60, 60)
            canvas.drawString(54 + column * 60, 786, text)
        if number == 1:
            canvas.drawString(54, 786, "绩效指标")
        ruled(canvas, 170, 800, [[f"指标{number}{row}", f"≥{row}次"] for row in (1, 2, 3)])

    (grid,) = grids(open_document(page(draw, pages=2)))
    assert [cell for cell in cells(grid) if cell[1] < 3] == [(1, 1, 6, 1, "绩效指标"), (1, 2, 6, 1, "产出指标")]


def test_numbers_of_pages_and_running_heads_do_not_part_a_table() -> None:
    def marks(canvas: Canvas, number: int) -> None:
        canvas.drawString(250, 820, "预算公开附件")
        canvas.drawString(290, 20, f"— {number} —")

    content = drawing.drawn([([], [*HEAD, *rows("甲", "乙", "丙")])], drawing.Pen(widths=WIDTHS, marks=marks), breaks=[2])
    document = open_document(content)
    assert len(grids(document)) == 1
    assert paragraphs(document) == ["预算公开附件"]


def test_the_same_form_on_each_page_stays_several() -> None:
    table = [drawing.Cell("项目名称", 0, 0), drawing.Cell("绿化", 0, 1, columns=2), *rows("甲", "乙")]
    content = drawing.drawn([(["绩效目标表"], table), (["绩效目标表"], table)], drawing.Pen(widths=WIDTHS))
    document = open_document(content)
    assert len(grids(document)) == 2
    assert paragraphs(document) == ["绩效目标表", "绩效目标表"]


def test_columns_without_rules_are_cut_where_gaps_run_through() -> None:
    table = [*HEAD, *rows("清扫街道和公园步道的次数，含雨雪天气", "乙")]
    (grid,) = grids(open_document(drawing.drawn([([], table)], drawing.Pen(widths=WIDTHS, ruling=drawing.unruled))))
    assert texts(grid) == [["一级指标", "三级指标", "指标值"], ["产出指标", "清扫街道和公园步道的次数，含雨雪天气", "≥1次"], ["乙", "≥2次"]]
    assert grid.copied
    assert [cell.column for cell in grid.cells][-2:] == [2, 3]


def picture(canvas: Canvas, _number: int) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (50, 50), 128)), 0, 0, 500, 700)


def test_a_scan_says_that_its_text_must_be_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PACKAGES", ("not_installed_at_all",))
    with pytest.raises(UnreadableDocument, match="第 1、2 页只有图片") as caught:
        open_document(page(picture, pages=2), path="扫描.pdf")
    assert "jiheng[scan]" in caught.value.say("en")


def test_a_picture_between_pages_of_text_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PACKAGES", ("not_installed_at_all",))
    content = page(lambda canvas, number: picture(canvas, number) if number == 2 else canvas.drawString(50, 700, "说明"), pages=3)
    document = open_document(content)
    assert [(repair.kind, repair.place and repair.place.page) for repair in document.repairs] == [("page-pictured", 2)]


def text(canvas: Canvas, _number: int) -> None:
    canvas.drawString(50, 700, "说明")


def test_blank_pages_are_said_to_be_blank() -> None:
    with pytest.raises(DamagedDocument, match="空白"):
        open_document(page(lambda _canvas, _number: None))


def test_a_password_is_asked_for_only_where_it_is_needed() -> None:
    with pytest.raises(EncryptedDocument, match="密码"):
        open_document(page(text, encrypt=StandardEncryption("open", ownerPassword="own")))
    assert paragraphs(open_document(page(text, encrypt=StandardEncryption("", ownerPassword="own")))) == ["说明"]


@pytest.mark.parametrize("length", [20, 200, 600])
def test_a_truncated_file_is_damaged(length: int) -> None:
    with pytest.raises(DamagedDocument, match="不完整"):
        open_document(page(text)[:length])


def test_a_broken_table_of_contents_is_found_again() -> None:
    assert paragraphs(open_document(page(text).replace(b"startxref", b"startxxxx"))) == ["说明"]


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handles, "MAX_PAGES", 3)
    with pytest.raises(HostileDocument, match="4 页"):
        open_document(page(text, pages=4))


@pytest.mark.parametrize("count", [50_000, 90_000])
def test_a_page_of_drawings_is_read_without_its_lines(count: int) -> None:
    def draw(canvas: Any, number: int) -> None:
        canvas._code.append("\n".join(f"{at % 500} {at // 500} m {at % 500 + 9} {at // 500} l S" for at in range(count)))
        text(canvas, number)

    assert paragraphs(open_document(page(draw))) == ["说明"]


def test_a_net_of_lines_is_no_table() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        for at in range(0, 1500, 5):
            canvas.line(0, at, 1500, at)
            canvas.line(at, 0, at, 1500)
        text(canvas, number)

    assert not grids(open_document(page(draw)))


def test_scripts_never_run() -> None:
    content = page(text).replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    assert paragraphs(open_document(content)) == ["说明"]
