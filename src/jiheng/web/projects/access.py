"""Access to the year's list (项目清单权限): who sees which projects and who does what with them, the one place, asked both ways."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from jiheng.errors import NotAllowed
from jiheng.web.organizations.models import Appointment, Person, Role
from jiheng.web.projects.models import Project

ALL = (Role.PERFORMANCE, Role.AUDITOR)
"""Who sees the whole list."""
KEEPERS = (Role.PERFORMANCE,)
"""Who imports the list and does deeds with its projects."""
DEEDS = ("see", "import", "turn")


def projects(person: Person, deed: str = "see") -> QuerySet[Project]:
    """All projects that the person may do the deed with: `see`, or `turn` (add, suspend, end, cancel)."""
    held = list(person.appointments.select_related("body", "section")) if person.is_active else []
    if deed != "see":
        return Project.objects.all() if _keeps(held) else Project.objects.none()
    return Project.objects.filter(unit_reach(held)).distinct()


def may(person: Person, deed: str, project: Project | None = None) -> bool:
    """Whether the person may do the deed: with this project, or (`import`) with the list."""
    if project is None:
        return person.is_active and _keeps(person.appointments.all())
    return projects(person, deed).filter(pk=project.pk).exists()


def demand(person: Person, deed: str) -> None:
    """Raise NotAllowed where the person keeps no list."""
    if not may(person, deed):
        raise NotAllowed(
            "项目清单：不在您的权限内。清单由绩效股导入和维护；需要更正时请把项目编码和依据告诉绩效股。",
            "list of projects: not yours to change; the performance section keeps it: tell it the code and the ground.",
        )


def unit_reach(held: Iterable[Appointment], at: str = "unit") -> Q:
    """The condition on the unit `at` (a path to it) under which what belongs to it is seen by who holds these appointments."""
    reach = Q(pk__in=())
    for each in held:
        if each.role in ALL:
            reach |= Q(pk__isnull=False)
        elif each.section is not None:
            reach |= Q(**{f"{at}__parent__sections": each.section})
        elif each.body is not None:
            reach |= Q(**{f"{at}__path__startswith": each.body.path})
    return reach


def _keeps(held: Iterable[Appointment]) -> bool:
    return any(each.role in KEEPERS for each in held)
