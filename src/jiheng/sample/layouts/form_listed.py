"""The budget list (预算项目绩效目标一览表): all projects of a unit in one table, each merged over its indicators."""

from collections.abc import Iterator, Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.funds import Funds
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.cells import in_levels, wan_fixed, weighed
from jiheng.sample.layouts.page import Box, Line, Page, line
from jiheng.sample.layouts.parting import parted
from jiheng.sample.making import Sample

COLUMNS = (
    "单位名称",
    "项目名称",
    "年度预算金额",
    "年度绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "权重",
)


def lay(samples: Sequence[Sample], _random: Random) -> Page:
    """Every table of the unit, without department and parts of its money."""
    year = samples[0].declaration.year
    title = f"{year}年部门预算项目绩效目标表"
    said = tuple(_said(sample.declaration, title) for sample in samples)
    lines = (line(*COLUMNS), *(row for table in said for row in _lines(table)))
    return Page((title, "单位：万元"), lines, said)


def _said(table: Declaration, title: str) -> Declaration:
    return Declaration(
        FormKind.TARGET,
        title=title,
        year=table.year,
        project=table.project,
        unit=table.unit,
        funds=Funds(table.funds.total),
        goal=table.goal,
        indicators=tuple(evolve(row, nature=None if parted(row).counted else "定性") for row in weighed(table.indicators, 90)),
    )


def _lines(table: Declaration) -> Iterator[Line]:
    high = len(table.indicators)
    head = [Box(text, high) for text in (table.unit or "", table.project or "", wan_fixed(table.funds.total), table.goal or "")]
    for row in in_levels(table.indicators, lambda row: (row.name, *_parts(row), f"{row.weight:f}")):
        yield (*head, *row)
        head = []


def _parts(row: Indicator) -> tuple[str, str, str]:
    parts = parted(row)
    return parts.sign or "定性", parts.figure, parts.unit
