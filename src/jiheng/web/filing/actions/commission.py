"""Commission (代报): a unit's tables are filled in by a centre from now on, or no longer; the unit's own head still passes them."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.filing.commissions import Commission
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body, Role
from jiheng.web.trail import chain


def commission(actor: Actor, centre: Body, unit: Body, reason: str) -> Commission:
    """Let the centre file for the unit; said by the unit's head or the performance section. Raises NotAllowed and NotEnough."""
    _demand(actor, unit)
    if not reason.strip() or centre == unit or centre.kind != Body.Kind.UNIT or unit.kind != Body.Kind.UNIT:
        raise NotEnough(
            f"代报：缺依据，或 {centre} 与 {unit} 不是两个不同的单位。请写明依据（如委托书），并选两个单位。",
            f"commission: the ground is missing, or {centre} and {unit} are not two units: write the ground and choose both.",
        )
    try:
        with transaction.atomic():
            made = Commission.objects.create(centre=centre, unit=unit, reason=reason.strip(), by=actor.person)
            after: dict[str, object] = {"centre": centre.code, "unit": unit.code, "reason": made.reason}
            chain.record(chain.Deed(actor.name, "commission", "unit", unit.code, None, after, actor.address))
    except IntegrityError as error:
        raise NotEnough(
            f"代报：{centre} 已在代 {unit} 填报。一对单位只登记一次；请刷新页面查看。",
            f"commission: {centre} files for {unit} already; reload the page.",
        ) from error
    return made


def end_commission(actor: Actor, commission_id: int) -> Commission:
    """End it; what was filed stays. Raises NotAllowed for others and for one that does not hold."""
    with transaction.atomic():
        held = (
            Commission.objects.select_for_update(of=("self",)).select_related("unit", "centre").filter(pk=commission_id, ended=None).first()
        )
        if held is None:
            raise NotAllowed("代报：没有找到，或已经结束。请刷新页面查看。", "commission: there is none, or it has ended; reload the page.")
        _demand(actor, held.unit)
        held.ended = timezone.now()
        held.save(update_fields=["ended"])
        said: dict[str, object] = {"centre": held.centre.code}
        chain.record(chain.Deed(actor.name, "commission-end", "unit", held.unit.code, said, None, actor.address))
    return held


def _demand(actor: Actor, unit: Body) -> None:
    posts = actor.person.appointments.all()
    if not any(each.role == Role.PERFORMANCE or (each.role == Role.HEAD and each.body_id == unit.pk) for each in posts):
        raise NotAllowed(
            f"代报：应由 {unit} 的单位负责人或绩效股办理，不在您的权限内。请联系他们。",
            f"commission: the head of {unit} or the performance section decides it: ask them.",
        )
