"""What the buttons of the list do (项目清单办理): each calls one deed, says what came of it, and goes back."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiheng.errors import DeedRefused, NotAllowed, NotEnough
from jiheng.web.filing.actions.bind import bind
from jiheng.web.filing.actions.commission import commission, end_commission
from jiheng.web.filing.filings import Task
from jiheng.web.organizations.models import Body, Person
from jiheng.web.organizations.requests import actor_of, day_said, language_of
from jiheng.web.planning.actions.hand_over import hand_over
from jiheng.web.planning.actions.roll_over import roll_list, roll_tables
from jiheng.web.planning.actions.send_back import send_back
from jiheng.web.planning.actions.take_list import forget_reviews, take_list
from jiheng.web.projects.actions.import_list import Offer, offer
from jiheng.web.projects.actions.turn import Addition, add, turn
from jiheng.web.projects.models import Stage, Turn

DATED = ("日期", "day")
LONGEST_KEY = 19
LONGEST_MONEY = 20


@login_required
@require_POST
def offer_list(request: HttpRequest) -> HttpResponse:
    """Upload a list; its preview comes next."""
    file, said = request.FILES.get("file"), request.POST
    try:
        if file is None or said.get("stage") not in Stage.values:
            raise NotEnough(
                "导入清单：没有选文件或阶段。两项都应选定；请选择后再上传。", "importing: no file or no stage is chosen: choose both."
            )
        scale = said.get("scale", "")
        made = offer(actor_of(request), Offer(_year(request), Stage(said["stage"]), scale, str(file.name), file.read()))
    except DeedRefused as because:
        return _refused(request, because, reverse("planning:lists"))
    return redirect("planning:preview", made.pk)


@login_required
@require_POST
def take_the_list(request: HttpRequest, door_id: int) -> HttpResponse:
    """Take a previewed list."""
    try:
        listing, bound = take_list(actor_of(request), door_id, request.POST.get("mark", ""))
    except DeedRefused as because:
        return _refused(request, because, reverse("planning:preview", args=(door_id,)))
    words = _("清单已导入：新增 {new} 个，变动 {changed} 个，删除 {gone} 个；新对应 {bound} 张表。")
    messages.success(request, words.format(new=listing.new, changed=listing.changed, gone=listing.gone, bound=bound))
    return redirect(f"{reverse('planning:projects')}?year={listing.year}")


@login_required
@require_POST
def roll_the_list(request: HttpRequest) -> HttpResponse:
    """Last year's projects as the beginning of a year's list."""

    def _do() -> str:
        made = roll_list(actor_of(request), _year(request))
        return _("已从上年清单带入 {count} 个项目，金额留空。").format(count=len(made))

    return done(request, _do, reverse("planning:lists"))


@login_required
@require_POST
def add_project(request: HttpRequest) -> HttpResponse:
    """A project that comes in mid-year."""

    def _do() -> str:
        said = request.POST
        unit = get_object_or_404(Body, pk=key_of(said.get("unit", "")), kind=Body.Kind.UNIT)
        dated, reason = day_said(said.get("dated", ""), DATED), said.get("reason", "")
        made = add(
            actor_of(request), Addition(_year(request), said.get("code", ""), said.get("name", ""), unit, _money(request), reason, dated)
        )
        forget_reviews(made.year)
        return _("已新增项目“{name}”，单位可以填报。").format(name=made.name)

    return done(request, _do, reverse("planning:projects"))


@login_required
@require_POST
def turn_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Suspend, resume, end or cancel a project."""

    def _do() -> str:
        kind, said = request.POST.get("kind", ""), request.POST
        if kind not in Turn.Kind.values:
            raise NotEnough("项目变动：没有选变动。请选择后再办。", "turn: none is chosen; choose one.")
        done = turn(actor_of(request), project_id, Turn.Kind(kind), said.get("reason", ""), day_said(said.get("dated", ""), DATED))
        forget_reviews(done.year)
        return _("“{name}”：{kind}已记下。").format(name=done.name, kind=Turn.Kind(kind).label)

    return done(request, _do, reverse("planning:project", args=(project_id,)))


