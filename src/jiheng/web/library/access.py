"""Access to the library (指标库权限): who sees, proposes and decides which indicators, the one place where it is said, asked both ways."""

from django.db.models import Q, QuerySet

from jiheng.errors import NotAllowed
from jiheng.web.library.models import Indicator, Kind, Standing
from jiheng.web.organizations.models import Appointment, Body, Person, Role

PROPOSERS = (Role.CLERK, Role.HEAD, Role.DEPARTMENT, Role.SECTION, Role.PERFORMANCE)
ALL = (Role.PERFORMANCE, Role.AUDITOR, Role.SECTION)
NOTHING = Q(pk__in=())


def indicators(person: Person, deed: str = "see") -> QuerySet[Indicator]:
    """All indicators that the person may do the deed with: `see`, `decide` a proposal, or `retire` an approved one.

    Everybody with a role sees what is approved for all, for a trade, and for their own department, and what they proposed themselves;
    the performance section decides, a department's reviewer on the department's own; nobody decides what they proposed.
    """
    held = list(person.appointments.select_related("body__parent")) if person.is_active else []
    if deed == "see":
        return Indicator.objects.filter(_seen(person, held)).distinct()
    kept = NOTHING
    for each in held:
        if each.role == Role.PERFORMANCE:
            kept |= Q(pk__isnull=False)
        if each.role == Role.DEPARTMENT:
            kept |= Q(kind=Kind.DEPARTMENT, department=each.body)
    if deed == "decide":
        return Indicator.objects.filter(kept, standing=Standing.PROPOSED).exclude(by=person).distinct()
    return Indicator.objects.filter(kept, standing=Standing.APPROVED).distinct()


def may(person: Person, deed: str, indicator: Indicator | None = None) -> bool:
    """Whether the person may do the deed: `propose` and `import` without an indicator, the others with this one."""
    if indicator is None:
        roles = PROPOSERS if deed == "propose" else (Role.PERFORMANCE,)
        return person.is_active and person.appointments.filter(role__in=roles).exists()
    return indicators(person, deed).filter(pk=indicator.pk).exists()


def demand(person: Person, deed: str, indicator: Indicator | None = None) -> None:
    """Raise NotAllowed where the person may not."""
    if not may(person, deed, indicator):
        raise NotAllowed(
            "指标库：不在您的权限内。各单位和股室可以提出，绩效股审定，部门自己的由主管部门审定，提出人不能审定自己的；请联系绩效股。",
            "library: not yours to do; units and sections propose, the performance section decides (a department on its own), nobody on what "
            "they proposed themselves: ask the performance section.",
        )


def departments(person: Person) -> QuerySet[Body]:
    """The departments for which the person may propose indicators: their own; of the finance office any."""
    held = list(person.appointments.select_related("body__parent"))
    found = Body.objects.filter(kind=Body.Kind.DEPARTMENT)
    return found if any(each.role in ALL for each in held) else found.filter(pk__in=_own(held))


def _seen(person: Person, held: list[Appointment]) -> Q:
    if not held:
        return NOTHING
    approved = Q(standing__in=(Standing.APPROVED, Standing.RETIRED)) & (~Q(kind=Kind.DEPARTMENT) | Q(department__in=_own(held)))
    whole = Q(pk__isnull=False) if any(each.role in ALL for each in held) else NOTHING
    proposed = Q(kind=Kind.DEPARTMENT, department__in=[each.body_id for each in held if each.role == Role.DEPARTMENT])
    return approved | whole | proposed | Q(by=person)


def _own(held: list[Appointment]) -> list[int]:
    return [each.body.department.pk for each in held if each.body is not None and each.body.department is not None]
