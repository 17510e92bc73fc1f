"""A self-evaluation that prints points in its levels (产出指标（50分）), the execution of money as its first row, and the year's goal in one cell."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration, ExtraCell, FormKind
from jiheng.model.funds import Execution, Funds
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.achieving import actual_text
from jiheng.sample.layouts.cells import bare, in_levels, wan, weighed
from jiheng.sample.layouts.page import Box, Line, Page, line
from jiheng.sample.making import Sample
from jiheng.values import read_value

RATES = ("100", "95.5", "88")
FULL = Decimal(10)


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table a year later, every target met."""
    table = bare(samples[0].declaration, title="项目支出绩效自评表", attribute=None, term=None)
    total, rate = table.funds.total or Decimal(0), Decimal(random.choice(RATES))
    score = FULL * rate / 100
    rows = tuple(_met(row, table.year or 0) for row in weighed(table.indicators, 90))
    said = evolve(
        table,
        form=FormKind.SELF_EVALUATION,
        department=None,
        funds=Funds(total),
        execution=Execution(annual=total, executed=total * rate / 100, weight=FULL, rate=rate, score=score),
        indicators=rows,
        total_score=score + 90,
        extra=(ExtraCell("填报人", "陈立新"),),
    )
    return Page((f"{table.year}年度项目支出绩效自评表",), _lines(said), (evolve(said, title=f"{table.year}年度项目支出绩效自评表"),))


def _met(row: Indicator, year: int) -> Indicator:
    return evolve(row, actual=read_value(actual_text(row, year, met=True), year=year), score=row.weight)


def _lines(table: Declaration) -> tuple[Line, ...]:
    execution = table.execution or Execution()
    pointed = [evolve(row, level1=f"{row.level1}（{_points(table, row.level1)}分）") for row in table.indicators]
    return (
        line("项目名称", Box(table.project or "", columns=3), "填报人", Box(table.extra[0].text, columns=2)),
        line("实施单位", Box(table.unit or "", columns=6)),
        line(
            "资金情况（万元）", "全年预算数", wan(execution.annual), "全年执行数", wan(execution.executed), "执行率", f"{execution.rate:f}%"
        ),
        line("年度总体目标", Box(table.goal or "", columns=6)),
        line("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        line(Box("预算执行率（10分）", columns=2), "预算执行率", "100%", f"{execution.rate:f}%", "10", f"{execution.score:f}"),
        *in_levels(pointed, _cells),
        line(Box("总分", columns=5), "100", f"{table.total_score:f}"),
    )


def _points(table: Declaration, level1: str | None) -> str:
    return f"{sum((row.weight or Decimal(0) for row in table.indicators if row.level1 == level1), Decimal(0)):f}"


def _cells(row: Indicator) -> tuple[str, ...]:
    return row.name, row.target.text, row.actual.text if row.actual else "", f"{row.weight:f}", f"{row.score:f}"
