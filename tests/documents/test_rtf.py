import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.making import cells, grids, paragraphs, texts
from jiheng.documents import Document, open_document
from jiheng.errors import HostileDocument, UnreadableDocument

HEAD = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}{\info{\title x}}"


def opened(body: str) -> Document:
    return open_document((HEAD + body + "}").encode("latin-1"), path="导出.doc")


def bytes_of(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


def test_chinese_as_bytes_and_as_numbers() -> None:
    assert paragraphs(opened(bytes_of("目标") + r"\u-26217?\uc2\u22791??\par" + "\n" + bytes_of("表") + r"\par")) == [
        "目标" + "馗" + chr(22791),
        "表",
    ]


def test_a_second_byte_written_as_a_letter() -> None:
    raw = "丂".encode("gbk")
    assert paragraphs(opened(f"\\'{raw[0]:02x}" + raw[1:].decode("ascii") + r"\par")) == ["丂"]


def test_a_character_written_in_two_halves() -> None:
    assert paragraphs(opened(r"\u-10179?\u-8704?\par")) == ["😀"]


def test_rows_with_merges_in_both_directions() -> None:
    first = r"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl A\cell B\cell\cell\row"
    second = r"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell C\par D\cell E\cell\row"
    document = opened(r"\pard T\par" + first + second + r"\pard Z\par")
    assert paragraphs(document) == ["T", "Z"]
    assert cells(grids(document)[0]) == [(1, 1, 2, 1, "A"), (1, 2, 1, 2, "B"), (2, 2, 1, 1, "C\nD"), (2, 3, 1, 1, "E")]


def test_wide_cells_span_the_columns_below_them() -> None:
    rows = r"\trowd\cellx3000\pard\intbl T\cell\row\trowd\cellx1000\cellx3005\pard\intbl A\cell B\cell\row"
    assert cells(grids(opened(rows))[0])[0] == (1, 1, 1, 2, "T")


def test_what_is_not_shown_is_left_out() -> None:
    field = r"{\field{\*\fldinst PAGE}{\fldrslt 3}}"
    body = r"A{\deleted B}{\v C}{\footnote D}{\*\unknown E}{\header F}" + field + r"\~G\_H\{\}\par"
    assert paragraphs(opened(body)) == ["A3 G-H{}"]


def test_two_tables_with_a_paragraph_between_are_two() -> None:
    row = r"\trowd\cellx9\cellx99\pard\intbl {}\cell 2\cell\row"
    document = opened(row.replace("{}", "1") + r"\pard M\par" + row.replace("{}", "3"))
    assert [texts(grid) for grid in grids(document)] == [[["1", "2"]], [["3", "2"]]]


def test_bottomless_groups_are_refused_at_once() -> None:
    begin = time.monotonic()
    with pytest.raises(HostileDocument):
        opened("{" * 100_000)
    assert time.monotonic() - begin < 2


@given(
    st.lists(
        st.sampled_from(
            [
                r"\cell",
                r"\row",
                r"\trowd",
                r"\cellx5",
                r"\clmrg",
                r"\clvmrg",
                "{",
                "}",
                r"\u9",
                r"\uc3",
                "x",
                r"\'d6",
                r"\*",
                r"\par",
                r"\intbl",
                "\\",
            ]
        ),
        max_size=40,
    )
)
def test_any_order_of_words_gives_a_document(words: list[str]) -> None:
    said = ""
    try:
        said = opened("".join(words)).format
    except UnreadableDocument as refusal:
        said = refusal.zh
    assert said == "rtf" or "应为" in said
