"""Hand over (移交): the tables that one person of a unit works on become another's, in one deed, with the reason."""

from django.db import transaction
from django.db.models import Q, QuerySet

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.way import WITH_UNIT
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body, Person, Role
from jiheng.web.trail import chain

MAY = (Role.CLERK, Role.HEAD)


def hand_over(actor: Actor, unit: Body, who: tuple[Person, Person], reason: str) -> list[Filing]:
    """Hand the tables of the first person over to the second; `actor` is a clerk or the head of the unit.

    Raises NotAllowed, and NotEnough without a reason, for somebody of another unit, or where the first has no table under way.
    """
    before, after = who
    if not actor.person.appointments.filter(role__in=MAY, body=unit).exists():
        raise NotAllowed(
            f"移交：您不在 {unit} 任职，不能移交它的表。由本单位填报人或负责人办理；请联系他们。",
            f"handing over: you have no role at {unit}; its clerks or its head hand tables over: ask them.",
        )
    if not reason.strip() or before == after or not after.is_active or not after.appointments.filter(role=Role.CLERK, body=unit).exists():
        raise NotEnough(
            f"移交：缺理由，或接手人不是 {unit} 的另一位填报人。请填写理由并选择本单位的填报人；新人先由管理员登记任职。",
            f"handing over: the reason is missing, or who takes over is no other clerk of {unit}: write it and choose a clerk of the unit.",
        )
    with transaction.atomic():
        tables = list(tables_of(unit, before).select_for_update(of=("self",)))
        if not tables:
            raise NotEnough(
                f"移交：{before} 在 {unit} 没有正在编报的表。应选有表在办的人；请核对。",
                f"handing over: {before} has no table under way at {unit}: check whose tables are meant.",
            )
        for filing in tables:
            _over(actor, filing, before, after, reason.strip())
    return tables


def tables_of(unit: Body, person: Person) -> QuerySet[Filing]:
    """The unit's tables under way that the person holds, was entrusted with, or changed last."""
    theirs = Q(holder=person) | Q(delegate=person) | Q(revision__author=person)
    return Filing.objects.filter(theirs, unit=unit, state__in=[state.value for state in WITH_UNIT])


def _over(actor: Actor, filing: Filing, before: Person, after: Person, reason: str) -> None:
    filing.delegate = after
    if filing.holder_id == before.pk:
        filing.holder, filing.held = None, None
    filing.save(update_fields=["delegate", "holder", "held"])
    said: dict[str, object] = {"delegate": str(after), "reason": reason}
    chain.record(chain.Deed(actor.name, "hand-over", "filing", str(filing.pk), {"of": str(before)}, said, actor.address))
