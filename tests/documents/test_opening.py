import os
import socket
import stat
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from documents.making import packed, paragraph, paragraphs, word
from jiheng.documents import open_document, refusals
from jiheng.documents.formats import formats
from jiheng.errors import (
    DamagedDocument,
    EncryptedDocument,
    ForbiddenDocument,
    HostileDocument,
    NoSuchDocument,
    UnknownFormat,
    UnreadableDocument,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def stream(name: str) -> bytes:
    return OLE + (name + "\0").encode("utf-16-le") + bytes(64)


ALL = [value for value in vars(refusals).values() if isinstance(value, refusals.Refusal)]


@pytest.mark.parametrize("refusal", ALL)
def test_every_sentence_has_four_parts_in_both_languages(refusal: refusals.Refusal) -> None:
    figures = dict.fromkeys(
        [
            "what_zh",
            "what_en",
            "reason",
            "limit",
            "memory",
            "signal",
            "line",
            "advice_zh",
            "advice_en",
            "name",
            "page",
            "pages",
            "pages_en",
            "part",
            "what",
            "sample",
            "cause_zh",
            "cause_en",
            "missing",
            "missing_en",
            "wide",
            "high",
        ],
        "x",
    )
    said = refusal.at("表.docx", **figures)
    assert said.zh.startswith("表.docx：")
    assert "。应为" in said.zh
    assert "；请" in said.zh
    assert said.en.startswith("表.docx: ")
    assert "; expected " in said.en
    assert said.en.count(";") >= 2
    assert "{" not in said.zh + said.en


def test_a_name_with_line_breaks_stays_on_one_line() -> None:
    with pytest.raises(NoSuchDocument) as caught:
        open_document(Path("没\n有\x1b[31m.docx"))
    assert "\n" not in caught.value.zh
    assert "\x1b" not in caught.value.en


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NoSuchDocument, match="没有这个文件"):
        open_document(tmp_path / "无.docx")
    with pytest.raises(UnreadableDocument):
        open_document(Path("a\0b"))


@pytest.mark.parametrize("content", [b"", b" \n\r\n\t", b"\xef\xbb\xbf", "　\n".encode()])
def test_an_empty_file(content: bytes) -> None:
    with pytest.raises(DamagedDocument, match="空的"):
        open_document(content)


def test_a_file_is_read_by_its_path_and_keeps_its_name(tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    file.write_bytes(word(paragraph("名字不算数")))
    document = open_document(file)
    assert (document.format, document.path) == ("docx", str(file))
    assert open_document(file, path="别名").path == "别名"


def test_a_name_that_chinese_windows_wrote_is_read(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "目标表.txt".encode("gbk")))
    file.write_text("绩效\t目标", encoding="utf-8")
    document = open_document(file)
    assert document.path is not None
    assert document.path.endswith("/目标表.txt")


def test_a_refusal_knows_its_document() -> None:
    with pytest.raises(NoSuchDocument) as caught:
        open_document(Path("无.docx"))
    assert caught.value.path == "无.docx"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = BytesIO("绩效\t目标".encode())

    monkeypatch.setattr("sys.stdin", Stdin())
    document = open_document(Path("-"))
    assert document.path is None
    assert document.format == "text"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"Rar!\x1a\x07" + bytes(20), "RAR"),
        (stream("PowerPoint Document"), r"\.ppt"),
        (stream("Book"), "97 版以前"),
        (OLE + bytes(64), "二进制"),
        (packed({"ppt/presentation.xml": "<p/>"}), "PowerPoint"),
        (packed({"xl/workbook.bin": b"1"}), "xlsb"),
        (packed({"a.jpg": b"1"}), "压缩包，里面没有文档"),
    ],
)
def test_a_format_that_is_not_read_is_named_with_what_to_do(content: bytes, found: str) -> None:
    with pytest.raises(UnknownFormat, match=found):
        open_document(content, path="绩效目标表.docx")


@pytest.mark.parametrize("name", ["EncryptedPackage", "EncryptionInfo"])
def test_an_office_file_with_a_password(name: str) -> None:
    with pytest.raises(EncryptedDocument, match="密码"):
        open_document(stream(name), path="表.xlsx")


def test_a_zip_member_with_a_password() -> None:
    content = bytearray(word(paragraph("x")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature)
        content[at + offset] |= 1
    with pytest.raises(EncryptedDocument):
        open_document(bytes(content))


@pytest.mark.parametrize("keep", [30, 200, -30, -1])
def test_a_truncated_archive(keep: int) -> None:
    with pytest.raises(DamagedDocument, match="压缩包"):
        open_document(word(paragraph("x" * 500))[:keep], path="表.docx")


def test_a_flipped_bit_inside_an_archive() -> None:
    content = bytearray(word(paragraph("文" * 500)))
    with ZipFile(BytesIO(bytes(content))) as archive:
        start = archive.infolist()[0].header_offset
    content[start + 60] ^= 0x10
    with pytest.raises(DamagedDocument):
        open_document(bytes(content))


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    with pytest.raises(HostileDocument, match="展开后过大"):
        open_document(packed({"word/document.xml": b" " * 70 * 2**20}))
    with pytest.raises(HostileDocument, match="展开后过大"):
        open_document(packed({"word/document.xml": b" " * 9 * 2**20}))


def test_a_zip_that_lies_about_its_size_is_damaged() -> None:
    content = bytearray(packed({"word/document.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + offset
        content[at : at + 4] = struct.pack("<I", 50)
    with pytest.raises(DamagedDocument):
        open_document(bytes(content))


def test_a_zip_with_too_many_members() -> None:
    with pytest.raises(HostileDocument, match="部件"):
        open_document(packed({f"{number}": b"" for number in range(10_001)}))


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    with file.open("wb") as stream:
        stream.truncate(2**30)
    with pytest.raises(HostileDocument, match="128 MiB"):
        open_document(file)


def test_pipes_devices_folders_and_sockets_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        for path in (tmp_path / "管道", tmp_path / "s", tmp_path, Path("/dev/zero")):
            with pytest.raises(UnknownFormat, match="不是普通文件"):
                open_document(path)


@pytest.mark.parametrize("inside", [False, True], ids=["a file", "a folder"])
def test_what_the_system_does_not_let_us_read(tmp_path: Path, *, inside: bool) -> None:
    closed = tmp_path / "密" if inside else tmp_path / "密.txt"
    if inside:
        closed.mkdir()
        (closed / "表.txt").write_text("x")
    else:
        closed.write_text("x")
    closed.chmod(0)
    with _as_nobody(tmp_path), pytest.raises(ForbiddenDocument, match="不允许"):
        open_document(closed / "表.txt" if inside else closed)
    closed.chmod(0o700)


@contextmanager
def _as_nobody(folder: Path) -> Iterator[None]:
    """Without root's right to read everything, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    for above in (folder, *folder.parents):
        if above.stat().st_uid == 0 and above.is_relative_to(Path(tempfile.gettempdir()) / "pytest-of-root"):
            above.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_permission_refused_by_the_system_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "密.txt"
    file.write_text("x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(stat.S_IRUSR, "no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ForbiddenDocument):
        open_document(file)


def test_formats_register_by_being_there_and_text_comes_last() -> None:
    names = [getattr(one, "__name__", "").rpartition(".")[2] for one in formats()]
    assert {"docx", "xlsx", "html", "text"} <= set(names)
    assert names[-1] == "text"


def test_an_empty_word_document_is_no_fault() -> None:
    assert paragraphs(open_document(word(""))) == []