@login_required
@require_POST
def send_many_back(request: HttpRequest) -> HttpResponse:
    """Send the ticked tables back, each with both figures."""

    def _do() -> str:
        ids = [int(each) for each in request.POST.getlist("filing") if key_of(each)]
        done = send_back(actor_of(request), ids, request.POST.get("word", ""))
        return _("已按清单退回 {count} 张表，两边的数字已写入意见。").format(count=len(done.filings))

    return done(request, _do, reverse("planning:differing"))


@login_required
@require_POST
def bind_table(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Bind a table to a project by hand."""

    def _do() -> str:
        project = request.POST.get("project", "")
        done = bind(actor_of(request), filing_id, key_of(project) or None, request.POST.get("reason", ""))
        return _("《{table}》已对应清单项目。").format(table=done) if done.listed else _("《{table}》已解除对应。").format(table=done)

    return done(request, _do, reverse("planning:differing"))


@login_required
@require_POST
def roll_the_tables(request: HttpRequest) -> HttpResponse:
    """Last year's tables as drafts of a unit."""

    def _do() -> str:
        task, unit = get_object_or_404(Task, pk=key_of(request.POST.get("task", ""))), _unit(request, "unit")
        made = roll_tables(actor_of(request), task, unit)
        return _("已沿用 {count} 张上年的表，指标保留，资金留空。").format(count=len(made))

    return done(request, _do, reverse("planning:units"))


@login_required
@require_POST
def hand_tables_over(request: HttpRequest) -> HttpResponse:
    """One person's tables become another's."""

    def _do() -> str:
        before, after = (get_object_or_404(Person, pk=key_of(request.POST.get(name, ""))) for name in ("before", "after"))
        done = hand_over(actor_of(request), _unit(request, "unit"), (before, after), request.POST.get("reason", ""))
        return _("已移交 {count} 张表给{person}。").format(count=len(done), person=after)

    return done(request, _do, reverse("planning:units"))


@login_required
@require_POST
def commission_centre(request: HttpRequest) -> HttpResponse:
    """Let a centre file for a unit."""

    def _do() -> str:
        made = commission(actor_of(request), _unit(request, "centre"), _unit(request, "unit"), request.POST.get("reason", ""))
        return _("{centre}从现在起代{unit}填报。").format(centre=made.centre, unit=made.unit)

    return done(request, _do, reverse("planning:units"))


@login_required
@require_POST
def end_of_commission(request: HttpRequest, commission_id: int) -> HttpResponse:
    """End it."""

    def _do() -> str:
        done = end_commission(actor_of(request), commission_id)
        return _("{centre}不再代{unit}填报。").format(centre=done.centre, unit=done.unit)

    return done(request, _do, reverse("planning:units"))


def done(request: HttpRequest, deed: Callable[[], str], back: str) -> HttpResponse:
    """Do the deed, say what came of it, and go back; who may not is told so on a page of its own."""
    try:
        messages.success(request, deed())
    except DeedRefused as because:
        return _refused(request, because, back)
    return redirect(back)


def _refused(request: HttpRequest, because: DeedRefused, back: str) -> HttpResponse:
    if isinstance(because, NotAllowed):
        raise because
    messages.error(request, because.say(language_of(request)))
    return redirect(back)


def _unit(request: HttpRequest, name: str) -> Body:
    return get_object_or_404(Body, pk=key_of(request.POST.get(name, "")), kind=Body.Kind.UNIT)


def key_of(said: str) -> int:
    """A key as a form says it; 0, which nothing has, where it says none."""
    return int(said) if said.isdecimal() and len(said) < LONGEST_KEY else 0


def _year(request: HttpRequest) -> int:
    said = request.POST.get("year", "").strip()
    if not (said.isdecimal() and said.startswith("20") and len(said) == len("2026")):
        raise NotEnough(
            f"项目清单：年度「{said[:10]}」不是四位数字。应如 2026；请改正后再试。",
            f"list of projects: the year “{said[:10]}” has not four digits; write it like 2026, then try again.",
        )
    return int(said)


def _money(request: HttpRequest) -> Decimal:
    said = request.POST.get("amount", "").replace(",", "").strip()
    try:
        found = Decimal(said)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or len(said) > LONGEST_MONEY or found != found.quantize(Decimal("0.01")):
        raise NotEnough(
            f"新增项目：金额「{said[:20]}」读不成以元计的数。应如 120000 或 120000.50；请改正后再试。",
            f"adding a project: “{said[:20]}” is no amount in yuan; write it like 120000 or 120000.50, then try again.",
        )
    return found
