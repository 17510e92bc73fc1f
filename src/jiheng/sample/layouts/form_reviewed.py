"""A form with grounds, plan and measures before the indicators, history beside the targets, and opinions and stamps below them."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration, ExtraCell
from jiheng.model.funds import FundLine, Funds
from jiheng.model.indicator import LabelledText
from jiheng.sample.layouts.cells import bare, coded, in_levels, yuan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample

GROUNDS = ("立项依据", "依据上级主管部门有关文件和年度工作计划设立。")
MEASURES = ("实施措施", "成立工作专班，细化任务分工，按月调度进度，加强资金监管。")
NOTE = ("说明", "1.项目名称应与部门预算一致。2.指标值应尽量量化。")
OPINIONS = (("主管部门审核意见", "审核通过。"), ("财政部门审核意见", "同意。"))


def lay(samples: Sequence[Sample], _random: Random) -> Page:
    """The first table, money in yuan by three sources, last year's value beside each target."""
    table = bare(samples[0].declaration, title="项目支出绩效目标申报表")
    funds = table.funds
    said = evolve(
        table,
        funds=Funds(
            funds.total,
            None,
            funds.other,
            (FundLine("一般公共预算", funds.fiscal), FundLine("政府性基金", None), FundLine("其他资金", funds.other)),
        ),
        indicators=tuple(evolve(row, extra=(LabelledText("上年实际值", row.target.text),)) for row in table.indicators),
        extra=tuple(ExtraCell(*pair) for pair in (GROUNDS, MEASURES, *OPINIONS, NOTE)),
    )
    above = ("附件2", "项目支出绩效目标申报表", f"（{table.year}年度）", f"填报单位：{table.unit}（公章）        单位：元")
    return Page(above, _lines(said), (said,), ("填报日期：", f"{NOTE[0]}：{NOTE[1]}"))


def _lines(table: Declaration) -> tuple[Line, ...]:
    columns = line("一级指标", "二级指标", "三级指标", "上年实际值", "本年指标值")
    rows = in_levels(table.indicators, lambda row: (row.name, row.extra[0].text, row.target.text))
    return (
        line("项目名称", Box(table.project or "", columns=5)),
        line("主管部门", Box(coded(table.department), columns=2), "实施单位", Box(table.unit or "", columns=2)),
        line("项目属性", Box(coded(table.attribute), columns=2), "实施期限", Box(table.term or "", columns=2)),
        *beside(Box("资金来源"), (
            line(Box("年度资金总额", columns=2), Box(yuan(table.funds.total), columns=3)),
            line(Box("一般公共预算", columns=2), Box(yuan(table.funds.sources[0].amount), columns=3)),
            line(Box("政府性基金", columns=2), Box("", columns=3)),
            line(Box("其他资金", columns=2), Box(yuan(table.funds.other), columns=3)),
        )),
        line(GROUNDS[0], Box(GROUNDS[1], columns=5)),
        line("项目总体目标", Box(table.goal or "", columns=5)),
        line(MEASURES[0], Box(MEASURES[1], columns=5)),
        *beside(Box("绩\n效\n指\n标"), (columns, *rows)),
        *(line(label, Box(opinion, columns=5)) for label, opinion in OPINIONS),
    )  # fmt: skip
