from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from documents.making import packed, paragraph, paragraphs, word
from jiheng.documents import Document, open_each
from jiheng.errors import DamagedDocument, EncryptedDocument, NoSuchDocument, UnknownFormat, UnreadableDocument


def names(content: bytes) -> list[str | None]:
    return [one.path for one in open_each(content, path="包.zip") if isinstance(one, Document)]


def test_each_document_of_a_zip_is_opened_under_its_name() -> None:
    content = packed(
        {"乙/表.docx": word(paragraph("乙")), "甲.txt": "甲", "乙/~$表.docx": b"x", "__MACOSX/._a": b"x", "章.png": b"\x89PNG"}
    )
    found = [one for one in open_each(content, path="包.zip") if isinstance(one, Document)]
    assert [one.path for one in found] == ["包.zip/乙/表.docx", "包.zip/甲.txt"]
    assert paragraphs(found[0]) == ["乙"]
    assert found[0].blocks[0].place.path == "包.zip/乙/表.docx"


def test_one_that_cannot_be_opened_does_not_stop_the_others() -> None:
    found = list(
        open_each(packed({"a.docx": word(paragraph("x"))[:-9], "b.rar": b"Rar!\x1a\x07", "c.txt": "文", "d.txt": ""}), path="包.zip")
    )
    assert [type(one) for one in found] == [DamagedDocument, UnknownFormat, Document, DamagedDocument]
    assert isinstance(found[0], UnreadableDocument)
    assert found[0].zh.startswith("包.zip/a.docx：")


def test_a_zip_of_zips_is_opened_and_deeper_ones_are_named() -> None:
    inner = packed({"表.txt": "文"})
    deep = packed({"三.zip": packed({"四.zip": inner})})
    assert names(packed({"一.zip": inner})) == ["包.zip/一.zip/表.txt"]
    assert [type(one) for one in open_each(packed({"二.zip": deep}))] == [UnknownFormat]


def test_names_packed_in_gbk_are_read() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("AAAA.txt", "文")
    content = buffer.getvalue().replace(b"AAAA.txt", "表格".encode("gbk") + b".txt")
    assert names(content) == ["包.zip/表格.txt"]


def test_a_document_that_is_a_zip_itself_is_one_document() -> None:
    assert names(word(paragraph("x"))) == ["包.zip"]


def test_a_zip_with_a_password_is_named_for_each_document() -> None:
    content = bytearray(packed({"a.txt": "x"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    assert [type(one) for one in open_each(bytes(content))] == [EncryptedDocument]


def test_a_source_that_does_not_exist_is_a_refusal() -> None:
    assert [type(one) for one in open_each(Path("无.zip"))] == [NoSuchDocument]
