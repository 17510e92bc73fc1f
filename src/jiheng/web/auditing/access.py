"""Access of the auditor's pages (审计权限): who looks back over all tables, the one place where it is said, asked both ways."""

from django.db.models import QuerySet

from jiheng.errors import NotAllowed
from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing
from jiheng.web.organizations.models import Person, Role

LOOKERS = (Role.AUDITOR, Role.PERFORMANCE)
"""Who looks back; the performance section at what was passed on to it, as on its other pages."""


def filings(person: Person) -> QuerySet[Filing]:
    """The tables that the person may look back at: those that they see, where they look back at all."""
    return access.filings(person, "see") if may(person) else Filing.objects.none()


def may(person: Person) -> bool:
    """Whether the person looks back at all."""
    return person.is_active and person.appointments.filter(role__in=LOOKERS).exists()


def whole(person: Person) -> bool:
    """Whether drafts are shown, too: to the auditor."""
    return person.appointments.filter(role=Role.AUDITOR).exists()


def demand(person: Person) -> None:
    """Raise NotAllowed for everybody else."""
    if not may(person):
        raise NotAllowed(
            "审计查阅：不在您的权限内。由审计和绩效股查阅；需要时请联系他们。",
            "looking back: not yours; auditors and the performance section do: ask them.",
        )
