"""Faults of goals and between tables: GOL and CON."""

from decimal import Decimal

from attrs import evolve

from jiheng.sample.faults.planting import Bed, Planted, beside, figure, planted, retold, with_total, yuan
from jiheng.values import read_value


def gol001(bed: Bed) -> Planted | None:
    """The goal promises another number than the indicator."""
    position = bed.row("count")
    goal = bed.table.goal or ""
    if position is None:
        return None
    target = bed.table.indicators[position].target
    number = figure(target.lower)
    told = next((text for text in (number, figure((target.lower or Decimal(0)) / 10000)) if text in goal), None)
    if told is None:
        return None
    other = figure(max(1, int((target.lower or 1) // 2)) if told == number else int((target.lower or 0) // 20000) or 1)
    if other == told:
        return None
    return planted(bed, evolve(bed.table, goal=goal.replace(told, other, 1)))


def gol002(bed: Bed) -> Planted:
    """A task in the goal that no indicator measures."""
    task = bed.random.choice(("新建污水提升泵站2座", "购置应急指挥车1辆", "编制地下管线图册3套"))
    return planted(bed, evolve(bed.table, goal=f"{(bed.table.goal or '').rstrip('。')}；{task}。"))


def gol003(bed: Bed) -> Planted | None:
    """A row of another trade's template."""
    position = bed.row("count")
    if position is None:
        return None
    name, target = bed.random.choice((("海上风电机组检修台数", "≥8台"), ("核桃提质增效面积", "≥600亩"), ("地铁盾构机租赁数量", "≥2台")))
    return planted(bed, beside(bed.table, position, name, target), position + 1)


def gol004(bed: Bed) -> Planted:
    """A goal of money and nothing else."""
    amount = figure(yuan(bed.table) / 10000)
    return planted(bed, evolve(bed.table, goal=f"本年度安排财政资金{amount}万元。"))


def con001(bed: Bed) -> Planted | None:
    """One satisfaction with two targets in one unit."""
    if len(bed.samples) < 2 or bed.row("served") is None:
        return None
    other = (bed.chosen + 1) % len(bed.samples)
    name = "辖区群众对政务公开的满意度"
    tables = [sample.declaration for sample in bed.samples]
    for number, target in ((bed.chosen, "≥90%"), (other, "≥95%")):
        tables[number] = retold(tables[number], bed.samples[number].rows["served"], name=name, target=target)
    late = max(bed.chosen, other)
    return Planted(tuple(tables), late, bed.samples[late].rows["served"])


def con002(bed: Bed) -> Planted | None:
    """The figures of one table under the names of another."""
    if len(bed.samples) < 2:
        return None
    tables = [sample.declaration for sample in bed.samples]
    other = (bed.chosen + 1) % len(bed.samples)
    copied = ("≥317人次", "28场次", "≥1460份", "≥37处")
    for number, things in ((bed.chosen, ("服务", "巡查", "资料", "站点")), (other, ("接待", "演练", "图册", "网点"))):
        table = tables[number]
        for position, (thing, target) in enumerate(zip(reversed(things), reversed(copied), strict=True)):
            table = beside(table, bed.samples[number].rows["count"], f"{thing}数量{'甲乙丙丁'[position]}", target)
        tables[number] = table
    return Planted(tuple(tables), max(bed.chosen, other))


def con003(bed: Bed) -> Planted | None:
    """A rate and a count of one thing that imply different levels."""
    count, quality, benefit = bed.row("count"), bed.row("quality"), bed.row("benefit")
    if count is None or quality is None or benefit is None or not count < quality < benefit:
        return None
    table = beside(bed.table, benefit, "复训学员实现就业", "≥30人")
    table = beside(table, quality, "复训学员就业率", "≥80%")
    return planted(bed, beside(table, count, "复训学员", "200人"))


def con004(bed: Bed) -> Planted | None:
    """More money for less than the year before."""
    position = bed.row("count")
    if position is None:
        return None
    row = bed.table.indicators[position]
    number = (row.target.lower or 0) * 2
    before = evolve(
        with_total(bed.table, (yuan(bed.table) / 2).quantize(yuan(bed.table))),
        year=(bed.table.year or 0) - 1,
        code=None,
        indicators=(
            *bed.table.indicators[:position],
            evolve(row, target=read_value(f"≥{figure(number)}{row.target.unit}")),
            *bed.table.indicators[position + 1 :],
        ),
    )
    after = retold(evolve(bed.table, code=None), position, target=f"≥{figure(row.target.lower)}{row.target.unit}")
    return Planted((before, after), 1)


def con005(bed: Bed) -> Planted:
    """The same project declared twice."""
    tables = [sample.declaration for sample in bed.samples]
    return Planted((*tables, evolve(bed.table, code=None)), len(tables))
