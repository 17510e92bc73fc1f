"""Budget entry (预算项目): one line of the year's list of projects, against which a table can be held."""

from decimal import Decimal

from attrs import field, frozen

from jiheng.model.decimals import plain_or_none


@frozen
class BudgetEntry:
    """A project of the year's approved or proposed list (年度预算项目清单); `amount` in yuan, None where the list gives none."""

    project: str
    code: str | None = None
    unit: str | None = None
    year: int | None = None
    amount: Decimal | None = field(default=None, converter=plain_or_none)
