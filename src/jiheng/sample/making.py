"""Making declarations (生成样例): random but plausible tables of a bureau, whose costs, counts, goal and funds agree."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

from attrs import Factory, frozen

from jiheng.model.declaration import CodedName, Declaration, FormKind, Source
from jiheng.model.funds import FundLine, Funds
from jiheng.model.indicator import Indicator
from jiheng.model.place import Place
from jiheng.sample.rows import Styles, indicators
from jiheng.sample.sectors import Plan, Sector, sectors

PLACES = ("青禾县", "白石县", "临溪县", "长丰区", "松岭市", "安平县", "东湖区", "西河县", "望江县", "清源县")
ATTRIBUTES = (("0101", "一年期项目"), (None, "经常性项目"), (None, "延续项目"), (None, "新增项目"))
MONTHS = 12
YEARS = (2022, 2025)
PER_UNIT = (2, 4)


@frozen
class Sample:
    """A declaration and where its rows stand: `count`, `price`, `quality`, `time`, `served` … to positions of indicators."""

    declaration: Declaration
    plan: Plan
    rows: Mapping[str, int] = Factory(dict[str, int])


@frozen
class Bureau:
    """Who files: the unit, its department with code, the year, and how this unit writes."""

    unit: str
    department: CodedName
    year: int
    styles: Styles


def samples(seed: int, number: int) -> Iterator[tuple[Sample, ...]]:
    """At least `number` tables, bureau by bureau: each item is what one unit files for one year. The same seed gives the same."""
    random = Random(seed)  # noqa: S311 - invented tables, no secrets
    made = 0
    while made < number:
        group = _bureau_year(random)
        made += len(group)
        yield group


def _bureau_year(random: Random) -> tuple[Sample, ...]:
    sector = random.choice(sectors())
    bureau = _bureau(random, sector)
    plans = random.sample(sector.plans, random.randint(*PER_UNIT))
    return tuple(made(random, bureau, plan, f"{bureau.year % 100}T{random.randrange(10**6):06d}") for plan in plans)


def _bureau(random: Random, sector: Sector) -> Bureau:
    place = random.choice(PLACES)
    unit = sector.unit.format(place=place)
    department = CodedName(f"{random.randint(100, 499)}", unit)
    return Bureau(unit, department, random.randint(*YEARS), Styles.drawn(random))


def made(random: Random, bureau: Bureau, plan: Plan, code: str, growth: Decimal = Decimal(1)) -> Sample:
    """One table of the bureau; its counts grow by the factor, so that the same dice give a project's next year."""
    counts = [max(1, int(random.randint(count.least, count.most) * growth)) for count in plan.counts]
    price, total = _money(random, plan, counts)
    rows, roles = indicators(random, plan, bureau.styles, bureau.year, counts, price, total)
    attribute = CodedName(*random.choice(ATTRIBUTES))
    declaration = Declaration(
        FormKind.TARGET,
        title="部门项目支出绩效目标表",
        year=bureau.year,
        project=plan.name,
        code=code if bureau.styles.coded else None,
        department=bureau.department,
        unit=bureau.unit,
        attribute=attribute,
        term="1年",
        funds=_funds(random, total),
        goal=plan.goal.format(*counts),
        indicators=rows,
        source=_source(rows),
    )
    return Sample(declaration, plan, roles)


def _money(random: Random, plan: Plan, counts: list[int]) -> tuple[Decimal | None, Decimal]:
    """The unit price (None where the plan has items) and the total in yuan that follows from it."""
    if plan.price is None:
        return None, Decimal(random.randint(20, 400) * 1000)
    step = 10 ** max(0, len(str(plan.price.least)) - 2)
    price = Decimal(random.randrange(plan.price.least, plan.price.most + 1, step))
    periods = MONTHS if plan.price.unit.endswith("/月") else 1
    return price, price * counts[plan.price.count] * periods


def _funds(random: Random, total: Decimal) -> Funds:
    other = Decimal(0) if random.random() < 0.7 else (total / 5).to_integral_value()
    fiscal = total - other
    lines = (FundLine("财政拨款", fiscal), FundLine("其他资金", other))
    return Funds(total, fiscal, other, lines)


def _source(rows: tuple[Indicator, ...]) -> Source:
    """Places as a form would give them, so that no cell counts as absent."""
    head = ("project", "department", "unit", "attribute", "term", "funds.total", "funds.fiscal", "funds.other", "goal")
    places = {name: Place(table=1, row=number) for number, name in enumerate(head, 1)}
    for position in range(len(rows)):
        place = Place(table=1, row=len(head) + position + 2)
        places |= {f"indicators.{position}.{name}": place for name in ("level1", "level2", "name", "target")}
    return Source(Place(table=1), places)
