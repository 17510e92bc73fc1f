"""Main tasks (年度主要任务): what an overall table names, held against the unit's projects of the list; filled from it by edits that the trail keeps."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen
from django.db.models import Q

from jiheng.model.declaration import Declaration
from jiheng.web.filing.actions.edit import Sending, Typed, edit
from jiheng.web.filing.edits import Edit, Set
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.listed import STOPPED, bare
from jiheng.web.filing.tables import fresh_key, table_of
from jiheng.web.organizations.acting import Actor
from jiheng.web.projects.models import Project


@frozen(eq=False)
class TaskLine:
    """A task beside its project: `said` and `listed` are the amounts in yuan (None: none), `project` None for a task that is no project of the list.

    `at` is the task's position in the table, None for a project that the table does not name.
    """

    name: str
    at: int | None
    said: Decimal | None
    project: Project | None
    listed: Decimal | None

    @property
    def differs(self) -> bool:
        """Whether table and list say different things of it."""
        return self.project is not None and (self.at is None or self.said != self.listed)


def projects_of(filing: Filing) -> Sequence[Project]:
    """The projects that the overall table covers: those of the unit, of a department's leading unit those of the whole department where it names it."""
    unit = filing.unit
    whole = unit.department is not None and filing.project and bare(filing.project) == bare(unit.department.name)
    within = Q(unit__path__startswith=unit.department.path) if whole and unit.department else Q(unit=unit)
    found = Project.objects.filter(within, year=filing.task.year).exclude(standing__in=[each.value for each in STOPPED])
    return list(found.order_by("-amount", "code"))


def lines(table: Declaration, projects: Sequence[Project]) -> list[TaskLine]:
    """The tasks in the table's order with their projects, then the projects that it does not name."""
    known = {bare(each.name): each for each in projects}
    out = []
    for at, task in enumerate(table.tasks):
        project = known.pop(bare(task.name), None)
        out.append(TaskLine(task.name, at, task.amount, project, project.amount if project else None))
    return [*out, *(TaskLine(each.name, None, None, each, each.amount) for each in known.values())]


def fill_tasks(actor: Actor, filing_id: int) -> Typed | None:
    """Bring the tasks in line with the list: amounts of those named, then the projects that are missing. None where nothing differs.

    Raises what `edit` raises; tasks that are no project (基本支出 …) stay as they are.
    """
    filing = Filing.objects.select_related("revision", "task", "unit__parent").get(pk=filing_id)
    if filing.revision is None:
        return None
    said = table_of(filing.revision).declaration
    edits = list(_edits(said, lines(said, projects_of(filing))))
    return edit(actor, filing_id, Sending(fresh_key(), filing.revision.number, edits)) if edits else None


def _edits(said: Declaration, held: Sequence[TaskLine]) -> Sequence[Edit]:
    out: list[Edit] = []
    free = len(said.tasks)
    for each in held:
        if not each.differs:
            continue
        at = each.at
        if at is None:
            at, free = free, free + 1
            out.append(Set(f"tasks.{at}.name", each.name))
        out.append(Set(f"tasks.{at}.amount", f"{each.listed:f}元" if each.listed is not None else ""))
    return out
