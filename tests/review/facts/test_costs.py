"""What the rows of cost say: rates with their bases, amounts, wholes and what is unclear."""

import pytest

from jiheng import framework
from jiheng.framework.cost_words import cost_words
from jiheng.review import Context
from jiheng.review.facts.costs import Cost, Role, costs
from jiheng.sample.sketch import sketch

CONTEXT = Context(framework.load())


def only(row: str) -> Cost:
    found = costs(sketch(row)[0], CONTEXT)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("row", "role", "per"),
    [
        ("护林员补助标准 | 1000元/人/月", Role.RATE, ("人", "月")),
        ("每人每月补助 | 1000元", Role.RATE, ("人", "月")),
        ("月人均补助 | 320元", Role.RATE, ("月", "人")),
        ("人均培训费 | 400元/天", Role.RATE, ("天", "人")),
        ("每人每月补助 | 1000元/名/月", Role.RATE, ("名", "月")),
        ("单场演出成本 | 3000元", Role.RATE, ("场",)),
        ("补助标准（元/人·月） | 500", Role.RATE, ("人", "月")),
        ("苗木补助成本(≤**元/株) | ≤28.40/株", Role.RATE, ("株",)),
        ("打井单位成本 | 8万元", Role.RATE, ()),
        ("高标准农田建设 | 8万元", Role.AMOUNT, ()),
        ("宣传费 | 8万元", Role.AMOUNT, ()),
        ("项目总成本 | ≤8万元", Role.TOTAL, ()),
        ("不超出预算 | 180万", Role.TOTAL, ()),
        ("印刷费 | 8", Role.UNCLEAR, ()),
        ("业务成本 | 符合规定", Role.UNCLEAR, ()),
    ],
)
def test_a_cost_says_what_it_is_by_value_and_name(row: str, role: Role, per: tuple[str, ...]) -> None:
    cost = only(f"产出指标 | 成本指标 | {row}")
    assert (cost.role, cost.per) == (role, per)


@pytest.mark.parametrize(
    "row",
    [
        "效益指标 | 经济效益指标 | 户均增收 | ≥2500元/户",
        "产出指标 | 成本指标 | 人均增收 | ≥2500元",
        "产出指标 | 成本指标 | 成本控制率 | ≤100%",
        "产出指标 | 成本指标 | 召开会议 | 年度内完成",
        "产出指标 | 数量指标 | 采购金额 | 8万元",
    ],
)
def test_what_is_earned_controlled_or_dated_is_no_cost(row: str) -> None:
    assert costs(sketch(row)[0], CONTEXT) == ()


def test_a_standard_of_pay_under_another_output_is_a_rate() -> None:
    assert only("产出指标 | 质量指标 | 补助标准 | 500元/人").role is Role.RATE


def test_ten_thousands_in_the_names_bracket_are_multiplied_out() -> None:
    cost = only("产出指标 | 成本指标 | 项目总投入（万元） | 2150")
    assert cost.interval is not None
    assert cost.interval.point == 21_500_000


@pytest.mark.parametrize(("name", "nothing"), [("每人每月生活补助", True), ("单位成本", True), ("讲课费", False), ("电脑单价", False)])
def test_some_names_do_not_say_what_a_price_is_for(name: str, nothing: bool) -> None:  # noqa: FBT001
    assert cost_words(CONTEXT.framework).names_nothing(name) is nothing
