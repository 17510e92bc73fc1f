"""Assign (发布任务): the performance section says which form is owed for which year by which day, and through which levels it goes."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen
from django.db import IntegrityError, transaction

from jiheng.errors import NotAllowed, NotEnough
from jiheng.model.declaration import FormKind
from jiheng.web.filing.filings import Task
from jiheng.web.filing.way import ALL_LEVELS, Level
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body, FormWay, Role
from jiheng.web.trail import chain


@frozen
class Assignment:
    """What is owed; `period` is a month `2025-07` for forms of a part of the year, else empty; no `units` means all of them."""

    form: FormKind
    year: int
    title: str
    due: date
    period: str = ""
    levels: Sequence[Level] = ALL_LEVELS
    units: Sequence[Body] = ()


def assign(actor: Actor, said: Assignment) -> Task:
    """Open a task. Raises NotAllowed for others than the performance section, NotEnough without a title or a level, or for one that is there."""
    _demand(actor)
    way = way_of_form(said.form)
    if not said.title.strip() or not any(level.value in way for level in said.levels):
        raise NotEnough(
            "发布任务：缺名称或审核环节。应写明任务名称并至少选一个环节；请补齐后再发布。",
            "assigning: the title or the levels are missing: fill them in.",
        )
    try:
        with transaction.atomic():
            levels = [level.value for level in ALL_LEVELS if level in said.levels and level.value in way]
            task = Task.objects.create(
                form=said.form.value, year=said.year, period=said.period, title=said.title.strip(), due=said.due, levels=levels
            )
            task.units.set(said.units)
            units = [unit.code for unit in said.units]
            after: dict[str, object] = {"title": task.title, "due": said.due, "levels": levels, "units": units}
            chain.record(chain.Deed(actor.name, "assign", "task", str(task.pk), None, after, actor.address))
    except IntegrityError as error:
        raise NotEnough(
            f"发布任务：{said.year} 年这种表式的任务已经有了。一年一期只有一个任务；请在原任务上改期限。",
            f"assigning: there is a task for this form in {said.year} already: change its last day instead.",
        ) from error
    return task


def set_due(actor: Actor, task: Task, due: date, *, still_open: bool) -> Task:
    """Change a task's last day, close it or open it again. Raises NotAllowed."""
    _demand(actor)
    with transaction.atomic():
        held = Task.objects.select_for_update().get(pk=task.pk)
        before: dict[str, object] = {"due": held.due, "open": held.open}
        held.due, held.open = due, still_open
        held.save()
        chain.record(chain.Deed(actor.name, "set-due", "task", str(held.pk), before, {"due": due, "open": still_open}, actor.address))
    return held


def way_of_form(form: FormKind) -> list[str]:
    """The levels that the county lets tables of a form pass (办理环节); all of them where it has not said."""
    own = FormWay.objects.filter(form=form.value).first()
    return own.levels if own is not None else [level.value for level in ALL_LEVELS]


def _demand(actor: Actor) -> None:
    if not actor.person.appointments.filter(role=Role.PERFORMANCE).exists():
        raise NotAllowed(
            "填报任务：不在您的权限内。任务由绩效股发布和调整；需要时请联系绩效股。",
            "tasks: not yours to change; the performance section does: ask it.",
        )
