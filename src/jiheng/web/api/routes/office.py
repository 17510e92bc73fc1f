"""What the finance office keeps (统筹): tasks, terms, the year's list, letters."""

from typing import Annotated

from django.http import HttpRequest
from ninja import File, Form
from ninja.files import UploadedFile

from jiheng.model.declaration import FormKind
from jiheng.web.api import asking, shapes
from jiheng.web.api.bearer import actor_of
from jiheng.web.api.models import Scope
from jiheng.web.api.operations import does
from jiheng.web.api.routes.reading import found
from jiheng.web.api.routes.writing import body_of
from jiheng.web.approving.actions.issue import Heading, issue, reopen
from jiheng.web.approving.actions.split import split
from jiheng.web.filing.actions.allow import extend
from jiheng.web.filing.actions.assign import Assignment, assign, set_due
from jiheng.web.filing.actions.bind import bind
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.organizations.requests import language_of
from jiheng.web.planning.actions.take_list import take_list as take
from jiheng.web.projects.actions.import_list import Offer, offer, previewed
from jiheng.web.projects.actions.turn import Addition, add, turn
from jiheng.web.projects.models import Stage
from jiheng.web.projects.models import Turn as Happening

OFFICE = Scope.OFFICE


@does("/tasks", shapes.TaskShape, OFFICE)
def new_task(request: HttpRequest, said: asking.NewTask) -> shapes.TaskShape:
    """发布填报任务 · Open a task."""
    units = [body_of(code) for code in said.units]
    made = assign(actor_of(request), Assignment(FormKind(said.form), said.year, said.title, said.due, said.period, said.levels, units))
    return shapes.TaskShape.of(made)


@does("/tasks/{int:task_id}/due", shapes.TaskShape, OFFICE)
def change_due(request: HttpRequest, task_id: int, said: asking.Due) -> shapes.TaskShape:
    """改任务期限、关闭或重新开放 · Another last day for a task, its end, or its opening anew."""
    task = found(Task.objects.all(), task_id, request)
    return shapes.TaskShape.of(set_due(actor_of(request), task, said.due, still_open=said.open))


@does("/filings/{int:filing_id}/extend", shapes.FilingShape, OFFICE)
def longer(request: HttpRequest, filing_id: int, said: asking.Extend) -> shapes.FilingShape:
    """延期 · A longer term for one table."""
    extend(actor_of(request), filing_id, said.until, said.reason)
    return _standing(filing_id)


@does("/filings/{int:filing_id}/bind", shapes.FilingShape, OFFICE)
def bind_to(request: HttpRequest, filing_id: int, said: asking.Bound) -> shapes.FilingShape:
    """对应清单项目 · Bind a table to a project of the year's list."""
    bind(actor_of(request), filing_id, said.project, said.reason)
    return _standing(filing_id)


@does("/filings/{int:filing_id}/reopen", shapes.FilingShape, OFFICE)
def open_again(request: HttpRequest, filing_id: int, said: asking.Word) -> shapes.FilingShape:
    """撤销审定 · Send an approved table back to its unit."""
    reopen(actor_of(request), filing_id, said.reason)
    return _standing(filing_id)


@does("/letters", shapes.LetterShape, OFFICE)
def new_letter(request: HttpRequest, said: asking.NewLetter) -> shapes.LetterShape:
    """出具批复 · Issue a letter for approved tables."""
    made = issue(actor_of(request), body_of(said.to), said.tables, Heading(said.number, said.dated, said.office))
    return shapes.LetterShape.of(made)


@does("/letters/{int:letter_id}/split", shapes.LetterShape, OFFICE)
def split_letter(request: HttpRequest, letter_id: int, said: asking.Split) -> shapes.LetterShape:
    """转批到单位 · A unit's own letter from the one to its department."""
    made = split(actor_of(request), letter_id, body_of(said.unit), Heading(said.number, said.dated, said.office))
    return shapes.LetterShape.of(made)


@does("/projects", shapes.ProjectShape, OFFICE)
def new_project(request: HttpRequest, said: asking.NewProject) -> shapes.ProjectShape:
    """年中新增项目 · Add a project in mid-year."""
    said_ = Addition(said.year, said.code, said.name, body_of(said.unit), said.amount, said.reason, said.dated)
    return shapes.ProjectShape.of(add(actor_of(request), said_))


@does("/projects/{int:project_id}/turn", shapes.ProjectShape, OFFICE)
def turn_project(request: HttpRequest, project_id: int, said: asking.Turn) -> shapes.ProjectShape:
    """项目暂停、恢复、提前结束、取消 · What happens to a project in the year."""
    return shapes.ProjectShape.of(turn(actor_of(request), project_id, Happening.Kind(said.kind), said.reason, said.dated))


@does("/lists", shapes.ListPreview, OFFICE)
def offer_list(
    request: HttpRequest, year: Annotated[int, Form(ge=2000, le=2099)], stage: Form[Stage], file: File[UploadedFile], scale: Form[str] = ""
) -> shapes.ListPreview:
    """送交项目清单，先看会变什么 · Offer a list of projects: what it would change, before anything is changed."""
    actor = actor_of(request)
    door = offer(actor, Offer(year, Stage(stage), scale, str(file.name), file.read()))
    _door, preview = previewed(actor, door.pk)
    wrong = [each.say(language_of(request)) for each in preview.wrong]
    counted = {name: len(getattr(preview, name)) for name in ("new", "changed", "same", "gone")}
    return shapes.ListPreview(id=door.pk, mark=preview.mark, wrong=wrong, total=preview.total, **counted)


@does("/lists/{int:list_id}/take", shapes.Counted, OFFICE)
def take_list(request: HttpRequest, list_id: int, said: asking.Seen) -> shapes.Counted:
    """按看过的预览导入清单 · Take the list as it was previewed."""
    made, _bound = take(actor_of(request), list_id, said.mark)
    return shapes.Counted(done=made.new + made.changed, refused=[])


def _standing(filing_id: int) -> shapes.FilingShape:
    return shapes.FilingShape.of(Filing.objects.select_related("task", "unit").get(pk=filing_id))
