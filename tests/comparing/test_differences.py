from decimal import Decimal
from typing import Any

import pytest

from comparing.case_files import KNOWN, NAMING, cases
from jiheng.comparing.differences import FieldDifference, compared, differences
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
    assert [after.indicators[position].name for position in found.matching.added] == ["更新草花"]
    assert not found.matching.dropped
    area, trees, pruning = found.rows
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
    (row,) = differences(before, after, NAMING, KNOWN).rows
    assert row.releveled
    assert not row.renamed
