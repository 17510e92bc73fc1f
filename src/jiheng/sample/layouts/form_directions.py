"""A form that gives the direction 正向 or 反向 and, in a column called 指标性质, the sign; remarks at the end."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.cells import bare, in_levels, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.layouts.parting import parted
from jiheng.sample.making import Sample

REMARKS = (None, None, None, "历史标准", "计划标准", "参照上年数据")


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table; a remark beside some rows."""
    table = bare(samples[0].declaration, title="部门预算项目绩效目标表", department=None, attribute=None)
    rows = tuple(evolve(row, direction=_direction(row), remark=random.choice(REMARKS)) for row in table.indicators)
    said = evolve(table, indicators=rows)
    return Page(("部门预算项目绩效目标表", f"预算年度：{table.year}年", "金额单位：万元"), _lines(said), (said,))


def _direction(row: Indicator) -> str:
    return "反向" if parted(row).sign in {"≤", "<=", "不超过", "小于等于"} else "正向"


def _lines(table: Declaration) -> tuple[Line, ...]:
    columns = line("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标方向性", "备注")
    return (
        line("单位名称", Box(table.unit or "", columns=3), "项目期限", Box(table.term or "", columns=3)),
        line("项目名称", Box(table.project or "", columns=7)),
        *beside(Box("资金情况"), (
            line(Box("资金总额", columns=2), Box(wan(table.funds.total), columns=5)),
            line(Box("其中：财政拨款", columns=2), Box(wan(table.funds.fiscal), columns=5)),
            line(Box("其他资金", columns=2), Box(wan(table.funds.other), columns=5)),
        )),
        line("总体目标", Box(table.goal or "", columns=7)),
        columns,
        *in_levels(table.indicators, _cells),
    )  # fmt: skip


def _cells(row: Indicator) -> tuple[str, ...]:
    parts = parted(row)
    return row.name, parts.sign, parts.figure, parts.unit, row.direction or "", row.remark or ""
