"""The page of the audit trail (审计日志), for the auditor and the administrator; whoever asks is checked by their roles' names."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiheng.errors import NotAllowed
from jiheng.web.trail.chain import head
from jiheng.web.trail.models import Entry
from jiheng.web.trail.reading import read

PAGE = 100
READERS = ("auditor", "administrator")


@login_required
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """The entries, newest first, by object or person where that is asked."""
    if not request.user.appointments.filter(role__in=READERS).exists():  # type: ignore[union-attr]
        raise NotAllowed(
            "审计日志：不在您的权限内。由审计和管理员查看；需要时请联系他们。",
            "trail: not yours to read; auditors and administrators read it: ask them.",
        )
    words = request.GET.get("q", "").strip()[:100]
    found = Entry.objects.order_by("-number")
    if words:
        found = found.filter(person__icontains=words) | found.filter(target=words) | found.filter(deed=words)
    number, digest = head()
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    held = {"page": page, "entries": [read(entry) for entry in page], "words": words, "number": number, "digest": digest}
    return render(request, "trail/trail.html", held)
