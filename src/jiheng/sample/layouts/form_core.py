"""The core indicator sheet (核心绩效指标表, after 财预〔2021〕101号): explanation, basis, source and rule of points beside each row."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator, LabelledText
from jiheng.sample.layouts.cells import bare, coded, in_levels, wan, weighed
from jiheng.sample.layouts.page import Box, Line, Page, line
from jiheng.sample.making import Sample

BASES = ("计划标准", "行业标准", "历史标准", "预算支出标准")
WAYS = ("直接证明法", "情况统计法", "问卷调查法")
RULES = ("完成比例赋分", "直接赋分", "按照完成比例赋分，低于60%不得分")


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table, each row explained."""
    table = bare(samples[0].declaration, title="项目核心绩效指标表")
    rows = tuple(
        evolve(
            row,
            explanation=f"反映{row.name}的实际情况",
            basis=random.choice(BASES),
            scoring=random.choice(RULES),
            extra=(LabelledText("完成值取值方式", random.choice(WAYS)),),
        )
        for row in weighed(table.indicators, 90)
    )
    said = evolve(table, attribute=None, term=None, indicators=rows)
    return Page(("项目核心绩效指标表", f"（{table.year}年度）"), _lines(said), (said,))


def _lines(table: Declaration) -> tuple[Line, ...]:
    return (
        line("项目名称", Box(table.project or "", columns=3), "主管部门及代码", Box(coded(table.department), columns=4)),
        line("实施单位", Box(table.unit or "", columns=8)),
        line("项目资金（万元）", "年度资金总额", wan(table.funds.total), "财政拨款", Box(wan(table.funds.fiscal), columns=2), "其他资金",
             Box(wan(table.funds.other), columns=2)),
        line("年度绩效目标", Box(table.goal or "", columns=8)),
        line("一级指标", "二级指标", "三级指标", "指标解释", "指标值设定依据", "指标值", "完成值取值方式", "指标分值权重", "赋分规则"),
        *in_levels(table.indicators, _cells),
    )  # fmt: skip


def _cells(row: Indicator) -> tuple[str, ...]:
    way = row.extra[0].text
    return row.name, row.explanation or "", row.basis or "", row.target.text, way, f"{row.weight:f}", row.scoring or ""
