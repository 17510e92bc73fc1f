"""Faults of values: VAL."""

from decimal import Decimal

from jiheng.model.indicator_library import IndicatorLibrary, Spread
from jiheng.sample.faults.planting import Bed, Planted, beside, figure, planted, retold


def _at(bed: Bed, role: str, target: str) -> Planted | None:
    position = bed.row(role)
    return None if position is None else planted(bed, retold(bed.table, position, target=target), position)


def val001(bed: Bed) -> Planted | None:
    """A phrase where a figure is due."""
    return _at(bed, "quality", bed.random.choice(("显著提高", "有效保障", "效果明显", "大幅改善")))


def val002(bed: Bed) -> Planted | None:
    """A value of another kind than the level asks for."""
    role, target = bed.random.choice((("time", "≥50件"), ("served", "≥200人"), ("price", "≥95%")))
    return _at(bed, role, target)


def val003(bed: Bed) -> Planted | None:
    """A percentage that can't be, or everybody satisfied."""
    role, target = bed.random.choice((("quality", "≥120%"), ("served", "100%")))
    return _at(bed, role, target)


def val004(bed: Bed) -> Planted | None:
    """A value that can't be read."""
    return _at(bed, "count", bed.random.choice(("≧ %", "公里", "≥")))


def val005(bed: Bed) -> Planted | None:
    """A satisfaction that asks little."""
    return _at(bed, "served", f"≥{bed.random.randint(50, 79)}%")


def val006(bed: Bed) -> Planted | None:
    """A count without a unit, where the name gives none either."""
    position = bed.row("count")
    if position is None:
        return None
    return planted(bed, beside(bed.table, position, "更新配套设施数量", f"≥{bed.random.randint(12, 90)}"), position + 1)


def val007(bed: Bed) -> Planted | None:
    """A target that cannot fail."""
    position = bed.row("count")
    if position is None:
        return None
    return planted(bed, retold(bed.table, position, target=f"≥0{bed.table.indicators[position].target.unit}"), position)


def val008(bed: Bed) -> Planted | None:
    """Direction against sign."""
    position = bed.row("count")
    if position is None:
        return None
    target = bed.table.indicators[position].target
    return planted(bed, retold(bed.table, position, target=f"≥{figure(target.lower)}{target.unit}", direction="反向指标"), position)


def val009(bed: Bed) -> Planted | None:
    """A cost rounded to nothing."""
    position = bed.row("price")
    if position is None:
        return None
    return planted(bed, retold(bed.table, position, target="0万元/人"), position)


def val010(bed: Bed) -> Planted | None:
    """A date as a spreadsheet's serial number."""
    position = bed.row("time")
    if position is None:
        return None
    serial = bed.random.randint(45_000, 45_900)
    return planted(bed, retold(bed.table, position, name="任务完成时间", target=f"{serial:,}"), position)


def val011(bed: Bed) -> Planted | None:
    """Far below what others set."""
    position = bed.row("quality")
    if position is None:
        return None
    row = bed.table.indicators[position]
    spread = Spread(row.name, row.node or "", "%", 60, Decimal(90), Decimal(95), Decimal(98))
    return planted(bed, retold(bed.table, position, target="≥40%"), position, library=IndicatorLibrary((spread,)))
