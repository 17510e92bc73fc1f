"""Faults of self-evaluation and monitoring: SCR and MON."""

from datetime import date
from decimal import Decimal

from attrs import evolve

from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.funds import Execution
from jiheng.model.indicator import Indicator
from jiheng.model.place import Place
from jiheng.model.value import NO_VALUE
from jiheng.sample.faults.planting import Bed, Planted, figure, planted, retold, yuan
from jiheng.values import read_value

TEN = Decimal(10)


def evaluated(bed: Bed) -> Declaration:
    """The chosen table a year later: everything met, all points given, the money spent."""
    table = bed.table
    share = Decimal(90) / len(table.indicators)
    weight = share.quantize(Decimal("0.1"), "ROUND_DOWN")
    rows: list[Indicator] = []
    for position, row in enumerate(table.indicators):
        last = position == len(table.indicators) - 1
        points = Decimal(90) - weight * (len(table.indicators) - 1) if last else weight
        rows.append(evolve(row, weight=points, score=points, actual=read_value(_actual(row.target.text), year=table.year)))
    total = yuan(table)
    execution = Execution(total, total, total, None, TEN, Decimal(100), TEN)
    reasons = {f"indicators.{position}.reason": Place(table=1, row=position + 12) for position in range(len(rows))}
    source = evolve(table.source, places={**table.source.places, **reasons})
    form = FormKind.SELF_EVALUATION
    return evolve(table, form=form, indicators=tuple(rows), execution=execution, total_score=Decimal(100), source=source)


def _actual(target: str) -> str:
    for sign in ("不低于", "大于等于", "不超过", "小于等于", "≥", "≤", ">=", "<=", "≧", "=", "底前", "前"):
        target = target.replace(sign, "")
    return target.strip()


def scr001(bed: Bed) -> Planted:
    """Weights that do not add up."""
    table = evaluated(bed)
    row = table.indicators[0]
    points = (row.weight or TEN) + 3
    return planted(bed, retold(table, 0, weight=points, score=points))


def scr002(bed: Bed) -> Planted | None:
    """Points taken off for a target that is met."""
    position = bed.row("quality")
    if position is None:
        return None
    table = evaluated(bed)
    score = (table.indicators[position].score or TEN) - 2
    table = retold(table, position, score=score)
    return planted(bed, evolve(table, total_score=Decimal(98)), position)


def scr003(bed: Bed) -> Planted:
    """An execution rate that the money does not give."""
    table = evaluated(bed)
    execution = evolve(table.execution or Execution(), executed=(yuan(table) / 2).quantize(Decimal(1)))
    return planted(bed, evolve(table, execution=execution))


def scr004(bed: Bed) -> Planted | None:
    """Twice what was promised, without a word."""
    position = bed.row("count")
    if position is None:
        return None
    table = evaluated(bed)
    target = table.indicators[position].target
    table = retold(
        table, position, target=f"≥{figure(target.lower)}{target.unit}", actual=f"{figure((target.lower or 0) * 2)}{target.unit}"
    )
    return planted(bed, table, position)


def scr005(bed: Bed) -> Planted | None:
    """A phrase for a number."""
    position = bed.row("quality")
    return None if position is None else planted(bed, retold(evaluated(bed), position, actual="基本完成"), position)


def scr006(bed: Bed) -> Planted | None:
    """Missed, and nobody says why."""
    position = bed.row("served")
    if position is None:
        return None
    table = evaluated(bed)
    weight = table.indicators[position].weight or TEN
    lower = table.indicators[position].target.lower or Decimal(90)
    score = (weight * 60 / lower).quantize(Decimal("0.01"))
    table = retold(table, position, actual="60%", score=score)
    return planted(bed, evolve(table, total_score=Decimal(100) - weight + score), position)


def scr007(bed: Bed) -> Planted:
    """A scoring rule that decides nothing."""
    return planted(bed, retold(bed.table, 0, scoring=bed.random.choice(("未达指标值酌情扣分", "视完成情况给分"))))


def scr008(bed: Bed) -> Planted | None:
    """Two grades with one threshold."""
    position = bed.row("quality")
    return None if position is None else planted(bed, retold(bed.table, position, scoring="优95，良90，中80，差80"), position)


def scr009(bed: Bed) -> Planted | None:
    """An actual left blank in a form that is filled."""
    position = bed.row("quality")
    return None if position is None else planted(bed, retold(evaluated(bed), position, actual=NO_VALUE), position)


def _watched(bed: Bed, spent: Decimal, done: Decimal) -> Declaration | None:
    """The chosen table under monitoring, with a share of the money spent and of the count delivered."""
    position = bed.row("count")
    if position is None:
        return None
    table = evolve(bed.table, form=FormKind.MONITORING)
    for number, row in enumerate(table.indicators):
        if row.node == "output.quantity" and row.target.lower:
            table = retold(table, number, to_date=f"{figure(int(row.target.lower * done))}{row.target.unit}")
    total = yuan(table)
    return evolve(table, execution=Execution(total, total, (total * spent).quantize(Decimal(1))))


def mon001(bed: Bed) -> Planted | None:
    """Behind what the policy asks for in autumn."""
    table = _watched(bed, Decimal("0.1"), Decimal("0.1"))
    return None if table is None else planted(bed, table, today=date(bed.table.year or 0, 11, 5), policy="sichuan")


def mon002(bed: Bed) -> Planted | None:
    """Money far ahead of the work."""
    table = _watched(bed, Decimal("0.9"), Decimal("0.3"))
    return None if table is None else planted(bed, table, today=date(bed.table.year or 0, 9, 5), policy="sichuan")
