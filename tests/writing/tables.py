"""Made tables of every form, richer than the samples: marks, weights, remarks, further cells, both halves, regions, execution."""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from attrs import evolve, frozen

from jiheng.model.codec import to_builtins
from jiheng.model.declaration import Declaration, ExtraCell, FormKind, Source, Task
from jiheng.model.funds import Execution, FundLine, Funds
from jiheng.model.indicator import BlankLevel, Indicator, LabelledText, RegionTarget
from jiheng.sample.making import samples
from jiheng.values import read_value

EXTRAS = (
    ("联系人", "王一"),
    ("联系电话", "0951-1234567"),
    ("立项依据", "县政府常务会议纪要〔2023〕5号。按年度计划执行。"),
    ("填报日期", "2024年1月5日"),
    ("审核意见", "同意上报"),
)
REGIONS = ("白石县", "临溪县", "东湖区")


@frozen
class Dice:
    """One table in the making and the dice it is made with."""

    table: Declaration
    random: Random

    def one(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def rows(self, make: Callable[[Indicator], Indicator]) -> tuple[Indicator, ...]:
        return tuple(make(row) for row in self.table.indicators)

    def value(self, *texts: str) -> Any:
        return read_value(self.one(*texts), year=self.table.year)

    def rich(self, row: Indicator) -> Indicator:
        held = (("责任科室", "计划科"), ("上年值", "35"))
        return evolve(
            row,
            remark=self.one(None, "按计划推进"),
            direction=self.one(None, "正向", "反向"),
            nature=self.one(None, "定量", "定性"),
            explanation=self.one(None, "反映工作完成情况，以台账为准"),
            scoring=self.one(None, "完成得满分，每少1%扣0.5分"),
            basis=self.one(None, "行业标准"),
            extra=tuple(LabelledText(*pair) for pair in held if self.random.random() < 0.4),
            weight=self.one(None, Decimal("7.5"), Decimal(10)),
        )


def local(dice: Dice) -> Declaration:
    blank = BlankLevel("效益指标", "生态效益指标", "benefit.ecological", self_marked(dice))
    known = blank.node in {*(row.node for row in dice.table.indicators), *(level.node for level in dice.table.blank_levels)}
    more = () if known else dice.one((), (blank,))
    return evolve(dice.table, blank_levels=(*dice.table.blank_levels, *more), indicators=dice.rows(without_weight))


def self_marked(dice: Dice) -> bool | None:
    marked: bool | None = dice.one(True, False, None)
    return marked


def without_weight(row: Indicator) -> Indicator:
    return evolve(row, weight=None)


def detailed(dice: Dice) -> Declaration:
    return evolve(dice.table, title="项目支出绩效目标表", indicators=dice.rows(dice.rich))


def central(dice: Dice) -> Declaration:
    funds = dice.table.funds
    lines = tuple(FundLine(line.label, tripled(line.amount)) for line in funds.sources)
    rows = dice.rows(without_weight)
    midterm = tuple(evolve(row, target=dice.value(row.target.text, "≥300人次", "100%")) for row in rows if dice.random.random() < 0.8)
    return evolve(
        dice.table,
        title="项目支出绩效目标申报表",
        funds_midterm=Funds(tripled(funds.total), tripled(funds.fiscal), tripled(funds.other), lines),
        goal_midterm="三年内完成全部任务，覆盖全县。",
        indicators=rows,
        midterm_indicators=midterm,
    )


def tripled(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount * 3


def self_evaluation(dice: Dice) -> Declaration:
    total = dice.table.funds.total or Decimal(0)

    def row(each: Indicator) -> Indicator:
        actual = dice.value(each.target.text, "95%", "已完成")
        score, reason = dice.one(Decimal("9.5"), None), dice.one(None, "受天气影响，进度延后")
        return evolve(dice.rich(each), actual=actual, score=score, reason=reason)

    return evolve(
        dice.table,
        form=FormKind.SELF_EVALUATION,
        title="项目支出绩效自评表",
        execution=Execution(total + 10000, total, total - 1234, None, Decimal(10), Decimal("93.1"), Decimal("9.31")),
        goal_actual="全年任务基本完成。",
        total_score=Decimal("93.98"),
        indicators=dice.rows(row),
    )


def monitoring(dice: Dice) -> Declaration:
    total = dice.table.funds.total or Decimal(0)

    def row(each: Indicator) -> Indicator:
        return evolve(
            each,
            to_date=dice.value("5项", "≥30%", "进展顺利"),
            forecast=dice.value(each.target.text, "100%"),
            reason=dice.one(None, "设备采购延迟"),
            possibility=dice.one(None, "确定能", "有可能"),
            remark=dice.one(None, "加快进度"),
        )

    return evolve(
        dice.table,
        form=FormKind.MONITORING,
        title="项目支出绩效目标执行监控表",
        execution=Execution(total, dice.one(None, total), total / 2, total, None, Decimal(50), None),
        indicators=dice.rows(row),
    )


def overall(dice: Dice) -> Declaration:
    tasks = (Task("日常运转", "保障机关运行", Decimal(1200000)), Task("专项业务", "开展专项检查12次", Decimal("345600.5")))
    table = evolve(dice.table, project=None, code=None, department=dice.one(None, dice.table.department), attribute=None, term=None)
    title = "部门（单位）整体支出绩效目标申报表"
    return evolve(table, form=FormKind.OVERALL, title=title, tasks=tasks, indicators=dice.rows(dice.rich))


def transfer(dice: Dice) -> Declaration:
    def row(each: Indicator) -> Indicator:
        texts = ("≥5个", "100%", each.target.text)
        regions = tuple(RegionTarget(name, dice.value(*texts)) for name in REGIONS if dice.random.random() < 0.9)
        return evolve(each, regions=regions, weight=dice.one(None, Decimal(5)))

    title = "转移支付区域绩效目标表"
    return evolve(dice.table, form=FormKind.TRANSFER, title=title, indicators=dice.rows(row))


def monitoring_ticks(dice: Dice) -> Declaration:
    """Causes and chances as the columns to tick say them."""
    causes = ("经费保障", "制度保障；其他", "人员保障；原因说明：设备采购延迟；另有雨季", "设备采购延迟", None)
    made = monitoring(dice)
    rows = tuple(evolve(row, reason=dice.one(*causes), possibility=dice.one(None, "确定能", "完全不可能")) for row in made.indicators)
    return evolve(made, indicators=rows)


FORMS: dict[str, Callable[[Dice], Declaration]] = {
    "local": local,
    "detailed": detailed,
    "central": central,
    "self-evaluation": self_evaluation,
    "monitoring": monitoring,
    "monitoring-ticks": monitoring_ticks,
    "overall": overall,
    "transfer": transfer,
}


def tables(form: str, number: int, seed: int) -> tuple[Declaration, ...]:
    """`number` tables of a form; the same seed gives the same."""
    dice = Random(seed)
    made = [sample.declaration for group in samples(seed, number) for sample in group]
    return tuple(FORMS[form](Dice(_marked(table, dice), dice)) for table in made[:number])


def _marked(table: Declaration, dice: Random) -> Declaration:
    """The table with marks on some second levels and some cells that have no field."""
    marks = {(row.level1, row.level2): dice.choice((True, None)) for row in table.indicators}
    rows = tuple(evolve(row, required=marks[row.level1, row.level2]) for row in table.indicators)
    extras = tuple(ExtraCell(*pair) for pair in EXTRAS if dice.random() < 0.5)
    return evolve(table, indicators=rows, extra=extras, source=Source())


def said(table: Declaration) -> dict[str, Any]:
    """What a table says: everything but where it stood and how the form printed its total."""
    plain = to_builtins(table)
    for name in ("source", "complete"):
        plain.pop(name)
    for name in ("indicators", "midterm_indicators", "blank_levels", "extra"):
        for row in plain[name]:
            row.pop("place")
    for name in ("funds", "funds_midterm"):
        if plain[name]:
            plain[name].pop("printed")
    return plain
