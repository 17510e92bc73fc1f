"""Kinds (栏的种类): what may stand in a column."""

from enum import Enum

from attrs import frozen


class Kind(Enum):
    """What a column holds."""

    BANNER = "绩效指标"
    LEVEL1 = "一级指标"
    LEVEL2 = "二级指标"
    NAME = "三级指标"
    VALUE = "指标值"
    MARK = "符号、方向、性质"
    UNIT = "计量单位"
    POINTS = "分值、得分"
    TEXT = "说明、备注"
    PROJECT = "项目名称"
    BODY = "单位"
    CATEGORY = "类别"
    MONEY = "金额"
    GOAL = "目标"
    LINE = "资金来源"
    RATE = "执行率"
    TICK = "勾选"
    INDEX = "序号"


OF_FIELD = {
    "side": Kind.BANNER,
    "level1": Kind.LEVEL1,
    "level2": Kind.LEVEL2,
    "name": Kind.NAME,
    "target": Kind.VALUE,
    "target_midterm": Kind.VALUE,
    "actual": Kind.VALUE,
    "to_date": Kind.VALUE,
    "forecast": Kind.VALUE,
    "sign": Kind.MARK,
    "direction": Kind.MARK,
    "nature": Kind.MARK,
    "measure": Kind.UNIT,
    "weight": Kind.POINTS,
    "score": Kind.POINTS,
    "project": Kind.PROJECT,
    "unit": Kind.BODY,
    "department": Kind.BODY,
    "attribute": Kind.CATEGORY,
    "extra": Kind.CATEGORY,
    "goal": Kind.GOAL,
    "goal_midterm": Kind.GOAL,
    "goal_actual": Kind.GOAL,
    "funds.total": Kind.MONEY,
    "funds.fiscal": Kind.MONEY,
    "funds.other": Kind.MONEY,
    "funds.source": Kind.MONEY,
    "execution.initial": Kind.MONEY,
    "execution.annual": Kind.MONEY,
    "execution.executed": Kind.MONEY,
    "execution.forecast": Kind.MONEY,
    "execution.funds": Kind.MONEY,
    "execution.weight": Kind.POINTS,
    "execution.rate": Kind.RATE,
    "execution.score": Kind.POINTS,
}
"""What a column holds, by the field its label names; a column of the indicators with any other field holds words."""


LEVELS = frozenset({Kind.LEVEL1, Kind.LEVEL2})
LISTED = frozenset({Kind.INDEX, Kind.PROJECT, Kind.BODY, Kind.CATEGORY, Kind.MONEY, Kind.GOAL})
"""Columns of the project itself, before the levels in a list of many projects."""


@frozen
class Column:
    """One column of a cut table: its label as the form prints it, the field that it names, its kind, and the head `over` it, if any."""

    label: str
    field: str
    kind: Kind
    over: str = ""
