import pytest

from documents.making import cells, grids, paragraphs, texts
from jiheng.documents import Document, open_document
from jiheng.errors import HostileDocument


def page(body: str, head: str = "") -> Document:
    return open_document(f"<html><head>{head}</head><body>{body}</body></html>".encode(), path="a.html")


def test_spans_in_both_directions() -> None:
    table = "<table><tr><td rowspan=2>产出<td colspan=2>数量</tr><tr><td>甲<td>≥30亩</tr></table>"
    assert cells(grids(page(table))[0]) == [(1, 1, 2, 1, "产出"), (1, 2, 1, 2, "数量"), (2, 2, 1, 1, "甲"), (2, 3, 1, 1, "≥30亩")]


def test_a_row_span_of_zero_reaches_to_the_end_of_its_group() -> None:
    table = "<table><tbody><tr><td rowspan=0>甲<td>1</tr><tr><td>2</tr></tbody><tbody><tr><td>3<td>4</tr></tbody></table>"
    assert cells(grids(page(table))[0]) == [(1, 1, 2, 1, "甲"), (1, 2, 1, 1, "1"), (2, 2, 1, 1, "2"), (3, 1, 1, 1, "3"), (3, 2, 1, 1, "4")]


def test_spans_that_are_too_large_are_cut_to_the_table() -> None:
    table = "<table><tr><td colspan=1000000000>题</tr><tr><td rowspan=999999999>甲<td colspan=7>乙</tr><tr><td>丙<td>丁</tr></table>"
    assert cells(grids(page(table))[0]) == [
        (1, 1, 1, 3, "题"),
        (2, 1, 2, 1, "甲"),
        (2, 2, 1, 2, "乙"),
        (3, 2, 1, 1, "丙"),
        (3, 3, 1, 1, "丁"),
    ]


def test_columns_where_no_cell_begins_are_closed_up() -> None:
    table = "<table><tr><td colspan=3>甲<td>乙</tr><tr><td colspan=2>丙<td colspan=2>丁</tr></table>"
    assert cells(grids(page(table))[0]) == [(1, 1, 1, 2, "甲"), (1, 3, 1, 1, "乙"), (2, 1, 1, 1, "丙"), (2, 2, 1, 2, "丁")]


def test_a_layout_table_is_opened_and_its_texts_are_paragraphs() -> None:
    inner = "<table><tr><td>项目名称<td>茶园</tr><tr><td>实施单位<td>林场</tr></table>"
    document = page(f"<table><tr><td>首页</tr><tr><td>目标表{inner}注</tr></table>")
    assert paragraphs(document) == ["首页", "目标表", "注"]
    assert [texts(grid) for grid in grids(document)] == [[["项目名称", "茶园"], ["实施单位", "林场"]]]


def test_a_small_table_inside_a_form_follows_it() -> None:
    rows = "".join(f"<tr><td>标{n}<td>值{n}</tr>" for n in range(4))
    document = page(f"<table>{rows}<tr><td>附<td><table><tr><td>x<td>y</tr></table></tr></table>")
    assert [len(grid.cells) for grid in grids(document)] == [10, 2]


def test_breaks_blocks_and_blanks() -> None:
    table = "<table><tr><td> 第一行<br/>第二行\n<p>第三&nbsp; 行</p><div></div></td><td>x</td></tr></table>"
    assert texts(grids(page(table))[0]) == [["第一行\n第二行\n第三  行", "x"]]


def test_paragraphs_outside_tables_are_cut_at_blocks() -> None:
    assert paragraphs(page("<h1>目标表</h1>前<b>言</b><p>一</p>二<br>三<pre>四\n五</pre>")) == [
        "目标表",
        "前言",
        "一",
        "二",
        "三",
        "四",
        "五",
    ]


def test_hidden_parts_and_scripts_are_left_out() -> None:
    body = "<p style='DISPLAY : none'>隐</p><script>var a='<td>'</script><p hidden>藏</p><style>p{}</style><p>显</p><del>删</del>"
    assert paragraphs(page(body, "<title>网站名</title>")) == ["显"]


