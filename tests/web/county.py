"""A small county for the web's tests: two departments with a unit each, all roles, and tables brought where a test wants them."""

from datetime import date
from decimal import Decimal

from attrs import frozen

from jiheng.model.declaration import CodedName, Declaration, FormKind
from jiheng.model.funds import FundLine, Funds
from jiheng.model.indicator import Indicator
from jiheng.values import read_value
from jiheng.web.approving.actions.approve import approve
from jiheng.web.filing.actions.begin import Beginning, begin
from jiheng.web.filing.actions.object import decide, object_to
from jiheng.web.filing.actions.submit import blocking, submit
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.holding import Objection
from jiheng.web.filing.listed import budget_of
from jiheng.web.filing.tables import keyed, table_of
from jiheng.web.filing.understanding import checked, settings_of
from jiheng.web.filing.way import Level, State
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Appointment, Body, Person, Role, Section
from jiheng.web.reviewing.actions.amend import amend
from jiheng.web.reviewing.actions.judge import Verdict, accept, refuse, send_back

MONEY = Decimal(120000)
TODAY = date(2025, 9, 1)
ROWS = (
    ("产出指标", "数量指标", "output.quantity", "巡查水库次数", "≥48次"),
    ("产出指标", "质量指标", "output.quality", "隐患整改率", "≥95%"),
    ("产出指标", "时效指标", "output.timeliness", "巡查完成时间", "2025年12月底前"),
    ("产出指标", "成本指标", "output.cost", "每次巡查费用", "2500元/次"),
    ("效益指标", "社会效益指标", "benefit.social", "下游受益村数", "≥12个"),
    ("满意度指标", "服务对象满意度指标", "satisfaction.recipients", "库区居民满意度", "≥90%"),
)


@frozen(eq=False)
class County:
    """Who is who, and the task that is open."""

    actors: dict[str, Actor]
    unit: Body
    other: Body
    task: Task

    def __getitem__(self, name: str) -> Actor:
        return self.actors[name]


def declaration(project: str = "水库巡查经费") -> Declaration:
    """A sound target table of a water bureau: 48 visits of 2,500 yuan are 120,000."""
    rows = tuple(Indicator(name, level1, level2, node, read_value(text, year=2025)) for level1, level2, node, name, text in ROWS)
    return Declaration(
        FormKind.TARGET,
        title="项目支出绩效目标表",
        year=2025,
        project=project,
        department=CodedName("310", "水务局"),
        unit="水务局本级",
        attribute=CodedName(None, "一年期项目"),
        term="1年",
        funds=Funds(MONEY, MONEY, None, (FundLine("财政拨款", MONEY),), "120000元"),
        goal="全年巡查水库不少于48次，隐患整改率达到95%以上，保障下游12个村安全。",
        indicators=rows,
    )


def county() -> County:
    """Two departments, their people, the finance office, an auditor and an administrator."""
    region = Body.objects.create(kind="region", code="330000", name="清江县")
    water, roads = (
        Body.objects.create(kind="department", code=code, name=name, parent=region) for code, name in (("310", "水务局"), ("320", "交通局"))
    )
    unit, other = (
        Body.objects.create(kind="unit", code=f"{each.code}001", name=f"{each.name}本级", parent=each) for each in (water, roads)
    )
    first, second = (Section.objects.create(code=code, name=name) for code, name in (("05", "农业室"), ("06", "经建室")))
    first.watches.add(water)
    second.watches.add(roads)
    performance = Section.objects.create(code="11", name="绩效股", kind="performance")
    places = {
        "clerk": (Role.CLERK, unit, None),
        "colleague": (Role.CLERK, unit, None),
        "head": (Role.HEAD, unit, None),
        "department": (Role.DEPARTMENT, water, None),
        "section": (Role.SECTION, None, first),
        "performance": (Role.PERFORMANCE, None, performance),
        "auditor": (Role.AUDITOR, None, None),
        "administrator": (Role.ADMINISTRATOR, None, None),
        "stranger": (Role.CLERK, other, None),
        "other_department": (Role.DEPARTMENT, roads, None),
        "other_section": (Role.SECTION, None, second),
    }
    actors: dict[str, Actor] = {}
    for name, (role, body, section) in places.items():
        person = Person.objects.create(username=name, name=name)
        Appointment.objects.create(person=person, role=role, body=body, section=section)
        actors[name] = Actor(person)
    task = Task.objects.create(form="target", year=2025, title="2025 年项目支出绩效目标", due=date(2025, 10, 31))
    return County(actors, unit, other, task)


def filed(held: County, project: str = "水库巡查经费") -> Filing:
    """A table that the clerk has begun."""
    return begin(held["clerk"], held.task, held.unit, Beginning(keyed(declaration(project))))


def handed_in(held: County, filing: Filing | None = None) -> Filing:
    """A table that the clerk has handed in; where rules find errors, with objections."""
    filing = filing or filed(held)
    filing = Filing.objects.get(pk=filing.pk)
    revision = filing.revision
    assert revision is not None
    answer = checked(table_of(revision), settings_of(filing), today=TODAY, budget=budget_of(filing))
    for finding in blocking(filing, answer):
        object_to(held["clerk"], filing.pk, finding, "标准已经核定")
    submit(held["clerk"], filing.pk, revision=revision.number, word="已核对")
    return Filing.objects.get(pk=filing.pk)


PASSERS = {Level.UNIT: "head", Level.DEPARTMENT: "department", Level.SECTION: "section", Level.PERFORMANCE: "performance"}


def at(held: County, state: State, level: Level | None = None) -> Filing:
    """A table that stands at a state (and level), brought there by deeds."""
    filing = filed(held)
    if state is State.DRAFTING:
        return filing
    filing = handed_in(held, filing)
    stop = level or (Level.PERFORMANCE if state in {State.APPROVED, State.BOUND} else Level.DEPARTMENT)
    for each in held.task.way.levels[: held.task.way.levels.index(stop)]:
        accept(held[PASSERS[each]], filing.pk, Verdict("同意"))
    by = held[PASSERS[stop]]
    if state is State.RETURNED:
        send_back(by, filing.pk, Verdict("请修改"))
    elif state is State.REFUSED:
        refuse(by, filing.pk, Verdict("不符合支出范围"))
    elif state is State.CONFIRMING:
        from jiheng.web.filing.edits import Set

        amend(by, filing.pk, (Set("goal", "改过的目标"),), "表述不清")
    elif state in {State.APPROVED, State.BOUND}:
        for objection in Objection.objects.filter(filing=filing, waived=None):
            decide(by, objection, waived=True, reason="依据充分")
        approve(by, filing.pk, Verdict("同意"))
    return Filing.objects.get(pk=filing.pk)
