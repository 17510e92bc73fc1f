"""A form whose sign, figure and unit stand in columns of their own, with the nature 定量 or 定性 and the points."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.cells import bare, coded, in_levels, wan_fixed, weighed
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.layouts.parting import WORDS, parted
from jiheng.sample.making import Sample


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table; signs as words in half of the pages."""
    table = bare(samples[0].declaration, title="项目支出绩效目标表")
    rows = tuple(evolve(row, nature="定量" if parted(row).counted else "定性") for row in table.indicators)
    said = evolve(table, attribute=None, term=None, indicators=weighed(rows, 100))
    return Page(
        (f"{table.year}年项目支出绩效目标表", "单位：万元"),
        _lines(said, worded=random.random() < 0.5),
        (evolve(said, title=f"{table.year}年项目支出绩效目标表"),),
    )


def _lines(table: Declaration, *, worded: bool) -> tuple[Line, ...]:
    columns = line("一级指标", "二级指标", "三级指标", "运算符号", "指标值", "计量单位", "指标值类型", "权重")
    return (
        line("项目名称", Box(table.project or "", columns=4), Box("主管部门", columns=2), Box(coded(table.department), columns=2)),
        line("实施单位", Box(table.unit or "", columns=8)),
        line("年度资金总额", Box(wan_fixed(table.funds.total), columns=2), "财政拨款", Box(wan_fixed(table.funds.fiscal), columns=2),
             "其他资金", Box(wan_fixed(table.funds.other), columns=2)),
        line("年度绩效目标", Box(table.goal or "", columns=8)),
        *beside(Box("绩效指标"), (columns, *in_levels(table.indicators, lambda row: _cells(row, worded=worded)))),
    )  # fmt: skip


def _cells(row: Indicator, *, worded: bool) -> tuple[str, ...]:
    parts = parted(row)
    sign = WORDS.get(parts.sign, parts.sign) if worded and parts.counted else parts.sign
    return row.name, sign, parts.figure, parts.unit, row.nature or "", f"{row.weight:f}"
