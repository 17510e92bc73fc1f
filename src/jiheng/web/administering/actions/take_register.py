"""Take a register (导入名册): units or people in bulk, previewed, then applied whole or not at all; the file is kept."""

import hashlib
from datetime import timedelta

from attrs import frozen
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough, OutOfDate
from jiheng.web.administering.opening import register_of
from jiheng.web.administering.register import Plan, planned
from jiheng.web.organizations import access
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.actions.keep_bodies import repath
from jiheng.web.organizations.actions.keep_people import chance, hashed
from jiheng.web.organizations.models import Appointment, Body, Person, Register
from jiheng.web.trail import chain

KEPT = timedelta(days=2)
AT_ONCE = 500


@frozen
class NewAccount:
    """An account that the register made, and its first password, which is shown once."""

    username: str
    name: str
    word: str


def offer(actor: Actor, kind: str, *, whole: bool, name: str, content: bytes) -> Register:
    """Keep a register for its preview. Raises NotAllowed, and NotEnough for a file that holds none; nothing else is changed."""
    access.demand(actor.person, "organize")
    register_of(kind, name, content)
    Register.objects.filter(taken=None, at__lt=timezone.now() - KEPT).delete()
    digest = hashlib.sha256(content).hexdigest()
    return Register.objects.create(kind=kind, whole=whole, name=name[:255], body=content, digest=digest, by=actor.person)


def previewed(actor: Actor, register_id: int) -> tuple[Register, Plan]:
    """A register that waits, and what it would change. Raises NotAllowed for another's or one that is not there."""
    access.demand(actor.person, "organize")
    held = Register.objects.filter(pk=register_id, kind__in=Register.Kind.values, by=actor.person, taken=None).first()
    if held is None:
        raise NotAllowed(
            "导入名册：没有找到这份名册。名册只等两天，只有上传的人能导入；请重新上传。",
            "register: not found; it waits for two days, for whoever uploaded it: upload it again.",
        )
    return held, planned(held.kind, register_of(held.kind, held.name, bytes(held.body)), whole=held.whole)


def take_register(actor: Actor, register_id: int, mark: str) -> tuple[Plan, list[NewAccount]]:
    """Apply a previewed register; the new accounts with their first passwords.

    Raises NotAllowed, NotEnough while a line is wrong, and OutOfDate where units or people have changed since the preview.
    """
    with transaction.atomic():
        held, plan = previewed(actor, register_id)
        if plan.wrong:
            raise NotEnough(
                f"导入名册：还有 {len(plan.wrong)} 处不能导入。每一行都应能读懂；请在文件里改正后重新上传。",
                f"register: {len(plan.wrong)} lines can't be taken: correct them and upload it again.",
            )
        if plan.mark != mark:
            raise OutOfDate(
                "导入名册：看过预览以后，机构或人员有了变化。应按现在的情况决定；请再看一遍预览。",
                "register: units or people have changed since the preview: look at it again.",
            )
        made = _people(actor, plan) if held.kind == Register.Kind.PEOPLE else _units(plan)
        Register.objects.filter(pk=held.pk).update(taken=timezone.now())
        after: dict[str, object] = {"name": held.name, "digest": held.digest}
        after |= {what: [each.key for each in plan.of(what)] for what in ("new", "changed", "gone")}
        chain.record(chain.Deed(actor.name, "take-register", "register", str(held.pk), None, after, actor.address))
    return plan, made


def _units(plan: Plan) -> list[NewAccount]:
    region = Body.objects.filter(kind=Body.Kind.REGION).first()
    held = {each.code: each for each in Body.objects.select_related("parent")}
    for code, (name, kind, _) in plan.units.items():
        if kind == "department":
            held[code] = _kept(held.get(code), Body(kind=kind, code=code, name=name, parent=region))
    fresh = []
    for code, (name, kind, department) in plan.units.items():
        if kind == "unit":
            body = Body(kind=kind, code=code, name=name, parent=held[department])
            if code in held:
                _kept(held[code], body)
            else:
                body.path = f"{held[department].path}{code}/"
                fresh.append(body)
    Body.objects.bulk_create(fresh, AT_ONCE)
    today = timezone.localdate()
    Body.objects.filter(pk__in=plan.gone).update(closed=today)
    Appointment.objects.filter(body__in=plan.gone).update(ended=today)
    return []


def _kept(held: Body | None, said: Body) -> Body:
    """The body as it is said; written only where it is otherwise."""
    if held is None:
        said.save()
        return said
    if (held.name, held.closed) != (said.name, None) or (held.kind == "unit" and held.parent_id != said.parent_id):
        held.name, held.closed = said.name, None
        held.parent = said.parent if held.kind == "unit" else held.parent
        repath(held)
    return held


def _people(actor: Actor, plan: Plan) -> list[NewAccount]:
    held = {each.username: each for each in Person.objects.filter(username__in=plan.people)}
    _demand_others(actor, plan)
    words = [NewAccount(each.key, each.now, chance()) for each in plan.of("new")]
    fresh = [
        Person(username=each.username, name=plan.people[each.username][0], phone=plan.people[each.username][1], password=hashed(each.word))
        for each in words
    ]
    held |= {each.username: each for each in Person.objects.bulk_create(fresh, AT_ONCE)}
    changed = []
    for each in plan.of("changed"):
        person, (name, phone) = held[each.key], plan.people[each.key]
        person.name, person.phone, person.is_active = name, phone or person.phone, True
        changed.append(person)
    Person.objects.bulk_update(changed, ["name", "phone", "is_active"], AT_ONCE)
    _posts(plan, held)
    Person.objects.filter(pk__in=plan.gone).exclude(pk=actor.person.pk).update(is_active=False)
    return words


def _demand_others(actor: Actor, plan: Plan) -> None:
    if actor.person.username in plan.people:
        raise NotAllowed(
            f"导入名册：名册里有您自己的账号 {actor.person.username}。不能给自己任职；请删去这一行，由另一位管理员登记。",
            f"register: your own account {actor.person.username} is in it; nobody appoints themselves: take the line out.",
        )


def _posts(plan: Plan, held: dict[str, Person]) -> None:
    known = {
        (each.person_id, each.role, each.body_id, each.section_id): each for each in Appointment.every.filter(person__in=held.values())
    }
    fresh, again = [], []
    for username, post in plan.posts:
        key = (held[username].pk, post.role.value, post.body.pk if post.body else None, post.section.pk if post.section else None)
        row = known.get(key)
        if row is None:
            row = Appointment(person=held[username], role=post.role, body=post.body, section=post.section)
            fresh.append(row)
            known[key] = row
        elif row.pk:
            again.append(row)
        row.since, row.ended = post.since, post.ended
    Appointment.every.bulk_create(fresh, AT_ONCE)
    Appointment.every.bulk_update(again, ["since", "ended"], AT_ONCE)
