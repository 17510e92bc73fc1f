import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.making import cells, grids, paragraphs, texts
from jiheng.documents import Document, open_document
from jiheng.errors import DamagedDocument, HostileDocument, UnknownFormat, UnreadableDocument

TABLE = "项目名称\t育苗补助\t\n产出指标\t数量指标\t≥30亩\n"


def opened(text: str, path: str | None = None) -> Document:
    return open_document(text.encode(), path=path)


def test_tabs_cut_cells_and_blanks_keep_their_position() -> None:
    document = opened("标题\n甲\t\t丙\t\n\t乙\n尾注\n")
    assert paragraphs(document) == ["标题", "尾注"]
    grid = grids(document)[0]
    assert not grid.ruled
    assert texts(grid) == [["甲", "", "丙", ""], ["", "乙"]]
    assert [cell.line for cell in grid.cells][-1] == 3
    assert grid.place_of(grid.cells[-1]).line == 3


def test_blank_lines_do_not_end_a_grid_and_paragraphs_do() -> None:
    document = opened("甲\t1\n\n乙\t2\n（续）\n丙\t3\n")
    assert [texts(grid) for grid in grids(document)] == [[["甲", "1"], ["乙", "2"]], [["丙", "3"]]]
    assert [grid.place.table for grid in grids(document)] == [1, 2]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("| 甲 | 乙 |", ["甲", "乙"]),
        ("甲 | 乙 |", ["甲", "乙"]),
        ("甲 | 乙", ["甲", "乙"]),
        ("| 甲 | ≥ || 30 |||", ["甲", "≥", "", "30", "", ""]),
        ("│甲│乙│", ["甲", "乙"]),
        ("｜甲｜乙｜", ["甲", "乙"]),
        ("| 甲\\|丙 | 乙 |", ["甲|丙", "乙"]),
    ],
)
def test_bars_cut_cells(line: str, wanted: list[str]) -> None:
    assert texts(grids(opened(line))[0]) == [wanted]


def test_the_rules_of_markdown_and_drawn_tables_are_no_rows() -> None:
    document = opened("| 指标 | 值 |\n|:---|---:|\n| 甲 | ≥3 |\n\n┌──┬──┐\n│乙│4│\n└──┴──┘\n")
    assert [texts(grid) for grid in grids(document)] == [[["指标", "值"], ["甲", "≥3"], ["乙", "4"]]]


def test_the_marks_of_markdown_are_taken_out_and_placeholders_kept() -> None:
    document = opened("## 目标表 ##\n\n| **指标** | 值 |\n|---|---|\n| 育苗\\_数 | ≥**株 |\n|甲\\|乙|__3__|\n")
    assert paragraphs(document) == ["目标表"]
    assert texts(grids(document)[0]) == [["指标", "值"], ["育苗_数", "≥**株"], ["甲|乙", "3"]]


def test_a_value_of_dashes_is_no_rule() -> None:
    assert texts(grids(opened("其他资金 | — | — |\n合计 | - | 3 |"))[0])[0] == ["其他资金", "—", "—"]


def test_one_cell_a_line_stays_paragraphs_even_with_bars() -> None:
    document = opened("|\n项目名称 |\n育苗补助 |\n|||\n|\n实施单位 |\n林场 |\n|||\n")
    assert not grids(document)
    assert paragraphs(document)[1] == "项目名称 |"


def test_paragraphs_keep_their_blanks_and_lines() -> None:
    document = opened("\n  （一）财政拨款 14.40  \n")
    assert [(block.place.line, getattr(block, "text", "")) for block in document.blocks] == [(2, "  （一）财政拨款 14.40  ")]


def test_leftover_markup_is_taken_out_and_told() -> None:
    document = opened("年度目标\t<p>补助农户；</p><p>修渠&nbsp;3 公里</p>\n人数\t<30人\n")
    assert texts(grids(document)[0]) == [["年度目标", "补助农户；\n修渠 3 公里"], ["人数", "<30人"]]
    assert [(repair.kind, repair.place and repair.place.line) for repair in document.repairs] == [("markup", 1)]


def test_a_copied_cell_with_line_breaks_is_one_cell() -> None:
    document = opened('目标\t"一、修渠；\n二、""示范""户"\t尾\n"指标\n名称"\t值\n人数\t"三"\n"引文\n没有表格"\n')
    assert texts(grids(document)[0]) == [["目标", '一、修渠；\n二、"示范"户', "尾"], ["指标\n名称", "值"], ["人数", '"三"']]
    assert paragraphs(document) == ['"引文', '没有表格"']
    assert [cell.line for cell in grids(document)[0].cells] == [1, 1, 1, 3, 3, 5, 5]


def test_a_quote_that_is_never_closed_is_only_a_quote() -> None:
    assert texts(grids(opened('"未关\t乙\n丙\t丁\n'))[0]) == [['"未关', "乙"], ["丙", "丁"]]


def test_csv_by_name_with_quoted_breaks() -> None:
    document = opened('项目名称,"育苗,补助"\n目标,"一\n二"\n尾,"未关\n', path="a.csv")
    assert texts(grids(document)[0]) == [["项目名称", "育苗,补助"], ["目标", "一\n二"], ["尾", "未关"]]
    assert [cell.line for cell in grids(document)[0].cells] == [1, 1, 2, 2, 4, 4]


def test_a_quote_that_is_never_closed_does_not_swallow_a_csv() -> None:
    document = opened('项目,金额\n"育苗,3\n' + "造林,5\n" * 300, path="a.csv")
    assert texts(grids(document)[0])[2:4] == [["造林", "5"], ["造林", "5"]]


