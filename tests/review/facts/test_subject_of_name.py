"""Every name of tests/cases/review/names.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jiheng import framework
from jiheng.review.facts.harm import is_harm
from jiheng.review.facts.subject_of_name import asked

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "review" / "names.toml").read_text())
LAW = framework.load()


@pytest.mark.parametrize(("asks", "name"), [(case["asks"], name) for case in CASES["kind"] for name in case["names"]])
def test_what_a_name_asks_for(asks: str, name: str) -> None:
    assert (asked(name, LAW).says or "open") == asks


@pytest.mark.parametrize("case", CASES["name"], ids=[case["name"] for case in CASES["name"]])
def test_what_a_name_is_made_of(case: dict[str, Any]) -> None:
    found = asked(case["name"], LAW)
    assert found.unit == case.get("unit")
    assert (found.figure or found.nature) == case.get("carries")
    assert found.bare == case.get("bare", found.bare)
    if "counts" in case:
        assert found.counted is not None
        assert found.counted.thing == case["counts"]


@pytest.mark.parametrize(
    "name", ["安全事故发生率", "有责投诉件数", "设备故障率", "宣传内容差错率", "城镇登记失业率", "赴省上访人次", "重新违法犯罪人数"]
)
def test_harm_is_known_by_its_name(name: str) -> None:
    assert is_harm(asked(name, LAW).bare, LAW)


@pytest.mark.parametrize(
    "name", ["投诉处理率", "受理投诉件数", "排查整治安全隐患数", "交通事故下降率", "查处违法案件数", "降低返工率", "培训人数"]
)
def test_handling_and_lessening_harm_is_none(name: str) -> None:
    assert not is_harm(asked(name, LAW).bare, LAW)
