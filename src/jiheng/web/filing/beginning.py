"""Pages on which a table begins (新建): drop a document and look at what was read, take last year's, or a blank form."""

from attrs import frozen
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.errors import DeedRefused, NotEnough
from jiheng.framework.fields import official_label
from jiheng.model.answer import CheckAnswer
from jiheng.model.declaration import Declaration
from jiheng.model.repair import Repair
from jiheng.web.filing import access
from jiheng.web.filing.actions.begin import Beginning, begin, blank, from_last_year
from jiheng.web.filing.actions.import_document import LARGEST, as_accepted, tables_in
from jiheng.web.filing.filings import Filing, Revision, Task
from jiheng.web.filing.incoming import Waiting, keep
from jiheng.web.filing.opening import blocks_of
from jiheng.web.filing.pages import by_cell
from jiheng.web.filing.picking import of_library
from jiheng.web.filing.queries import tasks_of, units_of
from jiheng.web.filing.sheet import Sheet, layout_of, sheet
from jiheng.web.filing.starting import Keep, of_pattern, offered
from jiheng.web.filing.tables import Table, keyed, table_of
from jiheng.web.filing.typing import Typist
from jiheng.web.filing.understanding import Shown, checked, counts, framework, settings_of, shown
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body
from jiheng.web.organizations.requests import actor_of, language_of


@frozen(eq=False)
class Previewed:
    """One table of a dropped document as its page shows it."""

    number: int
    declaration: Declaration
    sheet: Sheet
    cells: dict[str, list[Shown]]
    repairs: list[tuple[int, Repair, str]]
    counts: dict[str, int]


@frozen(eq=False)
class Chosen:
    """For which task and unit a table begins."""

    task: Task
    unit: Body


@login_required
@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Where a table begins."""
    person = actor_of(request).person
    units = units_of(person)
    tasks = list(tasks_of(units))
    chosen = next((task for task in tasks if str(task.pk) == request.GET.get("task")), tasks[0] if tasks else None)
    unit = next((each for each in units if str(each.pk) == request.GET.get("unit")), units[0] if units else None)
    words = request.GET.get("q", "").strip()[:100]
    found = offered(person, unit, chosen, words)
    held = {
        "tasks": tasks,
        "units": units,
        "chosen": chosen,
        "unit": unit,
        "last": found.last,
        "patterns": found.patterns,
        "words": words,
        "today": timezone.localdate(),
    }
    return render(request, "filing/new.html", held)


@login_required
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """A dropped document: kept, then shown beside what was read of it."""
    actor, file = actor_of(request), request.FILES.get("file")
    try:
        if file is None or not file.size or file.size > LARGEST:
            raise NotEnough(
                "导入：没有选文件，或文件为空、超过 20 MB。请选择一份 20 MB 以内的文件。",
                "import: no file, an empty one, or more than 20 MB; choose one within 20 MB.",
            )
        content = file.read()
        tables_in(str(file.name), content, language_of(request))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("filing:new")
    waiting = keep(actor.person, str(file.name), content)
    answer = redirect("filing:preview", waiting.pk)
    answer["Location"] += f"?task={request.POST.get('task', '')}&unit={request.POST.get('unit', '')}"
    return answer


@login_required
@require_GET
def preview(request: HttpRequest, waiting_id: int) -> HttpResponse:
    """What was read of a document, beside the document, with every mend to accept or refuse."""
    waiting = waiting_of(request, waiting_id)
    lang = language_of(request)
    content = bytes(waiting.body)
    read = tables_in(waiting.name, content, lang)
    found = [previewed(number, declaration, lang) for number, declaration in enumerate(read)]
    blocks = blocks_of(waiting.name, content)
    held = {"waiting": waiting, "found": found, "blocks": blocks, "task": request.GET.get("task", ""), "unit": request.GET.get("unit", "")}
    return render(request, "filing/preview.html", held)


@login_required
@require_POST
def accept(request: HttpRequest, waiting_id: int) -> HttpResponse:
    """The chosen tables of a document as new tables, all or none of them."""
    waiting, actor = waiting_of(request, waiting_id), actor_of(request)
    try:
        chosen = _chosen(request, actor)
        with transaction.atomic():
            made = _all_begun(request, actor, waiting, chosen)
            waiting.delete()
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("filing:preview", waiting_id)
    messages.success(request, _("已建 {count} 张表。").format(count=len(made)))
    return redirect("filing:table", made[0].pk) if len(made) == 1 else redirect("filing:tables")


@login_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """A blank form, last year's table as a draft, or an approved table as a pattern."""
    actor = actor_of(request)
    try:
        chosen = _chosen(request, actor)
        beginning = _beginning(request, actor, chosen)
        made = begin(actor, chosen.task, chosen.unit, beginning)
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
        return redirect("filing:new")
    return redirect("filing:table", made.pk)


