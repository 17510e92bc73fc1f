"""Pages of the indicator library (绩效指标库): the list, proposals and decisions, import with its preview, export, and what is offered while typing."""

from collections.abc import Callable
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, NotAllowed, NotEnough
from jiheng.framework import load
from jiheng.framework.starting_set import starting_set
from jiheng.web.library import access
from jiheng.web.library.actions.import_indicators import import_indicators, offer, previewed
from jiheng.web.library.actions.propose import decide, propose, retire
from jiheng.web.library.models import Indicator, Kind, Standing
from jiheng.web.library.offering import as_json, offered
from jiheng.web.library.shape import SIGNS, Shape, levels, of_law, shape_of, trades
from jiheng.web.library.sheet import workbook
from jiheng.web.organizations.models import Body
from jiheng.web.organizations.requests import actor_of, language_of

PAGE = 50
SHOWN = 200
"""Lines of a preview that the page lists."""
LONGEST_KEY = 19


@login_required
@require_GET
def indicators(request: HttpRequest) -> HttpResponse:
    """The indicators that I see, by level, kind and words; proposals that wait for me come first."""
    person = actor_of(request).person
    _demand_role(request)
    wanted = {name: request.GET.get(name, "").strip()[:50] for name in ("q", "kind", "node", "standing")}
    page = Paginator(_found(access.indicators(person), wanted), PAGE).get_page(request.GET.get("page"))
    decidable = access.indicators(person, "decide").select_related("department", "by", "replaces")
    held = {
        "page": page,
        "wanted": wanted,
        "waiting": decidable[:PAGE],
        "retirable": set(access.indicators(person, "retire").filter(pk__in=[each.pk for each in page]).values_list("pk", flat=True)),
        "kinds": Kind.choices,
        "standings": Standing.choices,
        "levels": list(levels().items()),
        "names": levels(),
        "trades": trades(),
        "signs": SIGNS,
        "departments": access.departments(person),
        "proposes": access.may(person, "propose"),
        "keeps": access.may(person, "import"),
        "starting": [of_law(each) for each in starting_set(load())],
    }
    return render(request, "library/indicators.html", held)


@login_required
@require_POST
def new_indicator(request: HttpRequest) -> HttpResponse:
    """Propose an indicator, or a change of one."""
    said, replaces = request.POST, _number(request.POST.get("replaces", ""))

    def _do() -> str:
        if said.get("kind") not in Kind.values:
            raise NotEnough("提出指标：没有选类别。请选择后再提交。", "proposing: no kind is chosen; choose one, then send it.")
        names = ("node", "name", "definition", "formula", "unit", "sign", "source", "usual")
        kind = Kind(said["kind"])
        department = access.departments(actor_of(request).person).filter(pk=_number(said.get("department", ""))).first()
        trade, body = (said.get("trade", "") if kind is Kind.TRADE else ""), (department if kind is Kind.DEPARTMENT else None)
        shape = Shape(kind, trade=trade, department=body, **{name: said.get(name, "").strip() for name in names})
        return _("已提出指标「{name}」，等待审定。").format(
            name=propose(actor_of(request), shape, said.get("reason", ""), replaces or None).name
        )

    return _answered(request, _do)


@login_required
@require_POST
def decide_one(request: HttpRequest, indicator_id: int) -> HttpResponse:
    """Take a proposal into the library, or decline it."""
    approved = request.POST.get("approved") == "1"

    def _do() -> str:
        row = decide(actor_of(request), indicator_id, approved=approved, word=request.POST.get("word", ""))
        return (_("「{name}」已入库。") if approved else _("「{name}」未采纳，已告知提出人。")).format(name=row.name)

    return _answered(request, _do)


@login_required
@require_POST
def retire_one(request: HttpRequest, indicator_id: int) -> HttpResponse:
    """Offer an indicator no more."""
    return _answered(
        request, lambda: _("「{name}」已停用。").format(name=retire(actor_of(request), indicator_id, request.POST.get("word", "")).name)
    )


@login_required
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Upload a list, then look at what it would change."""
    file = request.FILES.get("file")
    try:
        if file is None:
            raise NotEnough("导入指标：没有选文件。请选择一份 Excel。", "importing: no file was chosen; choose an Excel file.")
        door = offer(actor_of(request), str(file.name), file.read())
    except NotAllowed:
        raise
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("library:indicators")
    return redirect("library:look", door.pk)


@login_required
@require_GET
def look(request: HttpRequest, door_id: int) -> HttpResponse:
    """What a list would change."""
    door, found = previewed(actor_of(request), door_id)
    wrong = [(each.row, each.en if language_of(request) == "en" else each.zh) for each in found.wrong[:SHOWN]]
    changed = [(shape_of(old), new) for old, new in found.changed[:SHOWN]]
    held = {"door": door, "found": found, "new": found.new[:SHOWN], "changed": changed, "wrong": wrong, "names": levels()}
    return render(request, "library/look.html", held)


@login_required
@require_POST
def take(request: HttpRequest, door_id: int) -> HttpResponse:
    """Take the list as it was looked at."""

    def _do() -> str:
        found = import_indicators(actor_of(request), door_id, request.POST.get("mark", ""))
        return _("已导入：新增 {new} 个，修改 {changed} 个。").format(new=len(found.new), changed=len(found.changed))

    return _answered(request, _do)


@login_required
@require_GET
def as_excel(request: HttpRequest) -> FileResponse:
    """The approved indicators that I see, as a workbook that can be imported again."""
    _demand_role(request)
    rows = access.indicators(actor_of(request).person).filter(standing=Standing.APPROVED).select_related("department")
    return FileResponse(BytesIO(workbook([shape_of(row) for row in rows])), as_attachment=True, filename="绩效指标库.xlsx")


@login_required
@require_GET
def suggest(request: HttpRequest) -> JsonResponse:
    """What fits the level and the words that are being typed, for a unit; nothing for a unit that there is not."""
    _demand_role(request)
    unit = get_object_or_404(
        Body.objects.select_related("parent"), code=request.GET.get("unit", "")[:32].replace("\0", ""), kind=Body.Kind.UNIT
    )
    level2, words, project = (request.GET.get(name, "")[:100] for name in ("level2", "q", "project"))
    return JsonResponse({"indicators": as_json(offered(unit, level2, words, project))}, json_dumps_params={"ensure_ascii": False})


def _found(rows: QuerySet[Indicator], wanted: dict[str, str]) -> QuerySet[Indicator]:
    if wanted["q"]:
        words = wanted["q"].replace("\0", "")
        rows = rows.filter(Q(name__icontains=words) | Q(definition__icontains=words) | Q(trade=words))
    standing = wanted["standing"] if wanted["standing"] in Standing.values else Standing.APPROVED
    rows = rows.filter(standing=standing)
    if wanted["kind"] in Kind.values:
        rows = rows.filter(kind=wanted["kind"])
    return (rows.filter(node=wanted["node"]) if wanted["node"] in levels() else rows).select_related("department", "by")


def _answered(request: HttpRequest, deed: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, deed())
    except NotAllowed:
        raise
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("library:indicators")


def _demand_role(request: HttpRequest) -> None:
    """Raise NotAllowed for somebody who has no role."""
    if not actor_of(request).person.appointments.exists():
        raise NotAllowed(
            "指标库：您还没有任职。有任职的人可以查看；请联系管理员。", "library: you have no role yet; ask the administrator for one."
        )


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < LONGEST_KEY else 0
