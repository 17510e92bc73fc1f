"""Access to the county's registers and settings (管理权限): the one place, asked for every page and deed."""

from collections.abc import Mapping

from jiheng.errors import NotAllowed
from jiheng.web.organizations.models import Person, Role

KEEPERS: Mapping[str, tuple[Role, ...]] = {
    "organize": (Role.ADMINISTRATOR,),
    "settle": (Role.ADMINISTRATOR, Role.PERFORMANCE),
}
"""`organize`: units, sections, people; `settle`: rules, ways, days, waivers and forms of the county."""


def may(person: Person, deed: str) -> bool:
    """Whether the person keeps what the deed concerns."""
    return person.is_active and person.appointments.filter(role__in=KEEPERS[deed]).exists()


def demand(person: Person, deed: str) -> None:
    """Raise NotAllowed for everybody else."""
    if may(person, deed):
        return
    if deed == "organize":
        raise NotAllowed(
            "机构人员：不在您的权限内。应由管理员查看和维护；需要变动时请联系管理员。",
            "people: not yours to see; the administrator keeps them: ask the administrator for a change.",
        )
    raise NotAllowed(
        "审核设置：不在您的权限内。应由管理员或绩效股查看和维护；需要变动时请联系绩效股。",
        "settings of the review: not yours to see; the administrator and the performance section keep them: ask them for a change.",
    )
