"""What the first page shows (首页): what waits for me, what came back, what is due, and how far the year has come."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from jiheng.web.filing import access
from jiheng.web.filing.filings import STATES, Filing, Task
from jiheng.web.filing.way import ENDED, State
from jiheng.web.organizations.models import Person, Role

MOST = 8


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


@frozen(eq=False)
class Waiting:
    """What waits for a person: to fill in, to answer, to confirm, to review, and how many approved tables to issue letters for."""

    drafts: QuerySet[Filing]
    returned: QuerySet[Filing]
    confirming: QuerySet[Filing]
    review: QuerySet[Filing]
    approved: int
    tasks: tuple[Owed, ...]
    clerk: bool


def waiting(person: Person, today: date) -> Waiting:
    """All that waits for the person; a bounded number of queries."""
    mine = access.filings(person, "edit").select_related("task", "unit", "revision")
    seen = access.filings(person, "see")
    roles = {each.role for each in person.appointments.all()}
    return Waiting(
        mine.filter(state=State.DRAFTING.value)[:MOST],
        mine.filter(state=State.RETURNED.value)[:MOST],
        access.filings(person, "confirm").select_related("task", "unit")[:MOST],
        access.filings(person, "pass").select_related("task", "unit", "handed").order_by("task__due", "id")[:MOST],
        access.filings(person, "issue").count() if Role.PERFORMANCE in roles else 0,
        _tasks(seen, today),
        Role.CLERK in roles,
    )


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
