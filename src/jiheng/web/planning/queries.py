"""What the pages of the list ask: its projects with their stages and tables, one project's story, what each department owes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import frozen
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from jiheng.web.filing import access as filing_access
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.listed import bare, owing_projects
from jiheng.web.filing.way import WITH_UNIT
from jiheng.web.organizations.models import Body, Person
from jiheng.web.projects import access
from jiheng.web.projects.models import ListedLine, Project, Stage, Standing

MOST_OFFERED = 20
"""Projects that a choice by hand shows."""
ORDERS: Mapping[str, tuple[str, ...]] = {"unit": ("unit__path", "code"), "code": ("code",), "money": ("-amount", "code"), "name": ("name",)}


@frozen
class Asked:
    """Which projects are wanted: the year, a department, a standing, words, only those without a table, the order."""

    year: int
    department: int | None = None
    standing: str = ""
    words: str = ""
    bare: bool = False
    order: str = "unit"


@frozen(eq=False)
class Row:
    """A project as the list shows it: what each stage said of its money, and its tables."""

    project: Project
    stages: Mapping[str, Decimal | None]
    tables: Sequence[Filing]


@frozen(eq=False)
class Together:
    """The whole of what was asked for: how many projects, and their money in yuan."""

    number: int
    amount: Decimal


@frozen(eq=False)
class DepartmentOwes:
    """What a department's units owe for a task: projects that owe a table, those begun, those handed in."""

    department: Body
    owed: int
    begun: int
    handed: int

    @property
    def missing(self) -> int:
        """How many have not been begun."""
        return self.owed - self.begun


def years(person: Person) -> list[int]:
    """The years of which the person sees projects, newest first."""
    return list(access.projects(person).order_by("-year").values_list("year", flat=True).distinct())


def found(person: Person, asked: Asked) -> QuerySet[Project]:
    """The projects that are wanted, in order."""
    rows = access.projects(person).filter(year=asked.year)
    if asked.department is not None:
        rows = rows.filter(unit__parent=asked.department)
    if asked.standing in Standing.values:
        rows = rows.filter(standing=asked.standing)
    if asked.words:
        rows = rows.filter(Q(name__icontains=asked.words) | Q(code__icontains=asked.words) | Q(unit__name__icontains=asked.words))
    if asked.bare:
        rows = rows.filter(~Exists(Filing.objects.filter(listed=OuterRef("pk"))))
    return rows.select_related("unit__parent").order_by(*ORDERS.get(asked.order, ORDERS["unit"]))


def whole(rows: QuerySet[Project]) -> Together:
    """How many there are and their money, together."""
    counted = Project.objects.filter(pk__in=rows.order_by().values("pk")).aggregate(number=Count("pk"), amount=Sum("amount"))
    return Together(counted["number"], counted["amount"] or Decimal(0))


def with_stages(projects: Sequence[Project]) -> list[Row]:
    """The projects of a page with their stages and tables; two queries."""
    keys = [each.pk for each in projects]
    stages: dict[int, dict[str, Decimal | None]] = {}
    for line in ListedLine.objects.filter(project__in=keys).select_related("listing").defer("listing__body").order_by("id"):
        stages.setdefault(line.project_id, {})[line.listing.stage] = line.amount
    tables: dict[int, list[Filing]] = {}
    for filing in Filing.objects.filter(listed__in=keys).select_related("task").order_by("id"):
        tables.setdefault(filing.listed_id or 0, []).append(filing)
    return [Row(each, stages.get(each.pk, {}), tables.get(each.pk, ())) for each in projects]


def stages_of(year: int) -> list[tuple[str, str]]:
    """The stages of which the year has a list, in their order: value and name."""
    there = set(ListedLine.objects.filter(project__year=year).order_by().values_list("listing__stage", flat=True).distinct())
    return [(stage.value, str(stage.label)) for stage in Stage if stage.value in there]


def departments(person: Person, year: int) -> QuerySet[Body]:
    """The departments of whose units the person sees projects."""
    seen = access.projects(person).filter(year=year).order_by().values("unit__parent")
    return Body.objects.filter(pk__in=seen)


def owing(person: Person, task: Task) -> list[DepartmentOwes]:
    """What each department that the person looks after owes for a task, a table a project of the list; three queries."""
    units = access.projects(person).filter(year=task.year).order_by().values_list("unit", flat=True).distinct()
    tables = Filing.objects.filter(task=task, listed=OuterRef("pk"), adjusts=None)
    in_hand = tables.exclude(state__in=[state.value for state in WITH_UNIT])
    rows = owing_projects(task, units).order_by().annotate(begun=Exists(tables), handed=Exists(in_hand))
    counted: dict[int, list[int]] = {}
    for department, begun, handed in rows.values_list("unit__parent", "begun", "handed"):
        held = counted.setdefault(department or 0, [0, 0, 0])
        held[0] += 1
        held[1] += begun
        held[2] += handed
    return [DepartmentOwes(each, *counted[each.pk]) for each in Body.objects.filter(pk__in=counted)]


def missing(person: Person, task: Task, department: int) -> QuerySet[Project]:
    """The projects of a department that owe a table for the task and have none."""
    units = access.projects(person).filter(year=task.year, unit__parent=department).order_by().values_list("unit", flat=True).distinct()
    there = Filing.objects.filter(task=task, listed=OuterRef("pk"), adjusts=None)
    return owing_projects(task, units).filter(~Exists(there)).select_related("unit").order_by("unit__path", "code")


def unbound(person: Person, year: int) -> QuerySet[Filing]:
    """The tables of the year that the person may bind and that have no project."""
    return (
        filing_access.filings(person, "bind")
        .filter(task__year=year, listed=None)
        .exclude(task__form="overall")
        .select_related("unit", "task")
    )


def by_unit(filings: Sequence[Filing], year: int) -> Mapping[int, Sequence[Project]]:
    """The projects of the units of these tables, by unit; one query."""
    held: dict[int, list[Project]] = {}
    for each in Project.objects.filter(year=year, unit__in={filing.unit_id for filing in filings}).exclude(
        standing__in=("cancelled", "gone")
    ):
        held.setdefault(each.unit_id, []).append(each)
    return held


def candidates(name: str, projects: Sequence[Project]) -> Sequence[Project]:
    """The projects that a table of that name may be, those first that share most of its letters; as many as a choice shows."""
    letters = set(bare(name))
    return sorted(projects, key=lambda each: -len(letters & set(bare(each.name))))[:MOST_OFFERED]


def by_department(owed: Sequence[tuple[Task, Sequence[DepartmentOwes]]]) -> list[tuple[Body, list[DepartmentOwes | None]]]:
    """The departments as rows, what each owes for each task in its columns (None: nothing)."""
    bodies = {each.department.pk: each.department for _task, rows in owed for each in rows}
    cells = [{each.department.pk: each for each in rows} for _task, rows in owed]
    ordered = sorted(bodies.values(), key=lambda body: body.path)
    return [(body, [column.get(body.pk) for column in cells]) for body in ordered]


def seen(person: Person, filing_ids: Sequence[int]) -> frozenset[int]:
    """Which of these tables the person may open."""
    return frozenset(filing_access.filings(person, "see").filter(pk__in=filing_ids).values_list("pk", flat=True))
