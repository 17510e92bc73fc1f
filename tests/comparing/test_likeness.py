from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparing.case_files import NAMING, cases
from jiheng.comparing.likeness import SAME, alike, common_pairs, containment, likeness, profile, profiles, row_alike

NAMES = st.lists(
    st.sampled_from(
        [
            "开展",
            "新建",
            "改建",
            "护林员",
            "公路",
            "养护",
            "农村",
            "城镇",
            "培训",
            "人数",
            "合格率",
            "补助标准",
            "活动",
            "、",
            "一期",
            "二期",
        ]
    ),
    min_size=1,
    max_size=6,
).map("".join)


@pytest.mark.parametrize("case", cases("likeness"), ids=lambda case: str(case["name"]))
def test_nearer(case: dict[str, Any]) -> None:
    near, far = likeness(case["one"], case["near"], NAMING), likeness(case["one"], case["far"], NAMING)
    assert near > far, (near, far)
    assert case.get("least", 0) <= near <= case.get("most", SAME), near


@given(NAMES, NAMES)
def test_likeness_does_not_mind_the_order_and_keeps_its_bounds(one: str, other: str) -> None:
    like = likeness(one, other, NAMING)
    assert like == likeness(other, one, NAMING)
    assert 0 <= like <= SAME
    assert row_alike(profile(one, NAMING), profile(other, NAMING)) <= like


@given(st.one_of(NAMES, st.text(max_size=10)))
def test_a_name_is_most_like_itself(name: str) -> None:
    assert likeness(name, name, NAMING) == SAME
    assert containment(profile(name, NAMING), profile(name, NAMING)) == SAME


@given(st.lists(NAMES, max_size=6))
def test_the_names_of_a_table_are_made_ready_in_order(names: list[str]) -> None:
    assert [NAMING.counted(name) for name in names] == [each.counted for each in profiles(names, NAMING)]


def test_what_stands_in_most_rows_tells_little() -> None:
    names = ["社区食堂就餐人次", "社区食堂改造", "社区康复站数量", "社区活动室开放天数", "老人体检"]
    common = common_pairs(names, NAMING)
    assert "社区" in common
    assert "食堂" not in common
    ready = profiles(names, NAMING)
    assert alike(ready[0], ready[2]) < likeness(names[0], names[2], NAMING)
