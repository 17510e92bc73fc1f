from io import BytesIO

import pytest

from documents.making import R, W, cell, cells, grids, packed, paragraph, paragraphs, table, texts, word
from jiheng.documents import Grid, open_document
from jiheng.errors import DamagedDocument, HostileDocument

SPAN = '<w:gridSpan w:val="{}"/>'
RESTART = '<w:vMerge w:val="restart"/>'
CONTINUE = "<w:vMerge/>"


def test_paragraphs_and_tables_come_in_order() -> None:
    document = open_document(word(paragraph("标题") + table(cell("甲") + cell("乙")) + paragraph("单位：万元")), path="a.docx")
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Grid", "Paragraph"]
    assert paragraphs(document) == ["标题", "单位：万元"]
    assert document.format == "docx"
    assert grids(document)[0].place.table == 1
    assert grids(document)[0].ruled


def test_spans_to_the_right_move_what_follows() -> None:
    grid = grids(open_document(word(table(cell("名称", SPAN.format(3)) + cell("尾"), cell("a") + cell("b") + cell("c") + cell("d")))))[0]
    assert cells(grid)[:2] == [(1, 1, 1, 3, "名称"), (1, 4, 1, 1, "尾")]


def test_spans_downwards_join_and_a_new_restart_begins_anew() -> None:
    grid = grids(
        open_document(
            word(
                table(
                    cell("产出", RESTART) + cell("数量"),
                    cell("", CONTINUE) + cell("质量"),
                    cell("效益", RESTART) + cell("社会"),
                    cell("", CONTINUE) + cell("生态"),
                )
            )
        )
    )[0]
    assert cells(grid) == [
        (1, 1, 2, 1, "产出"),
        (1, 2, 1, 1, "数量"),
        (2, 2, 1, 1, "质量"),
        (3, 1, 2, 1, "效益"),
        (3, 2, 1, 1, "社会"),
        (4, 2, 1, 1, "生态"),
    ]


def test_a_continuation_with_nothing_above_is_a_cell_of_its_own() -> None:
    grid = grids(open_document(word(table(cell("断页", CONTINUE) + cell("x"), cell("", CONTINUE) + cell("y")))))[0]
    assert cells(grid)[0] == (1, 1, 2, 1, "断页")


def test_a_wide_cell_continued_column_by_column_is_one_cell() -> None:
    first = cell("甲") + cell("宽", SPAN.format(2) + RESTART)
    found = cells(grids(open_document(word(table(first, cell("乙") + cell("", CONTINUE) + cell("", CONTINUE)))))[0])
    assert found == [(1, 1, 1, 1, "甲"), (1, 2, 2, 2, "宽"), (2, 1, 1, 1, "乙")]


def test_the_text_under_a_continuation_is_not_shown() -> None:
    grid = grids(open_document(word(table(cell("上", RESTART), cell("残", CONTINUE)))))[0]
    assert cells(grid) == [(1, 1, 2, 1, "上")]


def test_the_old_merge_to_the_right() -> None:
    grid = grids(
        open_document(word(table(cell("甲", '<w:hMerge w:val="restart"/>') + cell("", '<w:hMerge w:val="continue"/>') + cell("乙"))))
    )[0]
    assert cells(grid) == [(1, 1, 1, 2, "甲"), (1, 3, 1, 1, "乙")]


def test_cells_left_out_at_the_beginning_of_a_row() -> None:
    row = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("第三列")
    assert cells(grids(open_document(word(table(row))))[0]) == [(1, 3, 1, 1, "第三列")]


def test_paragraphs_breaks_and_tabs_of_a_cell() -> None:
    inner = "<w:tc><w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>"
    inner += "<w:p><w:r><w:t>三</w:t><w:tab/><w:noBreakHyphen/><w:t>四</w:t></w:r></w:p></w:tc>"
    assert texts(grids(open_document(word(table(inner))))[0]) == [["一\n二\n三\t-四"]]


def test_deleted_text_is_gone_and_inserted_text_is_there() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = "<w:p>" + run.format("共") + "<w:del w:id='1'><w:r><w:delText>二</w:delText><w:t>贰</w:t></w:r></w:del>"
    body += (
        "<w:ins w:id='2'>" + run.format("三") + "</w:ins><w:moveFrom>" + run.format("移") + "</w:moveFrom>" + run.format("项") + "</w:p>"
    )
    assert paragraphs(open_document(word(body))) == ["共三项"]


def test_a_deleted_row_is_gone() -> None:
    gone = "<w:trPr><w:del w:id='1'/></w:trPr>" + cell("删")
    assert texts(grids(open_document(word(table(cell("留"), gone))))[0]) == [["留"]]


def test_field_codes_and_hidden_runs_are_not_shown() -> None:
    body = "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    body += "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r></w:p>"
    assert paragraphs(open_document(word(body))) == ["显"]


def test_content_controls_around_rows_cells_and_text_are_seen_through() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = "<w:tbl>" + control("<w:tr>" + control(cell("甲")) + cell("乙") + "</w:tr>") + "</w:tbl>"
    document = open_document(word(control(paragraph("题") + body)))
    assert paragraphs(document) == ["题"]
    assert texts(grids(document)[0]) == [["甲", "乙"]]


