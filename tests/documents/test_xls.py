from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.making import cells, grids, texts
from jiheng.documents import Document, open_document
from jiheng.documents.compound import MAGIC
from jiheng.errors import DamagedDocument, EncryptedDocument, UnknownFormat, UnreadableDocument

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
BOF = pack("<HHHH", 0x0809, 4, 0x0600, 5)
EOF = pack("<HH", 0x000A, 0)


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A small compound file: one sector of the table, one of the directory, the stream behind them; a Word document is embedded in it."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    table = [FAT, END, *range(3, 2 + count), END]
    encoded = (name + "\0").encode("utf-16-le")
    embedded = ("WordDocument\0".encode("utf-16-le"), 2, END, 0, (FREE, FREE, FREE))
    storage = ("MBD0001\0".encode("utf-16-le"), 1, 0, 0, (FREE, FREE, 3))
    root = ("Root Entry\0".encode("utf-16-le"), 5, END, 0, (FREE, FREE, 1))
    entries = [root, (encoded, 2, 2, len(stream), (FREE, 2, FREE)), storage, embedded]
    directory = b"".join(
        raw.ljust(64, b"\0") + pack("<HBBIII", len(raw), kind, 1, *links) + bytes(36) + pack("<II", at, size) + bytes(4)
        for raw, kind, at, size, links in entries
    )
    header = MAGIC + bytes(22) + pack("<HH", 9, 6) + bytes(10) + pack("<IIIIIIIII", 1, 1, 0, 4096, END, 0, END, 0, 0)
    header = header.ljust(512, b"\xff")
    numbers = pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return header + numbers + directory.ljust(512, b"\0") + stream.ljust(count * 512, b"\0")


def record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def string(text: str, counted: str = "<H") -> bytes:
    return pack(counted, len(text)) + b"\x01" + text.encode("utf-16-le")


def shared(*strings: str) -> bytes:
    return record(0x00FC, pack("<II", len(strings), len(strings)) + b"".join(map(string, strings)))


STYLES = (
    record(0x00E0, pack("<HH", 0, 0) + bytes(16))
    + record(0x00E0, pack("<HH", 0, 9) + bytes(16))
    + record(0x00E0, pack("<HH", 0, 200) + bytes(16))
)
FORMAT = record(0x041E, pack("<H", 200) + string('0.0"万元"'))


def book(sheet: bytes, before: bytes = b"", state: int = 0) -> bytes:
    """A workbook with one sheet; the records `before` stand in the workbook's own part."""
    listed = record(0x0085, pack("<IBB", 0, state, 0) + string("目标", "<B"))
    whole = BOF + before + FORMAT + STYLES + listed + EOF
    at = whole.index(listed) + 4
    return compound(whole[:at] + pack("<I", len(whole)) + whole[at + 4 :] + BOF + sheet + EOF)


def opened(sheet: bytes, before: bytes = b"", state: int = 0) -> Document:
    return open_document(book(sheet, before, state), path="表.xls")


def test_strings_numbers_and_formats() -> None:
    row = record(0x00FD, pack("<HHHI", 0, 0, 0, 1)) + record(0x0203, pack("<HHHd", 0, 1, 1, 0.98))
    row += record(0x027E, pack("<HHHI", 0, 2, 2, (924 << 2) | 2)) + record(0x0204, pack("<HHH", 0, 3, 0) + string("尾"))
    document = opened(row, shared("甲", "满意度"))
    assert document.format == "xls"
    assert texts(grids(document)[0]) == [["满意度", "98%", "924.0万元", "尾"]]


@pytest.mark.parametrize(
    ("packed", "shown"),
    [((12345 << 2) | 3, "123.45"), (((-5 & 0x3FFFFFFF) << 2) | 2, "-5"), (0x3FF80000, "1.5"), (0x40590000 | 1, "1")],
    ids=["hundredths of a whole number", "negative", "upper half of a double", "hundredths of a double"],
)
def test_packed_numbers(packed: int, shown: str) -> None:
    assert texts(grids(opened(record(0x027E, pack("<HHHI", 0, 0, 0, packed))))[0]) == [[shown]]


def test_runs_of_numbers_and_blanks() -> None:
    run = record(0x00BD, pack("<HH", 0, 0) + pack("<HI", 0, (1 << 2) | 2) + pack("<HI", 1, (1 << 2) | 2) + pack("<H", 1))
    run += record(0x00BE, pack("<HHHHH", 0, 2, 0, 0, 3)) + record(0x0204, pack("<HHH", 0, 4, 0) + string("尾"))
    assert texts(grids(opened(run))[0]) == [["1", "100%", "", "", "尾"]]


