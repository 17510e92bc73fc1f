"""Answer for all (共性问题处理): a fault that stands in many tables is let stand once for all of a department's, or of the county's."""

from datetime import date

from attrs import frozen
from django.db import transaction

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.filing.holding import CommonAnswer
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body, Role
from jiheng.web.trail import chain

ANSWERING = (Role.SECTION, Role.PERFORMANCE)


@frozen
class Common:
    """The fault: the rule and the name of the row (empty: any), in which department (None: all of the county)."""

    rule: str
    name: str = ""
    department: Body | None = None


def answer_all(actor: Actor, common: Common, reason: str, expires: date | None = None) -> CommonAnswer:
    """Let it stand until `expires`. Raises NotAllowed for people of units and departments, NotEnough without a reason."""
    held = actor.person.appointments.filter(role__in=ANSWERING).select_related("section")
    watched = [each for each in held if each.role == Role.PERFORMANCE or _watches(each.section, common.department)]
    if not watched:
        raise NotAllowed(
            f"共性问题（{common.rule}）：不在您的权限内。由业务股室对口部门内或绩效股办理；请联系绩效股。",
            f"common fault ({common.rule}): not yours to answer; its section or the performance section does: ask them.",
        )
    if not reason.strip():
        raise NotEnough(
            f"共性问题（{common.rule}）：没有写理由。统一处理应说明依据；请填写后提交。",
            f"common fault ({common.rule}): no reason was given: write it and try again.",
        )
    with transaction.atomic():
        made = CommonAnswer.objects.create(
            rule=common.rule, name=common.name, department=common.department, reason=reason.strip(), expires=expires, by=actor.person
        )
        after: dict[str, object] = {
            "rule": common.rule,
            "name": common.name,
            "department": str(common.department or ""),
            "reason": made.reason,
        }
        chain.record(chain.Deed(actor.name, "answer-all", "rule", common.rule, None, {**after, "expires": expires}, actor.address))
    return made


def _watches(section: object, department: Body | None) -> bool:
    watches = getattr(section, "watches", None)
    return department is not None and watches is not None and watches.filter(pk=department.pk).exists()
