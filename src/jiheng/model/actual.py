"""Actuals (实际完成值清单): what a list says was reached and spent, before it is known of which table each line speaks."""

from decimal import Decimal

from attrs import field, frozen

from jiheng.model.decimals import plain_or_none
from jiheng.model.place import Place


@frozen
class ActualLine:
    """One line of a list of actuals; None for what its columns do not say.

    `actual` is as the list says it, with the unit that its column or head names. `executed` 全年执行数 and `annual` 全年预算数 are in yuan. A line without `indicator` speaks of the project's money only.
    `supposed_unit` is the unit of money that was taken where neither head nor cell names one.
    """

    project: str | None = None
    code: str | None = None
    level2: str | None = None
    indicator: str | None = None
    actual: str | None = None
    reason: str | None = None
    executed: Decimal | None = field(default=None, converter=plain_or_none)
    annual: Decimal | None = field(default=None, converter=plain_or_none)
    supposed_unit: str | None = None
    place: Place | None = None


@frozen
class Unmatched:
    """A line of actuals that no table or row takes, and the reason in a sentence."""

    project: str | None
    indicator: str | None
    reason: str
    place: Place | None = None
