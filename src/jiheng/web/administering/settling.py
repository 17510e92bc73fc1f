"""Pages of what the county's review is held to (审核设置): rules with a dry run, waivers, ways, calendar, and all of it as files."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import NotEnough
from jiheng.model.declaration import FormKind
from jiheng.model.finding import Severity
from jiheng.review.registry import all_rules, chinese_page, rule, rule_files
from jiheng.web.administering.actions.settle import end_waiver, set_day, set_rule, set_way, standing_at
from jiheng.web.administering.deeds import done
from jiheng.web.administering.dry_run import Wanted, effect
from jiheng.web.filing.exporting import exported
from jiheng.web.filing.filings import FORMS, LEVELS, Task
from jiheng.web.filing.holding import CommonAnswer, Objection, RuleSetting
from jiheng.web.filing.way import ALL_LEVELS, Level
from jiheng.web.organizations import access
from jiheng.web.organizations.county_law import sheets_on
from jiheng.web.organizations.models import DayOff, FormWay
from jiheng.web.organizations.requests import actor_of, day_said, language_of

PAGE = 50
SATURDAY = 5
DAY = ("日期", "day")


@login_required
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule, and how the county holds it."""
    lang, word = language_of(request), request.GET.get("q", "").strip()[:50]
    own = {each.code: each for each in RuleSetting.objects.all()}
    rows = [(each.code, _title(each.code, each.manual, lang), each.severity.value, own.get(each.code)) for each in all_rules()]
    rows = [row for row in rows if word.lower() in f"{row[0]} {row[1]}".lower() and (row[3] or request.GET.get("own") != "1")]
    return render(
        request, "administering/rules.html", {**_frame(request), "rows": rows, "word": word, "own": request.GET.get("own") == "1"}
    )


