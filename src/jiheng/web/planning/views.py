"""Pages of the year's list (项目清单): the projects, one project, imports, differences, what is owed, a unit's own matters; thin."""

from collections.abc import Sequence
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from jiheng.errors import DeedRefused, NotAllowed
from jiheng.web.filing import access as filing_access
from jiheng.web.filing.commissions import Commission, units_filed_for
from jiheng.web.filing.filings import Task
from jiheng.web.filing.listed import PROJECT_FORMS, Differing, differing
from jiheng.web.organizations.models import Body, Person, Role, in_force
from jiheng.web.organizations.requests import actor_of, language_of
from jiheng.web.planning import queries
from jiheng.web.planning.actions.roll_over import carried
from jiheng.web.planning.queries import Asked
from jiheng.web.projects import access
from jiheng.web.projects.actions.import_list import SCALES, previewed
from jiheng.web.projects.actions.turn import LEADS
from jiheng.web.projects.models import WHOLE, Listing, Project, Stage, Standing, Turn

PAGE = 50
MOST_SHOWN = 200
"""Lines of each kind that a preview shows; the others are counted."""
LONGEST_KEY = 19


@login_required
@require_GET
def projects(request: HttpRequest) -> HttpResponse:
    """The projects that I see."""
    person = actor_of(request).person
    known = queries.years(person)
    asked = _asked(request, known)
    rows = queries.found(person, asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = queries.with_stages(list(page.object_list))
    held = {
        "years": known,
        "asked": asked,
        "page": page,
        "rows": shown,
        "seen": queries.seen(person, [table.pk for row in shown for table in row.tables]),
        "whole": queries.whole(rows),
        "stages": queries.stages_of(asked.year),
        "departments": queries.departments(person, asked.year),
        "standings": Standing.choices,
        "keeps": access.may(person, "import"),
        "units": _units() if access.may(person, "turn") else (),
        "today": timezone.localdate(),
    }
    return render(request, "planning/projects.html", held)


@login_required
@require_GET
def project(request: HttpRequest, project_id: int) -> HttpResponse:
    """One project: what each stage said, what happened to it, its tables."""
    person = actor_of(request).person
    found = get_object_or_404(access.projects(person).select_related("unit__parent"), pk=project_id)
    standing = Standing(found.standing)
    held = {
        "project": found,
        "lines": found.lines.select_related("listing__by").defer("listing__body"),
        "turns": found.turns.select_related("by"),
        "tables": filing_access.filings(person, "see").filter(listed=found).select_related("task", "unit"),
        "deeds": [(kind.value, kind.label) for kind in Turn.Kind if standing in LEADS.get(kind, (frozenset(),))[0]],
        "keeps": access.may(person, "turn", found),
        "today": timezone.localdate(),
    }
    return render(request, "planning/project.html", held)


@login_required
@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """Imports of the list: what was taken, and a new one."""
    person = actor_of(request).person
    _demand_sees_all(person)
    today = timezone.localdate()
    held = {
        "taken": Listing.objects.select_related("by").defer("body")[:100],
        "stages": Stage.choices,
        "scales": SCALES[1:],
        "year": today.year + (today.month > 6),
        "keeps": access.may(person, "import"),
        "whole": [stage.value for stage in WHOLE],
    }
    return render(request, "planning/lists.html", held)


@login_required
@require_GET
def previewed_list(request: HttpRequest, door_id: int) -> HttpResponse:
    """What a list would change, line by line, and every line that is wrong."""
    lang = language_of(request)
    try:
        door, found = previewed(actor_of(request), door_id)
    except NotAllowed:
        raise
    except DeedRefused as because:
        messages.error(request, because.say(lang))
        return redirect("planning:lists")
    held = {
        "door": door,
        "found": found,
        "wrong": [each.say(lang) for each in found.wrong[:MOST_SHOWN]],
        "new": found.new[:MOST_SHOWN],
        "changed": found.changed[:MOST_SHOWN],
        "gone": found.gone[:MOST_SHOWN],
        "most": MOST_SHOWN,
    }
    return render(request, "planning/preview.html", held)


@login_required
@require_GET
def list_file(request: HttpRequest, listing_id: int) -> FileResponse:
    """A list as it was imported, byte for byte."""
    _demand_sees_all(actor_of(request).person)
    found = get_object_or_404(Listing, pk=listing_id)
    return FileResponse(BytesIO(bytes(found.body)), as_attachment=True, filename=found.name)


@login_required
@require_GET
def differences(request: HttpRequest) -> HttpResponse:
    """Tables that say another name, code or money than the list, and tables that no project was found for."""
    person = actor_of(request).person
    asked = _asked(request, queries.years(person))
    rows: Sequence[Differing] = differing(filing_access.filings(person, "see").filter(task__year=asked.year))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = [each.filing.pk for each in page.object_list]
    unbound = queries.unbound(person, asked.year)
    loose = list(unbound[:PAGE])
    of_units = queries.by_unit(loose, asked.year)
    held = {
        "asked": asked,
        "years": queries.years(person),
        "page": page,
        "back": set(filing_access.filings(person, "recall").filter(pk__in=shown).values_list("pk", flat=True)),
        "unbound": [(each, queries.candidates(each.project, of_units.get(each.unit_id, ()))) for each in loose],
        "unbound_number": unbound.count(),
    }
    return render(request, "planning/differing.html", held)


@login_required
@require_GET
def owed(request: HttpRequest) -> HttpResponse:
    """Each department against each task: projects that owe a table, tables begun and handed in; and the projects that have none."""
    person = actor_of(request).person
    asked = _asked(request, queries.years(person))
    tasks = [each for each in Task.objects.filter(year=asked.year).order_by("due") if each.form in PROJECT_FORMS]
    chosen = next((each for each in tasks if str(each.pk) == request.GET.get("task")), None)
    missing = (
        queries.missing(person, chosen, asked.department) if chosen is not None and asked.department is not None else Project.objects.none()
    )
    held = {
        "asked": asked,
        "years": queries.years(person),
        "tasks": tasks,
        "table": queries.by_department([(each, queries.owing(person, each)) for each in tasks]),
        "chosen": chosen,
        "department": Body.objects.filter(pk=asked.department).first() if asked.department is not None else None,
        "missing": Paginator(missing, PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
    }
    return render(request, "planning/owing.html", held)


@login_required
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """A unit's own matters: last year's tables to carry on, tables to hand over, who files for whom."""
    person = actor_of(request).person
    mine = units_filed_for(person)
    led = list(Body.objects.filter(pk__in=person.appointments.filter(role=Role.HEAD).values("body")))
    tasks = list(Task.objects.filter(open=True, form__in=[each.value for each in PROJECT_FORMS]))
    decides = access.may(person, "import")
    holding = Commission.objects.filter(ended=None).select_related("centre", "unit", "by")
    held = {
        "carried": [(task, unit, found) for task in tasks for unit in mine[:20] if (found := carried(task, unit))],
        "mine": [*mine, *(each for each in led if each not in mine)],
        "people": Person.objects.filter(
            in_force("appointments__"), appointments__body__in=[*mine, *led], appointments__role=Role.CLERK, is_active=True
        ).distinct(),
        "commissions": holding if decides else holding.filter(unit__in=[*mine, *led]) | holding.filter(centre__in=mine),
        "decides": decides or bool(led),
        "led": led,
        "units": _units() if decides or led else (),
        "every": decides,
    }
    return render(request, "planning/units.html", held)


def _asked(request: HttpRequest, known: Sequence[int]) -> Asked:
    """What the address asks for; the newest year where it names none."""
    said = request.GET
    year, department = said.get("year", ""), said.get("department", "")
    newest = known[0] if known else timezone.localdate().year
    return Asked(
        int(year) if year.isdecimal() and len(year) == len("2026") else newest,
        int(department) if department.isdecimal() and len(department) < LONGEST_KEY else None,
        said.get("standing", ""),
        said.get("q", "").strip()[:100],
        said.get("bare") == "1",
        said.get("order", "unit"),
    )


def _units() -> Sequence[Body]:
    return list(Body.objects.filter(kind=Body.Kind.UNIT).select_related("parent"))


def _demand_sees_all(person: Person) -> None:
    if not any(each.role in access.ALL for each in person.appointments.all()):
        raise NotAllowed(
            "清单导入：不在您的权限内。清单由绩效股导入，审计可以查看；您的项目在“项目清单”里。",
            "imports of the list: not yours to see; the performance section imports it and auditors see it: your projects are in the list.",
        )
