"""What every page's frame shows: who is signed in, as what, which rooms are theirs, and how much waits."""

from attrs import frozen
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from jiheng.web.filing import access
from jiheng.web.organizations.models import Appointment, Person, Role

JUDGES = {Role.HEAD, Role.DEPARTMENT, Role.SECTION, Role.PERFORMANCE}
UNIT = {Role.CLERK, Role.HEAD}
BUTTONS = 9
"""People of an example whom the sign-in page has a button for; an example's first accounts are those."""


@frozen
class Link:
    """A room in the navigation."""

    name: str
    icon: str
    route: str
    waiting: int = 0


def frame(request: HttpRequest) -> dict[str, object]:
    """The frame of a page; for a visitor only the mark."""
    person = getattr(request, "user", None)
    base: dict[str, object] = {"demo": settings.DEMO}
    if not isinstance(person, Person):
        return {**base, "demo_people": Person.objects.prefetch_related("appointments").order_by("id")[:BUTTONS] if settings.DEMO else ()}
    held = list(person.appointments.select_related("body", "section"))
    return {**base, "appointments": held, "rooms": _rooms(person, held)}


def _rooms(person: Person, held: list[Appointment]) -> list[Link]:
    roles = {Role(each.role) for each in held}
    waiting = access.filings(person, "pass").count() if roles & JUDGES else 0
    whole = JUDGES | UNIT | {Role.AUDITOR}
    rooms = (
        (UNIT | {Role.AUDITOR}, Link(_("我的表") if roles & UNIT else _("全部表"), "table", "filing:tables")),
        (JUDGES, Link(_("审核台"), "checks", "desk:desk", waiting)),
        (whole, Link(_("项目清单"), "list", "planning:projects")),
        (JUDGES | {Role.AUDITOR}, Link(_("填报任务"), "calendar-due", "tasks:tasks")),
        (whole, Link(_("批复"), "certificate", "approving:approvals")),
        (whole, Link(_("指标库"), "books", "library:indicators")),
        ({Role.AUDITOR, Role.PERFORMANCE}, Link(_("审计查阅"), "eye-search", "auditing:exceptions")),
        ({Role.AUDITOR, Role.ADMINISTRATOR}, Link(_("审计日志"), "history", "trail:trail")),
        ({Role.ADMINISTRATOR}, Link(_("本县管理"), "users", "administering:bodies")),
        ({Role.PERFORMANCE} if Role.ADMINISTRATOR not in roles else set(), Link(_("审核设置"), "adjustments", "administering:rules")),
    )
    return [Link(_("首页"), "home", "home:home"), *(room for whose, room in rooms if roles & whose)]
