from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from documents import test_scan as scan
from documents.making import packed, paragraph, paragraphs, word
from jiheng.documents import Document, Grid, open_each
from jiheng.documents.series import series
from jiheng.errors import DamagedDocument, EncryptedDocument, HostileDocument, NoSuchDocument, UnknownFormat, UnreadableDocument
from jiheng.sample.layouts.page import line


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


def page(*rows: tuple[str, ...]) -> bytes:
    """A picture of ruled rows."""
    return scan.saved(scan.picture(*(line(*row) for row in rows)))


def test_pictures_in_a_zip_are_read_and_pages_of_one_document_are_one_table() -> None:
    head = ("三级指标", "指标值")
    first, second = (page(head, *((f"第{number}批到货率", f"≥{number + 70}%") for number in numbers)) for numbers in ((11, 12), (13, 14)))
    found = list(open_each(packed({"扫描/1.png": first, "扫描/2.png": second, "表甲.png": first}), path="包.zip"))
    assert [one.path for one in found if isinstance(one, Document)] == ["包.zip/扫描/1.png…2.png", "包.zip/表甲.png"]
    whole, alone = (one for one in found if isinstance(one, Document))
    assert {place.page for block in whole.blocks if (place := block.place)} <= {1, 2}
    assert "≥84%" in [cell.text for block in whole.blocks if isinstance(block, Grid) for cell in block.cells]
    assert "≥84%" not in [cell.text for block in alone.blocks if isinstance(block, Grid) for cell in block.cells]


def test_a_seal_beside_documents_is_passed_over() -> None:
    assert names(packed({"甲.txt": "甲", "章.png": b"\x89PNG\r\n\x1a\n" + bytes(900)})) == ["包.zip/甲.txt"]


def test_too_many_pictures_are_refused_and_the_documents_read() -> None:
    found = list(open_each(packed({**{f"图甲{number}乙.png": b"x" * 40_000 for number in range(301)}, "甲.txt": "甲"}), path="包.zip"))
    assert [type(one) for one in found] == [HostileDocument, Document]


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        (("1.png", "2.png", "10.png"), [("1.png",), ("10.png",), ("2.png",)]),
        (("1.jpg", "2.jpg", "3.jpg"), [("1.jpg", "2.jpg", "3.jpg")]),
        (("a/扫描件_001.jpg", "a/扫描件_002.jpg", "b/扫描件_001.jpg"), [("a/扫描件_001.jpg", "a/扫描件_002.jpg"), ("b/扫描件_001.jpg",)]),
        (("第1页.png", "第2页.png"), [("第1页.png", "第2页.png")]),
        (("表1.png", "表2.png"), [("表1.png",), ("表2.png",)]),
        (("IMG_20261103_091204.jpg", "IMG_20261103_091209.jpg"), [("IMG_20261103_091204.jpg",), ("IMG_20261103_091209.jpg",)]),
        (("1.docx", "2.docx"), [("1.docx",), ("2.docx",)]),
        ((*(f"p{number}.png" for number in range(1, 13)),), [tuple(f"p{number}.png" for number in range(1, 13))]),
    ],
)
def test_pages_are_told_by_their_numbers(given: tuple[str, ...], groups: list[tuple[str, ...]]) -> None:
    assert series(given) == groups
