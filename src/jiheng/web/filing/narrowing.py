"""Narrowing (筛选): what an address says of a list beyond its form's fields, as it is shown above the list, each part to be taken out again."""

from collections.abc import Sequence

from attrs import frozen
from django.http import HttpRequest
from django.utils.translation import gettext as _

from jiheng.web.filing.filings import STATES
from jiheng.web.filing.way import State
from jiheng.web.organizations.models import Body

LONGEST_KEY = 19
"""Digits of a key, so that no number is too long for the database."""


@frozen
class Narrowed:
    """A part of the address that narrows the list: its name in the address, and what it says."""

    name: str
    said: str


def number_said(said: str) -> int | None:
    """A key as an address says it; None for anything else."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < LONGEST_KEY else None


def narrowed(request: HttpRequest, known: Sequence[str] = ("body", "state", "late", "again")) -> list[Narrowed]:
    """What of the known parts the address says, in words; one query where it names a body."""
    said = request.GET
    states = {state.value: _(name) for state, name in STATES.items()}
    body = Body.objects.filter(pk=number_said(said.get("body", "")) or 0).first() if "body" in known and said.get("body") else None
    words = {
        "body": body.name if body is not None else "",
        "state": states.get(State(said["state"]), "") if said.get("state") in states else "",
        "late": _("逾期") if said.get("late") == "1" else "",
        "again": _("退回后再报") if said.get("again") == "1" else "",
    }
    return [Narrowed(name, words[name]) for name in known if words[name]]
