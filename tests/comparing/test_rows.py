from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparing.case_files import NAMING, cases
from jiheng.comparing.assignment import best_pairs
from jiheng.comparing.rows import match_rows
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.sample.sketch import sketch


def table(rows: list[str]) -> Declaration:
    lines = [
        " | ".join(["满意度指标" if row.startswith("满意度") else "产出指标", f"{level}指标", *rest])
        for row in rows
        for level, *rest in [row.split(" | ")]
    ]
    return sketch("\n".join(["年度 | 2023", *lines]))[0]


def indicators(rows: list[str]) -> tuple[Indicator, ...]:
    return table(rows).indicators


@pytest.mark.parametrize("case", cases("rows"), ids=lambda case: str(case["name"]))
def test_match(case: dict[str, Any]) -> None:
    found = match_rows(indicators(case["old"]), indicators(case["new"]), NAMING)
    assert [[pair.old, pair.new] for pair in found.pairs] == case["pairs"]
    assert sorted([*(pair.new for pair in found.pairs), *found.added]) == list(range(len(case["new"])))
    assert sorted([*(pair.old for pair in found.pairs), *found.dropped]) == list(range(len(case["old"])))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["数量", "质量"]),
        st.sampled_from(["培训人数", "培训合格率", "公路养护里程", "农村公路里程", "路灯"]),
        st.sampled_from(["≥5人", "10公里", "≥95%"]),
    ),
    max_size=6,
).map(lambda rows: [" | ".join(row) for row in rows])


@given(ROWS)
def test_a_table_is_itself(rows: list[str]) -> None:
    found = match_rows(indicators(rows), indicators(rows), NAMING)
    assert all(pair.old == pair.new for pair in found.pairs)
    assert not found.added
    assert not found.dropped


@given(st.data())
def test_a_table_that_was_only_reordered_is_found_again(data: st.DataObject) -> None:
    rows = data.draw(ROWS.map(lambda rows: list(dict.fromkeys(rows))))
    order = data.draw(st.permutations(range(len(rows))))
    found = match_rows(indicators(rows), indicators([rows[position] for position in order]), NAMING)
    assert [pair.new for pair in found.pairs] == [order.index(position) for position in range(len(rows))]


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 50), max_size=14))
def test_no_other_pairing_adds_up_to_more(scores: dict[tuple[int, int], int]) -> None:
    pairs = best_pairs(scores)
    assert all(pair in scores for pair in pairs)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    most = max(sum(scores.get((left, right), 0) for left, right in enumerate(order)) for order in permutations(range(5)))
    assert sum(scores[pair] for pair in pairs) == most