def test_results_of_formulas() -> None:
    rest = pack("<HIH", 0, 0, 0)
    row = record(0x0006, pack("<HHHd", 0, 0, 0, 2.5) + rest)
    row += record(0x0006, pack("<HHH", 0, 1, 0) + b"\x00\0\0\0\0\0\xff\xff" + rest) + record(0x0207, string("文"))
    row += record(0x0006, pack("<HHH", 0, 2, 0) + b"\x01\0\x01\0\0\0\xff\xff" + rest)
    row += record(0x0006, pack("<HHH", 0, 3, 0) + b"\x02\0\x07\0\0\0\xff\xff" + rest) + record(0x0205, pack("<HHHBB", 0, 4, 0, 0x2A, 1))
    assert texts(grids(opened(row))[0]) == [["2.5", "文", "TRUE", "#DIV/0!", "#N/A"]]


def test_a_string_split_between_two_records_changes_its_width() -> None:
    table = record(0x00FC, pack("<II", 2, 2) + pack("<HB", 4, 1) + "甲乙".encode("utf-16-le")) + record(
        0x003C, b"\x00" + b"AB" + string("尾")
    )
    row = record(0x00FD, pack("<HHHI", 0, 0, 0, 0)) + record(0x00FD, pack("<HHHI", 0, 1, 0, 1))
    assert texts(grids(opened(row, table))[0]) == [["甲乙AB", "尾"]]


def test_rich_and_phonetic_strings() -> None:
    rich = pack("<HBHI", 2, 0x0D, 1, 3) + "数量".encode("utf-16-le") + bytes(4) + b"abc"
    table = record(0x00FC, pack("<II", 2, 2) + rich + string("尾"))
    row = record(0x00FD, pack("<HHHI", 0, 0, 0, 0)) + record(0x00FD, pack("<HHHI", 0, 1, 0, 1))
    assert texts(grids(opened(row, table))[0]) == [["数量", "尾"]]


def test_merges_and_hidden_parts() -> None:
    def text(row: int, column: int, said: str) -> bytes:
        return record(0x0204, pack("<HHH", row, column, 0) + string(said))

    sheet = record(0x007D, pack("<HHHHH", 2, 2, 0, 0, 1)) + record(0x0208, pack("<HHHHHHHH", 2, 0, 3, 0, 0, 0, 0x20, 0))
    sheet += text(0, 0, "甲") + text(0, 1, "乙") + text(0, 2, "暗") + text(1, 1, "丙") + text(2, 0, "隐")
    document = opened(sheet + record(0x00E5, pack("<HHHHH", 1, 0, 1, 0, 0)))
    assert cells(grids(document)[0]) == [(1, 1, 2, 1, "甲"), (1, 2, 1, 1, "乙"), (2, 2, 1, 1, "丙")]
    assert {repair.kind for repair in document.repairs} == {"hidden-row", "hidden-column"}
    assert opened(text(0, 0, "甲"), state=1).blocks == ()


def test_a_workbook_with_a_password() -> None:
    with pytest.raises(EncryptedDocument):
        opened(b"", record(0x002F, bytes(6)))


def test_a_workbook_older_than_1997() -> None:
    with pytest.raises(UnknownFormat):
        open_document(compound(pack("<HHHH", 0x0809, 4, 0x0500, 5) + EOF))


def test_sectors_that_run_in_a_circle_are_damage() -> None:
    content = bytearray(book(b""))
    content[512 + 4 * 5 : 512 + 4 * 6] = pack("<I", 3)
    with pytest.raises(DamagedDocument):
        open_document(bytes(content))


@given(st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=3)), max_size=30))
def test_any_damage_gives_a_document_or_a_sentence(damage: list[tuple[int, bytes]]) -> None:
    content = bytearray(
        book(record(0x0204, pack("<HHH", 0, 0, 0) + string("甲")) + record(0x00E5, pack("<HHHHH", 1, 0, 1, 0, 0)), shared("甲", "乙"))
    )
    for at, noise in damage:
        place = 8 + at % (len(content) - 11)
        content[place : place + len(noise)] = noise
    said = ""
    try:
        said = open_document(bytes(content)).format
    except UnreadableDocument as refusal:
        said = refusal.zh
    assert said == "xls" or "应为" in said
