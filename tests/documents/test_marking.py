"""Comments in the user's own file: each at its cell, all else in the archive byte for byte as it was."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import docx
import openpyxl
import pytest
from attrs import evolve
from lxml import etree
from openpyxl.comments import Comment as OfExcel

from documents.making import R, S, W, cell, grids, packed, paragraph, table, word, workbook
from jiheng.documents import open_document
from jiheng.documents.marking import Comment, annotated
from jiheng.errors import UnmarkableDocument
from jiheng.model.place import Place

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECOND = Place(table=1, row=2, column=2)
CELLS = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"
SQUARE = table(cell("甲") + cell("乙"), cell("丙") + cell("丁"))


def commented_cells(content: bytes) -> dict[str, str]:
    """The text of each comment in Word, and the text that its range holds."""
    with ZipFile(BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        part = next(name for name in archive.namelist() if "comments" in name and name.endswith(".xml"))
        comments = etree.fromstring(archive.read(part))
    space = "{" + str(body.tag).partition("}")[0].lstrip("{") + "}"
    said = {each.get(f"{space}id"): "\n".join("".join(map(str, line.itertext())) for line in each) for each in comments}
    found: dict[str, str] = {}
    for number, text in said.items():
        inside, shown = False, ""
        for element in body.iter():
            if element.get(f"{space}id") == number and element.tag == f"{space}commentRangeStart":
                inside = True
            elif element.get(f"{space}id") == number and element.tag == f"{space}commentRangeEnd":
                inside = False
            elif inside and element.tag == f"{space}t":
                shown += element.text or ""
        assert len(body.findall(f".//{space}commentReference[@{space}id='{number}']")) == 1
        found[text] = shown
    return found


def notes(content: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {
        (sheet.title, each.coordinate): (each.comment.author, each.comment.text)
        for sheet in book
        for row in sheet.iter_rows()
        for each in row
        if each.comment
    }


def members(content: bytes) -> dict[str, tuple[bytes, int, int]]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {info.filename: (archive.read(info), info.CRC, info.compress_type) for info in archive.infolist()}


def only_changed(before: bytes, after: bytes) -> set[str]:
    old, new = members(before), members(after)
    assert list(new)[: len(old)] == list(old), "members keep their order"
    return {name for name in new if new[name] != old.get(name)}


def with_merged_table() -> bytes:
    document = docx.Document()
    document.add_paragraph("说明")
    for number in (1, 2):
        made = document.add_table(3, 3)
        for row in range(3):
            for column in range(3):
                made.cell(row, column).text = f"{number}{row}{column}"
        made.cell(0, 0).merge(made.cell(1, 0))
        made.cell(2, 1).merge(made.cell(2, 2))
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_comment_stands_at_its_cell_in_word() -> None:
    before = with_merged_table()
    after = annotated(before, [Comment(Place(table=2, row=3, column=2), "问题\n依据", day=date(2024, 3, 1)), Comment(SECOND, "另一处")])
    assert commented_cells(after) == {"问题\n依据": "221222", "另一处": "111"}
    made = list(docx.Document(BytesIO(after)).comments)
    assert [(each.author, each.text) for each in made] == [("绩衡", "问题\n依据"), ("绩衡", "另一处")]
    assert made[0].timestamp is not None


def test_nothing_else_in_the_archive_changes() -> None:
    before = with_merged_table()
    after = annotated(before, [Comment(SECOND, "问题")])
    new = {"word/comments.xml"}
    assert only_changed(before, after) == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", *new}
    old = members(before)["word/document.xml"][0]
    changed = members(after)["word/document.xml"][0]
    start, end = b'<w:commentRangeStart w:id="0"/>', b'<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    assert changed.replace(start, b"").replace(end, b"") == old, "even the main part keeps its bytes around the marks"


def test_what_is_read_stays_the_same() -> None:
    for before in (with_merged_table(), word(SQUARE), workbook("<sheetData><row><c><v>1</v></c></row></sheetData>")):
        at = grids(open_document(before))[0].place
        after = annotated(before, [Comment(at, "全表"), Comment(evolve(at, row=1, column=1), "一格")])
        assert open_document(after) == open_document(before)


def test_comments_on_one_cell_keep_their_order_and_what_was_there_stays() -> None:
    once = annotated(word(SQUARE), [Comment(SECOND, "一", "科长"), Comment(SECOND, "二", "科长")])
    twice = annotated(once, [Comment(Place(table=1, row=1, column=1), "三")])
    assert commented_cells(twice) == {"一": "丁", "二": "丁", "三": "甲"}
    assert only_changed(once, twice) == {"word/document.xml", "word/comments.xml"}


@pytest.mark.parametrize("make", [lambda: word(SQUARE), lambda: workbook(CELLS)], ids=["docx", "xlsx"])
def test_earlier_comments_of_the_same_author_are_replaced_and_those_of_others_stay(make: Callable[[], bytes]) -> None:
    at = [evolve(grids(open_document(make()))[0].place, row=1, column=column) for column in (1, 2)]
    others = annotated(make(), [Comment(at[0], "科长的话", "科长")])
    once = annotated(others, [Comment(at[0], "旧一"), Comment(at[1], "旧二")])
    twice = annotated(once, [Comment(at[1], "新")])
    said = texts_in(twice)
    assert "科长的话" in said
    assert "新" in said
    assert "旧" not in said
    assert annotated(annotated(twice, []), []) == annotated(once, []), "nothing of them is left, and then no byte changes"
    assert open_document(twice) == open_document(make())


def test_what_was_added_to_a_note_of_somebody_else_is_replaced() -> None:
    at = Place(sheet="甲表", table=1, row=2, column=2)
    others = annotated(made_workbook(), [Comment(at, "科长的话", "科长")])
    again = annotated(annotated(others, [Comment(at, "旧")]), [Comment(at, "新")])
    assert notes(again)["甲表", "B2"] == ("科长", "科长的话\n绩衡：\n新")


def texts_in(content: bytes) -> str:
    """All that stands in the parts of comments and in the drawing of their boxes."""
    return "".join(value[0].decode() for name, value in members(content).items() if "omment" in name)


def test_a_comment_without_a_cell_goes_to_the_first_cell_of_its_table() -> None:
    body = table(cell("") + cell("标题")) + table(cell("项目"))
    after = annotated(
        word(body), [Comment(Place(table=1), "全表"), Comment(Place(table=2, row=9, column=9), "失格"), Comment(Place(), "全文")]
    )
    assert commented_cells(after) == {"全表": "标题", "失格": "项目", "全文": "标题"}


def test_a_document_without_tables_has_its_comment_at_its_first_paragraph() -> None:
    after = annotated(word(paragraph("指标1：甲") + paragraph("指标2：乙")), [Comment(Place(line=3), "问题")])
    assert commented_cells(after) == {"问题": "指标1：甲"}


NESTED = "<w:tbl><w:tr><w:tc>" + paragraph("里") + "</w:tc></w:tr></w:tbl>"
VARIANTS = {
    "空段落自闭": (f"<w:tbl><w:tr><w:tc><w:p/></w:tc>{cell('乙')}</w:tr></w:tbl>", Place(table=1, row=1, column=1), ""),
    "段落带属性自闭": (f'<w:tbl><w:tr><w:tc><w:p w:rsidR="1"/></w:tc>{cell("乙")}</w:tr></w:tbl>', Place(table=1, row=1, column=1), ""),
    "内嵌表排在外表之后": (
        table(f"<w:tc>{paragraph('外')}{NESTED}<w:p/></w:tc>") + table(cell("后")),
        Place(table=2, row=1, column=1),
        "里",
    ),
    "内嵌表之后的表编号顺延": (
        table(f"<w:tc>{paragraph('外')}{NESTED}<w:p/></w:tc>") + table(cell("后")),
        Place(table=3, row=1, column=1),
        "后",
    ),
    "无字的表不编号": (table("<w:tc><w:p/></w:tc>") + table(cell("有字")), Place(table=1, row=1, column=1), "有字"),
    "纵向合并在起始格": (
        table(cell("总", '<w:vMerge w:val="restart"/>') + cell("一"), cell("", "<w:vMerge/>") + cell("二")),
        Place(table=1, row=1, column=1),
        "总",
    ),
    "横向跨列": (table(cell("跨", '<w:gridSpan w:val="3"/>') + cell("尾")), Place(table=1, row=1, column=4), "尾"),
    "行首空格": (
        f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell("缩")}</w:tr></w:tbl>',
        Place(table=1, row=1, column=3),
        "缩",
    ),
    "内容控件里的单元格": (
        f"<w:tbl><w:tr><w:sdt><w:sdtContent>{cell('控')}</w:sdtContent></w:sdt></w:tr></w:tbl>",
        Place(table=1, row=1, column=1),
        "控",
    ),
    "单元格里的内容控件": (
        f"<w:tbl><w:tr><w:tc><w:sdt><w:sdtContent>{paragraph('值')}</w:sdtContent></w:sdt><w:p/></w:tc></w:tr></w:tbl>",
        Place(table=1, row=1, column=1),
        "值",
    ),
    "修订删除的行不算": (
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('删')}</w:tr><w:tr>{cell('留')}</w:tr></w:tbl>",
        Place(table=1, row=1, column=1),
        "留",
    ),
    "段落有格式": (
        f'<w:tbl><w:tr><w:tc><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>中</w:t></w:r></w:p>{paragraph("文")}</w:tc></w:tr></w:tbl>',
        Place(table=1, row=1, column=1),
        "中文",
    ),
    "注释和处理指令不算元素": (f"<!-- <w:p> --><?a <w:tc> ?>{table(cell('甲'), cell('乙'))}", Place(table=1, row=2, column=1), "乙"),
    "超宽的表列号重编": (table(cell("a", '<w:gridSpan w:val="500"/>') + cell("b")), Place(table=1, row=1, column=2), "b"),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_the_place_is_the_readers_whatever_program_wrote_the_file(name: str) -> None:
    body, place, text = VARIANTS[name]
    before = word(body)
    read: dict[tuple[int | None, int | None, int | None], str] = {
        (grid.place.table, each.row, each.column): each.text for grid in grids(open_document(before)) for each in grid.cells
    }
    assert read[place.table, place.row, place.column].replace("\n", "") == text
    after = annotated(before, [Comment(place, "问题")])
    assert commented_cells(after) == {"问题": text}
    assert open_document(after) == open_document(before)


def test_other_prefixes_namespaces_and_encodings() -> None:
    body = f"<w:document {W}><w:body>{SQUARE}</w:body></w:document>"
    plain = body.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns=").replace("w:val", "val")
    strict = body.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    utf_16 = ('<?xml version="1.0" encoding="UTF-16"?>' + body).encode("utf-16")
    gbk = ('<?xml version="1.0" encoding="GBK"?>' + body).encode("gbk")
    renamed = body.replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace("xmlns:w", "xmlns:ns0")
    others: list[str | bytes] = [renamed, plain, strict, utf_16, gbk, b"\xef\xbb\xbf" + body.encode()]
    for each in others:
        before = packed({"word/document.xml": each})
        after = annotated(before, [Comment(SECOND, "问题")])
        assert commented_cells(after) == {"问题": "丁"}
        assert open_document(after) == open_document(before)


def test_a_package_whose_parts_have_unusual_names() -> None:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    before = packed(
        {
            "[Content_Types].xml": f'<t:Types xmlns:t="{types}"><t:Override PartName="/doc/main.xml" ContentType="{kind}"/></t:Types>',
            "doc/main.xml": f"<w:document {W}><w:body>{SQUARE}</w:body></w:document>",
        }
    )
    after = annotated(before, [Comment(SECOND, "问题")])
    assert only_changed(before, after) == {"[Content_Types].xml", "doc/main.xml", "doc/comments.xml", "doc/_rels/main.xml.rels"}
    declared = etree.fromstring(members(after)["[Content_Types].xml"][0])
    assert [each.get("PartName") for each in declared] == ["/doc/main.xml", "/doc/comments.xml"]


class Stream(BytesIO):
    """A file that can't be wound back: the zip then says sizes behind each member."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def test_archives_of_all_kinds_keep_their_members() -> None:
    document = f"<w:document {W}><w:body>{SQUARE}</w:body></w:document>"
    streamed = Stream()
    with ZipFile(streamed, "w") as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("word/media/图.bin", b"\0\1" * 500)
    stored = BytesIO()
    with ZipFile(stored, "w", ZIP_STORED) as archive:
        archive.comment = "备注".encode()
        archive.writestr("word/document.xml", document)
        with archive.open("customXml/item1.xml", "w", force_zip64=True) as member:
            member.write(b"<a/>")
    for before in (streamed.getvalue(), stored.getvalue()):
        after = annotated(before, [Comment(SECOND, "问题")])
        assert "word/document.xml" in only_changed(before, after)
        assert commented_cells(after) == {"问题": "丁"}
        assert ZipFile(BytesIO(after)).comment == ZipFile(BytesIO(before)).comment


