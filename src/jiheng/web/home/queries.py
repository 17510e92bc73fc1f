"""What the first page shows (首页): what waits for me, what came back, and what is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import frozen
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from jiheng.web.desk.queries import tally
from jiheng.web.filing import access
from jiheng.web.filing.filings import STATES, Filing, Task
from jiheng.web.filing.way import ENDED, WITH_UNIT, State
from jiheng.web.organizations.models import Appointment, Body, Person, Role, Section

MOST = 8
UNIT = frozenset({Role.CLERK, Role.HEAD})
JUDGES = frozenset({Role.HEAD, Role.DEPARTMENT, Role.SECTION, Role.PERFORMANCE})
TABLES, DESK = "filing:tables", "desk:desk"


@frozen(eq=False)
class Owed:
    """A task with how many of the tables that the person sees stand in each state."""

    task: Task
    days: int
    states: Sequence[tuple[str, str, int]]

    @property
    def whole(self) -> int:
        """How many tables there are."""
        return sum(state[2] for state in self.states)


@frozen
class Tile:
    """A figure of the first page: its name, icon, how grave it is (`red`, `orange` or nothing), and the page behind it with its query."""

    name: str
    number: int
    icon: str
    route: str
    query: str = ""
    grave: str = ""


@frozen(eq=False)
class Waiting:
    """What waits for a person: to fill in, to answer, to confirm, to review, and how many approved tables to issue letters for."""

    drafts: QuerySet[Filing]
    returned: QuerySet[Filing]
    confirming: QuerySet[Filing]
    review: QuerySet[Filing]
    approved: int
    tasks: tuple[Owed, ...]
    roles: frozenset[Role]
    tiles: Sequence[Tile]

    @property
    def sees(self) -> bool:
        """Whether the person sees tables at all: who only administers does not."""
        return bool(self.roles - {Role.ADMINISTRATOR})

    @property
    def clerk(self) -> bool:
        """Whether the person fills in tables."""
        return Role.CLERK in self.roles


def roles_of(person: Person) -> frozenset[Role]:
    """In which roles the person acts."""
    return frozenset(Role(each.role) for each in person.appointments.all())


def waiting(person: Person, today: date) -> Waiting:
    """All that waits for the person; a bounded number of queries."""
    mine = access.filings(person, "edit").select_related("task", "unit", "revision")
    seen = access.filings(person, "see")
    roles = roles_of(person)
    approved = access.filings(person, "issue").count() if Role.PERFORMANCE in roles else 0
    return Waiting(
        mine.filter(state=State.DRAFTING.value)[:MOST],
        mine.filter(state=State.RETURNED.value)[:MOST],
        access.filings(person, "confirm").select_related("task", "unit")[:MOST],
        access.filings(person, "pass").select_related("task", "unit", "handed").order_by("task__due", "id")[:MOST],
        approved,
        _tasks(seen, today),
        roles,
        [*_of_units(seen, roles, today), *_of_judges(person, roles, today), *_of_letters(roles, approved), *_of_readers(seen, roles)],
    )


def setup(roles: frozenset[Role]) -> Sequence[Tile]:
    """What is missing for the year's work to go its way, for the administrator: a place without its people stops every table there."""
    if Role.ADMINISTRATOR not in roles:
        return ()
    units = Body.objects.filter(kind=Body.Kind.UNIT, closed=None).order_by()
    departments = Body.objects.filter(kind=Body.Kind.DEPARTMENT, closed=None).order_by()
    business = Section.objects.filter(kind=Section.Kind.BUSINESS).order_by()
    people, bodies, rooms = "administering:people", "administering:bodies", "administering:sections"
    accounts = Person.objects.filter(is_active=True)
    counted = (
        (_("没有任职的账号"), accounts.exclude(pk__in=_held("person")), "user-question", people, "orange"),
        (_("没有填报人的单位"), units.exclude(pk__in=_held("body", Role.CLERK)), "pencil", bodies, "red"),
        (_("没有负责人的单位"), units.exclude(pk__in=_held("body", Role.HEAD)), "user-check", bodies, "red"),
        (_("没有审核人的部门"), departments.exclude(pk__in=_held("body", Role.DEPARTMENT)), "building", bodies, "red"),
        (_("没有股室对口的部门"), departments.filter(sections=None), "link", rooms, "red"),
        (_("没有审核人的股室"), business.exclude(pk__in=_held("section", Role.SECTION)), "checks", rooms, "red"),
    )
    return [Tile(name, rows.count(), icon, route, "", grave) for name, rows, icon, route, grave in counted]


