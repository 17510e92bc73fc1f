"""Score (自评得分): what a project's targets, actuals and money give by a scoring policy, each point explained."""

from decimal import Decimal

from attrs import field, frozen

from jiheng.model.decimals import plain, plain_or_none


@frozen
class ExecutionScore:
    """The points for the execution of the budget (预算执行).

    `rate` is money spent by the year's budget, in percent; None where an amount is missing. `weight` and `score` are points.
    """

    rate: Decimal | None = field(converter=plain_or_none)
    weight: Decimal = field(converter=plain)
    score: Decimal = field(converter=plain)
    explanation: str


@frozen
class IndicatorScore:
    """The points of one indicator, `position` counting from 0 in the declaration's `indicators`.

    `degree` is the share of the target reached as the policy counts it, 0 to 1. `settled` is false where a person must still
    supply or decide something: `degree` and `score` are then what is certain already.
    """

    position: int
    weight: Decimal = field(converter=plain)
    degree: Decimal = field(converter=plain)
    score: Decimal = field(converter=plain)
    explanation: str
    settled: bool = True


@frozen
class Score:
    """One project's score: `total` is the sum of all points, or the policy's cap (见 notes) where that is lower.

    `grade` (优良中差) is None while something is `missing`: sentences on what a person must still supply. `notes` say what was
    proposed or taken (weights that the form leaves out, rows left out, a cap). `declaration` is the position in the order read.
    """

    project: str | None
    total: Decimal = field(converter=plain)
    grade: str | None
    execution: ExecutionScore
    indicators: tuple[IndicatorScore, ...]
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    declaration: int = 0
    policy: str = ""
    policy_version: str = ""
