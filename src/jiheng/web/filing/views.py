"""Pages of the tables (填报): the list, a new table, one table, its history and documents; thin, each asks once and draws."""

from collections.abc import Collection
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import JihengError, NotEnough
from jiheng.web.filing import access
from jiheng.web.filing.actions.attach import Proof, attach
from jiheng.web.filing.actions.edit import restore as restore_deed
from jiheng.web.filing.actions.object import object_to
from jiheng.web.filing.actions.submit import submit, withdraw
from jiheng.web.filing.answering import answered
from jiheng.web.filing.filings import STATES, Attachment, Filing, Revision, Source
from jiheng.web.filing.listed import budget_of
from jiheng.web.filing.narrowing import narrowed, number_said
from jiheng.web.filing.pages import by_cell, page_of
from jiheng.web.filing.printing import printed
from jiheng.web.filing.queries import Wanted, between, revisions, seen_revision, states_of, tasks_of, units_of, versions
from jiheng.web.filing.queries import tables as tables_of
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import checked, equation_of, settings_of
from jiheng.web.filing.words import said
from jiheng.web.organizations.models import Person
from jiheng.web.organizations.requests import actor_of, language_of

PAGE = 50
MOST_NUMBERS = 500
"""Revisions from which two can be chosen to be compared."""
ENDINGS = ("docx", "xlsx", "pdf", "html", "json", "csv")


@login_required
@require_GET
def tables(request: HttpRequest) -> HttpResponse:
    """The tables that I see."""
    person, wanted = actor_of(request).person, _wanted(request)
    units = units_of(person)
    page = Paginator(tables_of(person, wanted), PAGE).get_page(request.GET.get("page"))
    tasks = tasks_of(units)
    numbers = states_of(person, wanted)
    states = [(state.value, _(name), numbers.get(state.value, 0)) for state, name in STATES.items()]
    return render(
        request,
        "filing/tables.html",
        {
            "page": page,
            "wanted": wanted,
            "states": states,
            "tasks": tasks,
            "units": units,
            "today": timezone.localdate(),
            "narrowed": narrowed(request, ("body", "late")),
        },
    )


@login_required
@require_GET
def table(request: HttpRequest, filing_id: int) -> HttpResponse:
    """One table: the editor for whom may edit, else the table to read."""
    person, lang = actor_of(request).person, language_of(request)
    filing, revision = seen(person, filing_id)
    page = page_of(filing, revision, person, lang)
    return render(
        request,
        "filing/table.html",
        {
            "page": page,
            "filing": filing,
            "sheet": page.sheet,
            "by_cell": by_cell(page.findings),
            "editable": page.editable,
            "equation": equation_of(page.table, settings_of(None), lang),
            "steps": filing.steps.select_related("by"),
            "threads": filing.threads.filter(sent=True).select_related("by").prefetch_related("replies__by"),
            "attachments": filing.attachments.select_related("by", "revision").defer("body", "revision__body"),
            "kinds": _kinds(page.deeds),
            "sources": filing.sources.defer("body"),
            "today": timezone.localdate(),
            "words": said(),
            "held_by_other": filing.holder if filing.holder is not None and filing.holder != person else None,
        },
    )


