import pytest

from documents.making import cell, grids, table, texts, word, workbook
from jiheng.documents import open_document

HIDDEN = "\u200b≥\ufeff98\u00ad%\u200e"


@pytest.mark.parametrize(
    "content",
    [
        f"满意度\t{HIDDEN}".encode(),
        f"<table><tr><td>满意度<td>{HIDDEN}</table>".encode(),
        word(table(cell("满意度") + cell(HIDDEN))),
        workbook(f'<sheetData><row><c t="str"><v>满意度</v></c><c t="str"><v>{HIDDEN}</v></c></row></sheetData>'),
    ],
    ids=["text", "html", "docx", "xlsx"],
)
def test_signs_that_take_no_room_are_left_out(content: bytes) -> None:
    assert texts(grids(open_document(content))[0]) == [["满意度", "≥98%"]]
