"""The same form saved by LibreOffice in four formats: merged cells, a field, two paragraphs in a cell, a deletion, hidden text."""

from pathlib import Path

import pytest

from documents.making import cells, grids, paragraphs
from jiheng.documents import open_document
from jiheng.errors import EncryptedDocument, UnreadableDocument

FOLDER = Path(__file__).parents[1] / "cases/documents"


@pytest.mark.parametrize("ending", ["docx", "odt", "doc", "rtf"])
def test_one_form_in_every_format_gives_the_same_cells(ending: str) -> None:
    document = open_document(FOLDER / f"orchard.{ending}")
    assert document.format == ending
    assert paragraphs(document) == ["果园提升项目绩效目标表", "单位：万元", "填表人：", "共三十项"]
    assert cells(grids(document)[0]) == [
        (1, 1, 1, 1, "项目名称"),
        (1, 2, 1, 3, "果园提升"),
        (2, 1, 3, 1, "产出指标"),
        (2, 2, 2, 1, "数量指标"),
        (2, 3, 1, 1, "果苗数"),
        (2, 4, 1, 1, "≥30株"),
        (3, 3, 1, 1, "剪枝数"),
        (3, 4, 1, 1, "≥12次"),
        (4, 2, 1, 1, "质量指标"),
        (4, 3, 1, 1, "成活率"),
        (4, 4, 1, 1, "≥95%"),
        (5, 1, 1, 1, "备注"),
        (5, 2, 1, 3, "第一段\n第二段"),
    ]


def test_a_binary_document_with_a_password() -> None:
    content = bytearray((FOLDER / "orchard.doc").read_bytes())
    at = content.index(b"\xec\xa5")
    content[at + 0x0B] |= 1
    with pytest.raises(EncryptedDocument):
        open_document(bytes(content))


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_binary_document_gives_a_document_or_a_sentence(seed: int) -> None:
    content = bytearray((FOLDER / "orchard.doc").read_bytes())
    for step in range(1 + seed * 7):
        at = (seed * 7919 + step * 104_729) % (len(content) - 512)
        content[512 + at] = (seed * 31 + step * 17) % 256
    said = ""
    try:
        said = open_document(bytes(content)).format
    except UnreadableDocument as refusal:
        said = refusal.zh
    assert said == "doc" or "应为" in said
