"""The look of what is written, and what a form has no cell for: said, never dropped."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve

import jiheng
from jiheng.documents.document import Grid
from jiheng.documents.drawing import FOLDERS, draw
from jiheng.documents.shape import Role
from jiheng.errors import BadFramework, UnwritableDocument
from jiheng.framework import load
from jiheng.framework.layouts import layout_named, layouts
from jiheng.model.codec import to_builtins
from jiheng.writing import blank_form, write
from jiheng.writing.leaving import sentences
from writing.tables import FORMS, tables

LAW = load()
NAMES = [layout.name for layout in layouts(LAW)]


def grids(form: str, number: int = 1) -> list[Grid]:
    return [block for block in write(LAW, tables(form, number, 5), form).document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("form", FORMS)
def test_cells_fill_the_grid_and_do_not_overlap(form: str) -> None:
    for grid in grids(form, 4):
        spots = [
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(spots) == len(set(spots))
        assert grid.shape is not None
        assert len(spots) == len(grid.shape.widths) * max(row for row, _ in spots)


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_with_a_field_shows_what_the_declaration_says_there(form: str) -> None:
    table = tables(form, 1, 5)[0]
    document = write(LAW, (table,), form).document
    plain = to_builtins(table)
    named = {cell.field: cell.text for block in document.blocks if isinstance(block, Grid) for cell in block.cells if cell.field}
    assert named["goal"] == table.goal
    for number, row in enumerate(plain["indicators"]):
        assert named[f"indicators.{number}.name"] == row["name"]


@pytest.mark.parametrize("ending", FOLDERS)
def test_the_same_tables_give_the_same_bytes(ending: str) -> None:
    made = tables("local", 3, 9)
    assert draw(write(LAW, made).document, ending) == draw(write(LAW, made).document, ending)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".pdf"])
def test_an_empty_form_is_no_declaration(name: str, ending: str) -> None:
    answer = jiheng.read(draw(blank_form(LAW, layout_named(LAW, name)), ending))
    assert answer.declarations == ()
    assert answer.unreadable == ()


def test_word_repeats_the_heads_and_splits_no_row() -> None:
    made = draw(write(LAW, tables("local", 1, 5)).document, ".docx")
    xml = ZipFile(BytesIO(made)).read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == xml.count("<w:tr>")


def test_word_opens_it_with_its_styles() -> None:
    from docx import Document

    word = Document(BytesIO(draw(write(LAW, tables("detailed", 1, 5)).document, ".docx")))
    assert word.paragraphs[0].style is not None
    assert word.paragraphs[0].style.name == "Heading 1"
    assert len(word.tables) == 2
    assert word.sections[0].page_width is not None


def test_a_workbook_offers_choices_locks_labels_and_prints_on_a4() -> None:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(draw(write(LAW, tables("detailed", 1, 5), "detailed").document, ".xlsx")))
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert sheet["A3"].protection.locked
    assert not sheet["C3"].protection.locked
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_area
    assert sheet.print_title_rows
    assert any("≥" in (each.formula1 or "") for each in sheet.data_validations.dataValidation)


def test_amounts_of_a_workbook_are_numbers_with_all_their_digits() -> None:
    from openpyxl import load_workbook

    table = tables("local", 1, 5)[0]
    sheet = load_workbook(BytesIO(draw(write(LAW, (table,)).document, ".xlsx"))).worksheets[0]
    amounts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    assert len(amounts) == 3
    assert table.funds.total is not None
    assert f"{amounts[0].value}" == f"{(table.funds.total / 10000).normalize():f}"


def test_a_pdf_says_labels_again_on_the_next_page() -> None:
    import pypdfium2

    table = tables("local", 1, 5)[0]
    long = evolve(table, indicators=tuple(row for row in table.indicators for _ in range(20)))
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(draw(write(LAW, (long,)).document, ".pdf"))]
    assert len(pages) > 2
    for page in pages[1:]:
        squeezed = "".join(page.split())
        assert "一级指标" in squeezed
        assert "（续）" in squeezed


def test_a_pdf_holds_its_chinese_text_and_its_fonts() -> None:
    made = draw(write(LAW, tables("local", 1, 5)).document, ".pdf")
    assert b"/FontFile" in made
    assert jiheng.read(made).declarations[0].title


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from jiheng.documents.pdf import drawing

    drawing._families.cache_clear()
    monkeypatch.setattr(drawing, "FANG", ("Such A Font There Is Not",))
    with pytest.raises(UnwritableDocument, match="fonts-noto-cjk"):
        draw(write(LAW, tables("local", 1, 5)).document, ".pdf")
    drawing._families.cache_clear()


def test_what_a_form_has_no_cell_for_is_said() -> None:
    table = tables("self-evaluation", 1, 5)[0]
    left = {each.field for each in write(LAW, (table,), "local").left_out}
    assert {"goal_actual", "total_score", "execution.executed", "indicators.actual", "indicators.score"} <= left
    assert "indicators.target" not in left
    (zh,) = sentences(write(LAW, (table,), "local").left_out, "zh")
    (en,) = sentences(write(LAW, (table,), "local").left_out, "en")
    assert "实际完成值" in zh
    assert "--form" in zh
    assert "no cell" in en


def test_every_layout_names_only_fields_that_there_are() -> None:
    known = {field.name for field in jiheng.framework.fields.fields(LAW).entries}
    lists = re.compile(r"^(?:tasks|funds\.sources|funds_midterm\.sources|midterm_indicators|indicators)\.")
    for layout in layouts(LAW):
        for name in layout.fields:
            assert lists.match(name) or name in known | {
                "year",
                "total_score",
                "funds_midterm.total",
                "indicators.order",
                "indicators.count",
            }, name


def test_an_unknown_form_is_named_with_those_there_are() -> None:
    with pytest.raises(BadFramework, match="local"):
        write(LAW, tables("local", 1, 5), "nosuch")


def test_a_county_prints_its_own_form(tmp_path: Path) -> None:
    content = (Path(jiheng.__file__).parent / "framework/law/layouts/local.toml").read_text("utf-8")
    folder = tmp_path / "layouts"
    folder.mkdir()
    (folder / "ours.toml").write_text(content.replace("部门项目支出预算绩效目标表", "清源县项目绩效目标表").replace("万元", "元"), "utf-8")
    law = load(tmp_path)
    table = tables("local", 1, 5)[0]
    document = write(law, (evolve(table, title=None),), "ours").document
    back = jiheng.read(draw(document, ".docx")).declarations[0]
    assert back.title == "清源县项目绩效目标表"
    assert back.funds == table.funds
    texts = [cell.text for block in document.blocks if isinstance(block, Grid) for cell in block.cells if cell.field == "funds.total"]
    assert texts == [f"{table.funds.total}"]


def test_money_stands_right_and_levels_in_the_middle() -> None:
    head, body = grids("local")
    assert head.shape is not None
    assert body.shape is not None
    assert {head.shape.role(cell.row, cell.column) for cell in head.cells if cell.field == "funds.total"} == {Role.MONEY}
    assert body.shape.role(2, 2) is Role.LEVEL


def test_the_library_writes_what_it_reads() -> None:
    table = tables("local", 1, 5)[0]
    made = jiheng.write(table, ending=".docx")
    assert made.left_out == ()
    assert jiheng.read(made.content).declarations[0].project == table.project
    assert jiheng.read(jiheng.write(table, ending=".json").content).declarations == (table,)
