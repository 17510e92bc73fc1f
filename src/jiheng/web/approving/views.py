"""Pages of the performance section (批复): what is approved and waits for its letter, the letters that went out."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, JihengError, NotAllowed
from jiheng.web.approving import access, queries
from jiheng.web.approving.actions.issue import Heading, draft, issue, reopen
from jiheng.web.approving.actions.split import shares, split
from jiheng.web.organizations.models import Body, Role
from jiheng.web.organizations.requests import actor_of, day_said, language_of

READERS = (*access.READERS, *access.OWN, Role.SECTION)
DATED = ("成文日期", "day of the letter")
LONGEST_KEY = 19
"""Digits of a key, so that no number is too long for the database."""
LETTERS = 50
"""Letters on a page, newest first."""
MOST = 300
"""Tables of a department that are shown to be ticked one by one; a letter names the others only where all of them are asked for."""


@login_required
@require_GET
def approvals(request: HttpRequest) -> HttpResponse:
    """The departments that wait for a letter, the approved tables of one of them, and the letters that the person reads."""
    person = actor_of(request).person
    roles = {each.role for each in person.appointments.all()}
    if not roles & set(READERS):
        raise NotAllowed(
            "批复：不在您的权限内。由绩效股出具，受文的部门和单位查看；需要时请联系绩效股。",
            "letters: not yours; the performance section issues them, and those who get them read them: ask it.",
        )
    waiting = queries.waiting(person)
    chosen = next((each for each in waiting if str(each.body.pk) == request.GET.get("to")), waiting[0] if waiting else None)
    letters = access.letters(person, "see").select_related("to", "by", "under").defer("body", "under__body")
    page = Paginator(letters, LETTERS).get_page(request.GET.get("page"))
    held = {
        "waiting": waiting,
        "chosen": chosen,
        "filings": queries.tables(person, chosen.body)[:MOST] if chosen is not None else (),
        "page": page,
        "splittable": set(access.letters(person, "split").filter(pk__in=[each.pk for each in page]).values_list("pk", flat=True)),
        "issues": Role.PERFORMANCE in roles,
        "today": timezone.localdate(),
    }
    return render(request, "approving/approvals.html", held)


@login_required
@require_POST
def issue_letter(request: HttpRequest) -> HttpResponse:
    """Issue a letter for the tables that are ticked."""
    to = get_object_or_404(Body, pk=_number(request.POST.get("to", "")))
    try:
        ids = _ticked(request, to)
        made = issue(actor_of(request), to, ids, _heading(request))
        messages.success(request, _("批复《{number}》已办理，{count} 张表生效。").format(number=made.number, count=len(ids)))
    except JihengError as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("approving:approvals")


@login_required
@require_POST
def draft_letter(request: HttpRequest) -> HttpResponse | FileResponse:
    """The letter as it would be, with number and day left blank; nothing is kept."""
    to = get_object_or_404(Body, pk=_number(request.POST.get("to", "")))
    try:
        content = draft(actor_of(request), to, _ticked(request, to), request.POST.get("office", ""))
    except JihengError as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("approving:approvals")
    return FileResponse(BytesIO(content), as_attachment=False, filename=f"批复草稿-{to.name}.pdf")


@login_required
@require_GET
def shares_of(request: HttpRequest, letter_id: int) -> HttpResponse:
    """What a letter to a department holds for each of its units, and the letters that were split from it."""
    found = get_object_or_404(access.letters(actor_of(request).person, "split").select_related("to").defer("body"), pk=letter_id)
    return render(request, "approving/shares.html", {"letter": found, "shares": shares(found), "today": timezone.localdate()})


@login_required
@require_POST
def split_letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """A unit's own letter from the one to its department."""
    unit = get_object_or_404(Body, pk=_number(request.POST.get("unit", "")))
    try:
        made = split(actor_of(request), letter_id, unit, _heading(request))
        messages.success(request, _("已向 {unit} 出具批复《{number}》。").format(unit=unit, number=made.number))
    except NotAllowed:
        raise
    except JihengError as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("approving:shares", letter_id)


@login_required
@require_GET
def letter(request: HttpRequest, letter_id: int) -> FileResponse:
    """A letter as it was issued, byte for byte."""
    found = get_object_or_404(access.letters(actor_of(request).person, "see"), pk=letter_id)
    return FileResponse(BytesIO(bytes(found.body)), as_attachment=False, filename=found.name)


@login_required
@require_POST
def reopen_table(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Send an approved table back to its unit."""
    try:
        done = reopen(actor_of(request), filing_id, request.POST.get("reason", ""))
        messages.success(request, _("《{table}》已撤销审定，退回单位。").format(table=done))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("approving:approvals")


def _heading(request: HttpRequest) -> Heading:
    """What the form says of number, day and office. Raises NotEnough for a day that can't be read, or none."""
    said = request.POST
    return Heading(said.get("number", "")[:64], day_said(said.get("dated", ""), DATED), said.get("office", ""))


def _ticked(request: HttpRequest, to: Body) -> list[int]:
    """The tables that the form names; all that wait for a letter to the body where it asks for all."""
    if request.POST.get("all") == "1":
        return list(queries.tables(actor_of(request).person, to).values_list("pk", flat=True))
    return [_number(each) for each in request.POST.getlist("filing") if _number(each)]


def _number(said: str) -> int:
    """A key as a form says it; 0, which no row has, for anything else."""
    return int(said) if said.isdecimal() and len(said) < LONGEST_KEY else 0
