"""Roll over (沿用上年): last year's list as the beginning of this year's, and last year's tables as drafts of this year's projects.

A project is last year's where it has its code, else its name in the same unit. Rows keep their keys; money and what was reached are left blank.
"""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen
from django.db import transaction
from django.db.models import Exists, OuterRef

from jiheng.errors import NotAllowed, NotEnough
from jiheng.model.declaration import FormKind
from jiheng.web.filing.actions.begin import Beginning, begin, from_last_year
from jiheng.web.filing.filings import Filing, Revision, Task
from jiheng.web.filing.listed import PROJECT_FORMS, bare, owing_projects
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body, Role
from jiheng.web.projects import access
from jiheng.web.projects.actions.import_list import fill_list
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Project, Stage, Standing

MOST = 200
"""Tables of a unit that are rolled over at once."""


@frozen(eq=False)
class Carried:
    """A project of this year and the table of last year that it goes on from."""

    project: Project
    table: Filing


def roll_list(actor: Actor, year: int) -> list[Project]:
    """The active projects of the year before as the list of a year that has none, with no money; stage 一上.

    Raises NotAllowed, and NotEnough where the year has a list or the one before has none.
    """
    access.demand(actor.person, "import")
    if Project.objects.filter(year=year).exists():
        raise NotEnough(
            f"沿用清单：{year} 年已有项目清单。只有还没有清单的年度可以沿用；请导入新清单来更改。",
            f"rolling over: {year} has a list; only a year without one is begun like this: import a new list to change it.",
        )
    earlier = Project.objects.filter(year=year - 1, standing=Standing.ACTIVE).select_related("unit")
    planned = [Planned(each.code, each.name, each.unit, Decimal(0)) for each in earlier]
    if not planned:
        raise NotEnough(
            f"沿用清单：{year - 1} 年没有执行中的项目。应有上年清单才能沿用；请直接导入 {year} 年清单。",
            f"rolling over: {year - 1} has no active project; import the list of {year} instead.",
        )
    with transaction.atomic():
        made = fill_list(actor, year, Stage.FIRST, planned)
        Project.objects.filter(pk__in=[each.pk for each in made]).update(amount=None)
    return made


def roll_tables(actor: Actor, task: Task, unit: Body) -> list[Filing]:
    """A draft of last year's table for each project of the unit that has no table of the task yet; all of them or none.

    Raises NotAllowed for whom the unit's tables are not to begin, NotEnough where there is nothing to carry on.
    """
    if not actor.person.appointments.filter(role=Role.CLERK, body=unit).exists():
        raise NotAllowed(
            f"{unit}：您不是这个单位的填报人，不能沿用上年的表。由本单位填报人办理；请联系管理员核对您的任职。",
            f"{unit}: you are no clerk of this unit; its clerks carry last year's tables on: ask the administrator about your role.",
        )
    found = carried(task, unit)
    if not found:
        raise NotEnough(
            f"{unit}：没有可沿用的上年表。应是清单里有、今年还没有表、上年已审定的项目；其他项目请新建。",
            f"{unit}: nothing to carry on; that takes projects of the list without a table whose last year's was approved: begin the others anew.",
        )
    with transaction.atomic():
        return [_begun(actor, task, unit, each) for each in found]


def carried(task: Task, unit: Body) -> list[Carried]:
    """The unit's projects that have no table of the task yet, each with last year's approved table; two queries."""
    if FormKind(task.form) not in PROJECT_FORMS:
        return []
    there = Filing.objects.filter(task=task, listed=OuterRef("pk"), adjusts=None)
    projects = list(owing_projects(task, [unit.pk]).filter(~Exists(there))[:MOST])
    earlier = Filing.objects.filter(unit=unit, task__form=task.form, task__year=task.year - 1, state__in=("approved", "bound"))
    tables = list(earlier.select_related("handed__revision", "revision", "unit", "task", "listed").order_by("id"))
    by_code = {code: each for each in tables for code in (each.listed.code if each.listed else "", each.code) if code}
    by_name = {bare(each.project): each for each in tables}
    pairs: Sequence[tuple[Project, Filing | None]] = [(each, by_code.get(each.code) or by_name.get(bare(each.name))) for each in projects]
    return [Carried(project, table) for project, table in pairs if table is not None]


def _begun(actor: Actor, task: Task, unit: Body, each: Carried) -> Filing:
    table = from_last_year(each.table, task)
    named = evolve(table.declaration, project=each.project.name, code=each.project.code if table.declaration.code else None)
    return begin(actor, task, unit, Beginning(evolve(table, declaration=named), Revision.Cause.CARRIED, layout=each.table.layout))
