from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparing.case_files import NAMING, cases
from jiheng.comparing.naming import bare_name

WORDS = [
    "开展",
    "办理",
    "每年",
    "全县",
    "护林员",
    "案件",
    "人数",
    "数",
    "率",
    "补助标准",
    "、",
    "和",
    "及",
    "服务对象",
    "（亩）",
    "2024年",
    "12人",
    "总面积",
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map("".join)


@pytest.mark.parametrize("case", cases("counted"), ids=lambda case: str(case["name"]))
def test_counted(case: dict[str, Any]) -> None:
    counted = NAMING.counted(case["name"])
    assert list(counted.things) == case["things"]
    assert list(counted.deeds) == case.get("deeds", list(counted.deeds))
    assert counted.measure == case.get("measure")
    assert counted.kind == case.get("kind", counted.kind)
    assert counted.telling is case.get("telling", True)


@given(st.one_of(NAMES, st.text(max_size=12)))
def test_any_text_counts_something(name: str) -> None:
    counted = NAMING._counted(name)
    assert counted.things
    assert all(counted.things) or not "".join(name.split())


@given(NAMES)
def test_blanks_and_full_width_forms_do_not_change_what_is_counted(name: str) -> None:
    spaced = "　".join(name)
    assert NAMING._counted(spaced.replace("(", "（")) == NAMING._counted(name) or "、" in name


@given(st.one_of(NAMES, st.text(max_size=12)))
def test_a_bare_name_stays_bare(name: str) -> None:
    bare = bare_name(name)
    assert len(bare_name(bare)) <= len(bare)
