"""The county (样例县): twenty departments, three hundred units, three thousand projects and five years, written in one go.

The deeds themselves would take hours for it; so the rows are made as the deeds make them, along the same way, and the trail is one valid chain.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from attrs import define, field, frozen
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from jiheng.model.declaration import FormKind
from jiheng.sample.counties import County, Department, county
from jiheng.web.demo.preparing import Prepared, prepared
from jiheng.web.demo.story import ENDINGS, STAGES, told
from jiheng.web.demo.writing import Writer
from jiheng.web.filing.filings import Task
from jiheng.web.filing.listed import bind_year
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Appointment, Body, Person, Role, Section
from jiheng.web.projects.actions.import_list import fill_list
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Stage
from jiheng.web.trail.chain import record_all

PASSWORD = "jiheng-demo"  # noqa: S105 - the example's, said on its sign-in page
YEARS = 5
TURN = 7
"""From this month on the next year's tables are filed."""
DAYS_LEFT = 6
NEVER_BEGUN = 0.05
"""Share of the open year's tables that their units have not begun."""
CUT = 0.02
"""Share of the projects whose money was cut after the tables were drawn up."""
CENT = Decimal("0.01")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = ("建国", "晓梅", "志强", "丽华", "文博", "雨桐", "海涛", "秀兰", "子轩", "静怡", "永福", "佳慧", "明远", "春燕", "立新", "思琪")
SHOWN = ("clerk", "colleague", "head", "department", "section", "performance", "performance2", "auditor", "administrator")
"""The accounts that the sign-in page has a button for; they are the first ones."""


@frozen(eq=False)
class Unit:
    """A unit in the database, with who acts for it on each level."""

    body: Body
    clerk: Person
    colleague: Person
    head: Person
    department: Person
    section: Person


@define(eq=False)
class Cast:
    """Everybody: the units by department and place in it, and the people of the performance section."""

    units: dict[tuple[int, int], Unit] = field(factory=dict)
    performance: list[Person] = field(factory=list)


@define(eq=False)
class Lists:
    """The years' lists of projects: the lines as the tables come, some of the open year's with less money than their table has."""

    open: int
    lines: dict[int, list[Planned]] = field(factory=dict)

    def add(self, made: Prepared, unit: Body) -> None:
        """The line of a table's project."""
        dice = Random(f"list/{made.project.code}/{made.year}")  # noqa: S311 - an invented list
        amount = made.total or Decimal(dice.randint(5, 60) * 10_000)
        cut = amount / 10 if self.open == made.year and dice.random() < CUT else Decimal(0)
        self.lines.setdefault(made.year, []).append(Planned(made.project.code, made.title, unit, (amount - cut).quantize(CENT)))

    def fill(self, actor: Actor) -> None:
        """Write the lists and bind the tables; in years that are over the list is the approved one and agrees with every table."""
        for year, lines in self.lines.items():
            fill_list(actor, year, Stage.CEILING if year == self.open else Stage.APPROVED, lines)
            bind_year(year)


def fill_county() -> bool:
    """Fill an empty database with the county; false, and nothing done, where anybody is there already."""
    if Person.objects.exists():
        return False
    today = timezone.localdate()
    last = today.year + (today.month >= TURN)
    years = tuple(range(last - YEARS + 1, last + 1))
    with transaction.atomic():
        cast = _cast(county())
        tasks = _tasks(years, today)
        writer, listed = Writer(), Lists(last)
        for job, made in prepared(years):
            unit = cast.units[job.department, job.unit]
            for each in made:
                listed.add(each, unit.body)
                _write(writer, each, unit, cast, tasks[each.year])
        writer.finish()
        record_all(writer.deeds())
        listed.fill(Actor(cast.performance[0]))
    _analyse()
    return True


def _write(writer: Writer, made: Prepared, unit: Unit, cast: Cast, task: Task) -> None:
    dice = Random(f"story/{made.project.code}/{made.year}")  # noqa: S311 - an invented story
    if task.open and dice.random() < NEVER_BEGUN:
        return
    stage = dice.choices(STAGES, [each.share for each in STAGES])[0] if task.open else ENDINGS[made.errors > 0]
    people = {
        "unit": unit.head,
        "department": unit.department,
        "section": unit.section,
        "performance": cast.performance[made.project.number % len(cast.performance)],
    }
    clerk = unit.colleague if made.project.number % 3 == 0 else unit.clerk
    begun = _begun(task, dice)
    writer.add(made, unit.body, task, told(stage, made, clerk, people, begun, dice))


def _begun(task: Task, dice: Random) -> datetime:
    """When the clerk began: in the weeks before the last day, and before now."""
    until = min(timezone.now() - timedelta(days=26), _moment(task.due))
    return until - timedelta(days=dice.randint(0, 18), seconds=dice.randint(0, 8 * 3600))


