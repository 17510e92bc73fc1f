"""Settle (审核设置): how a rule is held in the county, which levels a form passes, which days are off, and the end of a waiver."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotEnough
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.review.registry import rule_files
from jiheng.web.administering.dry_run import Wanted
from jiheng.web.filing.filings import FORMS, LEVELS, Filing, Task
from jiheng.web.filing.holding import CommonAnswer, Objection, RuleSetting
from jiheng.web.filing.way import ALL_LEVELS, Level, State
from jiheng.web.organizations import access
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import DayOff, FormWay
from jiheng.web.trail import chain


def set_rule(actor: Actor, wanted: Wanted, reason: str) -> RuleSetting | None:
    """Hold a rule otherwise in this county; None where it is held as it comes. Raises NotAllowed, and NotEnough without a reason."""
    said = _ready(actor, reason, f"规则 {wanted.code}", f"rule {wanted.code}")
    if wanted.code not in rule_files() or wanted.severity not in {"", *(each.value for each in Severity)}:
        raise NotEnough(
            f"规则 {wanted.code}：没有这条规则或这个级别。请从列表里选。",
            f"rule {wanted.code}: there is no such rule or severity: use the list.",
        )
    with transaction.atomic():
        held = RuleSetting.objects.select_for_update().filter(code=wanted.code).first()
        before: dict[str, object] = {"ignored": held.ignored, "severity": held.severity} if held else {}
        after: dict[str, object] = {"ignored": wanted.ignored, "severity": wanted.severity, "reason": said}
        chain.record(chain.Deed(actor.name, "set-rule", "rule", wanted.code, before or None, after, actor.address))
        if not wanted.ignored and not wanted.severity:
            RuleSetting.objects.filter(code=wanted.code).delete()
            return None
        values = {"ignored": wanted.ignored, "severity": wanted.severity, "reason": said}
        return RuleSetting.objects.update_or_create(code=wanted.code, defaults=values)[0]


def set_way(actor: Actor, form: FormKind, levels: Sequence[Level], reason: str, *, open_too: bool) -> int:
    """Say which levels a form passes from now on; with `open_too` its open tasks as well: how many tasks those were.

    Raises NotAllowed, and NotEnough without a level or reason, or while tables stand at a level that an open task would lose.
    """
    said = _ready(actor, reason, f"办理环节（{FORMS[form]}）", f"way of {form.value}")
    chosen = [level.value for level in ALL_LEVELS if level in levels]
    if not chosen:
        raise NotEnough(
            f"办理环节（{FORMS[form]}）：一个环节也没有选。至少应选一个；请勾选。", f"way of {form.value}: no level is chosen: choose one."
        )
    with transaction.atomic():
        held = FormWay.objects.select_for_update().filter(form=form.value).first()
        tasks = list(Task.objects.select_for_update().filter(form=form.value, open=True)) if open_too else []
        _demand_nobody_there(tasks, chosen)
        for task in tasks:
            task.levels = chosen
            task.save(update_fields=["levels"])
        FormWay.objects.update_or_create(form=form.value, defaults={"levels": chosen, "reason": said})
        before: dict[str, object] = {"levels": held.levels} if held else {}
        after: dict[str, object] = {"levels": chosen, "tasks": [task.title for task in tasks], "reason": said}
        chain.record(chain.Deed(actor.name, "set-way", "form", form.value, before or None, after, actor.address))
    return len(tasks)


def set_day(actor: Actor, day: date, name: str, *, works: bool | None) -> None:
    """Say that a day is off, or worked on; None takes back what was said of it. Raises NotAllowed."""
    access.demand(actor.person, "settle")
    with transaction.atomic():
        if works is None:
            DayOff.objects.filter(day=day).delete()
        else:
            DayOff.objects.update_or_create(day=day, defaults={"works": works, "name": name.strip()[:50]})
        after: dict[str, object] = {"works": works, "day_name": name.strip()}
        chain.record(chain.Deed(actor.name, "set-day", "day", day.isoformat(), None, after, actor.address))


def end_waiver(actor: Actor, kind: str, waiver_id: int, reason: str) -> None:
    """Let a waiver hold no longer, from today on: the finding speaks again. Raises NotAllowed, and NotEnough without a reason."""
    said = _ready(actor, reason, "豁免", "waiver")
    with transaction.atomic():
        rows = CommonAnswer.objects if kind == "common" else Objection.objects
        held = rows.select_for_update().get(pk=waiver_id)
        before: dict[str, object] = {"rule": held.rule, "expires": held.expires, "waived": held.waived}
        held.waived = False
        held.expires = timezone.localdate()
        held.save(update_fields=["waived", "expires"])
        after: dict[str, object] = {"rule": held.rule, "waived": False, "reason": said}
        chain.record(chain.Deed(actor.name, "end-waiver", kind, str(waiver_id), before, after, actor.address))


def standing_at(tasks: Sequence[Task], lost: Sequence[str]) -> int:
    """Tables of the tasks that stand at a level, or wait for the unit's word on one's change."""
    states = (State.REVIEWING.value, State.CONFIRMING.value)
    return Filing.objects.filter(task__in=tasks, level__in=lost, state__in=states).count()


def _demand_nobody_there(tasks: Sequence[Task], chosen: Sequence[str]) -> None:
    lost = [level.value for level in Level if level.value not in chosen]
    number = standing_at(tasks, lost) if tasks else 0
    if number:
        names = "、".join(LEVELS[Level(each)] for each in lost)
        raise NotEnough(
            f"办理环节：{number} 张表正在要去掉的环节（{names}）。已开放的任务只能在没有表停在那里时改；请先办完它们，或只改以后的任务。",
            f"way: {number} tables stand at a level that would be left out ({', '.join(lost)}): finish those first, or change coming tasks only.",
        )


def _ready(actor: Actor, reason: str, zh: str, en: str) -> str:
    access.demand(actor.person, "settle")
    if not reason.strip():
        raise NotEnough(
            f"{zh}：没有写理由。改动记入日志并影响全县的表，应写明依据；请补上理由。", f"{en}: the reason is missing: write why."
        )
    return reason.strip()
