"""Telling (消息推送): every step of a table is told to the receivers that want its state, in the background, signed, again until it arrives.

A message names the table and where it stands, never what it says: whoever wants that asks the API with a token of their own.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from jiheng.web.api.models import Delivery, Hook
from jiheng.web.api.reaching import Answer, post
from jiheng.web.api.signing import secret_of, signed
from jiheng.web.filing.models import Step

WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1800, 7200, 21_600, 43_200))
"""How long it is waited before each further try; after the last one, some 18 hours after the first, the message is given up."""
WELL = range(200, 300)


def tell(sender: type[Step], instance: Step, *, created: bool = False, **_more: Any) -> None:  # noqa: ARG001 - the signal's signature
    """Write down who is to be told of a step, in the step's own transaction; what is sent is sent after it."""
    hooks = [hook for hook in Hook.objects.filter(active=True) if not hook.states or instance.state_after in hook.states]
    if not created or not hooks:
        return
    filing = instance.filing
    said = {
        "event": "filing.state",
        "filing": filing.pk,
        "task": filing.task_id,
        "unit": filing.unit.code,
        "deed": instance.deed,
        "before": {"state": instance.state_before, "level": instance.level_before},
        "after": {"state": instance.state_after, "level": instance.level_after},
        "at": instance.at.isoformat(),
    }
    for hook in hooks:
        told(hook, instance, said)


def told(hook: Hook, step: Step | None, said: Mapping[str, object]) -> Delivery:
    """A message that waits to be sent; in a transaction."""
    number = str(uuid.uuid4())
    body = json.dumps({"id": number, **said}, ensure_ascii=False, separators=(",", ":"))
    made = Delivery.objects.create(hook=hook, step=step, number=number, body=body)
    send.enqueue(made.pk)
    return made


@task
def send(delivery_id: int) -> str:
    """Try a message once; where it does not arrive, the next try is put into the queue. What was answered.

    Nothing waits for the other system in a transaction. A message may arrive twice where a stop falls between answer and note:
    the receiver knows it again by its number.
    """
    delivery = Delivery.objects.select_related("hook").filter(pk=delivery_id, state=Delivery.State.WAITING).first()
    if delivery is None:
        return "nothing to send"
    if not delivery.hook.active:
        return _noted(delivery, Answer(None, "receiver switched off"), last=True)
    at = int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "jiheng",
        "webhook-id": delivery.number,
        "webhook-timestamp": str(at),
        "webhook-signature": signed(secret_of(delivery.hook.salt), delivery.number, at, delivery.body),
    }
    return _noted(delivery, post(delivery.hook.address, delivery.body.encode(), headers))


def _noted(delivery: Delivery, answer: Answer, *, last: bool = False) -> str:
    """Write down what came of a try, and put the next one into the queue."""
    now = timezone.now()
    with transaction.atomic():
        delivery.attempts += 1
        delivery.tried, delivery.answer, delivery.again = now, answer.said[:300], None
        if answer.status in WELL:
            delivery.state = Delivery.State.DELIVERED
        elif last or delivery.attempts > len(WAITS):
            delivery.state = Delivery.State.GIVEN_UP
        else:
            delivery.again = now + WAITS[delivery.attempts - 1]
            send.using(run_after=delivery.again).enqueue(delivery.pk)
        delivery.save()
    return delivery.answer
