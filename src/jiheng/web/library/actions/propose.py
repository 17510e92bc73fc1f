"""Propose and decide (提出与审定): an indicator, or a change of one, is proposed by anybody and approved by others; retired when it is outlived."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough, WrongState
from jiheng.web.library import access
from jiheng.web.library.models import Indicator, Kind, Standing
from jiheng.web.library.shape import Shape, demand_whole
from jiheng.web.organizations.acting import Actor
from jiheng.web.trail import chain


def propose(actor: Actor, shape: Shape, reason: str = "", replaces: int | None = None) -> Indicator:
    """Propose an indicator, or (`replaces`) a change of an approved one. Raises NotAllowed, NotEnough for what is missing."""
    access.demand(actor.person, "propose")
    demand_whole(shape)
    if (
        shape.kind is Kind.DEPARTMENT
        and not access.departments(actor.person).filter(pk=shape.department.pk if shape.department else 0).exists()
    ):
        raise NotAllowed(
            f"指标「{shape.name}」：不是您所在部门的。部门指标只能由本部门或财政股室提出；请改选部门或类别。",
            f"indicator “{shape.name}”: not of your department; propose for your own, or for a trade or for all.",
        )
    with transaction.atomic():
        old = _replaced(actor, replaces)
        row = Indicator.objects.create(**shape.columns, replaces=old, reason=reason.strip(), by=actor.person)
        record(actor, "propose-indicator", row, {"name": row.name, "node": row.node, "replaces": replaces, "reason": row.reason})
    return row


def decide(actor: Actor, indicator_id: int, *, approved: bool, word: str = "") -> Indicator:
    """Take a proposal into the library, or decline it with a word. Raises NotAllowed, NotEnough without a word, WrongState for a name that is there."""
    if not approved and not word.strip():
        raise NotEnough(
            "审定指标：没有写未采纳的理由。应告诉提出人为什么；请填写后再办。",
            "deciding: no reason was given; tell whoever proposed it why, then try again.",
        )
    with transaction.atomic():
        row = locked(indicator_id)
        access.demand(actor.person, "decide", row)
        row.standing = Standing.APPROVED if approved else Standing.DECLINED
        row.decided_by, row.decided, row.decision = actor.person, timezone.now(), word.strip()
        if approved and row.replaces is not None:
            Indicator.objects.filter(pk=row.replaces.pk, standing=Standing.APPROVED).update(standing=Standing.RETIRED)
        _kept(row)
        record(actor, "decide-indicator", row, {"name": row.name, "approved": approved, "word": row.decision})
    return row


def retire(actor: Actor, indicator_id: int, word: str) -> Indicator:
    """Retire an approved indicator (停用): it is offered no more; tables that use it stay. Raises NotAllowed, NotEnough without a word."""
    if not word.strip():
        raise NotEnough("停用指标：没有写理由。停用应说明原因；请填写后再办。", "retiring: no reason was given: write it and try again.")
    with transaction.atomic():
        row = locked(indicator_id)
        access.demand(actor.person, "retire", row)
        row.standing, row.decision = Standing.RETIRED, word.strip()
        row.decided_by, row.decided = actor.person, timezone.now()
        row.save()
        record(actor, "retire-indicator", row, {"name": row.name, "word": word.strip()})
    return row


def locked(indicator_id: int) -> Indicator:
    """The row, locked. Raises NotAllowed for one that there is not."""
    row = Indicator.objects.select_for_update().filter(pk=indicator_id).first()
    if row is None:
        raise NotAllowed(
            f"指标库：没有第 {indicator_id} 号指标，或不在您的权限内。请从列表中选择。",
            f"library: there is no indicator {indicator_id}, or it is not yours to see; choose one of the list.",
        )
    return row


def record(actor: Actor, deed: str, row: Indicator, after: dict[str, object]) -> None:
    """Write a deed with an indicator into the trail."""
    chain.record(chain.Deed(actor.name, deed, "indicator", str(row.pk), None, after, actor.address))


def _replaced(actor: Actor, number: int | None) -> Indicator | None:
    if number is None:
        return None
    old = access.indicators(actor.person).filter(pk=number, standing=Standing.APPROVED).first()
    if old is None:
        raise NotEnough(
            f"修改指标：没有第 {number} 号已入库的指标。应从库中选择要改的指标；请刷新列表。",
            f"changing: there is no approved indicator {number}; choose the one to change from the library.",
        )
    return old


def _kept(row: Indicator) -> None:
    """Save a decision. Raises WrongState where the library has an indicator of that name for the same people."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise WrongState(
            f"指标「{row.name}」：库中已有同名、同级、同适用范围的指标。应以修改的方式更新；请不采纳这一条，或先停用原有的。",
            f"indicator “{row.name}”: the library has one of that name, level and people; propose a change of it instead, or retire it first.",
        ) from error
