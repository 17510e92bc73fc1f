"""Pages of the desk (审核台): the queue, one table, findings that stand in many; each asks the queries."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jiheng.framework.layouts import layout_named
from jiheng.framework.opinion import opinion_form
from jiheng.review.reports.opinion import render as render_opinion
from jiheng.web.desk import queries
from jiheng.web.desk.beside import beside
from jiheng.web.desk.faults import current, in_common, scope_of
from jiheng.web.desk.folding import folded
from jiheng.web.desk.queries import Asked, OnDesk
from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing, Handin, Task
from jiheng.web.filing.narrowing import narrowed, number_said
from jiheng.web.filing.sheet import sheet
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework, recalled
from jiheng.web.filing.way import Grade
from jiheng.web.organizations.models import Person
from jiheng.web.organizations.requests import actor_of, language_of

PAGE = 50
JUDGING = ("pass", "return", "refuse", "amend", "suggest", "comment", "grade", "decide", "issue", "reopen")


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The reviewer's queue."""
    person, asked = actor_of(request).person, _asked(request)
    found = queries.queue(person, asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    request.session["desk"] = [filing.pk for filing in page]
    return render(
        request,
        "desk/desk.html",
        {
            "page": page,
            "asked": asked,
            "narrowed": narrowed(request),
            "tally": queries.tally(person, timezone.localdate()),
            "tasks": Task.objects.filter(Exists(access.filings(person, "see").filter(task=OuterRef("pk")))),
            "today": timezone.localdate(),
            "orders": _orders(),
            "passable": set(access.filings(person, "pass").filter(pk__in=request.session["desk"]).values_list("pk", flat=True)),
        },
    )


@login_required
@require_GET
def table(request: HttpRequest, filing_id: int) -> HttpResponse:
    """One table as it was handed in, with its findings, opinions, what stood before and the way it came."""
    person, lang = actor_of(request).person, language_of(request)
    filing = get_object_or_404(access.filings(person, "see").select_related("task", "unit", "handed__revision", "handed__by"), pk=filing_id)
    if filing.handed is None:
        raise Http404
    held = queries.on_desk(filing, _chosen(request, filing), person, lang)
    before, after = queries.neighbours(request.session.get("desk", []), filing_id)
    whole = request.GET.get("fold") == "0"
    return render(request, "desk/table.html", {**_page(held, person, lang, whole=whole), "before": before, "after": after})


def _page(held: OnDesk, person: Person, lang: str, *, whole: bool) -> dict[str, object]:
    filing = held.filing
    drawn, hidden = sheet(framework(), held.table, layout_named(framework(), filing.layout), lang), 0
    touched = held.returned.touched() if held.before is not None else set()
    if touched and not whole:
        drawn, hidden = folded(drawn, touched)
    return {
        "desk": held,
        "filing": filing,
        "sheet": drawn,
        "hidden": hidden,
        "whole": whole,
        "deeds": access.deeds_of(person, filing, JUDGING),
        "steps": filing.steps.select_related("by"),
        "threads": [each for each in held.threads if each.pk not in held.returned.shown],
        "beside": beside(held.table, filing, person),
        "by_cell": _by_cell(held),
        "opinions": _threads_by_cell(held),
        "changed": {change.row for change in held.since if change.row},
        "grades": [grade.value for grade in Grade],
        "form": opinion_form(framework()),
        "newest": filing.handed == held.handin,
        "dialogs": [("pass", _("通过")), ("return", _("退回")), ("refuse", _("不予安排"))],
        "last": filing.level == filing.task.levels[-1],
    }


def _orders() -> list[tuple[str, str]]:
    return [("due", _("按期限")), ("handed", _("按报送时间")), ("money", _("按资金")), ("errors", _("按错误")), ("unit", _("按单位"))]


def _by_cell(held: OnDesk) -> dict[str, list[object]]:
    out: dict[str, list[object]] = {}
    for each in held.findings:
        out.setdefault(each.cell, []).append(each)
    return out


def _threads_by_cell(held: OnDesk) -> dict[str, list[object]]:
    out: dict[str, list[object]] = {}
    for each in held.threads:
        out.setdefault(f"{each.row}/{each.field}" if each.row else each.field, []).append(each)
    return out


def _chosen(request: HttpRequest, filing: Filing) -> Handin:
    """The hand-in that is asked for, by default the last."""
    number = request.GET.get("handin", "")
    handins = filing.handins.select_related("revision", "by")
    found = handins.filter(number=int(number)).first() if number.isdigit() else None
    newest = handins.order_by("-number").first()
    if newest is None:
        raise Http404
    return found or newest


def _asked(request: HttpRequest) -> Asked:
    said = request.GET
    return Asked(
        said.get("tab", "waiting"),
        said.get("q", "").strip()[:100],
        said.get("order", "due"),
        number_said(said.get("task", "")),
        errors=said.get("errors") == "1",
        late=said.get("late") == "1",
        again=said.get("again") == "1",
        state=said.get("state", ""),
        body=number_said(said.get("body", "")),
    )


@login_required
@require_GET
def common(request: HttpRequest) -> HttpResponse:
    """Faults that stand in several of the tables that wait, to be answered once for all."""
    person, today = actor_of(request).person, timezone.localdate()
    held = {"found": in_common(person, today, language_of(request)), "scope": scope_of(person), "answered": current(today)}
    return render(request, "desk/common.html", held)


@login_required
@require_GET
def opinion(request: HttpRequest, filing_id: int) -> FileResponse:
    """The letter of opinion (审核意见书) of a table as it was handed in, as a Word file."""
    person = actor_of(request).person
    filing = get_object_or_404(access.filings(person, "see").select_related("handed__revision"), pk=filing_id)
    if filing.handed is None:
        raise Http404
    content = render_opinion(
        recalled(filing.handed.findings), [table_of(filing.handed.revision).declaration], language_of(request), framework()
    )
    return FileResponse(BytesIO(content), as_attachment=True, filename=f"{filing.project or filing.unit}-审核意见书.docx")
