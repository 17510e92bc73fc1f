"""The year's list of projects: heads of several kinds, cells that mean the one above, sums that are no projects, units of money."""

from decimal import Decimal

import pytest

from jiheng.errors import UnknownFormat
from jiheng.framework import load
from jiheng.reading.lists.projects import ProjectList, read_projects


def read(text: str) -> ProjectList:
    return read_projects(text.encode(), load(), path="清单.csv")


def test_a_blank_unit_means_the_one_above_and_a_sum_is_no_project() -> None:
    found = read(
        "单位编码,预算单位,项目编码,项目名称,年初预算数（万元）\n"
        "310001,某局本级,6201,巡查,12.5\n"
        ',,6202,养护,"1,200"\n'
        "小计,,,,1212.5\n"
        ",,6203,清淤,3\n"
        ",合计,,,1215.5\n"
    )
    assert [(line.code, line.unit_code, line.unit, line.amount) for line in found.lines] == [
        ("6201", "310001", "某局本级", Decimal(125000)),
        ("6202", "310001", "某局本级", Decimal(12000000)),
        ("6203", "310001", "某局本级", Decimal(30000)),
    ]
    assert found.total == Decimal(12155000)


def test_one_printed_total_is_kept_to_be_checked() -> None:
    assert read("项目代码,项目名称,单位,金额（元）\n1,甲,某局,5\n合计,,,6\n").total == Decimal(6)
    assert read("项目代码,项目名称,单位,金额（元）\n1,甲,某局,5\n合计,,,6元\n").lines[0].amount == Decimal(5)


@pytest.mark.parametrize(
    ("head", "cell", "amount", "unscaled"),
    [
        ("预算金额（元）", "100", "100", None),
        ("控制数(万元)", "1.5", "15000", None),
        ("批复数", "3万元", "30000", None),
        ("金额", "100", None, "100"),
        ("金额（元）", "约二十", None, None),
        ("金额（元）", "-5", "-5", None),
        ("金额（元）", "１２３", "123", None),
    ],
)
def test_money_is_in_yuan_where_a_unit_is_said(head: str, cell: str, amount: str | None, unscaled: str | None) -> None:
    line = read(f"项目编码,项目名称,单位名称,{head}\n1,甲,某局,{cell}\n").lines[0]
    assert line.amount == (Decimal(amount) if amount else None)
    assert line.unscaled == (Decimal(unscaled) if unscaled else None)
    assert line.written == (cell if amount or unscaled or cell == "约二十" else None)


def test_a_code_that_stands_before_the_name_is_taken_apart() -> None:
    line = read("项目,预算单位,金额（元）\n6201-巡查,310001-某局本级,5\n").lines[0]
    assert (line.code, line.project, line.unit_code, line.unit) == ("6201", "巡查", "310001", "某局本级")


@pytest.mark.parametrize("text", ["姓名,电话\n甲,1\n", "没有表头的文字", "项目编码,项目名称\n"])
def test_what_is_no_list_is_refused_with_the_heads_it_should_have(text: str) -> None:
    with pytest.raises(UnknownFormat, match="项目编码"):
        read(text)
