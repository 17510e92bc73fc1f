"""The page that explains a reading: every cell beside what it became, mends with before and after, nothing fetched, nothing run."""

from random import Random

from jiheng.documents import Document, Grid, open_document, open_each
from jiheng.doors import explain
from jiheng.framework import load
from jiheng.reading import read_document
from jiheng.reading.explaining import About, ShownGrid, explained
from jiheng.sample.drawing.ofd import ofd
from jiheng.sample.drawing.plain import tabs
from jiheng.sample.drawing.printed import pdf
from jiheng.sample.drawing.word import word
from jiheng.sample.layouts.registry import layouts
from jiheng.sample.making import samples


def _page() -> bytes:
    group = next(iter(samples(3, 1)))
    return word(layouts()["county"](group, Random(1)))


def test_each_target_stands_with_its_reading() -> None:
    document = open_document(_page())
    (table, *_) = tables = read_document(document, load()).declarations
    shown = explained(document, tables, load(), About("a.docx"))
    cells = [cell for block in shown.blocks if isinstance(block, ShownGrid) for row in block.rows for cell in row]
    targets = [cell for cell in cells if cell.kind == "target"]
    assert [cell.cell.text for cell in targets][: len(table.indicators)] == [row.target.text for row in table.indicators]
    assert {one.label for cell in targets for one in cell.became} == {"指标值"}


def test_the_page_runs_and_fetches_nothing_and_speaks_both_languages() -> None:
    _, page = explain(_page())
    text = page.decode()
    assert "<script" not in text
    assert "http" not in text
    assert "读作" in text
    assert "read as" in explain(_page(), lang="en")[1].decode()


def test_what_a_document_says_is_shown_and_never_run() -> None:
    answer, page = explain("<script>alert(1)</script>一级指标\t三级指标\t指标值".encode())
    assert not answer.declarations
    assert b"<script" not in page


def test_a_document_without_a_table_says_why_and_one_that_does_not_open_too() -> None:
    _, page = explain("年度工作要点".encode(), b"\x7fELF\0\0")
    assert "未找到绩效目标表" in page.decode()
    assert "Linux 程序" in page.decode()


def test_copied_text_is_shown_by_its_lines() -> None:
    group = next(iter(samples(4, 1)))
    document = open_document(tabs(layouts()["county"](group, Random(1))))
    tables = read_document(document, load()).declarations
    shown = explained(document, tables, load(), About("-"))
    kinds = {cell.kind for block in shown.blocks if isinstance(block, ShownGrid) for row in block.rows for cell in row}
    assert {"name", "target"} <= kinds


def test_pages_are_shown_with_their_cells_outlined_and_mends_lead_to_them() -> None:
    group = next(iter(samples(5, 3)))
    _, page = explain(pdf(layouts()["central"](group, Random(1))))
    shown = page.decode()
    assert 'src="data:image/png;base64,' in shown
    assert shown.count('class="spot target read') > 5
    assert "第 1 页" in shown
    assert "<script" not in shown


def test_an_outline_lies_on_the_text_that_it_was_read_from() -> None:
    group = next(iter(samples(5, 3)))
    for draw in (pdf, ofd):
        (document,) = open_each(draw(layouts()["central"](group, Random(1))), shown=True)
        assert isinstance(document, Document)
        (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
        first, last = grid.cells[0].outlines[0].corners, grid.cells[-1].outlines[0].corners
        assert all(0 < x < 1 and 0 < y < 1 for x, y in (*first, *last))
        assert last[0][1] > first[2][1]
        assert [picture.number for picture in document.pages] == [1]


def test_formats_without_pages_are_drawn_as_grids() -> None:
    assert b"<figure" not in explain(_page())[1]
