"""Whose money an amount in words is."""

import pytest

from jiheng import framework
from jiheng.review import Context
from jiheng.review.facts.text_amounts import TextAmount, text_amounts
from jiheng.sample.sketch import sketch

CONTEXT = Context(framework.load())


def amounts(line: str) -> tuple[TextAmount, ...]:
    return text_amounts(sketch(line)[0], CONTEXT)


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("项目名称 | 图书更新经费8万元", True),
        ("项目名称 | 20万元以下小型工程", False),
        ("年度总体目标 | 投入资金8万元", True),
        ("年度总体目标 | 带动村集体增收8万元", False),
        ("年度总体目标 | 按每人每月100元发放资金", False),
        ("年度总体目标 | 对3000万元贷款给予资金支持", False),
        ("年度总体目标 | 救助资金5万元/人", False),
    ],
)
def test_the_projects_own_money_is_told_from_other_amounts(line: str, own: bool) -> None:  # noqa: FBT001
    (amount,) = amounts(line)
    assert amount.own is own


def test_amounts_of_other_years_and_of_parts_are_marked() -> None:
    earlier, year, part = amounts("年度总体目标 | 累计投入资金860万元；2024年安排资金120万元，其中设备资金30万元")
    assert (earlier.other_years, year.other_years, part.part) == (True, False, True)
    assert year.year == 2024
    assert year.amount == 1_200_000
