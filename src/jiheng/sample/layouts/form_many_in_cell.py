"""A form that puts all indicators of a second level into one cell, numbered line by line, and their values into the next."""

from collections.abc import Sequence
from itertools import groupby
from random import Random

from jiheng.model.declaration import Declaration
from jiheng.sample.layouts.cells import bare, coded, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample


def lay(samples: Sequence[Sample], _random: Random) -> Page:
    """The first table."""
    said = bare(samples[0].declaration, title="项目支出绩效目标表", attribute=None, term=None)
    return Page(("项目支出绩效目标表", f"（{said.year}年度）"), _lines(said), (said,))


def _lines(table: Declaration) -> tuple[Line, ...]:
    rows: list[Line] = []
    for level1, first in groupby(table.indicators, key=lambda row: row.level1):
        block: list[Line] = []
        for level2, second in groupby(first, key=lambda row: row.level2):
            inner = list(second)
            numbered = len(inner) > 1
            names = "\n".join(f"指标{number}：{row.name}" if numbered else row.name for number, row in enumerate(inner, 1))
            values = "\n".join(f"指标{number}：{row.target.text}" if numbered else row.target.text for number, row in enumerate(inner, 1))
            block.append(line(level2 or "", names, values))
        rows += beside(Box(level1 or ""), block)
    return (
        line("项目名称", Box(table.project or "", columns=4)),
        line("主管部门", coded(table.department), "实施单位", Box(table.unit or "", columns=2)),
        *beside(Box("项目资金（万元）"), (
            line("年度资金总额", Box(wan(table.funds.total), columns=3)),
            line("其中：财政拨款", Box(wan(table.funds.fiscal), columns=3)),
            line("其他资金", Box(wan(table.funds.other), columns=3)),
        )),
        line("年度总体目标", Box(table.goal or "", columns=4)),
        *beside(Box("绩效指标"), (line("一级指标", "二级指标", "三级指标", "指标值"), *rows)),
    )  # fmt: skip
