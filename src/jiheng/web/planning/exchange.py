"""Pages of exchange (与预算系统交换): tables as a flat Excel of the budget system, and what it can't carry shown field by field for copying."""

from io import BytesIO

from attrs import frozen
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from jiheng.framework.layouts import Layout, Listed, layouts
from jiheng.model.declaration import Declaration, FormKind
from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.queries import seen_revision
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.organizations.models import Person
from jiheng.web.organizations.requests import actor_of
from jiheng.writing import drawn
from jiheng.writing.copying import to_copy
from jiheng.writing.leaving import left_out

FAMILY = "budget-"
"""How the layouts of budget systems are named."""
MOST = 5000
"""Tables of one file."""
MOST_LOOKED_AT = 100
"""Tables in which the page looks for what a layout can't carry; the file says it of all."""
LONGEST_KEY = 19


@frozen(eq=False)
class Offered:
    """A layout with the heads of its columns, and what of the tables it has no column for."""

    layout: Layout
    heads: tuple[str, ...]
    left: tuple[str, ...]


@login_required
@require_GET
def exchange(request: HttpRequest) -> HttpResponse:
    """Which layouts there are, and what each carries of the tables of a task."""
    person = actor_of(request).person
    tasks = list(Task.objects.filter(form=FormKind.TARGET.value))
    chosen = next((each for each in tasks if str(each.pk) == request.GET.get("task")), tasks[0] if tasks else None)
    filings = _filings(person, chosen) if chosen is not None else Filing.objects.none()
    tables = [said for filing in filings[:MOST_LOOKED_AT] if (said := _said(person, filing)) is not None]
    held = {"tasks": tasks, "chosen": chosen, "number": filings.count(), "offered": [_offered(each, tables) for each in family()]}
    return render(request, "planning/exchange.html", held)


@login_required
@require_GET
def exchange_file(request: HttpRequest, layout: str, task_id: int) -> FileResponse:
    """The tables of a task that the person sees, one row an indicator, as Excel."""
    person, task = actor_of(request).person, get_object_or_404(Task, pk=task_id)
    chosen = _named(layout)
    tables = [said for filing in _filings(person, task)[:MOST] if (said := _said(person, filing)) is not None]
    if not tables:
        raise Http404
    content = drawn(framework(), tables, ".xlsx", chosen.name).content
    return FileResponse(BytesIO(content), as_attachment=True, filename=f"{task.title}-{chosen.title}.xlsx")


@login_required
@require_GET
def copy(request: HttpRequest, filing_id: int, layout: str) -> HttpResponse:
    """What a layout can't carry of a table, each text with a button that copies it."""
    person = actor_of(request).person
    filing = get_object_or_404(access.filings(person, "print").select_related("revision", "handed__revision", "task", "unit"), pk=filing_id)
    said, chosen = _said(person, filing), _named(layout)
    if said is None:
        raise Http404
    held = {"filing": filing, "layout": chosen, "family": family(), "texts": to_copy(framework(), said, chosen)}
    return render(request, "planning/copy.html", held)


def family() -> list[Layout]:
    """The flat layouts of budget systems: those of the package and the county's own."""
    return [each for each in layouts(framework()) if each.name.startswith(FAMILY) and each.listed is Listed.INDICATORS]


def _named(name: str) -> Layout:
    found = next((each for each in family() if each.name == name), None)
    if found is None:
        raise Http404
    return found


def _filings(person: Person, task: Task) -> QuerySet[Filing]:
    rows = access.filings(person, "print").filter(task=task, adjusts=None).exclude(revision=None)
    return rows.select_related("revision", "handed__revision", "unit").order_by("unit__path", "code", "id")


def _said(person: Person, filing: Filing) -> Declaration | None:
    """What the table says as the person may see it, under the code and name of its project of the list."""
    revision = filing.revision if filing.handed is None else seen_revision(person, filing)
    return table_of(revision).declaration if revision is not None else None


def _offered(layout: Layout, tables: list[Declaration]) -> Offered:
    left = dict.fromkeys(each.label for table in tables for each in left_out(framework(), table, layout))
    return Offered(layout, tuple(column.label for column in layout.columns), tuple(left))
