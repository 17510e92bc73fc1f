"""Remind (发送提醒): units that still owe a form are reminded by the county's own SMS gateway or OA; asked for and answered, both in the trail.

What a person asks for goes into the queue with the trail's entry, in one transaction, and is handed over in the background: no page waits for the gateway.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import date

import django_tasks
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.filing.filings import Task
from jiheng.web.filing.owing import Owed, owed
from jiheng.web.filing.reminding import Sent, gateway, message, send
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Role
from jiheng.web.trail import chain

REMINDING = (Role.DEPARTMENT, Role.SECTION, Role.PERFORMANCE)
UNATTENDED = "定时提醒"
"""Who reminds, as the trail says it, where the clock does."""


def remind(actor: Actor, task: Task, units: Collection[int]) -> int:
    """Remind those of the units (by their keys) that the person looks after and that still owe something; how many units that is.

    Raises NotAllowed for people of units, NotEnough where no such unit is named or the county has no gateway.
    """
    if not actor.person.appointments.filter(role__in=REMINDING).exists():
        raise NotAllowed(
            "发送提醒：不在您的权限内。由主管部门、业务股室和绩效股发送；需要时请联系他们。",
            "reminding: not yours to do; departments, sections and the performance section remind: ask them.",
        )
    rows = [row for row in owed(actor.person, task) if row.unit.pk in units and not row.done]
    if not rows:
        raise NotEnough(
            "发送提醒：没有勾选还欠报的单位。应至少选一个您负责、尚未报完的单位；请勾选后再发送。",
            "reminding: no unit that still owes something is ticked; tick at least one of yours, then send.",
        )
    number, by = str(uuid.uuid4()), (actor.name, actor.address)
    with transaction.atomic():
        _asked(by, task, rows, number)
        deliver.enqueue(task.pk, [row.unit.pk for row in rows], number, list(by))
    return len(rows)


@django_tasks.task
def deliver(task_id: int, units: list[int], number: str, by: list[str]) -> str:
    """Hand over what was asked for, to units that owe something still; what the gateway answered.

    After a stop it may be handed over twice: the receiver knows it again by its number.
    """
    task, today = Task.objects.get(pk=task_id), timezone.localdate()
    rows = [row for row in owed(None, task) if row.unit.pk in units and not row.done]
    return _handed_over((by[0], by[1]), task, rows, today, number).said


def remind_due(today: date) -> list[tuple[Task, Sent]]:
    """Remind every unit whose last day is near or gone, for each open task; what the clock does once a day. Raises NotEnough without a gateway."""
    out = []
    for task in Task.objects.filter(open=True):
        rows = [row for row in owed(None, task) if row.soon(today)]
        if rows:
            out.append((task, delivered((UNATTENDED, ""), task, rows, today)))
    return out


def delivered(by: tuple[str, str], task: Task, rows: Sequence[Owed], today: date) -> Sent:
    """Ask for it and hand the messages over at once; for the clock, which nobody waits for."""
    number = str(uuid.uuid4())
    _asked(by, task, rows, number)
    return _handed_over(by, task, rows, today, number)


def _asked(by: tuple[str, str], task: Task, rows: Sequence[Owed], number: str) -> None:
    """The trail says that it is tried, before it is."""
    _record(by, "remind", task, {"delivery": number, "by": gateway().name, "units": [row.unit.code for row in rows]})


def _handed_over(by: tuple[str, str], task: Task, rows: Sequence[Owed], today: date, number: str) -> Sent:
    """Send, and say in the trail what came of it. Nothing waits for the other system in a transaction."""
    sent = _sent(task, rows, today, number)
    _record(by, "reminded", task, {"delivery": number, "well": sent.well, "answer": sent.said})
    return sent


def _sent(task: Task, rows: Sequence[Owed], today: date, number: str) -> Sent:
    if not rows:
        return Sent(well=True, said="勾选的单位都已报完，没有发送")
    try:
        return send(gateway(), message(task, rows, today, number), number)
    except NotEnough as because:  # the gateway was taken away since
        return Sent(well=False, said=because.zh)


def _record(by: tuple[str, str], deed: str, task: Task, after: dict[str, object]) -> None:
    with transaction.atomic():
        chain.record(chain.Deed(by[0], deed, "task", str(task.pk), None, after, by[1]))
