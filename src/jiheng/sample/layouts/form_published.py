"""The published annual form of central departments: sources of money, points of execution, 分值权重（90）."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.funds import FundLine, Funds
from jiheng.sample.layouts.cells import bare, coded, in_levels, wan_fixed, weighed
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table, money with two decimals, part of it carried over from last year."""
    table = bare(samples[0].declaration, title="项目支出绩效目标表")
    over = Decimal(random.randint(1, 20) * 1000)
    funds = table.funds
    lines = (FundLine("财政拨款", funds.fiscal), FundLine("上年结转", over), FundLine("其他资金", funds.other))
    said = evolve(
        table,
        attribute=None,
        term=None,
        funds=Funds((funds.total or 0) + over, funds.fiscal, funds.other, lines),
        indicators=weighed(table.indicators, 90),
    )
    return Page(("项目支出绩效目标表", f"（{table.year}年度）"), _lines(said, over), (said,))


def _lines(table: Declaration, over: Decimal) -> tuple[Line, ...]:
    funds = table.funds
    money = (
        line(Box("年度资金总额：", columns=2), Box(wan_fixed(funds.total), columns=2), Box("执行率分值（10）", rows=4)),
        line(Box("其中：财政拨款", columns=2), Box(wan_fixed(funds.fiscal), columns=2)),
        line(Box("上年结转", columns=2), Box(wan_fixed(over), columns=2)),
        line(Box("其他资金", columns=2), Box(wan_fixed(funds.other), columns=2)),
    )
    columns = line("一级指标", "二级指标", "三级指标", "指标值", "分值权重（90）")
    rows = in_levels(table.indicators, lambda row: (row.name, row.target.text, f"{row.weight:f}"))
    return (
        line("项目名称", Box(table.project or "", columns=5)),
        line("主管部门及代码", Box(coded(table.department), columns=2), "实施单位", Box(table.unit or "", columns=2)),
        *beside(Box("项目资金\n（万元）"), money),
        *beside(Box("年度总体目标"), (line(Box(table.goal or "", columns=5)),)),
        *beside(Box("绩效指标"), (columns, *rows)),
    )