@login_required
@require_POST
def hand_in(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Hand in the revision that was seen."""
    number, word = request.POST.get("revision", ""), request.POST.get("word", "")
    seen = int(number) if number.isdigit() else 0
    return answered(request, filing_id, lambda: _said(submit(actor_of(request), filing_id, revision=seen, word=word).number))


@login_required
@require_POST
def take_back(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Withdraw."""

    def _do() -> str:
        withdraw(actor_of(request), filing_id)
        return _("已撤回，可以继续修改。")

    return answered(request, filing_id, _do)


@login_required
@require_POST
def objection(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Object to a finding, by its fingerprint, with the reason."""
    actor = actor_of(request)
    filing, revision = seen(actor.person, filing_id)

    def _do() -> str:
        held_to = settings_of(filing)
        answer = checked(table_of(revision), held_to, today=timezone.localdate(), lang=language_of(request), budget=budget_of(filing))
        found = next((each for each in answer.findings if each.fingerprint == request.POST.get("fingerprint")), None)
        if found is None:
            raise NotEnough(
                "异议：这条审核意见已不存在，可能已经改正。请刷新页面查看最新结果。",
                "objection: the finding is no longer there, it may be mended: reload the page.",
            )
        object_to(actor, filing_id, found, request.POST.get("reason", ""))
        return _("已记下理由，随表报送。")

    return answered(request, filing_id, _do)


@login_required
@require_POST
def attachment(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Add a proof."""
    file, kind = request.FILES.get("file"), request.POST.get("kind", "")

    def _do() -> str:
        if file is None or kind not in Attachment.Kind.values:
            raise NotEnough("附件：没有选文件或类别。请选择后再传。", "attachment: no file or no kind was chosen; choose both.")
        made = attach(actor_of(request), filing_id, Proof(Attachment.Kind(kind), str(file.name), file.read()))
        return _("已上传《{name}》。").format(name=made.name)

    return answered(request, filing_id, _do)


@login_required
@require_GET
def attached(request: HttpRequest, filing_id: int, attachment_id: int) -> FileResponse:
    """A proof, as it came."""
    seen(actor_of(request).person, filing_id)
    found = get_object_or_404(Attachment, pk=attachment_id, filing=filing_id)
    return _file(bytes(found.body), found.name)


@login_required
@require_GET
def source(request: HttpRequest, filing_id: int, source_id: int) -> FileResponse:
    """The document that a table came from, as it came; for those who see its drafts."""
    person = actor_of(request).person
    filing, revision = seen(person, filing_id)
    if revision != filing.revision:
        raise Http404
    found = get_object_or_404(Source, pk=source_id, filing=filing_id)
    return _file(bytes(found.body), found.name)


@login_required
@require_GET
def history(request: HttpRequest, filing_id: int) -> HttpResponse:
    """The revisions, each with what it changed."""
    person = actor_of(request).person
    filing, revision = seen(person, filing_id)
    page = Paginator(revisions(filing, revision), PAGE).get_page(request.GET.get("page"))
    one, other = request.GET.get("one", ""), request.GET.get("other", "")
    compared = between(filing, revision, (int(one), int(other))) if one.isdecimal() and other.isdecimal() else None
    held = {
        "filing": filing,
        "page": page,
        "versions": versions(filing, list(page)),
        "compared": compared,
        "numbers": revisions(filing, revision).values_list("number", flat=True)[:MOST_NUMBERS],
        "editable": access.may(person, "edit", filing),
        "lang": language_of(request),
    }
    return render(request, "filing/history.html", held)


@login_required
@require_POST
def restore(request: HttpRequest, filing_id: int) -> HttpResponse:
    """An earlier revision as the newest one."""
    number = request.POST.get("revision", "")

    def _do() -> str:
        made = restore_deed(actor_of(request), filing_id, int(number) if number.isdigit() else 0)
        return _("已恢复为第 {number} 版。").format(number=made.number)

    return answered(request, filing_id, _do)


@login_required
@require_GET
def document(request: HttpRequest, filing_id: int, ending: str) -> HttpResponse | FileResponse:
    """The table on its official form, as a file; its name bears the version and the beginning of the digest."""
    if ending not in ENDINGS:
        raise Http404
    person = actor_of(request).person
    filing, revision = seen(person, filing_id)
    try:
        content = printed(filing, revision, f".{ending}")
    except JihengError as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("filing:table", filing_id)
    return _file(
        content,
        f"{filing.project or filing.unit}-v{revision.number}-{revision.digest[:8]}.{ending}",
        inline=ending in {"pdf", "html"},
    )


def seen(person: Person, filing_id: int) -> tuple[Filing, Revision]:
    """The table and the revision that the person may see. Raises Http404 for one that may not be known of."""
    found = access.filings(person, "see").select_related("task", "unit", "revision", "handed__revision", "holder", "adjusts")
    filing = get_object_or_404(found, pk=filing_id)
    revision = seen_revision(person, filing)
    if revision is None:
        raise Http404
    return filing, revision


def _kinds(deeds: Collection[str]) -> list[tuple[str, str]]:
    """The kinds of attachments that can be added now: the stamped scan once the table is handed in, proofs while it is with the unit."""
    stamped = Attachment.Kind.STAMPED.value
    return [(value, str(name)) for value, name in Attachment.Kind.choices if ("stamp" if value == stamped else "attach") in deeds]


def _said(number: int) -> str:
    return _("已报送（第 {number} 次）。").format(number=number)


def _file(content: bytes, name: str, *, inline: bool = False) -> FileResponse:
    """A file to save; what could run in the page is never shown in it."""
    answer = FileResponse(BytesIO(content), as_attachment=not inline, filename=name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return answer


def _wanted(request: HttpRequest) -> Wanted:
    said = request.GET
    return Wanted(
        said.get("state", ""),
        number_said(said.get("task", "")),
        said.get("q", "").strip()[:100],
        said.get("order", "changed"),
        number_said(said.get("body", "")),
        said.get("late") == "1",
    )
