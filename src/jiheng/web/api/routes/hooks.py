"""Receivers of messages (消息推送): registered by the administrator, tried out, switched off; and what was told to them."""

from django.http import HttpRequest

from jiheng.web.api import access, asking, shapes
from jiheng.web.api.actions.keep_hook import NewHook, register, switch, try_out
from jiheng.web.api.bearer import actor_of
from jiheng.web.api.models import Delivery, Scope
from jiheng.web.api.operations import does, reads
from jiheng.web.api.routes.reading import Number, Size, paged
from jiheng.web.api.signing import secret_of

ADMIN = Scope.ADMIN


@reads("/hooks", list[shapes.HookShape], ADMIN)
def hooks(request: HttpRequest) -> list[shapes.HookShape]:
    """消息接收方 · Receivers of messages."""
    return [shapes.HookShape.of(each) for each in access.hooks(actor_of(request).person)]


@does("/hooks", shapes.HookMade, ADMIN)
def new_hook(request: HttpRequest, said: asking.NewHook) -> shapes.HookMade:
    """登记接收方（签名密钥只显示这一次） · Register a receiver; the secret that signs is said this once."""
    made = register(actor_of(request), NewHook(said.name, said.address, said.states))
    return shapes.HookMade(secret=secret_of(made.salt), **shapes.HookShape.of(made).model_dump())


@does("/hooks/{int:hook_id}/switch", shapes.HookShape, ADMIN)
def switch_hook(request: HttpRequest, hook_id: int, said: asking.Switch) -> shapes.HookShape:
    """启用或停用接收方 · Tell a receiver, or no longer."""
    return shapes.HookShape.of(switch(actor_of(request), hook_id, active=said.active))


@does("/hooks/{int:hook_id}/try", shapes.DeliveryShape, ADMIN)
def try_hook(request: HttpRequest, hook_id: int) -> shapes.DeliveryShape:
    """发一条试验消息 · A message to try a receiver out."""
    return shapes.DeliveryShape.of(try_out(actor_of(request), hook_id))


@reads("/deliveries", shapes.DeliveryPage, ADMIN)
def deliveries(request: HttpRequest, page: Number = 1, size: Size = 50) -> dict[str, object]:
    """推送记录 · Messages, newest first, and how they stand."""
    return paged(Delivery.objects.filter(hook__in=access.hooks(actor_of(request).person)), page, size, shapes.DeliveryShape.of)
