"""Rows of a made table (样例指标): each plan's promises written the way one unit writes them."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from attrs import frozen

from jiheng.model.indicator import Indicator
from jiheng.sample.sectors import DATE, Plan, Promised
from jiheng.values import read_value

OUTPUT = "产出指标"
COST_FIRST = "成本指标"
NODES = {
    "数量指标": "output.quantity",
    "质量指标": "output.quality",
    "时效指标": "output.timeliness",
    "成本指标": "output.cost",
    "经济成本指标": "cost.economic",
    "经济效益指标": "benefit.economic",
    "社会效益指标": "benefit.social",
    "生态效益指标": "benefit.ecological",
    "可持续影响指标": "benefit.sustainable",
    "服务对象满意度指标": "satisfaction.recipients",
}
LEAST = ("≥{}", "≥ {}", ">={}", "不低于{}", "大于等于{}", "≧{}")
MOST = ("≤{}", "<={}", "不超过{}", "小于等于{}")
EXACT = ("{}", "={}")
DEADLINES = ("{year}年{month}月底前", "{year}年{month}月底", "{month}月底前", "{year}年{month}月30日前")
SATISFIED = (88, 96)


@frozen
class Styles:
    """How one unit writes: its signs for at least, at most and exactly, its deadlines, the satisfaction it asks, cost as a first level, weights, codes."""

    least: str
    most: str
    exact: str
    deadline: str
    satisfied: int
    counts_exactly: bool
    prices_exactly: bool
    cost_first: bool
    weighted: bool
    coded: bool

    @classmethod
    def drawn(cls, random: Random) -> "Styles":
        """The habits of one unit."""
        return cls(
            random.choice(LEAST),
            random.choice(MOST),
            random.choice(EXACT),
            random.choice(DEADLINES),
            random.randint(*SATISFIED),
            random.random() < 0.5,
            random.random() < 0.5,
            random.random() < 0.4,
            random.random() < 0.4,
            random.random() < 0.6,
        )


@frozen
class _Line:
    role: str
    level1: str
    level2: str
    name: str
    target: str


def indicators(
    random: Random, plan: Plan, styles: Styles, year: int, counts: Sequence[int], price: Decimal | None, total: Decimal
) -> tuple[tuple[Indicator, ...], dict[str, int]]:
    """The rows of one table in the form's order, and the position of the first row of each role."""
    lines = [
        *_counts(plan, styles, counts),
        *(_Line("quality", OUTPUT, "质量指标", row.name, _promise(random, row, styles, year)) for row in plan.quality),
        *(_Line("time", OUTPUT, "时效指标", row.name, _promise(random, row, styles, year)) for row in plan.time),
        *_costs(plan, styles, price, total),
        *(_Line("benefit", "效益指标", level, row.name, _promise(random, row, styles, year)) for level, row in plan.benefits),
        _Line("served", "满意度指标", "服务对象满意度指标", plan.served, styles.least.format(f"{styles.satisfied}%")),
    ]
    if styles.cost_first:
        lines.sort(key=lambda line: line.level1 != COST_FIRST)
    weights = _weights(lines, cost_first=styles.cost_first) if styles.weighted else [None] * len(lines)
    rows = tuple(_indicator(line, year, weight) for line, weight in zip(lines, weights, strict=True))
    roles: dict[str, int] = {}
    for position, line in enumerate(lines):
        roles.setdefault(line.role, position)
    return rows, roles


def _counts(plan: Plan, styles: Styles, counts: Sequence[int]) -> list[_Line]:
    sign = styles.exact if styles.counts_exactly else styles.least
    return [
        _Line("count", OUTPUT, "数量指标", count.name, sign.format(f"{number}{count.unit}"))
        for count, number in zip(plan.counts, counts, strict=True)
    ]


def _costs(plan: Plan, styles: Styles, price: Decimal | None, total: Decimal) -> list[_Line]:
    first, second = (COST_FIRST, "经济成本指标") if styles.cost_first else (OUTPUT, "成本指标")
    sign = styles.exact if styles.prices_exactly else styles.most
    if plan.price is not None and price is not None:
        return [_Line("price", first, second, plan.price.name, sign.format(f"{price:f}{plan.price.unit}"))]
    return [
        _Line("item", first, second, name, sign.format(f"{total * share / 100:f}元".replace(".00元", "元"))) for name, share in plan.items
    ]


def _promise(random: Random, row: Promised, styles: Styles, year: int) -> str:
    if row.unit == DATE:
        return styles.deadline.format(year=year, month=random.choice((6, 9, 11)))
    if row.unit == "%":
        return styles.least.format(f"{row.least}%") if row.least < 100 else "100%"
    if row.unit == "‰" or row.unit.endswith("≤"):
        return styles.most.format(f"{row.most}{row.unit.rstrip('≤')}")
    return styles.least.format(f"{random.randint(row.least, row.most)}{row.unit}")


def _weights(lines: Sequence[_Line], *, cost_first: bool) -> list[Decimal]:
    """Points that add up to 90 as the law splits them, shared evenly within a first level to a tenth."""
    points = {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}
    if not cost_first:
        points = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
    weights: list[Decimal] = []
    for position, line in enumerate(lines):
        within = [number for number, other in enumerate(lines) if other.level1 == line.level1]
        share = (Decimal(points[line.level1]) / len(within)).quantize(Decimal("0.1"), "ROUND_DOWN")
        rest = Decimal(points[line.level1]) - share * len(within)
        weights.append(share + (rest if position == within[-1] else Decimal(0)))
    return weights


def _indicator(line: _Line, year: int, weight: Decimal | None) -> Indicator:
    target = read_value(line.target, year=year)
    return Indicator(line.name, line.level1, line.level2, NODES[line.level2], target, weight)