def test_a_hidden_row_does_not_count() -> None:
    table = "<table><tr><td>甲<td>乙</tr><tr style='display:none'><td>隐<td>藏</tr><tr><td>丙<td>丁</tr></table>"
    assert texts(grids(page(table))[0]) == [["甲", "乙"], ["丙", "丁"]]


def test_form_fields_show_their_values() -> None:
    table = "<table><tr><td><input value='育秧'><td><select><option>一年<option selected>三年</select><td><textarea>说明</textarea></tr></table>"
    assert texts(grids(page(table))[0]) == [["育秧", "三年", "说明"]]


def test_a_bare_less_than_sign_is_no_tag() -> None:
    assert texts(grids(page("<table><tr><td><30人<td><=3万</tr></table>"))[0]) == [["<30人", "<=3万"]]


def test_a_raised_two_is_a_square() -> None:
    assert texts(grids(page("<table><tr><td>20m<sup>2</sup><td>x</tr></table>"))[0]) == [["20m²", "x"]]


def test_a_caption_stands_before_its_table() -> None:
    document = page("<table><caption>单位：万元</caption><tr><td>甲<td>乙</tr></table>")
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid"]


def test_rows_and_cells_without_their_end_tags() -> None:
    assert texts(grids(page("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"))[0]) == [["甲", "乙"], ["丙", "丁"]]


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "iso-8859-1", "no-such-charset"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_the_bytes_decide_where_the_declaration_lies(declared: str, encoding: str) -> None:
    text = f"<html><meta charset={declared}><body><table><tr><td>项目名称<td>鱼塘清淤工程</tr></table>"
    assert texts(grids(open_document(text.encode(encoding)))[0]) == [["项目名称", "鱼塘清淤工程"]]


def test_a_declared_encoding_of_another_script_is_used() -> None:
    text = "<html><meta charset=big5><body><p>績效目標表</p>"
    assert paragraphs(open_document(text.encode("big5"))) == ["績效目標表"]


def test_utf_16_pages() -> None:
    assert paragraphs(open_document("<html><p>绩效目标</p></html>".encode("utf-16"))) == ["绩效目标"]


def test_a_web_page_named_xls_is_read_as_a_page() -> None:
    text = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><!--[if gte mso 9]><xml><x:Name>表</x:Name></xml><![endif]--></head>"
    )
    text += "<body><table><tr height=0 style='display:none'><td width=64></td></tr><tr><td x:num='0.98'>98%</td><td>乙</td></tr></table>"
    document = open_document(text.encode("gb18030"), path="导出.xls")
    assert document.format == "html"
    assert texts(grids(document)[0]) == [["98%", "乙"]]


def test_a_web_archive_gives_the_pages_inside() -> None:
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n--XX\r\n"
        'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        "<table><tr><td>=BC=A8=D0=A7<td>1</tr></table>\r\n--XX\r\nContent-Type: image/png\r\n\r\nxx\r\n--XX--\r\n"
    )
    assert texts(grids(open_document(archive.encode()))[0]) == [["绩效", "1"]]


def test_a_fragment_with_a_table_is_a_page() -> None:
    assert open_document("通知如下\n<table><tr><td>甲<td>乙</tr></table>".encode()).format == "html"


def test_leftover_tags_do_not_make_a_text_a_page() -> None:
    assert open_document("<p>目标</p>\t值\n<p>甲</p>\t乙".encode()).format == "text"


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>"])
def test_bottomless_nesting_is_refused(tag: str) -> None:
    with pytest.raises(HostileDocument):
        page(tag * 10_000 + "深")


def test_spans_beyond_all_bounds_are_refused() -> None:
    with pytest.raises(HostileDocument):
        page("<table><tr>" + "<td colspan=1000 rowspan=2>x" * 2100)


def test_a_page_that_shows_nothing_is_an_empty_document() -> None:
    assert page("<script>1</script>").blocks == ()
