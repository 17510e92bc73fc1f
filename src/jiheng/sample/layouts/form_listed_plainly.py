"""The budget list without merged cells: unit, project and levels said again in every row, after a running number."""

from collections.abc import Iterator, Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.funds import Funds
from jiheng.sample.layouts.cells import unweighed, yuan
from jiheng.sample.layouts.page import Line, Page, line
from jiheng.sample.making import Sample

COLUMNS = ("序号", "预算单位", "项目名称", "预算金额（元）", "总体目标", "一级指标", "二级指标", "三级指标", "指标值", "备注")
REMARKS = (None, None, "核心指标", "行业标准")


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """Every table of the unit; remarks beside some rows."""
    title = f"{samples[0].declaration.year}年预算项目绩效目标公开表"
    said = tuple(_said(sample.declaration, title, random) for sample in samples)
    numbers = iter(range(1, 1000))
    return Page((title,), (line(*COLUMNS), *(row for table in said for row in _lines(table, numbers))), said)


def _said(table: Declaration, title: str, random: Random) -> Declaration:
    rows = tuple(evolve(row, remark=random.choice(REMARKS)) for row in unweighed(table.indicators))
    return Declaration(
        FormKind.TARGET,
        title=title,
        year=table.year,
        project=table.project,
        unit=table.unit,
        funds=Funds(table.funds.total),
        goal=table.goal,
        indicators=rows,
    )


def _lines(table: Declaration, numbers: Iterator[int]) -> Iterator[Line]:
    for row in table.indicators:
        head = (str(next(numbers)), table.unit or "", table.project or "", yuan(table.funds.total), table.goal or "")
        yield line(*head, row.level1 or "", row.level2 or "", row.name, row.target.text, row.remark or "")
