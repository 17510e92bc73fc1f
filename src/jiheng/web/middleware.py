"""Middleware: what every answer bears (CSP), the end of a session by the clock, and deeds that were refused, as pages."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from jiheng.errors import DeedRefused
from jiheng.web.organizations.requests import language_of, status_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Styles may stand in the page: the widths of a form's columns do."""
BEGAN = "began"
API = "/api/v1/"
"""Where other programs ask, without a session: what they are told is theirs alone."""
STEPPED = "second-step"
SECOND_STEP = "mfa_activate_totp"
FREE = ("/account/", "/language/", "/static/", "/health/")
"""Where a person without a second step may still go: to set it up, and out."""


def guarded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """End sessions that are older than a day's work, and give every answer its policy."""

    def _answer(request: HttpRequest) -> HttpResponse:
        _end_old(request)
        response = redirect(SECOND_STEP) if _lacks_second_step(request) else get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if request.path.startswith(API):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        if request.user.is_authenticated and not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refused(request, error) if isinstance(error, DeedRefused) else None

    _answer.process_exception = _process_exception  # type: ignore[attr-defined]
    return _answer


def refused(request: HttpRequest, because: DeedRefused) -> HttpResponse:
    """A refused deed: as JSON where JSON is asked for, else as a page; what to do stands in its sentence."""
    said, status = because.say(language_of(request)), status_of(because)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": said}, status=status, json_dumps_params={"ensure_ascii": False})
    return render(request, "refused.html", {"reason": said, "status": status}, status=status)


def _lacks_second_step(request: HttpRequest) -> bool:
    """Whether the second step is asked for (JIHENG_MFA=1) and the person has not set it up yet; asked once a session."""
    if not settings.MFA_REQUIRED or not request.user.is_authenticated or request.path.startswith(FREE) or request.session.get(STEPPED):
        return False
    from allauth.mfa.utils import is_mfa_enabled

    request.session[STEPPED] = is_mfa_enabled(request.user)
    return not request.session[STEPPED]


def _end_old(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        return
    began = request.session.setdefault(BEGAN, int(time.time()))
    if time.time() - began > settings.SESSION_ABSOLUTE_SECONDS:
        logout(request)
