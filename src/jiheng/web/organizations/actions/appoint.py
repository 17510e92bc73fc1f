"""Appoint (任职): a role is given to a person, from a day on and until a day, and ended. Nobody appoints themselves.

An administrator holds no role of filing or review: who keeps the registers passes nothing.
"""

from datetime import date, timedelta

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.organizations import access
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.actions.keep_people import last_administrator
from jiheng.web.organizations.models import Appointment, Body, Person, Role, Section
from jiheng.web.trail import chain

AT_BODY = {Role.CLERK: Body.Kind.UNIT, Role.HEAD: Body.Kind.UNIT, Role.DEPARTMENT: Body.Kind.DEPARTMENT}
IN_SECTION = {Role.SECTION: Section.Kind.BUSINESS, Role.PERFORMANCE: Section.Kind.PERFORMANCE}
APART = {Role.ADMINISTRATOR, Role.AUDITOR}
"""Roles that are held alone."""


@frozen(eq=False)
class Post:
    """A role and where it is held, with the first day and the first day after the last; None where nothing is said."""

    role: Role
    body: Body | None = None
    section: Section | None = None
    since: date | None = None
    ended: date | None = None


def appoint(actor: Actor, person: Person, post: Post) -> Appointment:
    """Give a role. Raises NotAllowed for oneself, and NotEnough for a role at a place where it is not held, or beside one that excludes it."""
    access.demand(actor.person, "organize")
    if actor.person.pk == person.pk:
        raise NotAllowed(
            "任职：不能给自己任职。管理员不参与填报和审核；请由另一位管理员为您登记。",
            "appointing: nobody appoints themselves, and administrators neither file nor review: have another administrator do it.",
        )
    with transaction.atomic():
        held = list(Appointment.every.select_for_update(of=("self",)).filter(person=person))
        _demand(person, post, [each for each in held if _goes_on(each)])
        same = next((each for each in held if (each.role, each.body, each.section) == (post.role, post.body, post.section)), None)
        made = same or Appointment(person=person, role=post.role, body=post.body, section=post.section)
        made.since, made.ended = post.since, post.ended
        made.save()
        chain.record(chain.Deed(actor.name, "appoint", "person", str(person.pk), None, said_of(made), actor.address))
    return made


def end(actor: Actor, appointment_id: int, day: date | None = None) -> Appointment:
    """End a role: from `day` on, today where none is said, it gives nothing. Raises NotAllowed, and NotEnough for the last administrator's."""
    access.demand(actor.person, "organize")
    with transaction.atomic():
        held = Appointment.every.select_for_update(of=("self",)).select_related("person", "body", "section").get(pk=appointment_id)
        if held.role == Role.ADMINISTRATOR and last_administrator(held.person):
            raise NotEnough(
                f"任职：{held.person} 是唯一的管理员。县里至少应有一位管理员；请先登记另一位，再结束这一位。",
                f"appointments: {held.person} is the only administrator; a county has one at least: appoint another first.",
            )
        before = said_of(held)
        held.ended = day or timezone.localdate()
        held.save(update_fields=["ended"])
        chain.record(chain.Deed(actor.name, "end-appointment", "person", str(held.person.pk), before, said_of(held), actor.address))
    return held


def fault(post: Post, held: list[Role]) -> tuple[str, str] | None:
    """Why a role can't be held there or beside those `held`, in both languages; None where it can."""
    wanted = AT_BODY.get(post.role), IN_SECTION.get(post.role)
    found = (post.body.kind if post.body else None), (post.section.kind if post.section else None)
    if wanted != found or (post.body is not None and post.body.closed is not None):
        zh, en = _place_of(post.role)
        return f"「{post.role.label}」应任职于{zh}", f"{post.role.value} is held {en}"
    others = {each for each in held if each != post.role}
    if others and (post.role in APART or others & APART):
        return "管理员和审计不兼任填报、审核的角色", "administrators and auditors hold no other role"
    if post.since and post.ended and post.ended <= post.since:
        return "任职止应晚于任职自", "an appointment ends after it begins"
    return None


def _place_of(role: Role) -> tuple[str, str]:
    if role in AT_BODY:
        return ("一个在用的单位", "at a unit that goes on") if role != Role.DEPARTMENT else ("一个主管部门", "at a department")
    if role in IN_SECTION:
        return ("一个业务股室", "in a section") if role == Role.SECTION else ("绩效股", "in the performance section")
    return "全县，不写单位和股室", "for the whole county, at no place"


def _demand(person: Person, post: Post, held: list[Appointment]) -> None:
    found = fault(post, [Role(each.role) for each in held])
    if found is not None:
        zh, en = found
        at = post.body or post.section or ""
        raise NotEnough(
            f"任职：{person} 不能任「{post.role.label}」{at}。{zh}；请改选角色或任职处，或先结束原任职。",
            f"appointing: {person} can't be {post.role.value} {at}: {en}; choose another role or place, or end the other one first.",
        )


def _goes_on(held: Appointment) -> bool:
    return held.ended is None or held.ended >= timezone.localdate() + timedelta(days=1)


def said_of(held: Appointment) -> dict[str, object]:
    """The appointment as the trail keeps it."""
    at = str(held.body or held.section or "")
    return {"role": Role(held.role).value, "at": at, "since": held.since, "ended": held.ended}
