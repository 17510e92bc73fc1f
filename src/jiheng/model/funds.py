"""Funds (项目资金) and their execution (预算执行)."""

from decimal import Decimal

from attrs import field, frozen

from jiheng.model.decimals import plain_or_none


@frozen
class FundLine:
    """One line of the money block as written (上年结转, 中央补助 …); `amount` in yuan, None where blank."""

    label: str
    amount: Decimal | None = field(converter=plain_or_none)


@frozen
class Funds:
    """Project money in yuan (元) whatever unit the form shows; None where the form is blank.

    `total` 资金总额, `fiscal` 财政拨款, `other` 其他资金; `sources` every line of the block in order. `printed` is the total
    as the form shows it with its unit (`92.4万元`), which says how sharp it is; None where nothing tells. Two forms that
    show one sum differently say the same, so it is no part of equality.
    """

    total: Decimal | None = field(default=None, converter=plain_or_none)
    fiscal: Decimal | None = field(default=None, converter=plain_or_none)
    other: Decimal | None = field(default=None, converter=plain_or_none)
    sources: tuple[FundLine, ...] = ()
    printed: str | None = field(default=None, eq=False)


@frozen
class Execution:
    """Budget execution of self-evaluation and monitoring forms, money in yuan.

    `initial` 年初预算数, `annual` 全年预算数, `executed` 全年执行数, `forecast` 全年预计执行数; `weight` 分值 and
    `score` 得分 in points; `rate` 执行率 in percent (93.1 for 93.1%). `scored_again` are the lines below the total (财政拨款 …)
    that bear points of their own.
    """

    initial: Decimal | None = field(default=None, converter=plain_or_none)
    annual: Decimal | None = field(default=None, converter=plain_or_none)
    executed: Decimal | None = field(default=None, converter=plain_or_none)
    forecast: Decimal | None = field(default=None, converter=plain_or_none)
    weight: Decimal | None = field(default=None, converter=plain_or_none)
    rate: Decimal | None = field(default=None, converter=plain_or_none)
    score: Decimal | None = field(default=None, converter=plain_or_none)
    scored_again: tuple[str, ...] = ()