def _held(where: str, role: Role | None = None) -> Any:
    """Who or what has an appointment today, in that role."""
    rows = Appointment.objects.filter(**({"role": role} if role is not None else {})).exclude(**{where: None})
    return rows.order_by().values(where)


def _of_units(seen: QuerySet[Filing], roles: frozenset[Role], today: date) -> list[Tile]:
    if not roles & UNIT:
        return []
    late = Q(due__lt=today) | Q(due=None, task__due__lt=today)
    with_unit = Q(state__in=[state.value for state in WITH_UNIT])
    found = seen.order_by().aggregate(
        drafting=_in(State.DRAFTING),
        returned=_in(State.RETURNED),
        confirming=_in(State.CONFIRMING),
        reviewing=_in(State.REVIEWING),
        late=Count("pk", filter=late & with_unit),
    )
    return [
        Tile(_("退回修改"), found["returned"], "arrow-back-up", TABLES, "?state=returned", "orange"),
        Tile(_("待单位确认"), found["confirming"], "message-question", TABLES, "?state=confirming", "orange"),
        Tile(_("编报中"), found["drafting"], "pencil", TABLES, "?state=drafting"),
        Tile(_("逾期未报"), found["late"], "calendar-off", TABLES, "?late=1", "red"),
        Tile(_("审核中"), found["reviewing"], "clock", TABLES, "?state=reviewing"),
    ]


def _of_judges(person: Person, roles: frozenset[Role], today: date) -> list[Tile]:
    if not roles & JUDGES:
        return []
    found = tally(person, today)
    mine = Tile(_("待我审核"), found["waiting"], "checks", DESK)
    if roles & UNIT:  # whose own tables stand there too: the desk says the rest
        return [mine]
    return [
        mine,
        Tile(_("退回后再报"), found["again"], "refresh", DESK, "?again=1"),
        Tile(_("有错误"), found["errors"], "circle-x", DESK, "?errors=1", "red"),
        Tile(_("逾期"), found["late"], "calendar-off", DESK, "?late=1", "orange"),
    ]


def _of_letters(roles: frozenset[Role], approved: int) -> list[Tile]:
    return [Tile(_("审定待批复"), approved, "certificate", "approving:approvals")] if Role.PERFORMANCE in roles else []


def _of_readers(seen: QuerySet[Filing], roles: frozenset[Role]) -> list[Tile]:
    if Role.AUDITOR not in roles:
        return []
    found = seen.order_by().aggregate(whole=Count("pk"), bound=_in(State.BOUND), returned=_in(State.RETURNED), refused=_in(State.REFUSED))
    return [
        Tile(_("全部表"), found["whole"], "table", TABLES),
        Tile(_("已批复"), found["bound"], "certificate", TABLES, "?state=bound"),
        Tile(_("退回修改"), found["returned"], "arrow-back-up", TABLES, "?state=returned"),
        Tile(_("不予安排"), found["refused"], "ban", TABLES, "?state=refused"),
    ]


def _in(state: State) -> Count:
    return Count("pk", filter=Q(state=state.value))


def _tasks(seen: QuerySet[Filing], today: date) -> tuple[Owed, ...]:
    counted: dict[int, dict[str, int]] = {}
    for row in seen.order_by().values("task", "state").annotate(number=Count("pk")):
        counted.setdefault(row["task"], {})[row["state"]] = row["number"]
    under_way = [task for task, states in counted.items() if set(states) - ENDED]
    tasks = Task.objects.filter(Q(open=True) | Q(pk__in=under_way))
    return tuple(
        Owed(
            task,
            (task.due - today).days,
            [
                (state.value, _(name), counted[task.pk][state.value])
                for state, name in STATES.items()
                if counted.get(task.pk, {}).get(state.value)
            ],
        )
        for task in tasks.order_by("due")[:MOST]
    )
