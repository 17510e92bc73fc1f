"""Faults of indicators: IND."""

from attrs import evolve

from jiheng.sample.faults.planting import Bed, Planted, beside, figure, planted, retold, with_rows, yuan
from jiheng.values import read_value


def ind001(bed: Bed) -> Planted | None:
    """A count filed as quality, or a rate of passing filed as quantity."""
    count, quality = bed.row("count"), bed.row("quality")
    if count is None or quality is None:
        return None
    if bed.random.random() < 0.5:
        return planted(bed, beside(bed.table, quality, "受理群众来访件数", "≥120件"), quality + 1)
    return planted(bed, beside(bed.table, count, "检验合格率", "≥95%"), count + 1)


def ind002(bed: Bed) -> Planted | None:
    """Cases counted in persons, person-times in persons."""
    count = bed.row("count")
    if count is None:
        return None
    name, target = bed.random.choice((("办结投诉案件数量", "≥160人"), ("现场咨询服务人次", "≥900人"), ("走访慰问户数", "≥60人")))
    return planted(bed, beside(bed.table, count, name, target), count + 1)


def ind003(bed: Bed) -> Planted | None:
    """An upper bound on what should be delivered."""
    count = bed.row("count")
    if count is None:
        return None
    target = bed.table.indicators[count].target
    return planted(bed, retold(bed.table, count, target=f"≤{figure(target.lower)}{target.unit}"), count)


def ind004(bed: Bed) -> Planted:
    """The same indicator twice."""
    position = bed.row("quality") or 0
    row = bed.table.indicators[position]
    return planted(bed, beside(bed.table, position, row.name, row.target.text))


def ind005(bed: Bed) -> Planted | None:
    """One name as quantity and as cost, without a rate."""
    count, price = bed.row("count"), bed.row("price")
    if count is None or price is None:
        return None
    name = "开展志愿服务活动"
    table = retold(bed.table, price, name=name, target=f"≤{figure(yuan(bed.table) // 3)}元")
    return planted(bed, beside(table, count, name, "≥14次"))


def ind006(bed: Bed) -> Planted | None:
    """A process as an output."""
    count = bed.row("count")
    if count is None:
        return None
    name, target = bed.random.choice((("召开工作会议", "≥6次"), ("印发工作文件", "≥4份"), ("资金到位率", "100%")))
    return planted(bed, beside(bed.table, count, name, target), count + 1)


def ind007(bed: Bed) -> Planted | None:
    """Satisfaction of nobody."""
    served = bed.row("served")
    return None if served is None else planted(bed, retold(bed.table, served, name="满意度"), served)


def ind008(bed: Bed) -> Planted | None:
    """The only cost is the whole budget."""
    position = bed.row("price")
    if position is None:
        position = bed.row("item")
    if position is None:
        return None
    kept = [
        row for number, row in enumerate(bed.table.indicators) if row.node not in {"output.cost", "cost.economic"} or number == position
    ]
    at = next(number for number, row in enumerate(kept) if row.node in {"output.cost", "cost.economic"})
    whole = evolve(kept[at], name="项目总成本", target=read_value(f"≤{figure(yuan(bed.table))}元"))
    return planted(bed, with_rows(bed.table, (*kept[:at], whole, *kept[at + 1 :])), at)


def ind009(bed: Bed) -> Planted | None:
    """A sentence for a name, or a name with its number."""
    position = bed.row("benefit")
    if position is None:
        return None
    name = bed.random.choice(("全面提升服务水平，切实增强群众获得感，推动各项工作再上新台阶", "为地方高质量发展保驾护航"))
    return planted(bed, retold(bed.table, position, name=name, target="效果明显"), position)


def ind010(bed: Bed) -> Planted | None:
    """One requirement with two targets under two levels."""
    count, benefit = bed.row("count"), bed.row("benefit")
    if count is None or benefit is None:
        return None
    row = bed.table.indicators[count]
    number = (row.target.lower or row.target.upper or 0) * 2
    return planted(bed, retold(bed.table, benefit, name=row.name, target=f"≥{figure(number)}{row.target.unit}"))
