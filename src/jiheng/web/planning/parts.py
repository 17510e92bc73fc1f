"""Pages of wholes and their parts (总表与分项): the main tasks of an overall table against the list, a regional target divided over projects."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiheng.model.declaration import FormKind
from jiheng.web.filing import access
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.queries import seen_revision
from jiheng.web.filing.tables import table_of
from jiheng.web.organizations.models import Person
from jiheng.web.organizations.requests import actor_of
from jiheng.web.planning.deeds import done, key_of
from jiheng.web.planning.dividing import divide, divided
from jiheng.web.planning.main_tasks import fill_tasks, lines, projects_of
from jiheng.web.projects.models import Project

MOST_COLUMNS = 12
"""Projects that stand side by side."""


@login_required
@require_GET
def main_tasks(request: HttpRequest, filing_id: int) -> HttpResponse:
    """The main tasks of an overall table beside the projects of the list."""
    person = actor_of(request).person
    filing, revision = _seen(person, filing_id, FormKind.OVERALL)
    rows = lines(table_of(revision).declaration, projects_of(filing))
    held = {"filing": filing, "rows": rows, "differs": sum(each.differs for each in rows), "fills": access.may(person, "edit", filing)}
    return render(request, "planning/main_tasks.html", held)


@login_required
@require_POST
def fill_main_tasks(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Bring the tasks in line with the list."""
    actor = actor_of(request)
    _seen(actor.person, filing_id, FormKind.OVERALL)

    def _do() -> str:
        made = fill_tasks(actor, filing_id)
        return (
            _("年度主要任务与清单已经一致。")
            if made is None
            else _("已按清单填入年度主要任务，成为第 {number} 版。").format(number=made.revision.number)
        )

    return done(request, _do, reverse("planning:main-tasks", args=(filing_id,)))


@login_required
@require_GET
def division(request: HttpRequest, filing_id: int) -> HttpResponse:
    """A regional target with its parts, a column a project."""
    person = actor_of(request).person
    filing, _revision = _seen(person, filing_id, FormKind.TRANSFER)
    named = [key_of(each) for each in request.GET.getlist("project")]
    known = _projects(filing)
    columns = list(known.filter(Q(parts__filing=filing) | Q(pk__in=named)).distinct()[:MOST_COLUMNS])
    rows = divided(filing, columns)
    held = {
        "filing": filing,
        "columns": columns,
        "rows": [(each, [(project, each.parts.get(project.pk, "")) for project in columns]) for each in rows],
        "others": known.exclude(pk__in=[each.pk for each in columns]) if len(columns) < MOST_COLUMNS else (),
        "divides": access.may(person, "divide", filing),
        "short": sum(each.short for each in rows),
    }
    return render(request, "planning/division.html", held)


@login_required
@require_POST
def divide_over(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Write the parts that the form says."""
    actor = actor_of(request)
    _seen(actor.person, filing_id, FormKind.TRANSFER)
    cells = [(name.split("/"), str(request.POST[name])) for name in request.POST if name.count("/") == 1]
    said = {(row, key_of(project)): text for (row, project), text in cells}

    def _do() -> str:
        return _("分解已保存，共 {count} 项。").format(count=divide(actor, filing_id, said))

    return done(request, _do, reverse("planning:division", args=(filing_id,)))


def _projects(filing: Filing) -> QuerySet[Project]:
    """The projects that a regional target may be divided over: those of the department's units, of the same year."""
    above = filing.unit.department or filing.unit
    return Project.objects.filter(year=filing.task.year, unit__path__startswith=above.path, standing="active").select_related("unit")


def _seen(person: Person, filing_id: int, form: FormKind) -> tuple[Filing, Revision]:
    """The table of that form with the revision that the person may see. Raises Http404 for one that is not theirs or of another form."""
    found = access.filings(person, "see").select_related("task", "unit__parent", "revision", "handed__revision")
    filing = get_object_or_404(found, pk=filing_id, task__form=form.value)
    revision = seen_revision(person, filing)
    if revision is None:
        raise Http404
    return filing, revision
