"""Close a body (停用机构): from a day on nobody acts for it; what hangs on it is told first and stays to be seen."""

from datetime import date

from django.db import transaction

from jiheng.errors import NotEnough, OutOfDate
from jiheng.web.administering.queries import hanging
from jiheng.web.organizations import access
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Appointment, Body
from jiheng.web.trail import chain


def close_body(actor: Actor, body_id: int, day: date, reason: str, told: str) -> Body:
    """Close a unit, or a department whose units are closed; the roles held there end on that day. `told` is the mark of what was shown.

    Raises NotAllowed, NotEnough without a reason or while units go on below it, and OutOfDate where more hangs on it than was told.
    """
    access.demand(actor.person, "organize")
    with transaction.atomic():
        body = Body.objects.select_for_update(of=("self",)).select_related("parent").get(pk=body_id)
        found = hanging(body)
        if not reason.strip() or found.units or body.kind == Body.Kind.REGION or body.closed is not None:
            raise NotEnough(
                f"停用{body}：没有写理由、已经停用，或下面还有 {found.units} 个在用的单位。应先停用或划转下级单位并写明理由；请补齐后再办。",
                f"closing {body}: no reason, closed already, or {found.units} units go on below it: close or move those first and write why.",
            )
        if found.mark != told:
            raise OutOfDate(
                f"停用{body}：看过以后，挂在它下面的人、表或项目有了变化。应按现在的情况决定；请重新查看后再停用。",
                f"closing {body}: what hangs on it has changed since you looked: look again, then close it.",
            )
        body.closed = day
        body.save(update_fields=["closed"])
        ended = Appointment.objects.filter(body=body).update(ended=day)
        after: dict[str, object] = {"closed": day, "reason": reason.strip(), "appointments": ended, "tables": found.under_way}
        chain.record(chain.Deed(actor.name, "close-body", "body", str(body.pk), {"body": body.name}, after, actor.address))
    return body
