"""Files made to do harm or to be taken for others: nothing of them is run or fetched, none holds the reader up, each is read or says why not."""

import socket
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from struct import pack_into

import pytest
from reportlab.pdfgen.canvas import Canvas

from documents import making, pdf_drawing
from documents.making import cell, grids, packed, paragraph, table, texts, word, workbook
from documents.test_ofd import SPACE, parts, stroke, text
from jiheng.documents import Document, open_document, open_each
from jiheng.doors import read
from jiheng.errors import DamagedDocument, EncryptedDocument, HostileDocument, UnreadableDocument

CASES = Path(__file__).parents[1] / "cases/documents"
TABLE = table(cell("一级指标") + cell("指标值"), cell("产出指标") + cell("≥3次"))
RELATION = making.RELATION
HELD_UP = 30
"""Processor seconds: a bound against what never ends, on a busy machine."""


@pytest.fixture
def watched() -> Iterator[tuple[socket.socket, str]]:
    """A place on this machine that notices whoever asks it, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening, f"http://127.0.0.1:{listening.getsockname()[1]}/x"


def linked(address: str) -> dict[str, bytes]:
    """Documents of every format that can point elsewhere, each pointing to the address in all the ways that it has."""
    external = f'<Relationship Id="r9" Type="{RELATION}/%s" Target="{address}" TargetMode="External"/>'
    relations = "".join(external % kind for kind in ("attachedTemplate", "image", "aFChunk", "externalLink", "oleObject"))
    field = f'<w:p><w:r><w:instrText>INCLUDEPICTURE "{address}"</w:instrText></w:r></w:p><w:altChunk {making.R} r:id="r9"/>'
    docx: dict[str, str | bytes] = {"word/document.xml": f"<w:document {making.W}><w:body>{TABLE}{field}</w:body></w:document>"}
    docx |= {"word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>", "word/vbaProject.bin": "Sub AutoOpen()"}
    formula = f'<sheetData><row r="1"><c r="A1" t="str"><f>WEBSERVICE("{address}")</f><v>甲</v></c></row></sheetData>'
    page = f'<link rel=stylesheet href="{address}"><img src="{address}"><script src="{address}"></script><iframe src="{address}"></iframe>'
    page += f"<base href='{address}'><table background='{address}'><tr><td>产出指标<td>≥3次</table>"
    entity = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{address}">]>'
    odt = f'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:x="http://www.w3.org/1999/xlink"><office:body><office:text x:href="{address}"/></office:body></office:document-content>'
    return {
        "docx": packed(docx),
        "xlsx": workbook(formula),
        "html": page.encode(),
        "mht": b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Location: " + address.encode() + b"\r\n\r\n" + page.encode(),
        "rtf": rb"{\rtf1{\field{\*\fldinst INCLUDEPICTURE " + address.encode() + rb"}}{\*\template " + address.encode() + rb"}text}",
        "xml": f"{entity}<w:document {making.W}><w:body>&b;</w:body></w:document>".encode(),
        "odt": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": odt}),
        "ofd": parts(text(9, 9, "甲"), more={"Doc_0/Res.xml": f'{entity}<Res BaseLoc="{address}">&b;</Res>'}),
        "entity in docx": packed({"word/document.xml": f"{entity}<w:document {making.W}><w:body>&b;</w:body></w:document>"}),
    }


def nobody_asked(listening: socket.socket) -> bool:
    """Whether the place on this machine was left alone."""
    try:
        listening.accept()
    except BlockingIOError:
        return True
    return False


def test_nothing_is_fetched(watched: tuple[socket.socket, str]) -> None:
    listening, address = watched
    for name, content in linked(address).items():
        read(content, lang="en")
        assert nobody_asked(listening), name


def test_nothing_is_run(tmp_path: Path, watched: tuple[socket.socket, str]) -> None:
    listening, address = watched
    made = tmp_path / "made"
    drawn = pdf_drawing.drawn([(["绩效目标表"], [pdf_drawing.Cell("甲", 0, 0), pdf_drawing.Cell("乙", 0, 1)])])
    deeds = f"/OpenAction <</S/Launch/F({made})/Win<</F({made})>>/Next<</S/JavaScript/JS(app.launchURL\\('{address}'\\))>>>> /Type /Catalog"
    content = drawn.replace(b"/Type /Catalog", deeds.encode())
    assert b"/Launch" in content
    assert read(content).unreadable == ()
    assert not made.exists()
    assert nobody_asked(listening)


@pytest.mark.parametrize(
    ("name", "kept"), [("表.wps", "orchard.doc"), ("表.doc", "orchard.docx"), ("表.et", "orchard.docx"), ("表.docx", "orchard.doc")]
)
def test_wps_files_and_wrong_names_are_read_by_what_they_are(name: str, kept: str) -> None:
    content = (CASES / kept).read_bytes()
    assert open_document(content, path=name).blocks == open_document(content, path=name).blocks
    assert [texts(grid) for grid in grids(open_document(content, path=name))] == [texts(grid) for grid in grids(open_document(content))]


@pytest.mark.parametrize(
    ("at", "value"), [(48, 0), (60, 0), (44, 0xFFFF), (68, 0)], ids=["directory", "small table", "tables", "more tables"]
)
def test_a_compound_file_that_runs_in_circles_is_damaged(at: int, value: int) -> None:
    content = bytearray((CASES / "orchard.doc").read_bytes())
    pack_into("<I", content, at, value)
    table_at = (int.from_bytes(content[76:80], "little") + 1) * 512
    for sector in range(64):
        pack_into("<I", content, table_at + 4 * sector, sector ^ 1)
    began = time.process_time()
    with pytest.raises(DamagedDocument):
        open_document(bytes(content))
    assert time.process_time() - began < HELD_UP


def test_a_directory_whose_entries_point_at_each_other_ends() -> None:
    content = bytearray((CASES / "orchard.doc").read_bytes())
    directory = (int.from_bytes(content[48:52], "little") + 1) * 512
    for entry in range(4):
        for link in (68, 72, 76):
            pack_into("<I", content, directory + 128 * entry + link, (entry + link) % 4)
    answered(bytes(content))


def answered(content: bytes) -> None:
    """Read or refused, in bounded time."""
    began = time.process_time()
    for one in open_each(content):
        assert not isinstance(one, UnreadableDocument) or one.say("en").count(";") >= 2
    assert time.process_time() - began < HELD_UP


NESTED: dict[str, Callable[[int], bytes]] = {
    "docx": lambda deep: word("<w:tbl><w:tr><w:tc>" * deep + "</w:tc></w:tr></w:tbl>" * deep),
    "xlsx": lambda deep: workbook("<sheetData>" * deep + "</sheetData>" * deep),
    "odt": lambda deep: packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a>" * deep + "</a>" * deep}),
    "ofd": lambda deep: parts("<ofd:PageBlock>" * deep + "</ofd:PageBlock>" * deep),
    "xml": lambda deep: (f"<w:document {making.W}>" + "<w:p>" * deep + "</w:p>" * deep + "</w:document>").encode(),
    "rtf": lambda deep: b"{\\rtf1" + b"{" * deep + b"}" * deep + b"}",
    "html": lambda deep: b"<table><tr><td>" * deep,
    "json": lambda deep: b'{"declarations":' + b"[" * deep,
}


@pytest.mark.parametrize("deep", [300, 100_000])
@pytest.mark.parametrize("kind", NESTED)
def test_bottomless_nesting_is_answered_in_every_format(kind: str, deep: int) -> None:
    began = time.process_time()
    answer = read(NESTED[kind](deep), lang="en")
    assert not any("stumbled" in each.said for each in answer.unreadable)
    assert time.process_time() - began < HELD_UP


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
BOMBS = {
    "docx": packed({"word/document.xml": f"{BOMB}<w:document {making.W}><w:body>&i;</w:body></w:document>"}),
    "xml": f"{BOMB}<w:document {making.W}><w:body>&i;</w:body></w:document>".encode(),
    "utf-16": f"{BOMB}<w:document {making.W}><w:body>&i;</w:body></w:document>".encode("utf-16"),
    "odt": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{BOMB}<a>&i;</a>"}),
    "ofd": packed({"OFD.xml": f"{BOMB}<ofd:OFD {SPACE}>&i;</ofd:OFD>"}),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_entities_that_grow_are_never_resolved(kind: str) -> None:
    """One XML file may also be taken for a page, in which nothing but the text as it stands is seen."""
    answer = read(BOMBS[kind])
    assert not answer.declarations
    assert [*answer.unreadable, *answer.empty]
    assert all(isinstance(one, UnreadableDocument) or len(str(one.blocks)) < 10 * len(BOMBS[kind]) for one in open_each(BOMBS[kind]))


def test_a_page_that_lies_under_itself_ends() -> None:
    content = parts(text(9, 9, "甲"), template=text(9, 19, "乙") + '<ofd:Template TemplateID="90"/>')
    answered(content)


def test_ofd_without_rules_is_cut_by_its_gaps() -> None:
    said = [
        ("一级指标", "三级指标", "指标值"),
        ("产出指标", "清运垃圾车次", "≥120车次"),
        ("产出指标", "按时清运率", "≥98%"),
        ("效益指标", "投诉下降率", "≥5%"),
    ]
    page = "".join(text((20, 60, 120)[column], 30 + 8 * row, each) for row, line in enumerate(said) for column, each in enumerate(line))
    assert texts(grids(open_document(parts(page)))[0]) == [list(line) for line in said]


def three_rules(page: str) -> str:
    """The same page with a line above and below the head and one below all."""
    return page + "".join(stroke(15, y, 150, 0) for y in (25, 33, 57))


def test_a_table_of_three_lines_is_cut_by_its_gaps() -> None:
    said = [
        ("一级指标", "三级指标", "指标值"),
        ("产出指标", "清运垃圾车次", "≥120车次"),
        ("产出指标", "按时清运率", "≥98%"),
        ("效益指标", "投诉下降率", "≥5%"),
    ]
    page = "".join(text((20, 60, 120)[column], 30 + 8 * row, each) for row, line in enumerate(said) for column, each in enumerate(line))
    assert texts(grids(open_document(parts(three_rules(page))))[0]) == [list(line) for line in said]


def test_members_that_would_leave_the_folder_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    content = packed({"../../out.docx": word(TABLE), "/etc/out.csv": "甲,乙\n丙,丁\n", "c:\\out.txt": "甲"})
    opened = list(open_each(content, path="包.zip"))
    assert len(opened) == 3
    assert list(tmp_path.parent.rglob("out.*")) == []


def test_a_sheet_of_a_million_rows_is_read_or_refused() -> None:
    row = '<row><c t="inlineStr"><is><t>甲</t></is></c></row>'
    began = time.process_time()
    (one,) = open_each(workbook("<sheetData>" + row * 1_050_000 + "</sheetData>"))
    assert isinstance(one, HostileDocument | Document)
    assert time.process_time() - began < HELD_UP


def test_a_file_of_ten_thousand_pages_is_refused_before_its_pages_are_read() -> None:
    kept = BytesIO()
    canvas = Canvas(kept)
    for _ in range(10_000):
        canvas.showPage()
    canvas.save()
    began = time.process_time()
    with pytest.raises(HostileDocument, match="10000 页"):
        open_document(kept.getvalue())
    assert time.process_time() - began < HELD_UP


def test_every_lock_is_told_as_a_lock() -> None:
    locked = BytesIO()
    canvas = Canvas(locked, encrypt="secret")
    canvas.showPage()
    canvas.save()
    members = BytesIO(packed({"a.csv": "甲,乙\n丙,丁\n"}))
    flagged = bytearray(members.getvalue())
    with zipfile.ZipFile(members) as archive:
        at = archive.start_dir
    flagged[6] |= 1
    flagged[at + 8] |= 1
    for content in (locked.getvalue(), bytes(flagged)):
        (one,) = open_each(content)
        assert isinstance(one, EncryptedDocument)
        assert "密码" in one.zh


def test_a_name_with_codes_is_told_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "表\x1b[31m\n\u202e.docx"
    path.write_bytes(word(paragraph("甲"))[:40])
    (refusal,) = read(path).unreadable
    assert "\n" not in refusal.said.rstrip()
