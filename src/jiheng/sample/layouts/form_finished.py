"""A form whose first levels are 项目完成 and 项目效益, money in 元 side by side."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.cells import bare, coded, in_levels
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample

FIRST = {"产出指标": "项目完成指标", "效益指标": "项目效益指标"}


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table under the other names of its levels; half of the pages leave the word 指标 out."""
    table = bare(samples[0].declaration, title="项目支出绩效目标申报表", attribute=None)
    short = random.random() < 0.5
    said = evolve(table, indicators=tuple(_renamed(row, short=short) for row in table.indicators))
    return Page((f"项目支出绩效目标申报表（{table.year}年度）",), _lines(said), (said,))


def _renamed(row: Indicator, *, short: bool) -> Indicator:
    level1 = FIRST.get(row.level1 or "", row.level1 or "")
    level2 = row.level2 or ""
    return evolve(row, level1=level1.removesuffix("指标"), level2=level2.removesuffix("指标")) if short else evolve(row, level1=level1)


def _lines(table: Declaration) -> tuple[Line, ...]:
    columns = line("一级指标", "二级指标", "三级指标", Box("年度指标值", columns=2))
    body = [(*row[:-1], Box(row[-1].text, columns=2)) for row in in_levels(table.indicators, lambda row: (row.name, row.target.text))]
    return (
        line("项目名称", Box(table.project or "", columns=5)),
        line("预算部门", Box(coded(table.department), columns=2), "项目实施单位", Box(table.unit or "", columns=2)),
        line("项目实施期限", Box(table.term or "", columns=2), "填报人", Box("", columns=2)),
        line(
            "年度资金总额（元）",
            f"{table.funds.total:f}",
            "财政拨款（元）",
            f"{table.funds.fiscal:f}",
            "其他资金（元）",
            f"{table.funds.other:f}",
        ),
        line("年度目标", Box(table.goal or "", columns=5)),
        *beside(Box("绩效指标"), (columns, *body)),
    )
