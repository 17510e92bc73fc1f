"""Pages of the API (接口): tokens of the person, receivers of the administrator, and the manual of the operations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused
from jiheng.web.api import access
from jiheng.web.api.actions.keep_hook import NewHook, register, switch, try_out
from jiheng.web.api.actions.make_token import LONGEST_DAYS, RATES, Wanted, make_token, revoke_token
from jiheng.web.api.entry import description
from jiheng.web.api.manual import chapters
from jiheng.web.api.models import Delivery
from jiheng.web.api.signing import secret_of
from jiheng.web.filing.models import STATES
from jiheng.web.organizations.requests import actor_of, language_of

PAGE = 50
TERMS = (30, 90, 180, 366)


@login_required
@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's tokens, and a form for a new one."""
    return _tokens(request)


@login_required
@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token, and show it this once."""
    days, rate = (request.POST.get(name, "") for name in ("days", "rate"))
    wanted = Wanted(request.POST.get("name", ""), request.POST.getlist("scope"), _number(days), _number(rate))
    try:
        made = make_token(actor_of(request), wanted)
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("api:tokens")
    return _tokens(request, made.text)


@login_required
@require_POST
def end_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke a token."""
    try:
        done = revoke_token(actor_of(request), token_id)
        messages.success(request, _("令牌《{name}》已停用。").format(name=done.name))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("api:tokens")


@login_required
@require_GET
def hooks(request: HttpRequest) -> HttpResponse:
    """Receivers of messages and what was told to them; the administrator's."""
    access.demand_administrator(actor_of(request).person)
    return _hooks(request)


@login_required
@require_POST
def new_hook(request: HttpRequest) -> HttpResponse:
    """Register a receiver, and show the secret that signs this once."""
    said = NewHook(request.POST.get("name", ""), request.POST.get("address", ""), request.POST.getlist("state"))
    try:
        made = register(actor_of(request), said)
    except DeedRefused as because:
        access.demand_administrator(actor_of(request).person)
        messages.error(request, because.say(language_of(request)))
        return redirect("api:hooks")
    return _hooks(request, secret_of(made.salt))


@login_required
@require_POST
def switch_hook(request: HttpRequest, hook_id: int) -> HttpResponse:
    """Tell a receiver, or no longer."""
    switch(actor_of(request), hook_id, active=request.POST.get("active") == "1")
    messages.success(request, _("接收方已更新。"))
    return redirect("api:hooks")


@login_required
@require_POST
def try_hook(request: HttpRequest, hook_id: int) -> HttpResponse:
    """A message to try a receiver out."""
    try_out(actor_of(request), hook_id)
    messages.success(request, _("试验消息已排队，几秒后刷新查看结果。"))
    return redirect("api:hooks")


@login_required
@require_GET
def manual(request: HttpRequest) -> HttpResponse:
    """The operations, by what a token must be made for."""
    return render(request, "api/manual.html", {"chapters": chapters(description())})


@require_GET
def openapi(_request: HttpRequest) -> JsonResponse:
    """The OpenAPI description; it tells of no table."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


def _tokens(request: HttpRequest, shown: str = "") -> HttpResponse:
    person = actor_of(request).person
    scopes = access.scopes_of(person)
    held = {"tokens": access.tokens(person), "scopes": scopes, "shown": shown, "terms": TERMS, "longest": LONGEST_DAYS, "most": RATES[-1]}
    return render(request, "api/tokens.html", {**held, "administers": access.administers(person)})


def _hooks(request: HttpRequest, shown: str = "") -> HttpResponse:
    person = actor_of(request).person
    rows = Delivery.objects.filter(hook__in=access.hooks(person)).select_related("hook", "step__filing")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    states = [(state.value, _(name)) for state, name in STATES.items()]
    return render(request, "api/hooks.html", {"hooks": access.hooks(person), "page": page, "states": states, "shown": shown})


def _number(said: str) -> int:
    """A number of a form; 0 for anything else."""
    return int(said) if said.isdecimal() and len(said) < 6 else 0
