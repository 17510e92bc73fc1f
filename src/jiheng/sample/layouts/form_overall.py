"""The whole unit's form (部门整体支出绩效目标表): the year's main tasks with their money, then goal and indicators."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from jiheng.model.declaration import Declaration, FormKind, Task
from jiheng.model.funds import FundLine, Funds
from jiheng.sample.layouts.cells import in_levels, unweighed, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """Every project of the unit as a task, the indicators of the first as those of the unit."""
    first = samples[0].declaration
    title = random.choice(("部门整体支出绩效目标表", "部门（单位）整体支出绩效目标申报表"))
    tasks = tuple(_task(sample.declaration) for sample in samples)
    total, fiscal, other = (_sum(samples, part) for part in ("total", "fiscal", "other"))
    said = Declaration(
        FormKind.OVERALL,
        title=title,
        year=first.year,
        unit=first.unit,
        funds=Funds(total, fiscal, other, (FundLine("财政拨款", fiscal), FundLine("其他资金", other))),
        goal="\n".join(f"目标{number}：{sample.declaration.goal}" for number, sample in enumerate(samples, 1)),
        tasks=tasks,
        indicators=unweighed(first.indicators),
    )
    return Page((title, f"（{first.year}年度）"), _lines(said, samples), (said,))


def _sum(samples: Sequence[Sample], part: str) -> Decimal:
    return sum((getattr(sample.declaration.funds, part) or Decimal(0) for sample in samples), Decimal(0))


def _task(table: Declaration) -> Task:
    return Task(table.project or "", table.goal, table.funds.total)


def _lines(table: Declaration, samples: Sequence[Sample]) -> tuple[Line, ...]:
    funds = [sample.declaration.funds for sample in samples]
    tasks = [
        line(task.name, Box(task.content or "", columns=2), wan(task.amount), wan(money.fiscal), wan(money.other))
        for task, money in zip(table.tasks, funds, strict=True)
    ]
    columns = line("一级指标", "二级指标", "三级指标", Box("指标值", columns=3))
    rows = [(*row[:-1], Box(row[-1].text, columns=3)) for row in in_levels(table.indicators, lambda row: (row.name, row.target.text))]
    return (
        line(Box("部门（单位）名称"), Box(table.unit or "", columns=6)),
        *beside(Box("年度主要任务"), (
            line(Box("任务名称", 2), Box("主要内容", 2, 2), Box("预算金额（万元）", columns=3)),
            line("总额", "财政拨款", "其他资金"),
            *tasks,
            line(Box("金额合计", columns=3), wan(table.funds.total), wan(table.funds.fiscal), wan(table.funds.other)),
        )),
        line("年度总体目标", Box(table.goal or "", columns=6)),
        *beside(Box("年度绩效指标"), (columns, *rows)),
    )  # fmt: skip
