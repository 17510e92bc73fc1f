"""Nothing is dropped in silence: a field without a cell, a text without room, a font that is missing, each is said."""

from typing import Any

import pytest
from attrs import evolve, fields_dict

import jiheng
from jiheng.documents.fitting import LONGEST_CELL, sentences
from jiheng.documents.pdf import drawing
from jiheng.errors import UnwritableDocument
from jiheng.framework import load
from jiheng.framework.layouts import layouts
from jiheng.model.declaration import CodedName, Declaration, FormKind
from jiheng.model.indicator import Indicator
from jiheng.values import read_value
from jiheng.writing.leaving import left_out
from writing.tables import tables

LAW = load()
SAID: dict[str, Any] = {
    "project": "渠道清淤", "department": CodedName("05", "农业科"), "unit": "县水务局", "attribute": CodedName("1", "新增项目"),
    "term": "1年", "goal": "清淤完成", "goal_midterm": "三年完成", "goal_actual": "已完成",
}  # fmt: skip
TEXTS = ("level1", "level2", "name", "direction", "nature", "explanation", "scoring", "basis", "remark", "possibility", "reason")
VALUES = ("target", "actual", "to_date", "forecast")
SAID_OF_ROW: dict[str, Any] = {**dict.fromkeys(TEXTS, "某内容"), **dict.fromkeys(VALUES, read_value("≥98%"))}


@pytest.mark.parametrize("layout", layouts(LAW), ids=lambda each: each.name)
def test_every_field_is_shown_by_a_form_or_said_to_be_left_out(layout: Any) -> None:
    """Each field is changed, and either the document changes with it or the field is named."""
    plain = Declaration(FormKind(layout.kind), indicators=(Indicator("长度", target=read_value("≥5公里")),))
    for name, value in SAID.items():
        shown(layout, plain, evolve(plain, **{name: value}), name)
    for name, value in SAID_OF_ROW.items():
        assert name in fields_dict(Indicator)
        row = evolve(plain.indicators[0], **{name: value})
        shown(layout, plain, evolve(plain, indicators=(row,)), f"indicators.{name}")


def shown(layout: Any, plain: Declaration, told: Declaration, name: str) -> None:
    drawn = [jiheng.write(table, ending=".html", form=layout.name).content for table in (plain, told)]
    named = {each.field for each in left_out(LAW, told, layout)}
    assert drawn[0] != drawn[1] or name in named, name
    assert not (name in named and drawn[0] != drawn[1] and name != "indicators.target"), f"{name} is shown and said to be left out"


def test_a_text_that_a_workbook_cell_does_not_hold_is_said_and_the_rest_is_written() -> None:
    table = evolve(tables("local", 1, 3)[0], goal="完成清淤。" * LONGEST_CELL)
    made = jiheng.write(table, ending=".xlsx")
    assert any(str(LONGEST_CELL) in each.zh for each in made.unfit)
    again = jiheng.read(made.content).declarations[0]
    assert again.goal is not None
    assert again.goal.startswith("完成清淤。完成清淤。")
    assert jiheng.write(table, ending=".html").unfit == ()


def test_a_text_higher_than_a_workbook_row_is_written_and_said_not_to_print_whole() -> None:
    table = evolve(tables("local", 1, 3)[0], goal="完成渠道清淤，恢复过水能力。" * 200)
    made = jiheng.write(table, ending=".xlsx")
    assert [each.zh for each in made.unfit]
    assert jiheng.read(made.content).declarations[0].goal == table.goal


def test_what_a_csv_leaves_away_around_its_tables_is_said_and_a_plain_list_loses_nothing() -> None:
    made = tables("local", 2, 3)
    assert jiheng.write(*made, ending=".csv").unfit == ()
    told = jiheng.write(*made, ending=".csv", form="local").unfit
    assert any("年度" in each.text for each in told)
    for lang in ("zh", "en"):
        assert len(sentences("a.csv", told, lang)) == 1


def test_a_missing_font_is_said_and_no_pdf_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare:
        def families(self) -> list[str]:
            return ["Some Latin Face"]

    monkeypatch.setattr(drawing, "_fonts", Bare)
    drawing._families.cache_clear()
    try:
        with pytest.raises(UnwritableDocument, match="没有找到中文字体"):
            jiheng.write(tables("local", 1, 3)[0], ending=".pdf")
    finally:
        drawing._families.cache_clear()
