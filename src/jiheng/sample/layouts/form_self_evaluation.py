"""The self-evaluation (项目支出绩效自评表, 财预〔2020〕10号): execution of money, target and actual, points, score and reason."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.funds import Execution, FundLine, Funds
from jiheng.model.indicator import Indicator
from jiheng.sample.layouts.achieving import actual_text, reason
from jiheng.sample.layouts.cells import bare, coded, in_levels, wan, weighed
from jiheng.sample.layouts.page import Box, Line, Page, beside, line
from jiheng.sample.making import Sample
from jiheng.values import read_value

RATES = ("100", "98.5", "93.1", "80")
WEIGHT = Decimal(10)


def lay(samples: Sequence[Sample], random: Random) -> Page:
    """The first table a year later: most targets met."""
    table = bare(samples[0].declaration, title="项目支出绩效自评表")
    rate = Decimal(random.choice(RATES))
    rows = tuple(_evaluated(random, row, table.year or 0) for row in weighed(table.indicators, 90))
    execution = _execution(table.funds.total or Decimal(0), rate)
    total = sum((row.score or Decimal(0) for row in rows), execution.score or Decimal(0))
    said = evolve(
        table,
        form=FormKind.SELF_EVALUATION,
        attribute=None,
        term=None,
        funds=_budgeted(table.funds),
        execution=execution,
        goal_actual=f"全年{table.goal}各项任务已经完成。",
        indicators=rows,
        total_score=total,
    )
    return Page(("项目支出绩效自评表", f"（{table.year}年度）"), _lines(said), (said,))


def _evaluated(random: Random, row: Indicator, year: int) -> Indicator:
    met = random.random() < 0.8
    weight = row.weight or Decimal(0)
    text = actual_text(row, year, met=met)
    why = reason(random, met=met)
    return evolve(
        row, actual=read_value(text, year=year), score=weight if met else weight - 1, reason=why if why not in ("", "无") else None
    )


def _execution(total: Decimal, rate: Decimal) -> Execution:
    return Execution(total, total, total * rate / 100, weight=WEIGHT, rate=rate, score=(WEIGHT * rate / 100).quantize(Decimal("0.01")))


def _budgeted(funds: Funds) -> Funds:
    """The money of the year as the form gives it: in its columns, line by line."""
    return evolve(funds, sources=(FundLine("当年财政拨款", funds.fiscal), FundLine("其他资金", funds.other)))


def _lines(table: Declaration) -> tuple[Line, ...]:
    execution = table.execution or Execution()
    columns = line("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    return (
        line("项目名称", Box(table.project or "", columns=8)),
        line("主管部门", Box(coded(table.department), columns=4), "实施单位", Box(table.unit or "", columns=3)),
        *beside(Box("项目资金\n（万元）"), (
            line(Box("", columns=2), "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"),
            line(Box("年度资金总额", columns=2), wan(execution.initial), wan(execution.annual), wan(execution.executed), "10",
                 f"{execution.rate:f}%", f"{(execution.score or Decimal(0)).normalize():f}"),
            _part("其中：当年财政拨款", table.funds.fiscal, execution.rate),
            _part("其他资金", table.funds.other, execution.rate),
        )),
        *beside(Box("年度总体目标"), (
            line(Box("预期目标", columns=4), Box("实际完成情况", columns=4)),
            line(Box(table.goal or "", columns=4), Box(table.goal_actual or "", columns=4)),
        )),
        *beside(Box("绩效指标"), (columns, *in_levels(table.indicators, _cells))),
        line(Box("总分", columns=6), "100", f"{table.total_score:f}", ""),
    )  # fmt: skip


def _part(label: str, amount: Decimal | None, rate: Decimal | None) -> Line:
    executed = (amount or Decimal(0)) * (rate or Decimal(0)) / 100
    return line(Box(label, columns=2), wan(amount), wan(amount), wan(executed), "—", f"{rate:f}%", "—")


def _cells(row: Indicator) -> tuple[str, ...]:
    actual = row.actual.text if row.actual else ""
    return row.name, row.target.text, actual, f"{row.weight:f}", f"{row.score:f}", row.reason or ""
