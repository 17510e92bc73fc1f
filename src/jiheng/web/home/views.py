"""The first page, the demo's sign-in, and the pages that say what went wrong and what to do."""

from decimal import Decimal

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.review.registry import rule
from jiheng.web.home import queries
from jiheng.web.home.manual import manual
from jiheng.web.home.progress import shown
from jiheng.web.home.templatetags.jiheng import SEVERITIES, STATES
from jiheng.web.organizations import access
from jiheng.web.organizations.models import Person
from jiheng.web.organizations.requests import actor_of, language_of


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what is due, and how far the year has come."""
    person, today = actor_of(request).person, timezone.localdate()
    waiting = queries.waiting(person, today)
    tasks = [owed.task for owed in waiting.tasks]
    chosen = next((task for task in tasks if str(task.pk) == request.GET.get("task")), tasks[0] if tasks else None)
    held = {
        "waiting": waiting,
        "today": today,
        "progress": shown(person, chosen, waiting.roles),
        "tiles": [*waiting.tiles, *queries.setup(waiting.roles)],
    }
    return render(request, "home/home.html", held)


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Where the people stood before they had rooms of their own."""
    access.demand(actor_of(request).person, "organize")
    return redirect("administering:people")


@require_POST
def enter(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as somebody of the example bureau; there only with --demo."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(Person, username=username, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home:home")


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """The keys that the pages listen to."""
    return render(request, "home/keys.html")


@require_GET
def rule_page(request: HttpRequest, code: str) -> HttpResponse:
    """A rule, explained."""
    try:
        found = rule(code)
    except KeyError as error:
        raise Http404 from error
    return render(request, "home/rule.html", {"code": code, "sections": manual(found, language_of(request))})


@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build pages; there only with --demo."""
    if not settings.DEMO:
        raise Http404
    shown = {"states": list(STATES), "severities": list(SEVERITIES), "amount": Decimal(1234567), "blank": None, "now": timezone.now()}
    return render(request, "home/design.html", {**shown, "today": timezone.localdate()})


@require_GET
def health(_request: HttpRequest) -> JsonResponse:
    """Whether the application answers and its database too."""
    return JsonResponse({"well": True, "people": Person.objects.exists()})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """Not allowed."""
    return render(request, "refused.html", {"status": 403, "reason": ""}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """Nothing there, or nothing that may be known of."""
    return render(request, "missing.html", status=404)


def failed(_request: HttpRequest) -> HttpResponse:
    """The program stumbled; what was typed stays in the browser. The page asks neither database nor person, since they may be what fails."""
    return HttpResponse(render_to_string("failed.html"), status=500)


def mistaken(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no page of the application sends, or one that holds too much."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        reason = _("一次发送的内容太多。请分几次提交，或用“导入文件”；单个文件应在 20 MB 以内。")
        return render(request, "refused.html", {"status": 413, "reason": reason}, status=413)
    reason = _("请求的内容看不懂。请返回刷新页面后重做；仍如此，请把时间和操作告诉管理员。")
    return render(request, "refused.html", {"status": 400, "reason": reason}, status=400)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """A form that was sent from an old page or from elsewhere (CSRF)."""
    return render(request, "forgery.html", status=403)