def _beginning(request: HttpRequest, actor: Actor, chosen: Chosen) -> Beginning:
    """What the form asks for; a table that the person may not see, or not take as a pattern, is not found."""
    earlier, pattern = request.POST.get("from", ""), request.POST.get("pattern", "")
    if earlier.isdecimal():
        seen = access.filings(actor.person, "see").select_related("handed__revision", "revision", "unit")
        old = get_object_or_404(seen, pk=int(earlier))
        return Beginning(from_last_year(old, chosen.task), Revision.Cause.CARRIED, layout=old.layout)
    if pattern.isdecimal():
        open_to = access.filings(actor.person, "copy").exclude(handed=None).select_related("handed__revision")
        old = get_object_or_404(open_to, pk=int(pattern))
        keep = Keep.VALUES if request.POST.get("keep") == Keep.VALUES else Keep.NAMES
        revision = old.handed.revision if old.handed is not None else old.revision
        if revision is not None:
            return Beginning(of_pattern(table_of(revision).declaration, chosen.task, chosen.unit, keep), layout=old.layout, pattern=old.pk)
    if request.POST.get("library"):
        return Beginning(of_library(chosen.task, chosen.unit, set(request.POST.getlist("pick"))))
    return Beginning(blank(chosen.task, chosen.unit))


def _all_begun(request: HttpRequest, actor: Actor, waiting: Waiting, chosen: Chosen) -> list[Filing]:
    content = bytes(waiting.body)
    wanted = {int(each) for each in request.POST.getlist("table") if each.isdigit()}
    made: list[Filing] = []
    for number, declaration in enumerate(tables_in(waiting.name, content)):
        if number not in wanted:
            continue
        layout = chosen.task.layout or layout_of(framework(), declaration).name
        refused = [at for at, _repair in enumerate(declaration.source.repairs) if request.POST.get(f"repair-{number}-{at}") == "no"]
        table = as_accepted(declaration, refused, Typist(framework(), layout_of(framework(), declaration, layout)))
        beginning = Beginning(table, Revision.Cause.IMPORTED, (waiting.name, content), layout)
        made.append(begin(actor, chosen.task, chosen.unit, beginning))
    if not made:
        raise NotEnough("导入：没有勾选要导入的表。请至少勾选一张。", "import: no table is ticked; tick at least one.")
    return made


def previewed(number: int, declaration: Declaration, lang: str, whole: Table | None = None, layout: str = "") -> Previewed:
    """A table that was read, as the page of a dropped document shows it; where it is a part, on the `whole` that comes of it."""
    table: Table = whole or keyed(declaration)
    answer: CheckAnswer = checked(table, settings_of(None), today=timezone.localdate(), lang=lang)
    drawn = sheet(framework(), table, layout_of(framework(), table.declaration, layout), lang)
    repairs = [(at, repair, _where(repair, declaration)) for at, repair in enumerate(declaration.source.repairs)]
    return Previewed(number, declaration, drawn, by_cell(shown(answer, table)), repairs, dict(counts(answer.findings)))


def _where(repair: Repair, declaration: Declaration) -> str:
    """What a mend was made at, in words: the name of its row, or the label of its field; blank for the layout itself."""
    name = repair.field or ""
    half, _, rest = name.partition(".")
    number = rest.partition(".")[0]
    if half == "indicators" and number.isdigit() and int(number) < len(declaration.indicators):
        return declaration.indicators[int(number)].name
    return official_label(framework(), name) or name


def waiting_of(request: HttpRequest, waiting_id: int) -> Waiting:
    """The document that the person dropped. Raises Http404 for another's."""
    return get_object_or_404(Waiting, pk=waiting_id, by=actor_of(request).person)


def _chosen(request: HttpRequest, actor: Actor) -> Chosen:
    """The task and the unit; where the person has one unit and one open task, those."""
    units = units_of(actor.person)
    tasks = list(tasks_of(units))
    unit = next((each for each in units if str(each.pk) == request.POST.get("unit")), units[0] if len(units) == 1 else None)
    task = next((each for each in tasks if str(each.pk) == request.POST.get("task")), tasks[0] if tasks else None)
    if unit is None or task is None:
        raise NotEnough(
            "新建：没有选单位或任务，或没有开放的任务。请选择；没有可选的，请联系绩效股。",
            "beginning: no unit or no task was chosen, or none is open; choose them, or ask the performance section.",
        )
    return Chosen(task, unit)
