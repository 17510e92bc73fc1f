"""The monitoring form (项目支出绩效目标执行监控表, 财预〔2019〕136号): progress to July, forecast, causes and possibility as ticked columns."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.funds import Execution, FundLine, Funds
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.achieving import actual_text
from jiheng.sample.layouts.cells import bare, coded, in_levels, wan
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample
from jiheng.values import read_value

POSSIBLE = ("确定能", "有可能", "完全不可能")
TICK = "√"
SHARES = ("0.5", "0.6", "0.4")
REASON = "招标程序推迟"


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table in July of its year."""
    table = bare(samples[0].declaration, title="项目支出绩效目标执行监控表")
    share = Decimal(random.choice(SHARES))
    total = table.funds.total or Decimal(0)
    said = evolve(
        table,
        form=FormKind.MONITORING,
        attribute=None,
        term=None,
        funds=_lined(table.funds),
        execution=Execution(total, executed=total * share, forecast=total, rate=share * 100),
        indicators=tuple(_watched(random, row, table.year or 0, share) for row in table.indicators),
    )
    return Page(("项目支出绩效目标执行监控表", f"（{table.year}年度）"), _lines(said), (said,))


def _lined(funds: Funds) -> Funds:
    return evolve(funds, sources=(FundLine("本年一般公共预算拨款", funds.fiscal), FundLine("其他资金", funds.other)), fiscal=None)


def _watched(random: Random, row: Indicator, year: int, share: Decimal) -> Indicator:
    possible = random.choices(POSSIBLE, (8, 2, 0))[0]
    dated = row.target.kind.value == "date"
    to_date = "正在实施" if dated else actual_text(row, year, met=True, share=share)
    forecast = actual_text(row, year, met=True)
    return evolve(
        row,
        to_date=read_value(to_date, year=year),
        forecast=read_value(forecast, year=year),
        possibility=possible,
        reason=None if possible == POSSIBLE[0] else REASON,
    )


def _lines(table: Declaration) -> tuple[Line, ...]:
    execution = table.execution or Execution()
    fiscal = table.funds.sources[0].amount
    return (
        line(Box("项目名称", columns=2), Box(table.project or "", columns=13)),
        line(Box("主管部门及代码", columns=2), Box(coded(table.department), columns=5), Box("实施单位", columns=3), Box(table.unit or "", columns=5)),
        *beside(Box("项目资金\n（万元）", columns=2), (
            line(Box("", columns=2), Box("年初预算数", columns=2), Box("1-7月执行数", columns=3), Box("1-7月执行率", columns=3), Box("全年预计执行数", columns=3)),
            _money("年度资金总额：", execution.initial, execution),
            _money("其中：本年一般公共预算拨款", fiscal, execution),
            _money("其他资金", table.funds.other, execution),
        )),
        line(Box("年度总体目标", columns=2), Box(table.goal or "", columns=13)),
        *beside(Box("绩效指标"), (
            line(Box("一级指标", 2), Box("二级指标", 2), Box("三级指标", 2), Box("年度指标值", 2), Box("1-7月执行情况", 2), Box("全年预计完成情况", 2),
                 Box("偏差原因分析", columns=5), Box("完成目标可能性", columns=3)),
            line("经费保障", "制度保障", "人员保障", "其他", "原因说明", *POSSIBLE),
            *in_levels(table.indicators, _cells),
        )),
    )  # fmt: skip


def _money(label: str, amount: Decimal | None, execution: Execution) -> Line:
    rate = execution.rate or Decimal(0)
    done = (amount or Decimal(0)) * rate / 100
    return line(
        Box(label, columns=2),
        Box(wan(amount), columns=2),
        Box(wan(done), columns=3),
        Box(f"{rate.normalize():f}%", columns=3),
        Box(wan(amount), columns=3),
    )


def _cells(row: Indicator) -> tuple[str, ...]:
    ticks = tuple(TICK if row.possibility == possible else "" for possible in POSSIBLE)
    to_date, forecast = (value.text if value else "" for value in (row.to_date, row.forecast))
    return row.name, row.target.text, to_date, forecast, "", "", "", "", row.reason or "", *ticks
