"""Remind (发送提醒): units that still owe a form are reminded by the county's own SMS gateway or OA; asked for and answered, both in the trail."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

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


def remind(actor: Actor, task: Task, units: Collection[int], today: date) -> Sent:
    """Remind those of the units (by their keys) that the person looks after and that still owe something.

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
    return delivered((actor.name, actor.address), task, rows, today)


def remind_due(today: date) -> list[tuple[Task, Sent]]:
    """Remind every unit whose last day is near or gone, for each open task; what the clock does once a day. Raises NotEnough without a gateway."""
    out = []
    for task in Task.objects.filter(open=True):
        rows = [row for row in owed(None, task) if row.soon(today)]
        if rows:
            out.append((task, delivered((UNATTENDED, ""), task, rows, today)))
    return out


def delivered(by: tuple[str, str], task: Task, rows: Sequence[Owed], today: date) -> Sent:
    """Hand the messages over; before it the trail says that it is tried, after it what came of it. Nothing waits for the other system in a transaction."""
    way = gateway()
    number, body = message(task, rows, today)
    said: dict[str, object] = {"delivery": number, "by": way.name, "units": [row.unit.code for row in rows]}
    _record(by, "remind", task, said)
    sent = send(way, body, number)
    _record(by, "reminded", task, {"delivery": number, "well": sent.well, "answer": sent.said})
    return sent


def _record(by: tuple[str, str], deed: str, task: Task, after: dict[str, object]) -> None:
    with transaction.atomic():
        chain.record(chain.Deed(by[0], deed, "task", str(task.pk), None, after, by[1]))
