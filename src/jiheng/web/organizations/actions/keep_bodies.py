"""Keep bodies (维护机构): departments and units added, renamed and moved; what hangs on them goes along, by their keys."""

import re

from attrs import frozen
from django.db import transaction

from jiheng.errors import NotEnough
from jiheng.web.organizations import access
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body
from jiheng.web.trail import chain

CODE = re.compile(r"[0-9A-Za-z._-]{1,32}")
LONGEST_NAME = 200
BELOW = {Body.Kind.DEPARTMENT: Body.Kind.REGION, Body.Kind.UNIT: Body.Kind.DEPARTMENT}
"""What a body of a kind stands under."""


@frozen(eq=False)
class Entry:
    """What is said of a body: its code and name, and what it stands under."""

    code: str
    name: str
    parent: Body


def add_body(actor: Actor, kind: Body.Kind, said: Entry) -> Body:
    """Add a department or a unit. Raises NotAllowed, and NotEnough for a code that is taken or no code, a name that is none, a wrong place."""
    access.demand(actor.person, "organize")
    with transaction.atomic():
        code, name = _checked(said.code, said.name, None)
        _demand_place(kind, said.parent)
        body = Body.objects.create(kind=kind, code=code, name=name, parent=said.parent)
        _written(actor, "add-body", body, None)
    return body


def change_body(actor: Actor, body_id: int, said: Entry) -> Body:
    """Rename a body, give it another code or move it; all that is below it and its tables go along. Raises as `add_body`."""
    access.demand(actor.person, "organize")
    with transaction.atomic():
        body = Body.objects.select_for_update(of=("self",)).select_related("parent").get(pk=body_id)
        before = _said(body)
        code, name = _checked(said.code, said.name, body)
        if body.kind != Body.Kind.REGION:
            _demand_place(Body.Kind(body.kind), said.parent)
            body.parent = said.parent
        body.code, body.name = code, name
        repath(body)
        _written(actor, "change-body", body, before)
    return body


def repath(body: Body) -> None:
    """Write a body and all below it with the paths that follow from their codes; below a region there are two storeys."""
    body.save()
    for child in body.children.all():
        child.parent = body
        repath(child)


def taken(code: str, but: Body | None = None) -> Body | None:
    """The body that has the code already; codes are used once in the county, since lists find a unit by it."""
    others = Body.objects.filter(code=code)
    return (others.exclude(pk=but.pk) if but is not None else others).first()


def _checked(code: str, name: str, body: Body | None) -> tuple[str, str]:
    code, name = code.strip(), name.strip()
    if not CODE.fullmatch(code) or not name or len(name) > LONGEST_NAME:
        raise NotEnough(
            f"机构：编码「{code[:40]}」或名称「{name[:40]}」写不成。编码应是 1 至 32 位字母、数字、点或横线，名称 1 至 200 字；请改正后再保存。",
            f"body: the code “{code[:40]}” or the name “{name[:40]}” can't be kept; a code has 1 to 32 letters, digits, dots or dashes, "
            "a name 1 to 200 characters: correct them.",
        )
    there = taken(code, body)
    if there is not None:
        raise NotEnough(
            f"机构：编码 {code} 已是「{there.name}」的。一个编码只用一次，清单按它找单位；请核对编码，或先改那一个。",
            f"body: the code {code} is {there.name}'s already; a code is used once, lists find units by it: check the code.",
        )
    return code, name


def _demand_place(kind: Body.Kind, parent: Body) -> None:
    if parent.kind != BELOW[kind] or parent.closed is not None:
        raise NotEnough(
            f"机构：上级「{parent.name}」不能放{kind.label}。单位应在一个未停用的主管部门下，部门在地区下；请另选上级。",
            f"body: a {kind.value} can't stand under {parent.name}; units stand under a department that goes on, departments under the region: "
            "choose another.",
        )


def _said(body: Body) -> dict[str, object]:
    return {"code": body.code, "body": body.name, "parent": body.parent.name if body.parent else ""}


def _written(actor: Actor, deed: str, body: Body, before: dict[str, object] | None) -> None:
    chain.record(chain.Deed(actor.name, deed, "body", str(body.pk), before, _said(body), actor.address))
