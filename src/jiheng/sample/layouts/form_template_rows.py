"""A form of which only some rows were filled: the template's 指标1：, 指标2：, …… and second levels without an indicator are left in it."""

from collections.abc import Sequence
from itertools import groupby
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.indicator import BlankLevel
from jiheng.sample.layouts.cells import bare, coded, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample
from jiheng.sample.rows import NODES

BENEFITS = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")
DOTS = "……"


def lay(samples: Sequence[Sample], _random: Random) -> Page:
    """The first table; every benefit level is printed, and each second level ends with dots."""
    table = bare(samples[0].declaration, title="项目支出绩效目标申报表")
    used = {row.level2 for row in table.indicators}
    blanks = tuple(BlankLevel("效益指标", level, NODES[level]) for level in BENEFITS if level not in used)
    said = evolve(table, blank_levels=blanks, goal=f"目标1：{table.goal}\n目标2：\n……")
    return Page(("项目支出绩效目标申报表", f"（ {table.year} 年度）"), _lines(said), (said,))


def _lines(table: Declaration) -> tuple[Line, ...]:
    return (
        line(Box("项目名称", columns=2), Box(table.project or "", columns=4)),
        line(Box("主管部门及代码", columns=2), Box(coded(table.department), columns=2), "实施单位", table.unit or ""),
        line(Box("项目属性", columns=2), Box(coded(table.attribute), columns=2), "项目期", table.term or ""),
        *beside(Box("项目资金\n（万元）", columns=2), (
            line("年度资金总额：", Box(wan(table.funds.total), columns=3)),
            line("其中：财政拨款", Box(wan(table.funds.fiscal), columns=3)),
            line("      其他资金", Box(wan(table.funds.other), columns=3)),
        )),
        *beside(Box("年度\n目标"), (line(Box(table.goal or "", columns=5)),)),
        *beside(Box("年度绩效指标"), (line("一级指标", "二级指标", Box("三级指标", columns=2), "指标值"), *_rows(table))),
    )  # fmt: skip


def _rows(table: Declaration) -> tuple[Line, ...]:
    out: list[Line] = []
    for level1, first in groupby(table.indicators, key=lambda row: row.level1):
        block: list[Line] = []
        within = list(first)
        levels = list(dict.fromkeys(row.level2 for row in within))
        if level1 == "效益指标":
            levels = [level for level in BENEFITS if level in levels or any(blank.level2 == level for blank in table.blank_levels)]
        for level in levels:
            rows = [
                line(Box(f"指标{number}：{row.name}", columns=2), row.target.text)
                for number, row in enumerate([row for row in within if row.level2 == level], 1)
            ]
            rows += [line(Box(f"指标{len(rows) + 1}：", columns=2), ""), line(Box(DOTS, columns=2), "")]
            block += beside(Box(level or ""), rows)
        block.append(line(DOTS, Box("", columns=2), ""))
        out += beside(Box(level1 or ""), block)
    return tuple(out)
