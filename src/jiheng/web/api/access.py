"""Access to tokens and receivers (接口权限): who may make which, the one place where it is said, asked both ways."""

from django.db.models import QuerySet

from jiheng.errors import NotAllowed
from jiheng.web.api.models import Hook, Scope, Token
from jiheng.web.organizations.models import Person, Role

SCOPES: dict[str, frozenset[Scope]] = {
    Role.CLERK: frozenset({Scope.READ, Scope.WRITE, Scope.DEEDS}),
    Role.HEAD: frozenset({Scope.READ, Scope.WRITE, Scope.DEEDS}),
    Role.DEPARTMENT: frozenset({Scope.READ, Scope.DEEDS, Scope.OFFICE}),
    Role.SECTION: frozenset({Scope.READ, Scope.DEEDS, Scope.OFFICE}),
    Role.PERFORMANCE: frozenset({Scope.READ, Scope.DEEDS, Scope.OFFICE}),
    Role.AUDITOR: frozenset({Scope.READ}),
    Role.ADMINISTRATOR: frozenset({Scope.READ, Scope.ADMIN}),
}
"""What a token of each role may be made for; the deeds themselves ask the person's rights once more, each time."""


def scopes_of(person: Person) -> tuple[Scope, ...]:
    """The scopes that the person's roles reach, in their order; none for somebody who is not active."""
    held = {each.role for each in person.appointments.all()} if person.is_active else set()
    reached = frozenset[Scope]().union(*(SCOPES[role] for role in held))
    return tuple(scope for scope in Scope if scope in reached)


def tokens(person: Person) -> QuerySet[Token]:
    """The tokens that the person may see and revoke: their own, as administrator everybody's."""
    found = Token.objects.select_related("person")
    return found if administers(person) else found.filter(person=person)


def hooks(person: Person) -> QuerySet[Hook]:
    """The receivers that the person may see, change and try: the administrator's are all of them, nobody else has any."""
    return Hook.objects.all() if administers(person) else Hook.objects.none()


def administers(person: Person) -> bool:
    """Whether the person is an administrator."""
    return person.is_active and person.appointments.filter(role=Role.ADMINISTRATOR).exists()


def demand_administrator(person: Person) -> None:
    """Raise NotAllowed for everybody else."""
    if not administers(person):
        raise NotAllowed(
            "消息推送：不在您的权限内。由管理员登记和维护；需要时请联系管理员。",
            "receivers of messages: not yours; the administrator keeps them: ask the administrator.",
        )
