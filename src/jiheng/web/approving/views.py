"""Pages of the performance section (批复): what is approved and waits for its letter, the letters that went out."""

from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, JihengError, NotAllowed
from jiheng.web.approving.actions.issue import Heading, issue, reopen
from jiheng.web.approving.models import Letter
from jiheng.web.filing import access
from jiheng.web.organizations.models import Body, Person, Role
from jiheng.web.organizations.requests import actor_of, day_of, language_of
from jiheng.web.trail.chain import head

READERS = (Role.PERFORMANCE, Role.AUDITOR)


@login_required
@require_GET
def approvals(request: HttpRequest) -> HttpResponse:
    """Approved tables by department, and the letters."""
    person = actor_of(request).person
    if not person.appointments.filter(role__in=READERS).exists():
        raise NotAllowed(
            "批复：不在您的权限内。由绩效股办理；需要时请联系绩效股。",
            "letters: not yours; the performance section issues them: ask it.",
        )
    waiting = access.filings(person, "issue").select_related("unit__parent", "task").order_by("unit__path", "id")
    by_body: dict[Body, list[object]] = {}
    for filing in waiting:
        by_body.setdefault(filing.unit.department or filing.unit, []).append(filing)
    held = {"by_body": list(by_body.items()), "letters": Letter.objects.select_related("to", "by").defer("body")[:100]}
    return render(request, "approving/approvals.html", {**held, "today": timezone.localdate(), "head": head()})


@login_required
@require_POST
def issue_letter(request: HttpRequest) -> HttpResponse:
    """Issue a letter for the tables that are ticked."""
    to = get_object_or_404(Body, pk=request.POST.get("to", "0") or "0")
    ids = [int(each) for each in request.POST.getlist("filing") if each.isdigit()]
    try:
        heading = Heading(
            request.POST.get("number", ""), day_of(request.POST.get("dated", "")) or timezone.localdate(), request.POST.get("office", "")
        )
        made = issue(actor_of(request), to, ids, heading)
        messages.success(request, _("批复《{number}》已办理，{count} 张表生效。").format(number=made.number, count=len(ids)))
    except (DeedRefused, JihengError) as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("approving:approvals")


@login_required
@require_GET
def letter(request: HttpRequest, letter_id: int) -> FileResponse:
    """A letter as it was issued, byte for byte."""
    found = get_object_or_404(Letter, pk=letter_id)
    if not _may_read(actor_of(request).person, found):
        raise Http404
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


def _may_read(person: Person, found: Letter) -> bool:
    """Readers of all letters, and those whose tables it binds."""
    if person.appointments.filter(role__in=READERS).exists():
        return True
    return access.filings(person, "see").filter(approvals__letters=found).exists()
