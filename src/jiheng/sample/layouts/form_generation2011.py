"""The 2011 generation (财政支出绩效目标申报表): people, plan and grounds before the goal, 指标内容 and 备注 in the indicators."""

from collections.abc import Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import CodedName, Declaration, ExtraCell
from jiheng.model.funds import FundLine, Funds
from jiheng.sample.layouts.cells import bare, coded, in_levels, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample

PEOPLE = ("王建国", "李春梅", "赵永强")
OPINION, STAMPED = "主管部门审核意见", "同意申报。\n（盖章）"


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table with the head and the stamps of that form."""
    table = bare(samples[0].declaration, title="财政支出绩效目标申报表")
    extra = (
        ExtraCell("项目负责人", random.choice(PEOPLE)),
        ExtraCell("联系电话", f"0{random.randint(311, 990)}-{random.randint(2000000, 8999999)}"),
        ExtraCell("项目概况", f"为做好{table.project}，{table.unit}按年度计划组织实施。"),
        ExtraCell("立项的依据", "按照上级部门年度工作要点和本级政府常务会议决定。"),
    )
    said = evolve(
        table,
        attribute=CodedName(None, "延续项目"),
        term=f"{table.year}年1月-{table.year}年12月",
        funds=Funds(
            table.funds.total,
            table.funds.fiscal,
            table.funds.other,
            (FundLine("财政拨款", table.funds.fiscal), FundLine("自有资金", None), FundLine("其他", table.funds.other)),
        ),
        goal_midterm=f"三年内{table.goal}",
        extra=(*extra, ExtraCell(OPINION, STAMPED)),
    )
    return Page(("财政支出绩效目标申报表", f"（{table.year}年度）", f"填报单位（盖章）：{table.unit}"), _lines(said), (said,))


def _lines(table: Declaration) -> tuple[Line, ...]:
    person, phone, outline, grounds, _ = (cell.text for cell in table.extra)
    columns = line("一级指标", "二级指标", "指标内容", "指标值", "备注")
    rows = in_levels(table.indicators, lambda row: (row.name, row.target.text, ""))
    goal = Box(table.goal or "", columns=5)
    return (
        line("项目名称", Box(table.project or "", columns=2), "项目属性", Box("新增项目□ 延续项目☑", columns=2)),
        line("主管部门", Box(coded(table.department), columns=2), "项目实施单位", Box(table.unit or "", columns=2)),
        line("项目负责人", Box(person, columns=2), "联系电话", Box(phone, columns=2)),
        line("项目起止时间", Box(table.term or "", columns=5)),
        *beside(Box("项目资金申请\n（万元）"), (
            line("资金总额", Box(wan(table.funds.total), columns=4)),
            line("财政拨款", Box(wan(table.funds.fiscal), columns=4)),
            line("自有资金", Box("", columns=4)),
            line("其他", Box(wan(table.funds.other), columns=4)),
        )),
        line("项目概况", Box(outline, columns=5)),
        line("立项的依据", Box(grounds, columns=5)),
        *beside(Box("项目绩效目标"), (line("长期目标", Box(table.goal_midterm or "", columns=4)), line("年度目标", Box(goal.text, columns=4)))),
        *beside(Box("年度绩效指标"), (columns, *rows)),
        line(OPINION, Box(STAMPED, columns=5)),
    )  # fmt: skip
