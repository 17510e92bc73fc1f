"""What the pages of administration show: bodies with what hangs on them, people with their roles."""

from collections.abc import Mapping, Sequence

from attrs import frozen
from django.db.models import Count, Q, QuerySet

from jiheng.web.filing.commissions import Commission
from jiheng.web.filing.filings import STATES, Filing
from jiheng.web.filing.way import ENDED, State
from jiheng.web.organizations.models import Appointment, Body, Person, in_force
from jiheng.web.projects.models import Project, Standing


@frozen
class Hanging:
    """What hangs on a body and all below it: numbers by what they count."""

    units: int
    people: int
    projects: int
    commissions: int
    states: Sequence[tuple[str, int]]
    """Tables by where they stand, in the order of the way."""
    under_way: int

    @property
    def mark(self) -> str:
        """A mark of these numbers; another one at the deed means that something came in between."""
        return f"{self.units}.{self.people}.{self.projects}.{self.commissions}.{self.under_way}"


def hanging(body: Body) -> Hanging:
    """What hangs on a body; six queries."""
    below = Body.objects.filter(path__startswith=body.path, closed=None)
    inside = Q(unit__path__startswith=body.path)
    numbers = dict(Filing.objects.filter(inside).order_by().values_list("state").annotate(number=Count("pk")))
    return Hanging(
        below.exclude(pk=body.pk).count(),
        Person.objects.filter(in_force("appointments__"), appointments__body__path__startswith=body.path).distinct().count(),
        Project.objects.filter(inside, standing=Standing.ACTIVE).count(),
        Commission.objects.filter(Q(centre__path__startswith=body.path) | inside, ended=None).count(),
        [(name, numbers[state.value]) for state, name in STATES.items() if state.value in numbers],
        sum(number for state, number in numbers.items() if State(state) not in ENDED),
    )


def bodies(word: str = "", department: int | None = None) -> QuerySet[Body]:
    """Bodies with the number of people in force there, in the order of the budget; by a word of name or code, or of one department."""
    found = (
        Body.objects.select_related("parent")
        .annotate(people=Count("appointments__person", filter=in_force("appointments__"), distinct=True))
        .order_by("path")
    )
    if word:
        found = found.filter(Q(name__icontains=word) | Q(code__startswith=word))
    return found.filter(Q(pk=department) | Q(parent=department)) if department is not None else found


def people(word: str = "", role: str = "", *, locked: bool = False) -> QuerySet[Person]:
    """People by a word of name, account or body, by a role in force, or those that are locked."""
    found = Person.objects.filter(is_active=not locked) if locked else Person.objects.all()
    if role:
        found = found.filter(pk__in=Appointment.objects.filter(role=role).values("person"))
    if word:
        at = Appointment.objects.filter(Q(body__name__icontains=word) | Q(body__code=word)).values("person")
        found = found.filter(Q(name__icontains=word) | Q(username__icontains=word) | Q(pk__in=at))
    return found.order_by("username")


def posts_of(persons: Sequence[Person]) -> Mapping[int, list[Appointment]]:
    """All appointments of these people, ended ones too; one query."""
    found: dict[int, list[Appointment]] = {each.pk: [] for each in persons}
    for each in Appointment.every.filter(person__in=persons).select_related("body", "section"):
        found[each.person_id].append(each)
    return found
