"""What a table counts, in its rows and in its goal."""

from fractions import Fraction

import pytest

from jiheng import framework
from jiheng.review import Context
from jiheng.review.facts.counts import counts, fixed_counts
from jiheng.sample.sketch import sketch

CONTEXT = Context(framework.load())


@pytest.mark.parametrize(
    ("row", "unit", "multiplies"),
    [
        ("护林员人数 | 20人", "人", True),
        ("改造面积（亩） | ≥300", "亩", True),
        ("培训人数 | 50", "人", True),
        ("发放月数 | 12个月", "个月", True),
        ("每年演出 | 50场", "场", True),
        ("每月巡查次数 | 2次", "次", False),
        ("清运频次 | 2次/月", "次", False),
        ("每期培训人数 | 60人", "人", False),
        ("在册登记困难群众 | 5000人", "人", False),
    ],
)
def test_a_row_counts_in_its_unit_and_of_the_year_or_not(row: str, unit: str, multiplies: bool) -> None:  # noqa: FBT001
    (count,) = counts(sketch(f"产出指标 | 数量指标 | {row}")[0], CONTEXT)
    assert (count.unit, count.multiplies) == (unit, multiplies)


def test_rates_dates_and_phrases_count_nothing() -> None:
    rows = (
        "产出指标 | 质量指标 | 合格率 | ≥95%",
        "产出指标 | 数量指标 | 完成时间 | 2024年6月底",
        "产出指标 | 数量指标 | 覆盖情况 | 全覆盖",
    )
    assert [counts(sketch(row)[0], CONTEXT) for row in rows] == [(), (), ()]


def test_a_goal_fixes_exact_counts_only() -> None:
    goal = "全县31名护林员上岗，培训不少于20人，每名1节课，约50户受益，2024年建成3.5万亩"
    found = fixed_counts(sketch(f"年度总体目标 | {goal}")[0], CONTEXT)
    assert [(count.interval.point, count.unit) for count in found] == [(Fraction(31), "名"), (Fraction(35_000), "亩")]
