"""Faults of the form: FRM and TXT, PUB."""

from decimal import Decimal
from typing import Any

from attrs import evolve

from jiheng.model.budget_entry import BudgetEntry
from jiheng.model.declaration import CodedName, ExtraCell
from jiheng.model.indicator import BlankLevel
from jiheng.model.place import Place
from jiheng.model.value import NO_VALUE
from jiheng.sample.faults.planting import Bed, Planted, planted, retold, with_rows


def frm001(bed: Bed) -> Planted:
    """A required cell left blank."""
    blank: dict[str, Any] = {bed.random.choice(("project", "goal", "term", "attribute")): None}
    return planted(bed, evolve(bed.table, **blank))


def frm002(bed: Bed) -> Planted:
    """A required second level without an indicator."""
    gone = bed.random.choice(("质量指标", "时效指标", "服务对象满意度指标"))
    rows = [evolve(row, required=True) for row in bed.table.indicators]
    level1 = next(row.level1 for row in rows if row.level2 == gone)
    node = next(row.node for row in rows if row.level2 == gone)
    table = with_rows(bed.table, [row for row in rows if row.level2 != gone])
    return planted(bed, evolve(table, blank_levels=(BlankLevel(level1, gone, node, True, Place(table=1, row=40)),)))


def frm003(bed: Bed) -> Planted:
    """An indicator without a target."""
    position = bed.random.randrange(len(bed.table.indicators))
    return planted(bed, retold(bed.table, position, target=NO_VALUE), position)


def frm004(bed: Bed) -> Planted | None:
    """A deadline after the term."""
    position = next((number for number, row in enumerate(bed.table.indicators) if row.target.by), None)
    if position is None:
        return None
    late = (bed.table.year or 0) + 2
    return planted(bed, retold(bed.table, position, target=f"{late}年6月底前"))


def frm005(bed: Bed) -> Planted:
    """A one-year project whose term is longer."""
    years = bed.random.choice(("2年", "3年", "5年"))
    return planted(bed, evolve(bed.table, attribute=CodedName("0101", "一年期项目"), term=years))


def frm006(bed: Bed) -> Planted:
    """The template's placeholder left where a value is due."""
    position = bed.row("count") or 0
    unit = bed.table.indicators[position].target.unit or "个"
    return planted(bed, retold(bed.table, position, target=bed.random.choice((f"≥**{unit}", f"××{unit}", "待补"))), position)


def frm007(bed: Bed) -> Planted:
    """The mid-term goal is the annual goal word for word."""
    table = evolve(bed.table, goal_midterm=bed.table.goal)
    source = evolve(table.source, places={**table.source.places, "goal_midterm": Place(table=1, row=9)})
    return planted(bed, evolve(table, source=source))


def _entry(bed: Bed) -> BudgetEntry:
    table = bed.table
    return BudgetEntry(table.project or "", table.code, table.unit, table.year, table.funds.total)


def frm008(bed: Bed) -> Planted:
    """The list of projects knows the code under another name."""
    code = bed.table.code or "35T000123"
    return planted(bed, evolve(bed.table, code=code), budget=(evolve(_entry(bed), code=code, project="数字乡村示范点建设"),))


def fnd010(bed: Bed) -> Planted:
    """The list of projects gives another amount."""
    entry = _entry(bed)
    return planted(bed, bed.table, budget=(evolve(entry, amount=(entry.amount or Decimal(0)) + 12000),))


def frm009(bed: Bed) -> Planted:
    """A term of two years with one amount and one goal."""
    year = bed.table.year or 0
    return planted(bed, evolve(bed.table, attribute=CodedName(None, "延续项目"), term=f"{year}年3月-{year + 1}年12月"))


def txt001(bed: Bed) -> Planted:
    """A phrase said twice."""
    phrase = bed.random.choice(("规范管理流程", "提升服务质量", "加强日常监督"))
    return planted(bed, evolve(bed.table, goal=f"{bed.table.goal}坚持{phrase}、{phrase}。"))


def txt002(bed: Bed) -> Planted:
    """An abbreviation that nothing explains."""
    return planted(bed, evolve(bed.table, goal=f"{bed.table.goal}推广{bed.random.choice(('KPQ', 'ZGM', 'BTX'))}管理模式。"))


def pub001(bed: Bed) -> Planted:
    """Published in autumn."""
    return planted(bed, evolve(bed.table, source=evolve(bed.table.source, published=f"{bed.table.year}-09-12")))


def pub002(bed: Bed) -> Planted:
    """A mobile number in the table."""
    number = f"13{bed.random.randint(100_000_000, 999_999_999)}"
    return planted(bed, evolve(bed.table, extra=(ExtraCell("联系电话", number, Place(table=1, row=30)),)))
