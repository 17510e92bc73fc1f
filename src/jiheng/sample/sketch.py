"""Sketches: a target table written in a few lines of text, for rule pages, cases and tests.

A line is cells between `|`. A line that begins with a field's official label sets that field, a blank cell being a cell
that the form has and nobody filled; any other line is an indicator: first level, second level, name, target, then further
cells as `label=text` (`地区=河东县：≥40人` is a region's target); with neither name nor target it is a second level that the form
prints and nobody filled. An indicator after a cell `中期` is one of the mid-term ones. A line of
`---` begins the next table, a line of `……` says that the source ended inside the form.

    年度 | 2024
    项目名称 | 城区道路保洁
    年度资金总额 | 120万元
    产出指标 | 数量指标（必填） | 保洁面积 | ≥30万平方米 | 分值=10
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve

from jiheng.model.declaration import CodedName, Declaration, ExtraCell, FormKind, Source, Task
from jiheng.model.funds import Execution, FundLine, Funds
from jiheng.model.indicator import BlankLevel, Indicator, LabelledText, LevelWeight, RegionTarget
from jiheng.model.place import Place
from jiheng.model.value import NO_VALUE
from jiheng.values import read_value

FORMS = {
    "目标": FormKind.TARGET,
    "整体": FormKind.OVERALL,
    "转移支付": FormKind.TRANSFER,
    "监控": FormKind.MONITORING,
    "自评": FormKind.SELF_EVALUATION,
}
TEXTS = {
    "标题": "title",
    "项目名称": "project",
    "项目代码": "code",
    "实施单位": "unit",
    "项目期": "term",
    "年度总体目标": "goal",
    "中期目标": "goal_midterm",
    "实际完成情况": "goal_actual",
}
CODED = {"主管部门": "department", "项目属性": "attribute"}
TOTAL = "年度资金总额"
FUNDS = {TOTAL: "total", "财政拨款": "fiscal", "其他资金": "other"}
EXECUTION = {"年初预算数": "initial", "全年预算数": "annual", "全年执行数": "executed", "全年预计执行数": "forecast"}
EXECUTION_FIGURES = {"执行分值": "weight", "执行率": "rate", "执行得分": "score"}
ROW_TEXTS = {
    "方向": "direction",
    "性质": "nature",
    "解释": "explanation",
    "评分标准": "scoring",
    "依据": "basis",
    "备注": "remark",
    "原因": "reason",
    "可能性": "possibility",
}
ROW_VALUES = {"实际": "actual", "至今": "to_date", "预计": "forecast"}
ROW_FIGURES = {"分值": "weight", "得分": "score"}
NODES = {
    "数量": "output.quantity",
    "质量": "output.quality",
    "时效": "output.timeliness",
    "成本": "output.cost",
    "经济成本": "cost.economic",
    "社会成本": "cost.social",
    "生态环境成本": "cost.ecological",
    "经济效益": "benefit.economic",
    "社会效益": "benefit.social",
    "生态效益": "benefit.ecological",
    "可持续影响": "benefit.sustainable",
    "服务对象满意度": "satisfaction.recipients",
    "满意度": "satisfaction.recipients",
}
PLACED = ("level1", "level2", "name", "target")
MIDTERM = "中期"
TASK = "任务"
REGION = "地区"
REQUIRED = ("（必填）", "(必填)")


def sketch(text: str) -> tuple[Declaration, ...]:
    """The declarations that a sketch describes. Raises ValueError for a line that is neither field nor indicator."""
    tables: list[list[list[str]]] = [[]] if text.strip() else []
    for line in text.strip().splitlines():
        if line.strip() == "---":
            tables.append([])
        elif line.strip():
            tables[-1].append([cell.strip() for cell in line.split("|")])
    return tuple(_declaration(lines) for lines in tables)


def _declaration(lines: list[list[str]]) -> Declaration:
    said = {line[0]: line[1] for line in lines if len(line) == 2}
    year = int(said["年度"]) if said.get("年度") else None
    places: dict[str, Place] = {}
    found = Declaration(FormKind.TARGET, year=year, complete=not any(line == ["……"] for line in lines))
    for number, line in enumerate(lines, 1):
        place = Place(table=1, row=number)
        if line[0] == MIDTERM:
            row = f"midterm_indicators.{len(found.midterm_indicators)}"
            places |= {f"{row}.{name}": place for name in PLACED}
            found = evolve(found, midterm_indicators=(*found.midterm_indicators, _indicator(line[1:], year, place)))
        elif len(line) >= 4 and not line[0].startswith(TASK) and not any(line[2:]):
            found = evolve(found, blank_levels=(*found.blank_levels, _blank_level(line, place)))
        elif len(line) >= 4 and not line[0].startswith(TASK):
            places |= {f"indicators.{len(found.indicators)}.{name}": place for name in PLACED}
            found = evolve(found, indicators=(*found.indicators, _indicator(line, year, place)))
        elif line != ["……"]:
            found, name = _with_field(found, line)
            places[name] = place
    return evolve(found, source=Source(Place(table=1), places, published=found.source.published))


def _with_field(table: Declaration, line: list[str]) -> tuple[Declaration, str]:
    label, text = line[0], line[1]
    for name, value in _field(table, label, text, line):
        return evolve(table, **{name.split(".")[0]: value}), name
    raise ValueError(f"sketch: {' | '.join(line)} is neither a field nor an indicator")


def _field(table: Declaration, label: str, text: str, line: list[str]) -> Iterator[tuple[str, Any]]:
    if label == "表":
        yield "form", FORMS[text]
    elif label == "年度":
        yield "year", table.year
    elif label == "发布日期":
        yield "source", Source(published=text)
    elif label in TEXTS:
        yield TEXTS[label], text or None
    elif label in CODED:
        yield CODED[label], _coded(text)
    elif label == "总分":
        yield "total_score", Decimal(text)
    elif label == "级次分值":
        yield "level_weights", tuple(LevelWeight(name, Decimal(points)) for name, _, points in (cell.partition("=") for cell in line[1:]))
    elif label == "明细得分":
        yield "execution", evolve(table.execution or Execution(), scored_again=tuple(line[1:]))
    elif label.startswith(TASK):
        content, amount = (line[at] if len(line) > at else "" for at in (2, 3))
        yield "tasks", (*table.tasks, Task(text, content or None, _money(amount)))
    else:
        yield from _money_field(table, label, text)


def _money_field(table: Declaration, label: str, text: str) -> Iterator[tuple[str, Any]]:
    if label in FUNDS:
        change: dict[str, Any] = {FUNDS[label]: _money(text)} | ({"printed": text} if label == TOTAL and text else {})
        yield f"funds.{FUNDS[label]}", evolve(table.funds, **change)
    elif label.startswith("资金来源"):
        line_of_money = FundLine(label.removeprefix("资金来源").strip("："), _money(text))
        yield "funds.sources", evolve(table.funds, sources=(*table.funds.sources, line_of_money))
    elif label == "中期资金总额":
        yield "funds_midterm", Funds(_money(text))
    elif label in EXECUTION or label in EXECUTION_FIGURES:
        yield "execution", _execution(table.execution or Execution(), label, text)
    else:
        yield "extra", (*table.extra, ExtraCell(label, text))


def _execution(execution: Execution, label: str, text: str) -> Execution:
    change: dict[str, Any] = {EXECUTION[label]: _money(text)} if label in EXECUTION else {}
    return evolve(execution, **(change or {EXECUTION_FIGURES[label]: Decimal(text.rstrip("%"))}))


def _blank_level(line: list[str], place: Place) -> BlankLevel:
    row = _indicator(line, None, place)
    return BlankLevel(row.level1, row.level2 or "", row.node, row.required, place)


def _indicator(line: list[str], year: int | None, place: Place) -> Indicator:
    level1, level2, name, target, *more = line
    required = any(mark in level2 for mark in REQUIRED)
    for mark in REQUIRED:
        level2 = level2.replace(mark, "")
    row = Indicator(name, level1 or None, level2 or None, _node(level1, level2), place=place, required=required or None)
    row = evolve(row, target=read_value(target, year=year) if target else NO_VALUE)
    for cell in more:
        label, _, text = cell.partition("=")
        row = evolve(row, **_cell(row, label, text, year))
    return row


def _cell(row: Indicator, label: str, text: str, year: int | None) -> dict[str, Any]:
    if label in ROW_TEXTS:
        return {ROW_TEXTS[label]: text}
    if label in ROW_VALUES:
        return {ROW_VALUES[label]: read_value(text, year=year) if text else NO_VALUE}
    if label in ROW_FIGURES:
        return {ROW_FIGURES[label]: Decimal(text) if text else None}
    if label == REGION:
        name, _, target = text.partition("：")
        return {"regions": (*row.regions, RegionTarget(name, read_value(target, year=year) if target else NO_VALUE))}
    return {"extra": (*row.extra, LabelledText(label, text))}


def _node(level1: str, level2: str) -> str | None:
    node = NODES.get(level2.removesuffix("指标"))
    return "cost.economic" if node == "output.cost" and level1.removesuffix("指标") == "成本" else node


def _coded(text: str) -> CodedName | None:
    code, dash, name = text.partition("-")
    return (CodedName(code, name) if dash else CodedName(None, text)) if text else None


def _money(text: str) -> Decimal | None:
    """Yuan from `120万元` or `6924`; None for a blank cell."""
    scale = next((scale for unit, scale in (("亿元", 10**8), ("万元", 10**4), ("元", 1)) if text.endswith(unit)), 1)
    return Decimal(text.rstrip("亿万元").replace(",", "")) * scale if text else None