def made_workbook() -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "甲表"
    first["B2"], first["C3"] = "项目", 0.98
    first["C3"].number_format = "0%"
    first.merge_cells("B5:C6")
    first["B5"] = "合并"
    second = book.create_sheet("乙表")
    second["A1"], second["D4"] = "有批注", "无批注"
    second["A1"].comment = OfExcel("原有", "老王")
    hidden = book.create_sheet("藏表")
    hidden["A1"], hidden.sheet_state = "暗", "hidden"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_notes_stand_at_their_cells_in_excel_and_old_ones_stay() -> None:
    before = made_workbook()
    after = annotated(
        before,
        [
            Comment(Place(sheet="甲表", table=1, row=3, column=3), "问题\n依据"),
            Comment(Place(sheet="甲表", table=1), "全表"),
            Comment(Place(sheet="甲表", table=1, row=5, column=2), "合并格"),
            Comment(Place(sheet="乙表", table=2, row=1, column=1), "新的"),
            Comment(Place(sheet="乙表", table=2, row=4, column=4), "一"),
            Comment(Place(sheet="乙表", table=2, row=4, column=4), "二"),
        ],
    )
    assert notes(after) == {
        ("甲表", "B2"): ("绩衡", "全表"),
        ("甲表", "C3"): ("绩衡", "问题\n依据"),
        ("甲表", "B5"): ("绩衡", "合并格"),
        ("乙表", "A1"): ("老王", "原有\n绩衡：\n新的"),
        ("乙表", "D4"): ("绩衡", "一\n二"),
    }
    assert open_document(after) == open_document(before)


