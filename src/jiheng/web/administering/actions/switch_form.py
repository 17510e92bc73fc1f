"""Switch a form (启用表样): what was learnt of a county's form speaks from a day on, or no longer; each a dated row that nobody changes."""

import re
from datetime import date

from attrs import frozen
from django.db import transaction

from jiheng.errors import BadFramework, NotEnough
from jiheng.framework.fields import fields
from jiheng.framework.load import load_with
from jiheng.web.organizations import access
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.county_law import forget_law
from jiheng.web.organizations.models import CountyForm
from jiheng.web.trail import chain


@frozen
class Learnt:
    """A form as it was learnt: its title, the sheet's text, the blank form, and from which day and why it speaks."""

    title: str
    text: str
    since: date
    reason: str
    name: str
    body: bytes


def switch_on(actor: Actor, said: Learnt) -> CountyForm:
    """Let a form speak from its day on. Raises NotAllowed, and NotEnough without a title or reason, or for a sheet that can't be read."""
    _ready(actor, said.title, said.reason)
    try:
        fields(load_with({"fields.county.toml": said.text.encode()}))
    except (BadFramework, KeyError, ValueError) as because:
        raise NotEnough(
            f"本县表样：写成的文件读不回来（{because}）。字段名应是列表里的；请重新选择各格。",
            f"form: the sheet can't be read back ({because}): choose the fields of the cells again.",
        ) from because
    with transaction.atomic():
        number = CountyForm.objects.count() + 1
        slug = re.sub(r"[^0-9A-Za-z]+", "-", said.name.rpartition(".")[0]).strip("-")[:30] or "form"
        path = f"fields.{said.since.isoformat()}-{number:03}-{slug}.toml"
        made = CountyForm.objects.create(
            path=path, title=said.title.strip()[:100], text=said.text, since=said.since, name=said.name[:255], body=said.body,
            reason=said.reason.strip(), by=actor.person,
        )  # fmt: skip
        after: dict[str, object] = {"title": made.title, "path": path, "since": said.since, "reason": made.reason, "text": said.text}
        chain.record(chain.Deed(actor.name, "switch-form-on", "form", str(made.pk), None, after, actor.address))
        transaction.on_commit(forget_law)
    return made


def switch_off(actor: Actor, form_id: int, day: date, reason: str) -> CountyForm:
    """Let a form speak no longer from a day on. Raises NotAllowed, and NotEnough without a reason."""
    with transaction.atomic():
        held = CountyForm.objects.get(pk=form_id)
        _ready(actor, held.title, reason)
        made = CountyForm.objects.create(path=held.path, title=held.title, since=day, reason=reason.strip(), by=actor.person)
        after: dict[str, object] = {"title": held.title, "path": held.path, "since": day, "reason": reason.strip()}
        chain.record(chain.Deed(actor.name, "switch-form-off", "form", str(held.pk), None, after, actor.address))
        transaction.on_commit(forget_law)
    return made


def _ready(actor: Actor, title: str, reason: str) -> None:
    access.demand(actor.person, "settle")
    if not title.strip() or not reason.strip():
        raise NotEnough(
            "本县表样：缺名称或理由。启用和停用都记入日志，应写明表样名称和依据；请补齐。",
            "form: the title or the reason is missing: fill both in.",
        )
