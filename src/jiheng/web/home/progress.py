"""The year's progress (年度进度): how far the tables of a task have come, by department or unit, as the first page draws it.

What has not come to a reviewer's level yet is only counted, as `away`; what has not been begun is counted by the year's list.
Every part names the list behind it, which holds as many lines as the part says.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

from attrs import frozen
from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.web.filing import access
from jiheng.web.filing.filings import STATES, Filing, Task
from jiheng.web.filing.listed import owing_projects
from jiheng.web.filing.owing import units_for
from jiheng.web.filing.way import State
from jiheng.web.organizations.models import Appointment, Body, Person, Role

NONE, AWAY = "none", "away"
"""No table yet (未建表); with the unit or at a level before mine (未到本环节)."""
READY, LACKING = "ready", "lacking"
"""A unit that has a clerk and a head (岗位齐全), and one that lacks either (缺人)."""
DONE = frozenset({State.APPROVED.value, State.BOUND.value, READY})
REVIEWERS = frozenset({Role.DEPARTMENT, Role.SECTION, Role.PERFORMANCE})
WIDE = frozenset({Role.SECTION, Role.PERFORMANCE, Role.AUDITOR})
"""Who looks at departments; the others look at units."""
Counted = Mapping[tuple[int, str], int]
Behind = Callable[[str, Body | None], str]
"""The address of the list behind a kind, of one body or of all."""


@frozen
class Part:
    """A part of a bar: its kind (a state, `none` or `away`), its name, how many tables it stands for, and the list behind it."""

    kind: str
    name: str
    number: int
    address: str


@frozen(eq=False)
class Bar:
    """A department or a unit with its parts, in the order of the way; `cells` has one for each kind that any of the bodies has."""

    body: Body
    cells: Sequence[Part]

    @property
    def parts(self) -> Sequence[Part]:
        """The parts that stand for any table."""
        return [part for part in self.cells if part.number]

    @property
    def whole(self) -> int:
        """How many tables the body owes or has."""
        return sum(part.number for part in self.parts)

    @property
    def done(self) -> int:
        """How many have gone the whole way: approved or binding, or set up."""
        return sum(part.number for part in self.parts if part.kind in DONE)


@frozen(eq=False)
class Progress:
    """A task's progress: a bar for each body, and what all together have in each kind; for the administrator how far the county is set up, of no task."""

    task: Task | None
    bars: Sequence[Bar]
    kinds: Sequence[Part]
    departments: bool

    @property
    def whole(self) -> int:
        """How many tables there are or should be."""
        return sum(part.number for part in self.kinds)

    @property
    def done(self) -> int:
        """How many have gone the whole way."""
        return sum(bar.done for bar in self.bars)


def shown(person: Person, task: Task | None, roles: frozenset[Role]) -> Progress | None:
    """What the first page draws for the person: the task's progress, for who only administers how far the county is set up; None where there is nothing."""
    if roles == {Role.ADMINISTRATOR}:
        found = readiness()
    elif task is None:
        return None
    else:
        found = progress(person, task, roles)
    return found if found.bars else None


def progress(person: Person, task: Task, roles: frozenset[Role]) -> Progress:
    """The task's progress among what the person looks after; five queries, whatever the number of tables."""
    departments = bool(roles & WIDE)
    counted = _counted(person, task, roles, _body(departments=departments))
    return _drawn(task, counted, kinds(), lambda kind, body: address(kind, task, body, roles), departments=departments)


def _drawn(task: Task | None, counted: Counted, names: Mapping[str, str], behind: Behind, *, departments: bool) -> Progress:
    """The bars of what was counted, with the list behind each part."""
    bodies = Body.objects.filter(pk__in={body for body, _kind in counted}).select_related("parent")
    totals = {kind: sum(number for (_of, each), number in counted.items() if each == kind) for kind in names}
    whole = [Part(kind, names[kind], number, behind(kind, None)) for kind, number in totals.items() if number]
    bars = [
        Bar(
            body,
            [Part(each.kind, each.name, counted.get((body.pk, each.kind), 0), behind(each.kind, body)) for each in whole],
        )
        for body in bodies
    ]
    return Progress(task, bars, whole, departments)


