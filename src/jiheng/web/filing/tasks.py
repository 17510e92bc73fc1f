"""Pages of tasks (填报任务): who owes what, words that remind, the list as Excel, and a new task."""

from datetime import date
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, NotAllowed
from jiheng.model.declaration import FormKind
from jiheng.web.filing.actions.allow import extend
from jiheng.web.filing.actions.assign import Assignment, assign, set_due
from jiheng.web.filing.filings import FORMS, LEVELS, Task
from jiheng.web.filing.owing import Owed, owed, reminder
from jiheng.web.filing.way import Level
from jiheng.web.organizations.models import Role
from jiheng.web.organizations.requests import actor_of, day_of, language_of

READERS = (Role.HEAD, Role.DEPARTMENT, Role.SECTION, Role.PERFORMANCE, Role.AUDITOR)
HEADS = ("单位", "主管部门", "任务", "期限", "进度", "提醒")


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
    known = list(Task.objects.all())
    chosen = next((task for task in known if str(task.pk) == request.GET.get("task")), known[0] if known else None)
    rows = owed(person, chosen) if chosen is not None else []
    held = {
        "known": known,
        "chosen": chosen,
        "rows": [(row, reminder(row, today), row.late(today)) for row in rows],
        "today": today,
        "may_assign": person.appointments.filter(role=Role.PERFORMANCE).exists(),
        "forms": [(kind.value, name) for kind, name in FORMS.items()],
        "levels": [(level.value, name) for level, name in LEVELS.items()],
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
    form, year = request.POST.get("form", ""), request.POST.get("year", "")
    try:
        said = Assignment(
            FormKind(form) if form in list(FormKind) else FormKind.TARGET,
            int(year) if year.isdigit() and len(year) == 4 else timezone.localdate().year + 1,
            request.POST.get("title", "")[:100],
            day_of(request.POST.get("due", "")) or timezone.localdate(),
            levels=[Level(each) for each in request.POST.getlist("level") if each in list(Level)],
        )
        made = assign(actor_of(request), said)
        messages.success(request, _("任务《{title}》已发布。").format(title=made.title))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("tasks:tasks")


@login_required
@require_POST
def change_due(request: HttpRequest, task_id: int) -> HttpResponse:
    """Another last day for a task, or its end."""
    task = get_object_or_404(Task, pk=task_id)
    try:
        set_due(
            actor_of(request), task, day_of(request.POST.get("due", "")) or timezone.localdate(), still_open=request.POST.get("open") == "1"
        )
        messages.success(request, _("任务已更新。"))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    answer = redirect("tasks:tasks")
    answer["Location"] += f"?task={task_id}"
    return answer


@login_required
@require_POST
def extend_one(request: HttpRequest, filing_id: int) -> HttpResponse:
    """A longer term for one table."""
    try:
        done = extend(
            actor_of(request), filing_id, day_of(request.POST.get("until", "")) or timezone.localdate(), request.POST.get("reason", "")
        )
        messages.success(request, _("《{table}》已延期。").format(table=done))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("tasks:tasks")


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
