"""Keep receivers (登记消息接收方): the administrator says where messages about states go; a trial, and an end."""

import secrets
from collections.abc import Sequence

from attrs import frozen
from django.db import transaction

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.api import access
from jiheng.web.api.models import Delivery, Hook
from jiheng.web.api.reaching import demand_fit
from jiheng.web.api.telling import told
from jiheng.web.filing.way import State
from jiheng.web.organizations.acting import Actor
from jiheng.web.trail import chain

MOST = 20


@frozen
class NewHook:
    """A receiver: its name, where messages go, and the states that are told (none: all)."""

    name: str
    address: str
    states: Sequence[str] = ()


def register(actor: Actor, said: NewHook) -> Hook:
    """Register it. Raises NotAllowed for others than the administrator, NotEnough for an address that may not be reached or states there are not."""
    access.demand_administrator(actor.person)
    states = [state.value for state in State if state.value in said.states]
    if not said.name.strip() or len(states) != len(set(said.states)) or Hook.objects.count() >= MOST:
        raise NotEnough(
            f"消息接收方：缺名称，或有不认识的状态，或已满 {MOST} 个。名称应填写，状态应为列出的几种；请改正后再登记。",
            f"receiver: its name is missing, a state is unknown, or there are {MOST} already; correct it and try again.",
        )
    demand_fit(said.address)
    with transaction.atomic():
        salt = secrets.token_hex(16)
        hook = Hook.objects.create(name=said.name.strip()[:60], address=said.address, states=states, salt=salt, by=actor.person)
        _record(actor, "register-hook", hook, {"name": hook.name, "address": hook.address, "states": states})
    return hook


def switch(actor: Actor, hook_id: int, *, active: bool) -> Hook:
    """Tell it, or no longer. Raises NotAllowed."""
    with transaction.atomic():
        hook = _held(actor, hook_id)
        hook.active = active
        hook.save(update_fields=["active"])
        _record(actor, "switch-hook", hook, {"name": hook.name, "active": active})
    return hook


def try_out(actor: Actor, hook_id: int) -> Delivery:
    """Send a message that tells of nothing, to see whether it arrives; it goes out in the background. Raises NotAllowed."""
    with transaction.atomic():
        hook = _held(actor, hook_id)
        made = told(hook, None, {"event": "trial", "name": hook.name})
        _record(actor, "try-hook", hook, {"delivery": made.number})
    return made


def _held(actor: Actor, hook_id: int) -> Hook:
    access.demand_administrator(actor.person)
    hook = access.hooks(actor.person).select_for_update().filter(pk=hook_id).first()
    if hook is None:
        raise NotAllowed(
            f"消息接收方：没有第 {hook_id} 号。请从列表中选择。", f"receiver {hook_id}: there is none; choose one of the list."
        )
    return hook


def _record(actor: Actor, deed: str, hook: Hook, after: dict[str, object]) -> None:
    chain.record(chain.Deed(actor.name, deed, "hook", str(hook.pk), None, after, actor.address))