def test_quotes_around_every_cell_are_no_text() -> None:
    assert texts(grids(opened('"项目"\t"值"\n"育苗"\t""\n'))[0]) == [["项目", "值"], ["育苗", ""]]


def test_csv_by_content_and_prose_with_commas_is_none() -> None:
    assert texts(grids(opened("甲,乙,丙\n1,2,3\n4,,6\n"))[0])[2] == ["4", "", "6"]
    assert not grids(opened("按时, 按量, 按质完成\n一句, 没有表格\n另一句话, 共, 三, 处\n"))


def test_csv_with_semicolons() -> None:
    assert texts(grids(opened("甲;乙;丙\n1;2,5;3\n"))[0]) == [["甲", "乙", "丙"], ["1", "2,5", "3"]]


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-32"),
        TABLE.encode("gb18030"),
        TABLE.replace("\n", "\r\n").encode("gbk"),
        TABLE.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16", "utf-16-be", "utf-16-without-bom", "utf-32", "gb18030", "gbk-crlf", "cr"],
)
def test_encodings(content: bytes) -> None:
    assert texts(grids(open_document(content))[0]) == [["项目名称", "育苗补助", ""], ["产出指标", "数量指标", "≥30亩"]]


@pytest.mark.parametrize(("real", "misread"), [("utf-8", "latin-1"), ("gb18030", "latin-1"), ("gb18030", "cp1252"), ("utf-8", "gb18030")])
def test_mojibake_that_can_be_turned_back_is_and_is_told(real: str, misread: str) -> None:
    text = "项目名称\t农村道路养护经费\n年度目标\t完成养护里程\n"
    document = opened(text.encode(real).decode(misread))
    assert texts(grids(document)[0]) == [["项目名称", "农村道路养护经费"], ["年度目标", "完成养护里程"]]
    assert "mojibake" in {repair.kind for repair in document.repairs}


@pytest.mark.parametrize("text", ["锟斤拷目锟斤拷锟斤拷\t锟斤拷\n", "\ufffd\ufffd目\ufffd\ufffd\t值\n"])
def test_mojibake_that_is_lost_is_named_with_its_line(text: str) -> None:
    with pytest.raises(DamagedDocument, match="第 2 行起是乱码"):
        opened("表\n" + text)


@pytest.mark.parametrize("errors", ["replace", "ignore"])
@pytest.mark.parametrize(("real", "misread"), [("utf-8", "gbk"), ("utf-8", "cp1252")])
def test_text_misread_with_losses_is_named(real: str, misread: str, errors: str) -> None:
    text = "\n".join(["年度总体目标是完成全县农村道路养护工作", "社会公众满意度达到百分之九十以上，按季度开展检查"] * 5)
    with pytest.raises(DamagedDocument, match=r"乱码.*误读"):
        opened(text.encode(real).decode(misread, errors))


@pytest.mark.parametrize(
    "text",
    [
        "項目名稱\t農村道路養護經費\n總體目標\t完成養護里程，群眾滿意\n績效指標\t數量指標\t質量指標\n",
        "Objectif général : améliorer l'état des routes, où que ce soit, à l'été prochain.\nRésultat à évaluer : qualité élevée.\n",
        "プロジェクト名：道路の維持管理。住民の満足度を高めることを目標とする。\n",
        "①②③ ≥95% ≤3万元 — “引号” …… ×××\n",
    ],
    ids=["traditional Chinese", "French", "Japanese", "signs"],
)
def test_other_languages_are_not_taken_for_mojibake(text: str) -> None:
    assert opened(text).repairs == ()


def test_a_single_lost_character_is_a_doubtful_repair() -> None:
    document = opened("年度目标是完成农村道路养护工作并验收合格\n" * 10 + "项\ufffd名称\t值\n")
    assert [(repair.kind, repair.doubtful) for repair in document.repairs] == [("lost-character", True)]


def test_a_file_cut_inside_its_last_character_loses_only_that() -> None:
    document = open_document("项目名称\t补助\n人数\t三十".encode()[:-1])
    assert texts(grids(document)[0])[-1] == ["人数", "三"]
    assert document.repairs[0].kind == "cut-character"


def test_nul_bytes_in_a_text_are_taken_out_and_told() -> None:
    document = open_document(("项目名称\t补助\0\n" + "说明文字" * 100).encode())
    assert cells(grids(document)[0])[1][4] == "补助"
    assert document.repairs[0].kind == "control-characters"


def test_binary_data_are_no_text() -> None:
    with pytest.raises(UnknownFormat):
        open_document(bytes(range(256)) * 20)


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(HostileDocument, match="第 2 行"):
        opened("表\n" + "长" * (2**20 + 1))


@given(
    st.binary(max_size=300) | st.text(alphabet='"\t,;|\n\r甲0-*#\\', max_size=60).map(str.encode),
    st.sampled_from([None, "a.csv", "a.md", "a.tsv"]),
)
def test_any_bytes_give_a_document_or_a_sentence(content: bytes, path: str | None) -> None:
    said = ""
    try:
        said = open_document(content, path=path).format
    except UnreadableDocument as refusal:
        said = refusal.zh + refusal.en
    assert said in {"text", "html", "rtf"} or ("应为" in said and "expected" in said)


@given(st.text(alphabet="项目资金万元≥98%abc 0123", min_size=4, max_size=40).filter(str.strip))
def test_good_text_is_never_turned_back(text: str) -> None:
    assert not [repair for repair in open_document(text.encode()).repairs if repair.kind == "mojibake"]
