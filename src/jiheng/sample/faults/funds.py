"""Faults of money: FND."""

from decimal import Decimal

from attrs import evolve

from jiheng.model.funds import Funds
from jiheng.model.place import Place
from jiheng.sample.faults.planting import Bed, Planted, figure, planted, retold, with_total, yuan

ODD_SHARES = (Decimal("0.637"), Decimal("0.573"), Decimal("0.711"))


def fnd001(bed: Bed) -> Planted:
    """The total is not the sum of its parts."""
    total = yuan(bed.table) + bed.random.choice((7000, 13000, 55000))
    return planted(bed, evolve(bed.table, funds=evolve(bed.table.funds, total=total)))


def fnd002(bed: Bed) -> Planted:
    """Two amounts in the name that do not add up to the total."""
    share = yuan(bed.table) / 3
    first, second = (figure((share * part / 10000).quantize(Decimal("0.01"))) for part in (1, Decimal("1.4")))
    return planted(bed, evolve(bed.table, project=f"{bed.table.project}：设施经费{first}万元、人员经费{second}万元"))


def fnd003(bed: Bed) -> Planted | None:
    """One of the items is larger than the budget leaves."""
    position = bed.row("item")
    if position is None:
        return None
    amount = bed.table.indicators[position].target.upper or Decimal(0)
    return planted(bed, retold(bed.table, position, target=f"{figure(amount + yuan(bed.table) / 4)}元"))


def _priced_exactly(bed: Bed) -> bool:
    """Whether the table states count and price as figures, so that the product is one figure."""
    count, price = bed.row("count"), bed.row("price")
    if count is None or price is None:
        return False
    rows = bed.table.indicators
    priced = rows[bed.sample.plan.price.count if bed.sample.plan.price else 0].target if rows[0].node == "output.quantity" else None
    targets = (priced or rows[count].target, rows[price].target)
    return all(target.lower is not None and target.lower == target.upper for target in targets)


def fnd004(bed: Bed) -> Planted | None:
    """Count times price is not the total, and no plain share of it either."""
    if not _priced_exactly(bed):
        return None
    total = (yuan(bed.table) * bed.random.choice(ODD_SHARES)).quantize(Decimal(1))
    return planted(bed, with_total(bed.table, total))


def fnd005(bed: Bed) -> Planted | None:
    """Every count must stay at its least."""
    count, price = bed.row("count"), bed.row("price")
    if count is None or price is None or bed.sample.plan.price is None or len(bed.sample.plan.counts) > 1:
        return None
    table = bed.table
    number = table.indicators[count].target.lower or Decimal(0)
    unit = table.indicators[count].target.unit
    amount = table.indicators[price].target.upper or Decimal(0)
    table = retold(table, count, target=f"≥{figure(number)}{unit}")
    return planted(bed, retold(table, price, target=f"{figure(amount)}{bed.sample.plan.price.unit}"))


def fnd006(bed: Bed) -> Planted | None:
    """A cost per month, or per person where many are served, that is the whole budget."""
    price, count = bed.row("price"), bed.row("count")
    if price is None or count is None:
        return None
    persons = bed.table.indicators[count].target.unit == "人"
    named = bed.random.choice(("人均补助", "每人补助金额") if persons else ("每月工作经费", "每月运行费用"))
    return planted(bed, retold(bed.table, price, name=named, target=f"{figure(yuan(bed.table))}元"), price)


def fnd007(bed: Bed) -> Planted:
    """The parts in 元, the total in 万元."""
    funds = bed.table.funds
    return planted(bed, evolve(bed.table, funds=evolve(funds, total=yuan(bed.table) * 10000)))


def fnd008(bed: Bed) -> Planted:
    """The year exceeds the whole."""
    table = evolve(bed.table, funds_midterm=Funds((yuan(bed.table) * Decimal("0.8")).quantize(Decimal(1))))
    source = evolve(table.source, places={**table.source.places, "funds_midterm.total": Place(table=1, row=6)})
    return planted(bed, evolve(table, source=source))


def fnd009(bed: Bed) -> Planted:
    """No total of the year, only what was spent before."""
    goal = f"项目累计投入资金{bed.random.randint(300, 900)}万元，{bed.table.goal}"
    return planted(bed, evolve(bed.table, funds=Funds(), goal=goal))
