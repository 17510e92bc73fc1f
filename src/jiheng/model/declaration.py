"""Declaration (绩效目标表): what one target table says."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import Factory, field, frozen

from jiheng.model.decimals import plain_or_none
from jiheng.model.funds import Execution, Funds
from jiheng.model.indicator import BlankLevel, Indicator, LevelWeight
from jiheng.model.place import Place
from jiheng.model.repair import Repair


class FormKind(StrEnum):
    """Which official form a table is."""

    TARGET = "target"
    """项目支出绩效目标表"""
    OVERALL = "overall"
    """部门（单位）整体支出绩效目标表"""
    TRANSFER = "transfer"
    """转移支付（区域）绩效目标表"""
    MONITORING = "monitoring"
    """绩效运行监控表"""
    SELF_EVALUATION = "self-evaluation"
    """绩效自评表"""


@frozen
class CodedName:
    """A name with the code that stands beside it (`05-行政教科文室`); None for a part the form does not give."""

    code: str | None
    name: str | None


@frozen
class Task:
    """One of the year's main tasks (年度主要任务) of an overall form; `amount` in yuan."""

    name: str
    content: str | None = None
    amount: Decimal | None = field(default=None, converter=plain_or_none)


@frozen
class ExtraCell:
    """A filled cell of the form that has no field of its own (联系人, 填报日期, 立项依据 …)."""

    label: str
    text: str
    place: Place | None = None


@frozen
class Source:
    """Where a declaration came from.

    `places` maps a field (`funds.total`, `goal`, `indicators.3.target`) to the cell it stood in: a field with a
    place and no value is a blank cell, a field without a place is not on the form. `repairs` is every mend made.
    `published` is the day on which the page or notice around the table says it was made public, ISO 8601; None where none does.
    """

    place: Place | None = None
    places: Mapping[str, Place] = Factory(dict[str, Place])
    repairs: tuple[Repair, ...] = ()
    published: str | None = None


@frozen
class Declaration:
    """One target table as read: the project, its money, its goal, its indicators, and where each stood.

    Money is in yuan (元). A text is None where the form has no such cell or leaves it blank; `Source.places` tells which.
    `complete` is false where the source ended inside the form, so that what is missing is not known to be missing.
    `blank_levels` are the second levels that the form prints without an indicator under them, `level_weights` the points that
    it prints in the heads of its first levels.
    """

    form: FormKind
    title: str | None = None
    year: int | None = None
    project: str | None = None
    code: str | None = None
    department: CodedName | None = None
    unit: str | None = None
    attribute: CodedName | None = None
    term: str | None = None
    funds: Funds = Funds()
    funds_midterm: Funds | None = None
    execution: Execution | None = None
    goal: str | None = None
    goal_midterm: str | None = None
    goal_actual: str | None = None
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    midterm_indicators: tuple[Indicator, ...] = ()
    total_score: Decimal | None = field(default=None, converter=plain_or_none)
    extra: tuple[ExtraCell, ...] = ()
    blank_levels: tuple[BlankLevel, ...] = ()
    level_weights: tuple[LevelWeight, ...] = ()
    complete: bool = True
    source: Source = Source()
