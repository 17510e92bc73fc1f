"""What the pages of a unit ask (填报): its list, one table as the person may see it, its history."""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen
from django.apps import apps
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jiheng.web.filing import access
from jiheng.web.filing.changes import Change, changes
from jiheng.web.filing.commissions import Commission, units_filed_for
from jiheng.web.filing.filings import Filing, Revision, Task
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.filing.way import WITH_UNIT
from jiheng.web.organizations.models import Appointment, Body, Person, Role

ORDERS = {"changed": "-changed", "project": "project", "money": "-total", "due": "task__due", "state": "state"}


@frozen
class Wanted:
    """What of the list is wanted: a state, a task, words to search for, the order, a department or unit, only those with the unit past their day."""

    state: str = ""
    task: int | None = None
    words: str = ""
    order: str = "changed"
    body: int | None = None
    late: bool = False


@frozen(eq=False)
class Version:
    """A revision in the history, with what it says otherwise than the one before."""

    revision: Revision
    changes: tuple[Change, ...]


@frozen(eq=False)
class Compared:
    """Two revisions, and what the later says otherwise."""

    old: Revision
    new: Revision
    changes: tuple[Change, ...]


def tables(person: Person, wanted: Wanted) -> QuerySet[Filing]:
    """The tables that the person sees; one query with all that a line shows."""
    found = _found(person, wanted)
    if wanted.state:
        found = found.filter(state=wanted.state)
    opinions = threads_counted(Q(sent=True, answer="", closed=None))
    order = ORDERS.get(wanted.order, ORDERS["changed"])
    return found.select_related("task", "unit", "holder").annotate(opinions=opinions).order_by(order, "-id")


def threads_counted(which: Q) -> Coalesce:
    """How many such opinions a table has, asked for the rows of a page only: a join would group all tables first."""
    threads = apps.get_model("reviewing", "Thread")._default_manager.filter(which, filing=OuterRef("pk")).order_by()  # noqa: SLF001 - Django's name
    return Coalesce(Subquery(threads.values("filing").annotate(number=Count("pk")).values("number")), 0)


def states_of(person: Person, wanted: Wanted) -> Mapping[str, int]:
    """How many of the tables that are wanted stand in each state, whichever of the states is asked for."""
    counted = _found(person, wanted).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(counted)


def _found(person: Person, wanted: Wanted) -> QuerySet[Filing]:
    found = access.filings(person, "see")
    if wanted.task is not None:
        found = found.filter(task=wanted.task)
    if wanted.body is not None:
        found = found.filter(Q(unit=wanted.body) | Q(unit__parent=wanted.body))
    if wanted.late:
        found = found.filter(overdue(timezone.localdate()))
    if wanted.words:
        found = found.filter(Q(project__icontains=wanted.words) | Q(code__icontains=wanted.words) | Q(unit__name__icontains=wanted.words))
    return found


def overdue(today: date) -> Q:
    """Those still with their unit whose last day, with what was allowed beyond it, has gone by."""
    return (Q(due__lt=today) | Q(due=None, task__due__lt=today)) & Q(state__in=[state.value for state in WITH_UNIT])


def units_of(person: Person) -> list[Body]:
    """The units for which the person fills in tables."""
    return units_filed_for(person)


def tasks_of(units: list[Body]) -> QuerySet[Task]:
    """The open tasks that the units owe: those that name them, and those that name nobody."""
    return Task.objects.filter(Q(units__in=units) | Q(units=None), open=True).distinct()


def seen_revision(person: Person, filing: Filing) -> Revision | None:
    """The revision that the person may see: the newest for the unit's own people, what was handed in last for those above."""
    centres = Commission.objects.filter(unit=filing.unit_id, ended=None).order_by().values("centre")
    own = Q(body=filing.unit) | Q(role=Role.CLERK, body__in=centres) | Q(role=Role.AUDITOR)
    if filing.delegate_id == person.pk or Appointment.objects.filter(own, person=person).exists():
        return filing.revision
    return filing.handed.revision if filing.handed is not None else None


def revisions(filing: Filing, newest: Revision) -> QuerySet[Revision]:
    """The revisions up to the one that the person may see, newest first."""
    return filing.revisions.filter(number__lte=newest.number).select_related("author", "source").order_by("-number")


def versions(filing: Filing, rows: Sequence[Revision]) -> list[Version]:
    """Neighbouring revisions, newest first, each with what it changed of the one before it."""
    law = framework()
    before = filing.revisions.filter(number__lt=rows[-1].number).order_by("-number").first() if rows else None
    held = [table_of(row) for row in (*rows, before) if row is not None]
    older = [*held[1:], *([None] if before is None else [])]
    return [Version(row, changes(old, new, law) if old else ()) for row, new, old in zip(rows, held, older, strict=False)]


def between(filing: Filing, newest: Revision, numbers: tuple[int, int]) -> Compared | None:
    """What the later of two revisions says otherwise than the earlier; None where one of them is not there to be seen."""
    found = {row.number: row for row in revisions(filing, newest).filter(number__in=numbers)}
    if len(found) != 2:
        return None
    old, new = found[min(found)], found[max(found)]
    return Compared(old, new, changes(table_of(old), table_of(new), framework()))


def unanswered(filing: Filing) -> int:
    """How many opinions of a returned table the unit has not answered."""
    return filing.threads.filter(sent=True, answer="", closed=None).exclude(kind="comment").count()