def test_of_a_workbook_only_what_holds_notes_changes() -> None:
    before = made_workbook()
    old = annotated(before, [Comment(Place(sheet="乙表", table=2, row=4, column=4), "一")])
    assert only_changed(before, old) == {"xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"}
    new = annotated(before, [Comment(Place(sheet="甲表", table=1, row=2, column=2), "一")])
    parts = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels"}
    assert only_changed(before, new) == {"[Content_Types].xml", "xl/worksheets/sheet1.xml", *parts}


def test_the_drawing_is_mentioned_where_the_order_of_a_sheet_wants_it() -> None:
    data = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row></sheetData>'
    before = workbook(data + '<pageMargins left="1"/><tableParts count="0"/>')
    after = annotated(before, [Comment(Place(sheet="表1", table=1, row=1, column=1), "问题")])
    sheet = etree.fromstring(members(after)["xl/worksheets/sheet1.xml"][0])
    assert [str(child.tag).rpartition("}")[2] for child in sheet] == ["sheetData", "pageMargins", "legacyDrawing", "tableParts"]
    assert notes_in(after) == {"A1": "问题"}


def test_sheets_with_a_prefix_and_cells_without_references() -> None:
    row = '<x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>乙</x:t></x:is></x:c></x:row>'
    plain = workbook("<sheetData/>")
    with ZipFile(BytesIO(plain)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f"<x:worksheet {S.replace('xmlns', 'xmlns:x')} {R}><x:sheetData>{row}</x:sheetData></x:worksheet>"
    before = packed(parts)
    after = annotated(before, [Comment(Place(sheet="表1", table=1, row=1, column=2), "问题")])
    assert notes_in(after) == {"B1": "问题"}
    assert b"<x:legacyDrawing r:id=" in members(after)["xl/worksheets/sheet1.xml"][0]
    assert open_document(after) == open_document(before)


def notes_in(content: bytes) -> dict[str, str]:
    part = etree.fromstring(members(content)["xl/comments1.xml"][0])
    return {str(each.get("ref")): "".join(str(text) for text in each.itertext()) for each in part.iter("{*}comment")}


def test_a_drawing_that_is_no_well_formed_markup_is_kept() -> None:
    first = annotated(made_workbook(), [Comment(Place(sheet="甲表", table=1, row=2, column=2), "一", "科长")])
    with ZipFile(BytesIO(first)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    drawing = parts["xl/drawings/vmlDrawing1.vml"]
    assert isinstance(drawing, bytes)
    parts["xl/drawings/vmlDrawing1.vml"] = drawing.replace(b"<div style", b"<br><div style")
    after = annotated(packed(parts), [Comment(Place(sheet="甲表", table=1, row=5, column=2), "二")])
    shapes = members(after)["xl/drawings/vmlDrawing1.vml"][0]
    assert shapes.count(b"<v:shape ") == 2
    assert b"<br>" in shapes


def test_where_a_cell_has_a_thread_the_comment_is_a_reply_in_it() -> None:
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    office = "http://schemas.microsoft.com/office/2017/10/relationships"
    with ZipFile(BytesIO(annotated(made_workbook(), [Comment(Place(sheet="甲表", table=1, row=2, column=2), "占位")]))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for owner, kind, target in (
        ("worksheets/_rels/sheet1", "threadedComment", "../threadedComments/t1"),
        ("_rels/workbook", "person", "persons/p"),
    ):
        rels = parts[f"xl/{owner}.xml.rels"]
        assert isinstance(rels, bytes)
        line = f'<Relationship Id="rIdT" Type="{office}/{kind}" Target="{target}.xml"/>'.encode()
        parts[f"xl/{owner}.xml.rels"] = rels.replace(b"</Relationships>", line + b"</Relationships>")
    parts["xl/threadedComments/t1.xml"] = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B2" dT="2024-01-01T00:00:00.00" personId="{{P}}" id="{{T}}">'
        "<text>请核对</text></threadedComment></ThreadedComments>"
    )
    parts["xl/persons/p.xml"] = (
        f'<personList xmlns="{space}"><person displayName="老王" id="{{P}}" userId="w" providerId="None"/></personList>'
    )
    before = packed(parts)
    at = Place(sheet="甲表", table=1, row=2, column=2)
    after = annotated(before, [Comment(at, "问题", day=date(2024, 3, 1)), Comment(evolve(at, row=3, column=3), "无会话")])
    thread = etree.fromstring(members(after)["xl/threadedComments/t1.xml"][0])
    assert [(each.get("parentId"), "".join(map(str, each.itertext()))) for each in thread] == [(None, "请核对"), ("{T}", "问题")]
    persons = etree.fromstring(members(after)["xl/persons/p.xml"][0])
    assert [each.get("displayName") for each in persons] == ["老王", "绩衡"]
    assert thread[1].get("personId") == persons[1].get("id")
    assert notes(after)["甲表", "C3"] == ("绩衡", "无会话")


def test_the_same_call_gives_the_same_bytes() -> None:
    for before in (with_merged_table(), made_workbook()):
        place = grids(open_document(before))[0].place
        assert annotated(before, [Comment(place, "一")]) == annotated(before, [Comment(place, "一")])


def test_signs_that_markup_can_not_hold_are_left_out() -> None:
    after = annotated(word(SQUARE), [Comment(SECOND, 'a<b>&"\x00\x0b\ud800c')])
    assert commented_cells(after) == {'a<b>&"c': "丁"}


def test_other_formats_say_what_to_do() -> None:
    for content, path in ((b"a\tb\nc\td\n", "x.txt"), (b"<html><table><tr><td>a</td></tr></table></html>", "x.html")):
        with pytest.raises(UnmarkableDocument) as refused:
            annotated(content, [Comment(Place(), "问题")], path)
        assert path in refused.value.zh
        assert ".docx" in refused.value.en
