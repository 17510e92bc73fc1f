"""Keep sections (维护股室): sections of the finance office, and the departments that each watches (对口部门)."""

from collections.abc import Sequence

from attrs import frozen
from django.db import transaction

from jiheng.errors import NotEnough
from jiheng.web.organizations import access
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body, Section
from jiheng.web.trail import chain

LONGEST_CODE, LONGEST_NAME = 16, 100


@frozen(eq=False)
class Entry:
    """What is said of a section: code, name, whether it is the performance section, and the departments that it watches."""

    code: str
    name: str
    kind: Section.Kind
    watches: Sequence[Body]


def keep_section(actor: Actor, section_id: int | None, said: Entry) -> Section:
    """Add a section (None), or change one. Raises NotAllowed, and NotEnough for a code that is taken, no name, or a body that is no department."""
    access.demand(actor.person, "organize")
    with transaction.atomic():
        section = Section.objects.select_for_update().get(pk=section_id) if section_id is not None else Section()
        before = _said(section) if section.pk else None
        _demand(said, section)
        section.code, section.name, section.kind = said.code.strip(), said.name.strip(), said.kind
        section.save()
        section.watches.set(said.watches)
        chain.record(chain.Deed(actor.name, "keep-section", "section", str(section.pk), before, _said(section), actor.address))
    return section


def _demand(said: Entry, section: Section) -> None:
    code, name = said.code.strip(), said.name.strip()
    if not (0 < len(code) <= LONGEST_CODE and 0 < len(name) <= LONGEST_NAME):
        raise NotEnough(
            "股室：编码或名称是空的或太长。编码应为 1 至 16 个字符，名称 1 至 100 字；请补齐后再保存。",
            "section: the code or the name is empty or too long; a code has 1 to 16 characters, a name 1 to 100: fill them in.",
        )
    if Section.objects.filter(code=code).exclude(pk=section.pk).exists():
        raise NotEnough(
            f"股室：编码 {code} 已有股室用了。一个编码只用一次；请换一个编码。",
            f"section: the code {code} is another section's; choose another.",
        )
    if any(each.kind != Body.Kind.DEPARTMENT for each in said.watches):
        raise NotEnough(
            "股室：对口的不全是主管部门。股室对口到部门，部门下的单位随之归口；请只勾选部门。",
            "section: not all that it would watch are departments; a section watches departments with all their units: tick departments only.",
        )


def _said(section: Section) -> dict[str, object]:
    watched = list(section.watches.values_list("name", flat=True))
    return {"code": section.code, "section": section.name, "kind": section.get_kind_display(), "watches": watched}
