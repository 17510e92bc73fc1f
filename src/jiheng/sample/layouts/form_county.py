"""The county form (部门项目支出预算绩效目标表): annual half only, each second level marked 必填."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.sample.layouts.cells import bare, coded, in_levels, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table, its levels marked as required."""
    table = bare(samples[0].declaration, title="部门项目支出预算绩效目标表")
    said = evolve(table, indicators=tuple(evolve(row, required=True) for row in table.indicators))
    mark = random.choice(("（必填）", "\n(必填)"))
    return Page(("部门项目支出预算绩效目标表", f"（{table.year} 年度）"), lines(said, mark), (said,))


def lines(table: Declaration, mark: str = "") -> tuple[Line, ...]:
    """The rows of the form from 项目名称 on."""
    funds = table.funds
    head = (
        line("项目名称", Box(table.project or "", columns=4)),
        line("主管部门及代码", coded(table.department), "实施单位", Box(table.unit or "", columns=2)),
        line("项目属性", coded(table.attribute).replace("-", "—"), "项目期", Box(table.term or "", columns=2)),
    )
    money = (
        line("年度资金总额：", Box(wan(funds.total), columns=3)),
        line("其中：财政拨款", Box(wan(funds.fiscal), columns=3)),
        line("      其他资金", Box(wan(funds.other), columns=3)),
    )
    goal = (line("年度总体\n目标", Box(table.goal or "", columns=4)),)
    columns = line("一级指标", "二级指标", "三级指标", "指标值")
    rows = in_levels(table.indicators, lambda row: (row.name, row.target.text), mark=mark)
    return (*head, *beside(Box("项目资金\n(万元)"), money), *goal, *beside(Box("名称"), (columns, *rows)))