def readiness() -> Progress:
    """How many units of each department have those without whom no table goes its way, for the administrator; four queries."""
    held = {role: Exists(Appointment.objects.filter(body=OuterRef("pk"), role=role)) for role in (Role.CLERK, Role.HEAD)}
    units = Body.objects.filter(kind=Body.Kind.UNIT, closed=None).order_by().annotate(clerk=held[Role.CLERK], head=held[Role.HEAD])
    counted: dict[tuple[int, str], int] = {}
    for department, clerk, head in units.values_list("parent", "clerk", "head"):
        key = (department or 0, READY if clerk and head else LACKING)
        counted[key] = counted.get(key, 0) + 1
    names = {READY: _("填报人、负责人齐全"), LACKING: _("缺填报人或负责人")}
    return _drawn(None, counted, names, lambda _kind, body: _people(body), departments=True)


def _people(body: Body | None) -> str:
    return reverse("administering:bodies") + (f"?{urlencode({'department': body.pk})}" if body is not None else "")


def kinds() -> Mapping[str, str]:
    """The kinds of parts in the order of the way, with their names in the language of the page."""
    return {NONE: _("未建表"), AWAY: _("未到本环节"), **{state.value: _(name) for state, name in STATES.items()}}


def address(kind: str, task: Task, body: Body | None, roles: frozenset[Role]) -> str:
    """The list behind a part, of one body or of all."""
    asked: dict[str, object] = {"task": task.pk}
    if kind == NONE:
        asked = {**asked, "year": task.year, **({"department": body.department.pk} if body is not None and body.department else {})}
        return f"{reverse('planning:owing')}?{urlencode(asked)}"
    asked |= {"body": body.pk} if body is not None else {}
    if kind == AWAY:
        return f"{reverse('tasks:tasks')}?{urlencode(asked)}"
    asked |= {"state": kind}
    if roles & REVIEWERS:
        return f"{reverse('desk:desk')}?{urlencode({'tab': 'all', **asked})}"
    return f"{reverse('filing:tables')}?{urlencode(asked)}"


def _counted(person: Person, task: Task, roles: frozenset[Role], body: Case | F) -> Counted:
    """How many tables each body has in each kind."""
    seen = access.filings(person, "see").filter(task=task)
    found = {(each, kind): number for each, kind, number in _grouped(seen, body, F("state"))}
    units = units_for(person, task).order_by()
    if roles & REVIEWERS:
        there = Filing.objects.filter(task=task, unit__in=units.values("pk"))
        for each, number in there.order_by().annotate(body=body).values_list("body").annotate(number=Count("pk")):
            away = number - sum(known for (of, _kind), known in found.items() if of == each)
            found |= {(each, AWAY): away} if away > 0 else {}
    found |= {(each, NONE): number for each, number in _missing(task, units, departments=bool(roles & WIDE))}
    return found


def _grouped(rows: QuerySet[Filing], body: Case | F, kind: F) -> Iterable[tuple[int, str, int]]:
    return rows.order_by().annotate(body=body, kind=kind).values_list("body", "kind").annotate(number=Count("pk"))


def _missing(task: Task, units: QuerySet[Body], *, departments: bool) -> Iterable[tuple[int, int]]:
    """How many projects of each body owe a table and have none; nothing where the year has no list."""
    there = Filing.objects.filter(task=task, listed=OuterRef("pk"), adjusts=None)
    owed = owing_projects(task, units.values_list("pk", flat=True)).filter(~Exists(there))
    return owed.order_by().annotate(body=_body(departments=departments)).values_list("body").annotate(number=Count("pk"))


def _body(*, departments: bool) -> Case | F:
    """The body that a row is counted for: its unit, or the department of its unit."""
    return Case(When(unit__kind=Body.Kind.UNIT, then=F("unit__parent")), default=F("unit")) if departments else F("unit")
