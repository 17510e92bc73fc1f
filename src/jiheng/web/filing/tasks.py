"""Pages of tasks (填报任务): who owes what, words that remind, the list as Excel, and a new task."""

import re
from datetime import date
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, NotAllowed, NotEnough
from jiheng.model.declaration import FormKind
from jiheng.web.filing import access
from jiheng.web.filing.actions.allow import extend
from jiheng.web.filing.actions.assign import Assignment, assign, set_due
from jiheng.web.filing.actions.remind import REMINDING, remind
from jiheng.web.filing.filings import FORMS, LEVELS, Task
from jiheng.web.filing.narrowing import narrowed, number_said
from jiheng.web.filing.owing import Owed, owed, reminder
from jiheng.web.filing.reminding import known, last_delivery
from jiheng.web.filing.way import Level
from jiheng.web.organizations.models import Body, Role
from jiheng.web.organizations.requests import actor_of, day_said, language_of

READERS = (Role.HEAD, Role.DEPARTMENT, Role.SECTION, Role.PERFORMANCE, Role.AUDITOR)
HEADS = ("单位", "主管部门", "任务", "期限", "进度", "提醒")
DUE, UNTIL = ("截止日期", "last day"), ("延期至", "extended until")
YEAR, PERIOD = re.compile(r"20\d\d"), re.compile(r"20\d\d-(0[1-9]|1[0-2])")
LONGEST_KEY = 19
"""Digits of a key, so that no number is too long for the database."""


@login_required
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """One task and what each unit owes for it; the newest where none is asked for."""
    person, today = actor_of(request).person, timezone.localdate()
    if not person.appointments.filter(role__in=READERS).exists():
        raise NotAllowed(
            "填报任务：不在您的权限内。由审核各环节和绩效股查看；您的表在“我的表”里。",
            "tasks: not yours to see; reviewers and the performance section see them: your tables are in your list.",
        )
    known_tasks = list(Task.objects.all())
    chosen = next((task for task in known_tasks if str(task.pk) == request.GET.get("task")), known_tasks[0] if known_tasks else None)
    body = number_said(request.GET.get("body", ""))
    rows = owed(person, chosen) if chosen is not None else []
    rows = [row for row in rows if body is None or body in {row.unit.pk, row.unit.parent_id}]
    roles = {each.role for each in person.appointments.all()}
    held = {
        "known": known_tasks,
        "chosen": chosen,
        "rows": [(row, reminder(row, today), row.late(today)) for row in rows],
        "today": today,
        "narrowed": narrowed(request, ("body",)),
        "may_assign": Role.PERFORMANCE in roles,
        "may_remind": known() and bool(roles & set(REMINDING)),
        "delivery": last_delivery(chosen) if chosen is not None and roles & set(REMINDING) else None,
        "forms": [(kind.value, name) for kind, name in FORMS.items()],
        "levels": [(level.value, name) for level, name in LEVELS.items()],
        "units": Body.objects.filter(kind=Body.Kind.UNIT, closed=None).select_related("parent") if Role.PERFORMANCE in roles else (),
        "reminders": "\n".join(reminder(row, today) for row in rows if not row.done),
    }
    return render(request, "filing/tasks.html", held)


@login_required
@require_GET
def as_excel(request: HttpRequest, task_id: int) -> FileResponse:
    """Who owes what, as a workbook."""
    task, today = get_object_or_404(Task, pk=task_id), timezone.localdate()
    content = _workbook(owed(actor_of(request).person, task), today)
    return FileResponse(BytesIO(content), as_attachment=True, filename=f"{task.title}-应报未报.xlsx")


@login_required
@require_POST
def new_task(request: HttpRequest) -> HttpResponse:
    """Open a task."""
    try:
        made = assign(actor_of(request), _assignment(request))
        messages.success(request, _("任务《{title}》已发布。").format(title=made.title))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("tasks:tasks")
    return _at(made)


@login_required
@require_POST
def change_due(request: HttpRequest, task_id: int) -> HttpResponse:
    """Another last day for a task, or its end."""
    task = get_object_or_404(Task, pk=task_id)
    try:
        set_due(actor_of(request), task, day_said(request.POST.get("due", ""), DUE), still_open=request.POST.get("open") == "1")
        messages.success(request, _("任务已更新。"))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return _at(task)


