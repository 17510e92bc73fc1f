"""What a unit answers (单位答复): to opinions, suggestions and changes of reviewers, and the adjustment that it asks for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiheng.errors import DeedRefused
from jiheng.web.approving.actions.adjust import adjust
from jiheng.web.filing import access
from jiheng.web.filing.answering import answered, refused
from jiheng.web.organizations.requests import actor_of
from jiheng.web.reviewing.actions.amend import confirm, contest
from jiheng.web.reviewing.actions.opine import reply, take
from jiheng.web.reviewing.models import Thread


@login_required
@require_POST
def begin_adjustment(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Open an adjustment, and go to it."""
    try:
        made = adjust(actor_of(request), filing_id, request.POST.get("reason", ""))
    except DeedRefused as because:
        return refused(request, filing_id, because)
    return redirect("filing:table", made.pk)


@login_required
@require_POST
def confirm_change(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Take a reviewer's change as one's own."""

    def _do() -> str:
        confirm(actor_of(request), filing_id)
        return _("已确认代改，审核继续。")

    return answered(request, filing_id, _do)


@login_required
@require_POST
def contest_change(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Not agree with a reviewer's change."""

    def _do() -> str:
        contest(actor_of(request), filing_id, request.POST.get("reason", ""))
        return _("已说明不同意的理由，原表恢复。")

    return answered(request, filing_id, _do)


@login_required
@require_POST
def take_suggestion(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Accept a suggestion with one click."""
    thread = _thread(request, thread_id)

    def _do() -> str:
        take(actor_of(request), thread)
        return _("已采纳建议。")

    return answered(request, thread.filing_id, _do)


@login_required
@require_POST
def reply_to(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Answer an opinion."""
    thread = _thread(request, thread_id)

    def _do() -> str:
        reply(actor_of(request), thread, request.POST.get("text", ""), request.POST.get("answer", ""))
        return _("已答复。")

    return answered(request, thread.filing_id, _do)


def _thread(request: HttpRequest, thread_id: int) -> Thread:
    """The thread, where the person sees its table and it was sent."""
    seen = access.filings(actor_of(request).person, "see")
    return get_object_or_404(Thread, pk=thread_id, sent=True, filing__in=seen)
