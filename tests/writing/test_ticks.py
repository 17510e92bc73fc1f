"""Ticks: a text under one heading taken apart into its columns and read again as the same."""

import pytest
from attrs import evolve

import jiheng
from jiheng.framework import load
from jiheng.framework.layouts import layout_named
from jiheng.writing.leaving import left_out
from jiheng.writing.ticks import TICK, Ticks
from writing.tables import tables

CAUSES = Ticks(("资金", "人员", "其他"), "说明")
CHANCES = Ticks(("能", "不能"))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", {}),
        ("资金", {"资金": TICK}),
        ("资金；其他", {"资金": TICK, "其他": TICK}),
        ("资金；说明：到账晚；又遇雨季", {"资金": TICK, "说明": "到账晚；又遇雨季"}),
        ("到账晚；又遇雨季", {"说明": "到账晚；又遇雨季"}),
        ("其他；资金", {"说明": "其他；资金"}),
        ("资金；到账晚", {"说明": "资金；到账晚"}),
        ("资金不足", {"说明": "资金不足"}),
    ],
)
def test_a_text_is_taken_apart_where_it_can_be_joined_again(text: str, cells: dict[str, str]) -> None:
    assert CAUSES.cells(text) == cells


def test_a_text_that_no_column_holds_is_told_as_such() -> None:
    assert CHANCES.cells("不能") == {"不能": TICK}
    assert CHANCES.cells("看情况") is None


def test_a_chance_without_a_column_is_said_to_be_left_out() -> None:
    law = load()
    (table,) = tables("monitoring", 1, 3)
    row = evolve(table.indicators[0], possibility="看情况")
    layout = layout_named(law, "monitoring-ticks")
    assert "indicators.possibility" in {each.field for each in left_out(law, evolve(table, indicators=(row,)), layout)}
    fitting = evolve(table, indicators=(evolve(row, possibility="有可能"),))
    assert "indicators.possibility" not in {each.field for each in left_out(law, fitting, layout)}


def test_an_empty_form_with_ticks_holds_no_table() -> None:
    from jiheng.documents.drawing import draw
    from jiheng.writing import blank_form

    law = load()
    made = draw(blank_form(law, layout_named(law, "monitoring-ticks")), ".xlsx")
    assert jiheng.read(made).declarations == ()
