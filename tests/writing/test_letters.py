"""The letter of approval: what it says, what stays blank, what is attached, in every format; and what it refuses."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

import jiheng
from jiheng.documents import open_document
from jiheng.documents.document import Paragraph
from jiheng.documents.shape import Line
from jiheng.errors import BadFramework, UnwritableDocument
from jiheng.framework import load
from jiheng.framework.papers import Paper, papers
from jiheng.writing import Particulars, letters
from writing.tables import tables

LAW = load()
APPROVAL = next(each for each in papers(LAW) if each.name == "approval")
GIVEN = Particulars("青禾县财政局", None, "青财绩〔2026〕12号", date(2026, 1, 20))


def lines(paper: Paper, given: Particulars, units: tuple[str | None, ...]) -> list[tuple[Line | None, str]]:
    made = [evolve(table, unit=unit, year=2026, department=None) for table, unit in zip(tables("local", len(units), 5), units, strict=True)]
    blocks = letters(LAW, made, paper, given).document.blocks
    return [(block.line, block.text) for block in blocks if isinstance(block, Paragraph)]


def test_what_the_office_says_stands_in_its_places() -> None:
    said = lines(APPROVAL, GIVEN, ("县水务局", "县水务局"))
    assert (Line.NUMBER, "青财绩〔2026〕12号") in said
    assert (Line.LETTER, "青禾县财政局\n关于2026年度项目支出绩效目标的批复") in said
    assert (Line.ADDRESS, "县水务局：") in said
    assert [text for line, text in said if line is Line.CLOSING] == ["青禾县财政局", "2026年1月20日"]
    assert [text for line, text in said if line is Line.ANNEX] == ["附件1", "附件2"]
    assert "2个项目" in next(text for line, text in said if line is Line.BODY)


def test_what_nobody_said_stays_blank_for_pen_and_stamp() -> None:
    said = lines(APPROVAL, Particulars(), (None,))
    assert (Line.NUMBER, APPROVAL.number) in said
    assert (Line.ADDRESS, "各有关单位：") in said
    assert [text for line, text in said if line is Line.CLOSING] == [APPROVAL.signature, APPROVAL.date]


def test_each_unit_has_a_letter_of_its_own_unless_one_recipient_is_named() -> None:
    units = ("县水务局", "县粮库", "县水务局")
    assert [text for line, text in lines(APPROVAL, GIVEN, units) if line is Line.ADDRESS] == ["县水务局：", "县粮库："]
    one = evolve(GIVEN, recipient="县发展改革局")
    assert [text for line, text in lines(APPROVAL, one, units) if line is Line.ADDRESS] == ["县发展改革局："]


def test_the_money_is_the_sum_and_is_left_out_where_a_table_names_none() -> None:
    made = [evolve(table, unit="县水务局", year=2026) for table in tables("local", 2, 5)]
    known = [evolve(table, funds=evolve(table.funds, total=Decimal(amount))) for table, amount in zip(made, (120000, 30000), strict=True)]
    body = [block.text for block in letters(LAW, known, APPROVAL, GIVEN).document.blocks if isinstance(block, Paragraph)]
    assert any("150,000 元" in text for text in body)
    blank = [known[0], evolve(known[1], funds=evolve(known[1].funds, total=None))]
    assert not any(
        "年度资金总额" in block.text for block in letters(LAW, blank, APPROVAL, GIVEN).document.blocks if isinstance(block, Paragraph)
    )


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html", ".xlsx"])
def test_every_format_shows_letter_list_and_tables(ending: str, tmp_path: Path) -> None:
    made = tuple(evolve(table, unit="县水务局", year=2026) for table in tables("local", 2, 6))
    path = tmp_path / f"approval{ending}"
    path.write_bytes(jiheng.write(*made, ending=ending, form="approval", particulars=GIVEN).content)
    opened = open_document(path)
    said = "".join(block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells) for block in opened.blocks)
    said = "".join(said.split())
    for text in ("关于2026年度项目支出绩效目标的批复", "县水务局：", "2026年1月20日", "附件1", "附件2", "批复清单", "此复。"):
        assert text in said, text
    assert jiheng.write(*made, ending=ending, form="approval", particulars=GIVEN).content == path.read_bytes()


def test_a_table_of_another_kind_is_refused_in_a_sentence_that_names_it() -> None:
    made = evolve(tables("self-evaluation", 1, 3)[0], project="粮库维修")
    with pytest.raises(UnwritableDocument, match="粮库维修") as refused:
        letters(LAW, [made], APPROVAL, GIVEN)
    assert "--form" in refused.value.say("zh")


def test_a_text_of_a_county_that_nothing_fills_is_told_with_what_there_is() -> None:
    wrong = evolve(APPROVAL, body=("现批复{projects}个项目。",))
    with pytest.raises(BadFramework, match="count"):
        lines(wrong, GIVEN, ("县水务局",))
