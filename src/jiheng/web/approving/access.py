"""Access to letters (批复权限): who reads and who passes on which, the one place where it is said, asked both ways."""

from django.db.models import Q, QuerySet

from jiheng.web.approving.models import Letter
from jiheng.web.organizations.models import Appointment, Person, Role

READERS = (Role.PERFORMANCE, Role.AUDITOR)
"""Who reads all letters."""
OWN = (Role.CLERK, Role.HEAD, Role.DEPARTMENT)
"""Who reads those that bind tables below the body at which the role is held."""


def letters(person: Person, deed: str) -> QuerySet[Letter]:
    """All letters that the person may do the deed with: `see`, or `split` into letters to the units.

    The performance section splits any letter to a department; a department's reviewers those to their own. What was split from another is not split again.
    """
    reach = Q(pk__in=())
    for held in person.appointments.select_related("body") if person.is_active else ():
        reach |= _seen(held) if deed == "see" else _split(held) if deed == "split" else Q(pk__in=())
    found = Letter.objects.filter(reach).distinct()
    return found if deed == "see" else found.filter(under=None, to__kind="department")


def may(person: Person, deed: str, letter: Letter) -> bool:
    """Whether the person may do the deed with this letter."""
    return letters(person, deed).filter(pk=letter.pk).exists()


def _seen(held: Appointment) -> Q:
    if held.role in READERS:
        return Q(pk__isnull=False)
    if held.role in OWN and held.body is not None:
        return Q(to__path__startswith=held.body.path) | Q(approvals__filing__unit__path__startswith=held.body.path)
    return Q(approvals__filing__unit__parent__sections=held.section) if held.role == Role.SECTION else Q(pk__in=())


def _split(held: Appointment) -> Q:
    if held.role == Role.PERFORMANCE:
        return Q(pk__isnull=False)
    return Q(to=held.body) if held.role == Role.DEPARTMENT else Q(pk__in=())
