"""Pages of registers (名册导入): a blank one, an upload, its preview, and the first passwords that came of it."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, NotEnough
from jiheng.reading.lists.registers import HEADS
from jiheng.web.administering.actions.take_register import offer, previewed, take_register
from jiheng.web.administering.deeds import refused
from jiheng.web.organizations import access
from jiheng.web.organizations.models import Register
from jiheng.web.organizations.requests import actor_of, language_of

MOST_SHOWN = 300
BLANK = {"units": "单位名册.xlsx", "people": "人员名册.xlsx"}


@login_required
@require_GET
def registers(request: HttpRequest) -> HttpResponse:
    """Upload a register; those that were taken."""
    access.demand(actor_of(request).person, "organize")
    taken = Register.objects.exclude(taken=None).select_related("by").defer("body")[:50]
    return render(request, "administering/registers.html", {"taken": taken, "kinds": Register.Kind.choices})


@login_required
@require_GET
def blank(request: HttpRequest, kind: str) -> FileResponse:
    """A blank register, every cell of which is text, so that no code loses its noughts."""
    import xlsxwriter

    access.demand(actor_of(request).person, "organize")
    if kind not in BLANK:
        raise Http404
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, text, head = book.add_worksheet(), book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
    sheet.set_column(0, len(HEADS[kind]) - 1, 18, text)
    sheet.write_row(0, 0, HEADS[kind], head)
    sheet.freeze_panes(1, 0)
    book.close()
    return FileResponse(BytesIO(out.getvalue()), as_attachment=True, filename=BLANK[kind])


@login_required
@require_POST
def offer_register(request: HttpRequest) -> HttpResponse:
    """Upload a register; its preview comes next."""
    actor, file, said = actor_of(request), request.FILES.get("file"), request.POST
    access.demand(actor.person, "organize")
    try:
        if file is None or said.get("kind") not in Register.Kind.values:
            raise NotEnough(
                "导入名册：没有选文件或名册种类。两项都应选定；请选择后再上传。", "register: no file or kind is chosen: choose both."
            )
        made = offer(actor, said["kind"], whole=said.get("whole") == "1", name=str(file.name), content=file.read())
    except DeedRefused as because:
        return refused(request, because, reverse("administering:registers"))
    return redirect("administering:preview", made.pk)


@login_required
@require_GET
def preview(request: HttpRequest, register_id: int) -> HttpResponse:
    """What a register would change, and every wrong line."""
    held, plan = previewed(actor_of(request), register_id)
    lang = language_of(request)
    shown = {
        "register": held,
        "plan": plan,
        "wrong": [each.say(lang) for each in plan.wrong[:MOST_SHOWN]],
        "sorts": [(what, len(plan.of(what)), plan.of(what)[:MOST_SHOWN]) for what in ("changed", "gone", "new") if plan.of(what)],
        "most": MOST_SHOWN,
    }
    return render(request, "administering/preview.html", shown)


@login_required
@require_POST
def take(request: HttpRequest, register_id: int) -> HttpResponse:
    """Take a previewed register; the page that follows shows first passwords once."""
    try:
        plan, made = take_register(actor_of(request), register_id, request.POST.get("mark", ""))
    except DeedRefused as because:
        return refused(request, because, reverse("administering:preview", args=(register_id,)))
    numbers = {what: len(plan.of(what)) for what in ("new", "changed", "gone")}
    return render(request, "administering/taken.html", {"numbers": numbers, "made": made})
