"""Pages of the auditor (审计查阅): the year's exceptions, a table as of a day, and the sealed archive."""

from datetime import date
from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jiheng.framework.layouts import layout_named
from jiheng.web.auditing import access
from jiheng.web.auditing.actions.seal import of_project, seal
from jiheng.web.auditing.as_of import standing
from jiheng.web.auditing.exceptions import KINDS, Exceptional, exceptions
from jiheng.web.auditing.sheet import workbook
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.sheet import sheet
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.organizations.requests import actor_of, day_of, language_of

PAGE = 50
FOUND = 20
"""Tables that a search shows."""
DAY = ("日期", "day")


@login_required
@require_GET
def exceptional(request: HttpRequest) -> HttpResponse:
    """The exceptions of a year, and tables to look back at."""
    person = actor_of(request).person
    access.demand(person)
    year, kind = _year(request), _kind(request)
    page = Paginator(exceptions(access.filings(person), year, kind), PAGE).get_page(request.GET.get("page"))
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    held = {
        "page": page,
        "year": year,
        "years": sorted(set(Task.objects.values_list("year", flat=True)) | {year}, reverse=True),
        "kinds": list(KINDS.items()),
        "kind": kind,
        "names": KINDS,
        "words": words,
        "tables": _named(access.filings(person), words) if words else (),
    }
    return render(request, "auditing/exceptions.html", held)


@login_required
@require_GET
def as_excel(request: HttpRequest) -> FileResponse:
    """The list as a workbook."""
    person = actor_of(request).person
    access.demand(person)
    found: list[Exceptional] = exceptions(access.filings(person), _year(request), _kind(request))
    return FileResponse(BytesIO(workbook(found, _year(request))), as_attachment=True, filename=f"{_year(request)}年例外事项.xlsx")


@login_required
@require_GET
def looked_back(request: HttpRequest, filing_id: int) -> HttpResponse:
    """A table as it stood at the end of a day."""
    person, lang = actor_of(request).person, language_of(request)
    access.demand(person)
    filing = get_object_or_404(access.filings(person).select_related("task", "unit", "adjusts"), pk=filing_id)
    found = standing(filing, _day(request), lang, drafts=access.whole(person))
    drawn = None
    if found.revision is not None:
        drawn = sheet(framework(), table_of(found.revision), layout_named(framework(), filing.layout), lang)
    held = {"found": found, "filing": filing, "sheet": drawn, "by_cell": {}, "related": of_project(filing), "seals": access.whole(person)}
    return render(request, "auditing/table.html", {**held, "today": timezone.localdate()})


@login_required
@require_POST
def sealed(request: HttpRequest, filing_id: int) -> FileResponse:
    """The sealed archive of the table's project."""
    made = seal(actor_of(request), filing_id)
    answer = FileResponse(BytesIO(made.content), as_attachment=True, filename=made.name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _named(rows: QuerySet[Filing], words: str) -> QuerySet[Filing]:
    found = rows.filter(project__icontains=words) | rows.filter(code=words) | rows.filter(unit__name__icontains=words)
    return found.select_related("task", "unit").distinct()[:FOUND]


def _day(request: HttpRequest) -> date:
    """The day that is asked for, today where none is; not beyond today."""
    today = timezone.localdate()
    return min(day_of(request.GET.get("day", ""), DAY) or today, today)


def _year(request: HttpRequest) -> int:
    said = request.GET.get("year", "")
    if said.isdecimal() and len(said) == 4:
        return int(said)
    newest = Task.objects.order_by("-year").values_list("year", flat=True).first()
    return newest or timezone.localdate().year


def _kind(request: HttpRequest) -> str:
    said = request.GET.get("kind", "")
    return said if said in KINDS else ""
