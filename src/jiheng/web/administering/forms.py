"""Pages of the county's own forms (本县表样): a blank form is dropped, proposed, corrected in its picture, tried and switched on."""

import hashlib
from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, NotEnough
from jiheng.framework.fields import Part, fields
from jiheng.framework.load import load_with
from jiheng.web.administering.actions.switch_form import Learnt, switch_off, switch_on
from jiheng.web.administering.deeds import done, key, refused
from jiheng.web.administering.learning import proposed, sheet_text, tried
from jiheng.web.administering.opening import grids_of
from jiheng.web.filing.understanding import framework
from jiheng.web.organizations import access
from jiheng.web.organizations.county_law import sheets_on
from jiheng.web.organizations.models import CountyForm, Register
from jiheng.web.organizations.requests import actor_of, day_said

KIND = "form"
SINCE = ("启用日期", "in force from")


@login_required
@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    """The county's forms, on and off."""
    person = actor_of(request).person
    access.demand(person, "settle")
    on = sheets_on(timezone.localdate())
    rows = [(each, each.path in on) for each in CountyForm.objects.exclude(text="").select_related("by").defer("body")]
    held = {"organizes": access.may(person, "organize"), "rows": rows, "today": timezone.localdate()}
    return render(request, "administering/forms.html", held)


@login_required
def learn(request: HttpRequest) -> HttpResponse:
    """Drop a blank form (POST), and its picture with what each cell is taken for (GET)."""
    actor = actor_of(request)
    access.demand(actor.person, "settle")
    if request.method == "GET":
        return _picture(request, _waiting(request, request.GET.get("form", "")), {})
    file = request.FILES.get("file")
    try:
        if file is None:
            raise NotEnough(
                "本县表样：没有选文件。请选择空白的 Word 或 Excel 表样。", "form: no file is chosen: choose a blank Word or Excel form."
            )
        content = file.read()
        grids_of(str(file.name), content)
    except DeedRefused as because:
        return refused(request, because, reverse("administering:forms"))
    digest = hashlib.sha256(content).hexdigest()
    made = Register.objects.create(kind=KIND, name=str(file.name)[:255], body=content, digest=digest, by=actor.person)
    return redirect(f"{reverse('administering:learn')}?form={made.pk}")


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Try the form on what there is, or switch it on."""
    actor, said = actor_of(request), request.POST
    access.demand(actor.person, "settle")
    held = _waiting(request, said.get("form", ""))
    content = bytes(held.body)
    chosen = {name.removeprefix("cell-"): str(value) for name, value in said.items() if name.startswith("cell-")}
    try:
        grids = grids_of(held.name, content)
        since = day_said(said.get("since", ""), SINCE)
        text = sheet_text(said.get("title", "").strip() or held.name, since, proposed(grids, framework()), chosen)
        if said.get("deed") == "try":
            now = dict(sheets_on(timezone.localdate()))
            law = load_with({path: each.encode() for path, each in {**now, "fields.zz.toml": text}.items()})
            trial = tried(grids, (framework(), law), timezone.localdate().year - 1)
            return _picture(request, held, chosen, {"trial": trial, "text": text, "said": said})
        switch_on(actor, Learnt(said.get("title", ""), text, since, said.get("reason", ""), held.name, content))
    except DeedRefused as because:
        return refused(request, because, f"{reverse('administering:learn')}?form={held.pk}")
    Register.objects.filter(pk=held.pk).delete()

    def _do() -> str:
        return _("表样已登记，自 {day} 起读表时使用。").format(day=since)

    return done(request, _do, reverse("administering:forms"), "settle")


@login_required
@require_POST
def off(request: HttpRequest, form_id: int) -> HttpResponse:
    """Switch a form off from a day on."""
    access.demand(actor_of(request).person, "settle")
    get_object_or_404(CountyForm, pk=form_id)

    def _do() -> str:
        said = request.POST
        made = switch_off(actor_of(request), form_id, day_said(said.get("day", ""), SINCE), said.get("reason", ""))
        return _("“{form}”自 {day} 起停用。").format(form=made.title, day=made.since)

    return done(request, _do, reverse("administering:forms"), "settle")


@login_required
@require_GET
def file(request: HttpRequest, form_id: int) -> FileResponse:
    """The dated sheet of a form."""
    access.demand(actor_of(request).person, "settle")
    found = get_object_or_404(CountyForm, pk=form_id)
    return FileResponse(BytesIO(found.text.encode()), as_attachment=True, filename=found.path)


def _waiting(request: HttpRequest, said: str) -> Register:
    held = Register.objects.filter(pk=key(said), kind=KIND, by=actor_of(request).person).first()
    if held is None:
        raise Http404
    return held


def _picture(request: HttpRequest, held: Register, chosen: dict[str, str], more: dict[str, object] | None = None) -> HttpResponse:
    law = framework()
    rows = proposed(grids_of(held.name, bytes(held.body)), law)
    names: dict[str, list[tuple[str, str]]] = {}
    for each in fields(law).entries:
        if each.labels and each.part is not Part.NOTICE:
            names.setdefault(each.part.value, []).append((each.name, each.labels[0]))
    shown = {
        "organizes": access.may(actor_of(request).person, "organize"),
        "form": held,
        "rows": [[(cell, chosen.get(cell.name, cell.field)) for cell in row] for row in rows],
        "unknown": sum(cell.kind == "unknown" for row in rows for cell in row),
        "fields": [(_PARTS[part], some) for part, some in names.items()],
        "today": timezone.localdate(),
    }
    return render(request, "administering/learn.html", {**shown, **(more or {})})


_PARTS = {
    "head": gettext_lazy("表头"),
    "money": gettext_lazy("资金"),
    "amount": gettext_lazy("金额栏"),
    "row": gettext_lazy("指标栏"),
    "task": gettext_lazy("任务栏"),
    "block": gettext_lazy("分块标题"),
    "tail": gettext_lazy("表尾"),
}
"""The parts of a form as the list of fields calls them."""
