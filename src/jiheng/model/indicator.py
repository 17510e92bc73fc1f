"""Indicator (绩效指标): one row of the indicator tree."""

from decimal import Decimal

from attrs import field, frozen

from jiheng.model.decimals import plain, plain_or_none
from jiheng.model.place import Place
from jiheng.model.value import NO_VALUE, Value


@frozen
class RegionTarget:
    """The target of one region (地区) in a transfer form (转移支付区域绩效目标表)."""

    name: str
    target: Value


@frozen
class LabelledText:
    """A filled cell of a row whose column has no field of its own."""

    label: str
    text: str


@frozen
class BlankLevel:
    """A second level (二级指标) that the form prints and under which the unit put no indicator.

    Labels as in Indicator; `required` is true where the form marks the level 必填, false where it marks it 选填, else None.
    """

    level1: str | None
    level2: str
    node: str | None = None
    required: bool | None = None
    place: Place | None = None


@frozen
class LevelWeight:
    """The points that a form prints in the head of a first level (产出指标（50分）)."""

    level1: str
    weight: Decimal = field(converter=plain)


@frozen
class Indicator:
    """One indicator: its levels (一级/二级/三级指标), its target (指标值) and what the form says beside it.

    Levels and name are as the form says them without 必填 mark, numbering and points; `node` is the place in the
    official tree (`output.quantity`) or None. A text that the form has no cell for is None. `weight` is in points (分值).
    `actual`, `score`, `reason` come from self-evaluation, `to_date`, `forecast`, `possibility` from monitoring forms.
    """

    name: str
    level1: str | None = None
    level2: str | None = None
    node: str | None = None
    target: Value = NO_VALUE
    weight: Decimal | None = field(default=None, converter=plain_or_none)
    required: bool | None = None
    regions: tuple[RegionTarget, ...] = ()
    place: Place | None = None
    direction: str | None = None
    nature: str | None = None
    explanation: str | None = None
    scoring: str | None = None
    basis: str | None = None
    remark: str | None = None
    extra: tuple[LabelledText, ...] = ()
    actual: Value | None = None
    score: Decimal | None = field(default=None, converter=plain_or_none)
    reason: str | None = None
    to_date: Value | None = None
    forecast: Value | None = None
    possibility: str | None = None