def test_the_prompt_of_an_unfilled_content_control_is_blank() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入</w:t></w:r></w:sdtContent></w:sdt>"
    row = f"<w:tc><w:p>{prompt}</w:p></w:tc>" + cell("x")
    assert texts(grids(open_document(word(table(row))))[0]) == [["", "x"]]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = f"<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body += "<w:t>后</w:t></w:r></w:p>"
    assert paragraphs(open_document(word(body, mc))) == ["前后", "框"]


def test_a_table_inside_a_cell_follows_the_table_around_it() -> None:
    inner = table(cell("内"))
    around = table(f"<w:tc>{paragraph('外前')}{inner}{paragraph('外后')}</w:tc>" + cell("邻"))
    found = grids(open_document(word(around + table(cell("另")))))
    assert [texts(grid) for grid in found] == [[["外前\n外后", "邻"]], [["内"]], [["另"]]]


def test_signs_of_symbol_fonts_and_formulas_are_read() -> None:
    body = '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    body += "<m:oMath><m:r><m:t>≤3</m:t></m:r></m:oMath></w:p>"
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    assert paragraphs(open_document(word(body, math))) == ["≥95%☑≤3"]


def test_a_raised_two_is_a_square() -> None:
    body = "<w:p><w:r><w:t>120m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r></w:p>"
    assert paragraphs(open_document(word(body))) == ["120m²"]


def test_another_prefix_and_the_strict_namespace_read_alike() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<document xmlns="{strict}"><body><tbl><tr><tc><p><r><t>甲</t></r></p></tc></tr></tbl></body></document>'
    assert texts(grids(open_document(packed({"word/document.xml": body})))[0]) == [["甲"]]


def test_the_main_part_may_have_any_name() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document2.xml" ContentType="{kind}"/></Types>'
    body = word(paragraph("文"))
    from zipfile import ZipFile

    xml = ZipFile(BytesIO(body)).read("word/document.xml")
    assert paragraphs(open_document(packed({"[Content_Types].xml": types, "word/document2.xml": xml}))) == ["文"]


def test_a_web_page_carried_for_word_to_turn_into_text() -> None:
    body = f"<w:document {W} {R}><w:body>{table(cell('前'))}<w:altChunk r:id='c1'/></w:body></w:document>"
    related = '<Relationships><Relationship Id="c1" Target="afchunk.htm"/></Relationships>'
    page = "<html><body>题<table><tr><td>甲<td>乙</tr></table></body></html>"
    members: dict[str, str | bytes] = {"word/document.xml": body, "word/_rels/document.xml.rels": related, "word/afchunk.htm": page}
    document = open_document(packed(members))
    assert [(grid.place.table, texts(grid)) for grid in grids(document)] == [(1, [["前"]]), (2, [["甲", "乙"]])]
    assert paragraphs(document) == ["题"]


def test_what_python_docx_writes_is_read() -> None:
    import docx

    made = docx.Document()
    made.add_heading("农机补贴绩效目标表")
    form = made.add_table(rows=3, cols=3)
    form.cell(0, 0).text = "产出指标"
    form.cell(0, 0).merge(form.cell(2, 0))
    form.cell(0, 1).merge(form.cell(0, 2)).text = "数量指标"
    form.cell(2, 2).text = "≥3台"
    buffer = BytesIO()
    made.save(buffer)
    document = open_document(buffer.getvalue())
    assert paragraphs(document) == ["农机补贴绩效目标表"]
    assert cells(grids(document)[0]) == [
        (1, 1, 3, 1, "产出指标"),
        (1, 2, 1, 2, "数量指标"),
        (2, 2, 1, 1, ""),
        (2, 3, 1, 1, ""),
        (3, 2, 1, 1, ""),
        (3, 3, 1, 1, "≥3台"),
    ]


def test_an_enormous_span_covers_no_more_than_there_is() -> None:
    grid = grids(open_document(word(table(cell("甲", SPAN.format(10**9)) + cell("乙"), cell("丙") + cell("丁")))))[0]
    assert max(each.column + each.column_span for each in grid.cells) < 10


def test_entities_are_refused_and_not_expanded() -> None:
    xml = f'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document {W}><w:body/></w:document>'
    with pytest.raises(HostileDocument, match="实体"):
        open_document(packed({"word/document.xml": xml}))


def test_bottomless_nesting_is_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000
    with pytest.raises(HostileDocument):
        open_document(word(deep))


def test_broken_markup_names_part_and_line() -> None:
    with pytest.raises(DamagedDocument, match=r"word/document\.xml.*第 2 行"):
        open_document(packed({"word/document.xml": "<a>\n<b></a>"}))


def test_blank_tables_and_paragraphs_are_left_out() -> None:
    document = open_document(word(paragraph(" ") + table("<w:tc><w:p/></w:tc>")))
    assert not any(isinstance(block, Grid) for block in document.blocks)
    assert document.blocks == ()