@login_required
@require_POST
def extend_one(request: HttpRequest, filing_id: int) -> HttpResponse:
    """A longer term for one table."""
    try:
        done = extend(actor_of(request), filing_id, day_said(request.POST.get("until", ""), UNTIL), request.POST.get("reason", ""))
        messages.success(request, _("《{table}》已延期。").format(table=done))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("tasks:tasks")


@login_required
@require_POST
def extend_many(request: HttpRequest, task_id: int) -> HttpResponse:
    """A longer term for all tables that the ticked units still work on, each for itself; what was not done is said with its reason."""
    task, actor = get_object_or_404(Task, pk=task_id), actor_of(request)
    done, refused = 0, []
    try:
        until, reason = day_said(request.POST.get("until", ""), UNTIL), request.POST.get("reason", "")
        for filing in access.filings(actor.person, "extend").filter(task=task, unit__in=_ticked(request)):
            try:
                extend(actor, filing.pk, until, reason)
                done += 1
            except DeedRefused as because:
                refused.append(because)
        _demand_any(done + len(refused))
    except DeedRefused as because:
        refused.append(because)
    if done:
        messages.success(request, _("已延期 {count} 张表。").format(count=done))
    for each in dict.fromkeys(each.say(language_of(request)) for each in refused):
        messages.error(request, each)
    return _at(task)


@login_required
@require_POST
def send_reminders(request: HttpRequest, task_id: int) -> HttpResponse:
    """Remind the ticked units by the county's own SMS or OA."""
    task = get_object_or_404(Task, pk=task_id)
    try:
        count = remind(actor_of(request), task, _ticked(request))
        messages.success(request, _("提醒正在发给 {count} 个单位，结果显示在本页。").format(count=count))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return _at(task)


def _assignment(request: HttpRequest) -> Assignment:
    """The task that the form asks for. Raises NotEnough for a form, year, period or day that can't be read."""
    form, year, period = (request.POST.get(name, "").strip() for name in ("form", "year", "period"))
    if form not in FORMS:
        raise NotEnough("发布任务：没有选表式。应为列出的一种；请选择后再发布。", "assigning: no form is chosen; choose one of the list.")
    if not YEAR.fullmatch(year):
        raise NotEnough(
            f"发布任务：年度「{year[:10]}」不是四位数字。应如 2026；请改正后再发布。",
            f"assigning: the year “{year[:10]}” has not four digits; write it like 2026, then try again.",
        )
    if period and not PERIOD.fullmatch(period):
        raise NotEnough(
            f"发布任务：期间「{period[:10]}」读不成月份。应如 2026-07，整年的表不填；请改正后再发布。",
            f"assigning: the period “{period[:10]}” is no month; write it like 2026-07, or leave it empty for a whole year.",
        )
    return Assignment(
        FormKind(form),
        int(year),
        request.POST.get("title", "")[:100],
        day_said(request.POST.get("due", ""), DUE),
        period,
        [Level(each) for each in request.POST.getlist("level") if each in list(Level)],
        list(Body.objects.filter(pk__in=_ticked(request), kind=Body.Kind.UNIT)),
    )


def _ticked(request: HttpRequest) -> set[int]:
    """The units that the form names, by their keys."""
    return {int(each) for each in request.POST.getlist("unit") if each.isdecimal() and len(each) < LONGEST_KEY}


def _demand_any(found: int) -> None:
    if not found:
        raise NotEnough(
            "延期：勾选的单位没有正在编报的表。还没有开始填报的单位按任务的期限办；请勾选有表的单位，或改任务的截止日期。",
            "extending: the ticked units have no table under way; those that have not begun go by the task's last day: change that one instead.",
        )


def _at(task: Task) -> HttpResponse:
    """Back to the task's page."""
    return redirect(f"{reverse('tasks:tasks')}?task={task.pk}")


def _workbook(rows: list[Owed], today: date) -> bytes:
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("应报未报")
    bold, plain = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (head, width) in enumerate(zip(HEADS, (28, 22, 34, 12, 30, 70), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        states = "，".join(f"{name} {count}" for name, count in row.states) or "未开始"
        department = row.unit.parent.name if row.unit.parent else ""
        for column, text in enumerate((row.unit.name, department, row.task.title, f"{row.last:%Y-%m-%d}", states, reminder(row, today))):
            sheet.write_string(number, column, text, plain)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
