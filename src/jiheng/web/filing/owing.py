"""Owing (应报未报): which unit owes which form by which day, how far it has come, and the words that remind it."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen
from django.db.models import Count, Max, Q, QuerySet

from jiheng.web.filing.filings import STATES, Filing, Task
from jiheng.web.filing.listed import missing_by_unit
from jiheng.web.filing.way import WITH_UNIT, State
from jiheng.web.organizations.models import Appointment, Body, Person, Role

ALL = (Role.PERFORMANCE, Role.AUDITOR)
SOON = 3
"""Days before the last one on which a unit is reminded."""


@frozen
class Group:
    """A unit's tables in one state: how many, how many of them with a longer term of their own, and the latest of those."""

    state: State
    number: int
    own: int
    latest: date | None


@frozen(eq=False)
class Owed:
    """One unit and one task: its tables by state (in words, with their number), how many are still with it, and the last day.

    `missing` is how many projects of the year's list have no table for the task yet; 0 where no list says what is owed.
    """

    task: Task
    unit: Body
    states: Sequence[tuple[str, int]]
    open: int
    last: date
    missing: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the unit has not begun."""
        return not self.states

    @property
    def done(self) -> bool:
        """Whether nothing is left to do for the unit."""
        return bool(self.states) and not self.open and not self.missing

    def late(self, today: date) -> bool:
        """Whether the last day has gone by and something is left."""
        return not self.done and self.last < today

    def soon(self, today: date) -> bool:
        """Whether the last day is near, or gone, and something is left."""
        return not self.done and (self.last - today).days <= SOON


def owed(person: Person | None, task: Task) -> list[Owed]:
    """What each unit that the person looks after (None: any) owes for a task, late ones first; five queries whatever their number.

    Where the year has a list of projects, a unit owes a table for each of its projects, and one that has none owes nothing.
    """
    units = units_for(person, task)
    groups: dict[int, list[Group]] = {}
    counted = Filing.objects.filter(task=task, adjusts=None).order_by().values_list("unit", "state")
    for unit, state, *figures in counted.annotate(number=Count("pk"), own=Count("due"), latest=Max("due")):
        groups.setdefault(unit, []).append(Group(State(state), *figures))
    listed = missing_by_unit(task)
    owing = [unit for unit in units if listed is None or unit.pk in listed or unit.pk in groups]
    rows = [_row(task, unit, groups.get(unit.pk, []), (listed or {}).get(unit.pk, 0)) for unit in owing]
    return sorted(rows, key=lambda row: (row.done, row.last, row.unit.path))


def units_for(person: Person | None, task: Task) -> QuerySet[Body]:
    """The units that owe the task among those that the person looks after; None looks after all.

    A unit that is no more on the task's last day owes it only where the task names it.
    """
    reach = Q(pk__isnull=False) if person is None else _reach(person)
    units = Body.objects.filter(reach, kind=Body.Kind.UNIT).select_related("parent").distinct()
    named = task.units.values("pk")
    return units.filter(pk__in=named) if task.units.exists() else units.filter(Q(closed=None) | Q(closed__gt=task.due))


def _reach(person: Person) -> Q:
    reach = Q(pk__in=())
    for each in Appointment.objects.filter(person=person).select_related("body", "section"):
        if each.role in ALL:
            reach |= Q(pk__isnull=False)
        elif each.section is not None:
            reach |= Q(parent__sections=each.section)
        elif each.body is not None:
            reach |= Q(path__startswith=each.body.path)
    return reach


def reminder(row: Owed, today: date) -> str:
    """The words that remind a unit, to be copied into its work group."""
    left = (row.last - today).days
    day = f"{row.last.month}月{row.last.day}日"
    when = f"已于 {day} 到期" if left < 0 else f"请于 {day}前报送" if left else "请于今天报送"
    so_far = "，".join(f"{name} {number} 张" for name, number in row.states) or "尚未开始填报"
    if row.missing:
        so_far += f"，还有 {row.missing} 个项目没有表"
    return f"{row.unit.name}：《{row.task.title}》{when}。目前{so_far}。登录绩衡即可填报，有问题请与业务股室联系。"


def _row(task: Task, unit: Body, groups: Sequence[Group], missing: int) -> Owed:
    numbers = {group.state: group.number for group in groups}
    waiting = [group for group in groups if group.state in WITH_UNIT | {State.CONFIRMING}]
    days = [group.latest for group in waiting if group.latest is not None]
    if missing or any(group.own < group.number for group in waiting):
        days.append(task.due)
    last = max(days, default=task.due)
    return Owed(
        task,
        unit,
        [(name, numbers[state]) for state, name in STATES.items() if state in numbers],
        sum(each.number for each in waiting),
        last,
        missing,
    )
