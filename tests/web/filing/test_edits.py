"""Edits: what was made can be taken back to the byte, keys stay with their rows, what does not fit is said."""

import json
from pathlib import Path

import pytest
from county import declaration
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.doors import check, read
from jiheng.errors import NotEnough
from jiheng.framework import load
from jiheng.framework.layouts import layout_named
from jiheng.web.filing.edits import Drop, Insert, Move, Set, decoded, edited, encoded, undone
from jiheng.web.filing.sheet import layout_of
from jiheng.web.filing.tables import Table, keyed
from jiheng.web.filing.typing import Typist

LAW = load()
TYPIST = Typist(LAW, layout_named(LAW, "local"))
EXAMPLES = Path(__file__).parents[3] / "examples"


def table() -> Table:
    said = declaration()
    return Table(said, tuple(f"row{number}" for number in range(len(said.indicators))))


rows = st.sampled_from([*table().keys, "gone", "new1", "new2"])
texts = st.text(alphabet="≥≤98%次人元 /月年前一二，。：", max_size=12)
levels = st.sampled_from([("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标")])
places = st.none() | rows
edits = st.lists(
    st.one_of(
        st.builds(Set, field=st.sampled_from(["name", "target", "weight", "remark"]), text=texts, row=rows),
        st.builds(
            Set, field=st.sampled_from(["project", "goal", "unit", "term", "funds.total", "funds.sources.0.amount", "year"]), text=texts
        ),
        st.builds(lambda row, after, level: Insert(row, after, *level), st.sampled_from(["new1", "new2"]), places, levels),
        st.builds(lambda row, after, level: Move(row, after, *level), rows, places, levels),
        st.builds(Drop, row=rows),
    ),
    max_size=8,
)


@given(made=edits)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_whatever_was_typed_can_be_taken_back(made: list[Set | Insert | Move | Drop]) -> None:
    before = edited(table(), [Set("name", "起点", "row0"), Set("funds.total", "12"), Set("goal", "目标")], TYPIST).table
    after = edited(before, made, TYPIST)
    back = edited(after.table, undone(after.made), TYPIST)
    assert not back.unfit
    assert back.table.keys == before.keys
    assert [row.target.text for row in back.table.declaration.indicators] == [row.target.text for row in before.declaration.indicators]
    assert [row.name for row in back.table.declaration.indicators] == [row.name for row in before.declaration.indicators]
    assert back.table.declaration.funds == before.declaration.funds


@given(made=edits)
@settings(max_examples=60, derandomize=True, deadline=None)
def test_edits_survive_their_json_and_do_the_same_again(made: list[Set | Insert | Move | Drop]) -> None:
    first = edited(table(), made, TYPIST)
    again = edited(table(), decoded(json.loads(json.dumps(encoded(first.made)))), TYPIST)
    assert again.table.body == first.table.body
    assert len(set(first.table.keys)) == len(first.table.keys) == len(first.table.declaration.indicators)


def test_an_amount_is_in_the_unit_of_the_form() -> None:
    made = edited(table(), [Set("funds.total", "12.5")], TYPIST).table.declaration
    assert str(made.funds.total) == "125000"
    assert str(edited(table(), [Set("funds.total", "12.5万元")], TYPIST).table.declaration.funds.total) == "125000"


def test_a_line_of_money_changes_what_follows_from_it() -> None:
    made = edited(table(), [Set("funds.sources.0.amount", "10")], TYPIST).table.declaration
    assert str(made.funds.fiscal) == "100000"
    assert made.funds.other is None


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [("funds.total", "若干", "金额"), ("year", "今年", "年份"), ("goal.deep", "x", "不能填写"), ("title", "x" * 30_000, "字")],
)
def test_what_does_not_fit_is_said_and_changes_nothing(field: str, text: str, said: str) -> None:
    made = edited(table(), [Set(field, text), Set("goal", "仍然改成")], TYPIST)
    assert said in made.unfit[0].because.zh
    assert made.table.declaration.goal == "仍然改成"
    assert made.table.declaration.funds == table().declaration.funds


def test_a_target_that_has_no_name_yet_is_kept_and_the_review_speaks_of_it() -> None:
    made = edited(table(), [Insert("new", "row1", "产出指标", "质量指标"), Set("name", " ", "row3")], TYPIST)
    assert not made.unfit
    said = check(made.table.declaration).findings
    assert {finding.indicator for finding in said if finding.field in {"name", "target"}} == {4}


@pytest.mark.parametrize("sent", [None, "x", [{}], [{"do": "burn"}], [{"do": "set"}], [{"do": "set", "field": 3, "text": "a"}], [3]])
def test_a_sending_that_is_no_list_of_edits_is_refused(sent: object) -> None:
    with pytest.raises(NotEnough):
        decoded(sent)


@pytest.mark.parametrize("position", range(6))
def test_every_cell_of_the_examples_can_be_typed_as_it_stands_without_a_change(position: int) -> None:
    from jiheng.web.filing.sheet import sheet

    held = keyed(read(EXAMPLES).declarations[position])
    layout = layout_of(LAW, held.declaration)
    typist = Typist(LAW, layout)
    cells = [cell for grid in sheet(LAW, held, layout).grids for row in grid.rows for cell in row.cells if cell.kind and not cell.part]
    for cell in cells:
        made = edited(held, [Set(cell.field, cell.text.removeprefix("其中："), cell.row or None)], typist)
        assert not made.unfit, (cell.name, made.unfit[0].because.zh)
        assert made.table.declaration.indicators == held.declaration.indicators, cell.name
        assert made.table.declaration.funds == held.declaration.funds, cell.name
        assert made.table.declaration.goal == held.declaration.goal
