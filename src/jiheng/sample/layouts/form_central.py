"""The central form (项目支出绩效目标申报表, 财预〔2015〕88号): the medium term beside the year, targets numbered 指标1."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.funds import FundLine, Funds
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.cells import bare, coded, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample

YEARS = 3


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table with a medium term of three years beside its year."""
    table = bare(samples[0].declaration, title="项目支出绩效目标申报表", term=f"{YEARS}年")
    goals = f"目标1：{table.goal}\n目标2：按时保质完成年度任务。"
    said = evolve(
        table,
        goal=goals,
        goal_midterm=f"目标1：三年内{table.goal}\n目标2：建立长效机制。",
        funds_midterm=_tripled(table.funds),
        midterm_indicators=table.indicators,
    )
    return Page(("项目支出绩效目标申报表", f"（{table.year}年度）"), _lines(said, upright=random.random() < 0.5), (said,))


def _tripled(funds: Funds) -> Funds:
    def times(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else amount * YEARS

    lines = tuple(FundLine(row.label, times(row.amount)) for row in funds.sources)
    return Funds(times(funds.total), times(funds.fiscal), times(funds.other), lines)


def _lines(table: Declaration, *, upright: bool) -> tuple[Line, ...]:
    year, ends = table.year or 0, (table.year or 0) + YEARS - 1
    return (
        line(Box("项目名称", columns=2), Box(table.project or "", columns=6)),
        line(
            Box("主管部门及代码", columns=2),
            Box(coded(table.department), columns=2),
            Box("实施单位", columns=2),
            Box(table.unit or "", columns=2),
        ),
        line(
            Box("项目属性", columns=2), Box(coded(table.attribute), columns=2), Box("项目期", columns=2), Box(table.term or "", columns=2)
        ),
        *beside(Box("项目资金\n（万元）", columns=2), _money(table)),
        *beside(
            Box("总\n体\n目\n标" if upright else "总体目标"),
            (
                line(Box(f"中期目标（{year}年—{ends}年）", columns=4), Box("年度目标", columns=3)),
                line(Box(table.goal_midterm or "", columns=4), Box(table.goal or "", columns=3)),
            ),
        ),
        *beside(
            Box("绩\n效\n指\n标" if upright else "绩效指标"),
            (line("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"), *_rows(table.indicators)),
        ),
    )


def _money(table: Declaration) -> tuple[Line, ...]:
    long, short = table.funds_midterm or Funds(), table.funds
    return (
        line(Box("中期资金总额："), Box(wan(long.total)), Box("年度资金总额：", columns=2), Box(wan(short.total), columns=2)),
        line(Box("其中：财政拨款"), Box(wan(long.fiscal)), Box("其中：财政拨款", columns=2), Box(wan(short.fiscal), columns=2)),
        line(Box("其他资金"), Box(wan(long.other)), Box("其他资金", columns=2), Box(wan(short.other), columns=2)),
    )


def _rows(rows: Sequence[Indicator]) -> tuple[Line, ...]:
    out: list[Line] = []
    for level1, first in groupby(rows, key=lambda row: row.level1):
        within = list(first)
        top = [Box(level1 or "", len(within))]
        for level2, second in groupby(within, key=lambda row: row.level2):
            inner = list(second)
            deep = [Box(level2 or "", len(inner))]
            for number, row in enumerate(inner, 1):
                name, target = Box(f"指标{number}：{row.name}"), Box(row.target.text)
                out.append((*top, *deep, name, target, *deep, name, target))
                top, deep = [], []
    return tuple(out)
