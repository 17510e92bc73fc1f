import pytest

from documents.making import cells, grids, packed, paragraphs, texts
from jiheng.documents import Document, open_document
from jiheng.errors import EncryptedDocument

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"))
)
KIND = "application/vnd.oasis.opendocument."


def opened(kind: str, body: str, styles: str = "", **more: str) -> Document:
    content = f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
    content += f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    return open_document(packed({"mimetype": KIND + kind, "content.xml": content, **more}))


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(*inner: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(inner)}</table:table-row>"


def test_a_text_with_spans_and_paragraphs() -> None:
    covered = "<table:covered-table-cell/>"
    body = "<text:h>题</text:h><text:section><text:p>单位：<text:s text:c='2'/>万元<text:tab/>尾</text:p></text:section><table:table>"
    body += "<table:table-header-rows>" + row(cell("产出", 'table:number-rows-spanned="2"'), cell("甲")) + "</table:table-header-rows>"
    body += row(covered, cell("一<text:line-break/>二")) + "</table:table>"
    document = opened("text", body)
    assert paragraphs(document) == ["题", "单位：  万元\t尾"]
    assert cells(grids(document)[0]) == [(1, 1, 2, 1, "产出"), (1, 2, 1, 1, "甲"), (2, 2, 1, 1, "一\n二")]


def test_deleted_text_and_notes_are_left_out_and_the_text_after_them_kept() -> None:
    body = "<text:tracked-changes><text:p>删</text:p></text:tracked-changes>"
    body += "<text:p>前<office:annotation><text:p>批</text:p></office:annotation>后</text:p>"
    assert paragraphs(opened("text", body)) == ["前后"]


def test_a_text_box_and_an_inner_table_follow_what_holds_them() -> None:
    box = "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
    inner = "<table:table>" + row(cell("内")) + "</table:table>"
    body = (
        f"<text:p>前{box}后</text:p><table:table>"
        + row(f"<table:table-cell><text:p>外</text:p>{inner}</table:table-cell>")
        + "</table:table>"
    )
    document = opened("text", body)
    assert paragraphs(document) == ["前后", "框"]
    assert [texts(grid) for grid in grids(document)] == [[["外"]], [["内"]]]


def test_a_sheet_shows_what_is_written_and_its_endless_rest_is_no_cell() -> None:
    body = '<table:table table:name="目标">' + row(cell("题", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>")
    body += row(cell("满意度"), cell("98%", 'office:value="0.98"'), '<table:table-cell table:number-columns-repeated="16000"/>')
    body += row(cell("同", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="2"')
    body += row("<table:table-cell/>", more='table:number-rows-repeated="1048000"') + "</table:table>"
    document = opened("spreadsheet", body)
    assert cells(grids(document)[0])[0] == (1, 1, 1, 2, "题")
    assert texts(grids(document)[0]) == [["题"], ["满意度", "98%"], ["同", "同"], ["同", "同"]]


def test_hidden_rows_and_sheets_are_left_out() -> None:
    styles = '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
    body = '<table:table table:name="明">' + row(cell("隐"), more='table:visibility="collapse"') + row(cell("显")) + "</table:table>"
    body += '<table:table table:name="暗" table:style-name="t">' + row(cell("藏")) + "</table:table>"
    document = opened("spreadsheet", body, styles)
    assert [texts(grid) for grid in grids(document)] == [[["显"]]]
    assert [repair.kind for repair in document.repairs] == ["hidden-row", "hidden-sheet"]


def test_a_document_with_a_password() -> None:
    with pytest.raises(EncryptedDocument):
        opened("text", "<text:p>x</text:p>", **{"META-INF/manifest.xml": "<m:encryption-data/>"})
