"""A short form without second levels: first level, indicator, value, and nothing else."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.cells import bare, wan
from jiheng.sample.layouts.page import Box, Line, Page, line
from jiheng.sample.making import Sample

NODES = {"满意度指标": "satisfaction.recipients"}
"""First levels that have one second level only, so that the node is known without it."""


def lay(samples: Sequence[Sample], _random: Random) -> Page:
    """The first table, its second levels not printed."""
    table = bare(samples[0].declaration, title="项目绩效目标表", department=None, attribute=None, term=None)
    said = evolve(table, indicators=tuple(evolve(row, level2=None, node=NODES.get(row.level1 or "")) for row in table.indicators))
    return Page(("项目绩效目标表", f"（{table.year}年度）", "单位：万元"), _lines(said), (said,))


def _lines(table: Declaration) -> tuple[Line, ...]:
    rows: list[Line] = []
    for level1 in dict.fromkeys(row.level1 for row in table.indicators):
        within = [row for row in table.indicators if row.level1 == level1]
        rows += [_line(row, len(within) if row is within[0] else 0) for row in within]
    return (
        line("项目名称", Box(table.project or "", columns=3)),
        line("实施单位", Box(table.unit or "", columns=3)),
        line("年度资金总额", Box(wan(table.funds.total), columns=3)),
        line("其中：财政拨款", wan(table.funds.fiscal), "其他资金", wan(table.funds.other)),
        line("年度总体目标", Box(table.goal or "", columns=3)),
        line("一级指标", Box("绩效指标", columns=2), "指标值"),
        *rows,
    )


def _line(row: Indicator, high: int) -> Line:
    level = (Box(row.level1 or "", high),) if high else ()
    return (*level, Box(row.name, columns=2), Box(row.target.text))
