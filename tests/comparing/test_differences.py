from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from comparing.case_files import KNOWN, NAMING, cases
from jiheng.comparing.differences import Demand, FieldDifference, Step, compared, differences, row_differences
from jiheng.model.indicator import RegionTarget
from jiheng.sample.sketch import sketch
from jiheng.values import read_value

BEFORE = """
年度 | 2023
项目名称 | 城区绿化养护
年度资金总额 | 80万元
年度总体目标 | 养护绿地，改善环境。
产出指标 | 数量指标 | 养护绿地面积 | ≥12万平方米 | 分值=20
产出指标 | 数量指标 | 补植乔木 | ≥400株 | 分值=10
产出指标 | 质量指标 | 修剪合格率 | ≥95% | 分值=20
满意度指标 | 服务对象满意度指标 | 市民满意度 | ≥90% | 分值=10
"""
AFTER = """
年度 | 2023
项目名称 | 城区绿化养护
年度资金总额 | 800000元
年度总体目标 | 养护绿地。
产出指标 | 质量指标 | 修剪合格率 | 95%以上 | 分值=20
产出指标 | 数量指标 | 绿地养护面积 | ≥12万平方米 | 分值=20
产出指标 | 数量指标 | 补植乔木 | ≥300株 | 分值=15
产出指标 | 数量指标 | 更新草花 | ≥5万盆 | 分值=5
满意度指标 | 服务对象满意度指标 | 市民满意度 | ≥90% | 分值=10
"""


@pytest.mark.parametrize("case", cases("targets"), ids=lambda case: str(case["name"]))
def test_target(case: dict[str, Any]) -> None:
    found = compared("target", read_value(case["before"]), read_value(case["after"]), KNOWN)
    assert found is not None
    assert (found.step, found.demand) == (case["step"], case["demand"])
    assert found.wording_only is (case["step"] == case["demand"] == "same")


def test_a_table_differs_in_nothing_from_itself() -> None:
    (table,) = sketch(BEFORE)
    assert differences(table, table, NAMING, KNOWN).none


def test_what_an_adjustment_changed() -> None:
    (before,), (after,) = sketch(BEFORE), sketch(AFTER)
    found = differences(before, after, NAMING, KNOWN)
    assert not found.money_changed
    assert found.fields == (FieldDifference("goal", "养护绿地，改善环境。", "养护绿地。"),)
    assert [after.indicators[position].name for position in found.annual.matching.added] == ["更新草花"]
    assert not found.annual.matching.dropped
    area, trees, pruning = found.annual.rows
    assert area.renamed
    assert not area.moved
    assert area.target is None
    assert trees.target is not None
    assert (trees.target.step, trees.target.demand) == ("lower", "looser")
    assert trees.fields == (FieldDifference("weight", Decimal(10), Decimal(15)),)
    assert pruning.moved
    assert not pruning.releveled
    assert pruning.target is not None
    assert pruning.target.wording_only


def test_money_is_compared_by_value() -> None:
    (before,), (after,) = sketch("项目名称 | 路灯\n年度资金总额 | 12万元"), sketch("项目名称 | 路灯\n年度资金总额 | 130000元")
    found = differences(before, after, NAMING, KNOWN)
    assert found.money_changed
    assert found.fields == (FieldDifference("funds.total", Decimal(120000), Decimal(130000)),)


def test_a_row_under_another_level_is_releveled() -> None:
    (before,) = sketch("产出指标 | 质量指标 | 援助案件数 | ≥60件")
    (after,) = sketch("产出指标 | 数量指标 | 援助案件数 | ≥60件")
    (row,) = differences(before, after, NAMING, KNOWN).annual.rows
    assert row.releveled
    assert not row.renamed


def test_regions_are_compared_one_by_one() -> None:
    (table,) = sketch("产出指标 | 数量指标 | 新建村卫生室 | ≥20个")
    (row,) = table.indicators
    before = evolve(row, regions=(RegionTarget("甲县", read_value("8个")), RegionTarget("乙县", read_value("12个"))))
    after = evolve(row, regions=(RegionTarget("甲县", read_value("6个")), RegionTarget("丙县", read_value("14个"))))
    (found,) = row_differences([before], [after], NAMING, KNOWN).rows
    assert [(value.field, value.step) for value in found.values] == [
        ("regions.甲县", Step.LOWER),
        ("regions.乙县", Step.UNCLEAR),
        ("regions.丙县", Step.UNCLEAR),
    ]


TARGETS = st.sampled_from(["≥400件", "≥300件", "13次", "98%以上", "≥98%", "2023年底", "长效"])


@given(TARGETS, TARGETS)
def test_going_back_undoes_the_step(one: str, other: str) -> None:
    opposite = {Step.LOWER: Step.HIGHER, Step.HIGHER: Step.LOWER}
    turned = {Demand.LOOSER: Demand.TIGHTER, Demand.TIGHTER: Demand.LOOSER}
    there = compared("target", read_value(one), read_value(other), KNOWN)
    back = compared("target", read_value(other), read_value(one), KNOWN)
    assert (there is None) is (back is None)
    if there and back:
        assert back.step is opposite.get(there.step, there.step)
        assert back.demand is turned.get(there.demand, there.demand)
