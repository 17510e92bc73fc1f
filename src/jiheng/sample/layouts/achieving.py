"""What became of the targets (完成情况): actual values, scores and reasons that a self-evaluation or a monitoring form shows."""

from decimal import Decimal
from random import Random

from jiheng.model.indicator import Indicator
from jiheng.model.value import ValueKind
from jiheng.sample.layouts.parting import parted

REASONS = ("部分工作受季节影响推迟，下一步加强调度", "指标值设定偏低，今后科学设定指标值", "因供应商交货延迟")


def actual_text(row: Indicator, year: int, *, met: bool, share: Decimal = Decimal(1)) -> str:
    """What the unit reports: the figure itself or a little less, a month for a deadline, the target's words otherwise."""
    parts = parted(row)
    if row.target.kind is ValueKind.DATE:
        return f"{year}年{10 if met else 12}月"
    if not parts.counted:
        return row.target.text
    figure = Decimal(parts.figure) * share * (1 if met else Decimal("0.9"))
    return f"{figure.quantize(Decimal(1)).normalize():f}{parts.unit}" if figure > 1 else f"{figure.normalize():f}{parts.unit}"


def reason(random: Random, *, met: bool) -> str:
    """Why a target was not met; blank or 无 for one that was."""
    return random.choice(REASONS) if not met else random.choice(("", "无"))