@login_required
def rule_setting(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: how it is held, a dry run of another setting (GET), and the setting saved (POST)."""
    frame = _frame(request)
    if code not in rule_files():
        raise Http404
    said = request.POST if request.method == "POST" else request.GET
    wanted = Wanted(
        code, said.get("held") == "ignore", said.get("held", "") if said.get("held") in {each.value for each in Severity} else ""
    )
    if request.method == "POST":

        def _do() -> str:
            set_rule(actor_of(request), wanted, said.get("reason", ""))
            return _("规则 {code} 的设置已保存，各表会在后台重新审核。").format(code=code)

        return done(request, _do, reverse("administering:rules"), "settle")
    held, found = RuleSetting.objects.filter(code=code).first(), rule(code)
    now = "ignore" if held and held.ignored else (held.severity if held else "")
    tried = effect(wanted) if "held" in said else None
    page = {
        "code": code,
        "title": _title(code, found.manual, language_of(request)),
        "own": found.severity.value,
        "held": held,
        "chosen": said.get("held", now),
        "severities": [each.value for each in Severity],
        "effect": tried,
    }
    return render(request, "administering/rule.html", {**frame, **page})


@login_required
@require_GET
def waivers(request: HttpRequest) -> HttpResponse:
    """Findings that were let stand: in one table, and answered once for many."""
    frame = _frame(request)
    single = Objection.objects.filter(waived=True).select_related("filing__unit", "decided_by").order_by("-decided", "-pk")
    page = Paginator(single, PAGE).get_page(request.GET.get("page"))
    common = CommonAnswer.objects.filter(waived=True).select_related("department", "by")[:200]
    return render(request, "administering/waivers.html", {**frame, "page": page, "common": common, "today": timezone.localdate()})


@login_required
@require_POST
def end_the_waiver(request: HttpRequest, kind: str, waiver_id: int) -> HttpResponse:
    """End a waiver."""
    access.demand(actor_of(request).person, "settle")
    get_object_or_404(CommonAnswer if kind == "common" else Objection, pk=waiver_id)

    def _do() -> str:
        end_waiver(actor_of(request), "common" if kind == "common" else "objection", waiver_id, request.POST.get("reason", ""))
        return _("这项豁免从今天起不再有效，问题会重新提示。")

    return done(request, _do, reverse("administering:waivers"), "settle")


@login_required
@require_GET
def ways(request: HttpRequest) -> HttpResponse:
    """Which levels each form passes, and what its open tasks would lose."""
    frame = _frame(request)
    own = {each.form: each for each in FormWay.objects.all()}
    open_tasks = list(Task.objects.filter(open=True))
    rows = []
    for form, name in FORMS.items():
        held = own.get(form.value)
        levels = held.levels if held else [level.value for level in ALL_LEVELS]
        rows.append((form.value, name, levels, held, [task for task in open_tasks if task.form == form.value]))
    shown = {"rows": rows, "levels": [(level.value, name) for level, name in LEVELS.items()]}
    return render(request, "administering/ways.html", {**frame, **shown})


@login_required
@require_POST
def set_the_way(request: HttpRequest) -> HttpResponse:
    """Save a form's levels; `try` only says what it would touch."""

    def _do() -> str:
        said = request.POST
        form = next((each for each in FormKind if each.value == said.get("form")), None)
        if form not in FORMS:
            raise NotEnough("办理环节：没有选表式。请从列表里选。", "way: no form is chosen: use the list.")
        levels = [Level(each) for each in said.getlist("level") if each in {level.value for level in Level}]
        if said.get("deed") == "try":
            tasks = list(Task.objects.filter(form=form.value, open=True))
            lost = [level.value for level in Level if level not in levels]
            words = _("试算：{tasks} 个开放的任务会随之改动，{tables} 张表正停在要去掉的环节；没有保存。")
            return words.format(tasks=len(tasks), tables=standing_at(tasks, lost))
        number = set_way(actor_of(request), form, levels, said.get("reason", ""), open_too=said.get("open_too") == "1")
        return _("已保存；{count} 个开放的任务随之改动。").format(count=number)

    return done(request, _do, reverse("administering:ways"), "settle")


@login_required
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Deadlines that fall on a day off, with the working day before, and the days that are not as the week says."""
    frame = _frame(request)
    own = {each.day: each for each in DayOff.objects.all()}
    days = {day: each.works for day, each in own.items()}
    tasks = [(task, _works(task.due, days), _before(task.due, days)) for task in Task.objects.filter(open=True).order_by("due")]
    return render(request, "administering/calendar.html", {**frame, "tasks": tasks, "days": list(own.values())})


@login_required
@require_POST
def set_the_day(request: HttpRequest) -> HttpResponse:
    """Mark a day, or take the mark off."""

    def _do() -> str:
        said = request.POST
        first = day_said(said.get("day", ""), DAY)
        last = day_said(said.get("until") or said.get("day", ""), DAY)
        works = {"off": False, "work": True}.get(said.get("deed", ""))
        if not first <= last <= first + timedelta(days=31):
            raise NotEnough(
                "日历：止日早于起日，或超过一个月。请改正日期。", "calendar: the last day is before the first, or more than a month later."
            )
        for number in range((last - first).days + 1):
            set_day(actor_of(request), first + timedelta(days=number), said.get("name", ""), works=works)
        return _("日历已保存。")

    return done(request, _do, reverse("administering:calendar"), "settle")


@login_required
@require_GET
def as_files(request: HttpRequest) -> FileResponse:
    """Settings, waivers and forms of the county as the files that the command line reads."""
    access.demand(actor_of(request).person, "settle")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in exported().items():
            made.writestr(name, text)
        for path, text in sheets_on(timezone.localdate()).items():
            made.writestr(f"county/{path}", text)
    return FileResponse(BytesIO(out.getvalue()), as_attachment=True, filename="jiheng-settings.zip")


def _frame(request: HttpRequest) -> dict[str, object]:
    person = actor_of(request).person
    access.demand(person, "settle")
    return {"organizes": access.may(person, "organize")}


def _title(code: str, manual: str, lang: str) -> str:
    if lang == "en":
        return manual.strip().splitlines()[0].rstrip(".")
    return chinese_page(code).splitlines()[0].removeprefix("#").strip().removeprefix(code).strip()


def _works(day: date, days: dict[date, bool]) -> bool:
    return days.get(day, day.weekday() < SATURDAY)


def _before(day: date, days: dict[date, bool]) -> date:
    """The last working day up to that day; a month without one is no calendar."""
    return next((each for each in (day - timedelta(days=number) for number in range(32)) if _works(each, days)), day)