def _moment(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), timezone.get_current_timezone()) + timedelta(hours=9)


def _tasks(years: Sequence[int], today: date) -> dict[int, Task]:
    """A task a year for the projects, the last one open; and one for the departments' whole, which nobody has begun."""
    out = {}
    for year in years:
        still_open = year == years[-1]
        due = today + timedelta(days=DAYS_LEFT) if still_open else date(year - 1, 10, 31)
        out[year] = Task.objects.create(
            form=FormKind.TARGET.value, year=year, title=f"{year} 年项目支出绩效目标申报", due=due, open=still_open
        )
    whole = Task.objects.create(
        form=FormKind.OVERALL.value, year=years[-1], title=f"{years[-1]} 年部门整体支出绩效目标申报", due=today + timedelta(days=20)
    )
    whole.units.set(Body.objects.filter(kind=Body.Kind.UNIT, code__endswith="001"))
    return out


def _cast(place: County) -> Cast:
    """Bodies, sections and people; the accounts with a button come first."""
    cast, staff = Cast(), Staff()
    region = Body.objects.create(kind=Body.Kind.REGION, code=place.code, name=place.name)
    sections = {
        each.code: Section.objects.create(
            code=each.code, name=each.name, kind=Section.Kind.PERFORMANCE if each.performance else Section.Kind.BUSINESS
        )
        for each in place.sections
    }
    shown = {name: staff.hired(name) for name in SHOWN}
    watchers = {code: staff.hired(f"s{code}") for code in sections if code != place.departments[0].section}
    watchers[place.departments[0].section] = shown["section"]
    for code, person in watchers.items():
        if sections[code].kind == Section.Kind.BUSINESS:
            staff.place(person, Role.SECTION, section=sections[code])
    cast.performance = [shown["performance"], shown["performance2"]]
    for person in cast.performance:
        staff.place(person, Role.PERFORMANCE, section=next(each for each in sections.values() if each.kind == Section.Kind.PERFORMANCE))
    staff.place(shown["auditor"], Role.AUDITOR)
    staff.place(shown["administrator"], Role.ADMINISTRATOR)
    for at, held in enumerate(place.departments):
        body = Body.objects.create(kind=Body.Kind.DEPARTMENT, code=held.code, name=held.name, parent=region)
        sections[held.section].watches.add(body)
        reviewer = shown["department"] if at == 0 else staff.hired(f"d{held.code}")
        staff.place(reviewer, Role.DEPARTMENT, body)
        for number, unit in enumerate(_units(staff, held, body, shown if at == 0 else {})):
            cast.units[at, number] = Unit(*unit, reviewer, watchers[held.section])
    staff.write()
    return cast


def _units(staff: "Staff", held: Department, department: Body, shown: dict[str, Person]) -> Iterator[tuple[Body, Person, Person, Person]]:
    """The units of a department with their two clerks and their head; the first one has the accounts with a button."""
    for number, unit in enumerate(held.units):
        body = Body.objects.create(kind=Body.Kind.UNIT, code=unit.code, name=unit.name, parent=department)
        there = shown if number == 0 else {}
        names = (("clerk", f"c{unit.code}"), ("colleague", f"e{unit.code}"), ("head", f"h{unit.code}"))
        people = [there.get(role) or staff.hired(account) for role, account in names]
        for person, role in zip(people, (Role.CLERK, Role.CLERK, Role.HEAD), strict=True):
            staff.place(person, role, body)
        yield body, *people  # type: ignore[misc]


@define(eq=False)
class Staff:
    """People as they are hired: accounts with one password, whose hash is made once, and names by chance."""

    people: list[Person] = field(factory=list)
    posts: list[Appointment] = field(factory=list)
    dice: Random = field(factory=lambda: Random(7))  # noqa: S311 - names of nobody
    password: str = field(factory=lambda: make_password(PASSWORD))

    def hired(self, username: str) -> Person:
        """A new person; not written yet."""
        name = self.dice.choice(SURNAMES) + self.dice.choice(GIVEN)
        person = Person(pk=len(self.people) + 1, username=username, name=name, password=self.password)
        self.people.append(person)
        return person

    def place(self, person: Person, role: Role, body: Body | None = None, *, section: Section | None = None) -> None:
        """Give the person a role; not written yet."""
        self.posts.append(Appointment(person=person, role=role, body=body, section=section))

    def write(self) -> None:
        """Write everybody."""
        Person.objects.bulk_create(self.people, 500)
        Appointment.objects.bulk_create(self.posts, 500)


def _analyse() -> None:
    """Let the database count its rows, so that its plans are good from the first page on."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
