"""Listed (对应清单): which project of the year's list a table is bound to, what the review is told of it, and where the two differ.

A table is bound by its code, else by name and unit; what matched nothing is bound by hand (`actions/bind.py`).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import frozen
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from jiheng.errors import WrongState
from jiheng.model.budget_entry import BudgetEntry
from jiheng.model.declaration import FormKind
from jiheng.review import Context
from jiheng.review.facts.printed_total import printed_total
from jiheng.web.filing.filings import Filing, Revision, Task
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.filing.way import State
from jiheng.web.projects.models import Project, Standing

PROJECT_FORMS = frozenset({FormKind.TARGET, FormKind.MONITORING, FormKind.SELF_EVALUATION})
"""Forms of which each project owes one."""
MONEY_FORMS = frozenset({FormKind.TARGET, FormKind.TRANSFER})
"""Forms whose total is the year's money of the project."""
STOPPED = frozenset({Standing.SUSPENDED, Standing.CANCELLED, Standing.GONE})
"""Standings in which no table of the project is handed in or approved."""
COARSEST = Decimal(50_000)
"""Half a unit of the coarsest rounding that a form prints; a difference beyond it is one, whatever was rounded."""
NOISE = re.compile(r"[\W_]+")
AT_ONCE = 500


@frozen(eq=False)
class Differing:
    """A table and its project that say different things: the fields, each with what the table says and what the list says."""

    filing: Filing
    project: Project
    fields: Sequence[tuple[str, str, str]]

    @property
    def money(self) -> bool:
        """Whether the money differs."""
        return any(field == "funds.total" for field, _said, _listed in self.fields)

    @property
    def stopped(self) -> bool:
        """Whether the project is suspended, cancelled or gone from the list."""
        return Standing(self.project.standing) in STOPPED


def bare(name: str) -> str:
    """A name without signs, blanks and full-width forms, by which two spellings are the same."""
    return NOISE.sub("", unicodedata.normalize("NFKC", name))


def bind(filing: Filing) -> None:
    """Bind a table that is not bound by what its index says, where exactly one project fits; not saved."""
    if filing.listed_id is None and FormKind(filing.task.form) is not FormKind.OVERALL:
        filing.listed = found_for(filing.code, filing.project, Project.objects.filter(year=filing.task.year), filing.unit_id)


def found_for(code: str, name: str, among: QuerySet[Project] | Iterable[Project], unit_id: int) -> Project | None:
    """The one project of that code, else of that name in the unit; None where none or several fit."""
    if isinstance(among, QuerySet):
        among = list(among.filter(Q(code=code) if code else Q(pk__in=())) or among.filter(unit=unit_id))
    by_code = [each for each in among if code and each.code == code]
    if by_code:
        return by_code[0] if by_code[0].unit_id == unit_id else None
    named = [each for each in among if name and each.unit_id == unit_id and bare(each.name) == bare(name)]
    return named[0] if len(named) == 1 else None


def bind_year(year: int) -> int:
    """Bind every table of a year that is not bound and that one project fits; how many. By code in one statement, by name in Python."""
    unbound = Filing.objects.filter(task__year=year, listed=None).exclude(task__form=FormKind.OVERALL.value).order_by()
    coded = Project.objects.filter(year=year, code=OuterRef("code"), unit=OuterRef("unit"))
    number = unbound.exclude(code="").filter(Exists(coded)).update(listed=Subquery(coded.values("pk")[:1]))
    named: dict[tuple[int, str], list[Project]] = {}
    for each in Project.objects.filter(year=year, unit__in=unbound.values("unit")):
        named.setdefault((each.unit_id, bare(each.name)), []).append(each)
    bound = []
    for filing in unbound.only("id", "code", "project", "unit_id"):
        found = named.get((filing.unit_id, bare(filing.project)), []) if filing.project else []
        if len(found) == 1:
            filing.listed = found[0]
            bound.append(filing)
    return number + Filing.objects.bulk_update(bound, ["listed"], AT_ONCE)


def budget_of(filing: Filing | None) -> tuple[BudgetEntry, ...]:
    """What the review is told of the list: the line of the bound project; of one that is not bound all lines of its unit and year."""
    if filing is None:
        return ()
    if filing.listed is not None:
        return (_entry(filing.listed),)
    if FormKind(filing.task.form) not in PROJECT_FORMS:
        return ()
    lines = Project.objects.filter(year=filing.task.year, unit=filing.unit_id).exclude(standing__in=[each.value for each in STOPPED])
    return tuple(_entry(each) for each in lines)


def _entry(project: Project) -> BudgetEntry:
    return BudgetEntry(project.name, project.code, None, project.year, project.amount)


def differing(among: QuerySet[Filing]) -> list[Differing]:
    """The tables that are bound and say another name, code or money than their project, by unit; two queries whatever their number. What was refused (不予安排) is left out."""
    differs = ~Q(project=F("listed__name")) | (~Q(code="") & ~Q(code=F("listed__code"))) | Q(total=None) | ~Q(total=F("listed__amount"))
    stopped = Q(listed__standing__in=[each.value for each in STOPPED])
    found = (
        among.exclude(listed=None)
        .exclude(state=State.REFUSED.value)
        .filter(differs | stopped)
        .select_related("listed", "task", "unit__parent", "revision")
    )
    rows = [Differing(each, each.listed, tuple(_fields(each, each.listed))) for each in found.order_by("unit__path", "id") if each.listed]
    return [each for each in rows if each.fields or each.stopped]


def _fields(filing: Filing, project: Project) -> Iterable[tuple[str, str, str]]:
    if bare(filing.project) != bare(project.name):
        yield "project", filing.project or "—", project.name
    if filing.code and filing.code != project.code:
        yield "code", filing.code, project.code
    if money_differs(filing, project):
        yield "funds.total", _yuan(filing.total), _yuan(project.amount)


def money_differs(filing: Filing, project: Project) -> bool:
    """Whether the table's total is another than the list's money, beyond what its form rounds."""
    if FormKind(filing.task.form) not in MONEY_FORMS or project.amount is None or filing.total == project.amount:
        return False
    if filing.total is None or filing.revision is None or abs(filing.total - project.amount) > COARSEST:
        return True
    return not _within_rounding(filing.revision, project.amount)


def _within_rounding(revision: Revision, amount: Decimal) -> bool:
    """Whether the total of a revision, as its form prints it, may stand for the amount."""
    total = printed_total(table_of(revision).declaration, Context(framework()))
    return total is not None and abs(Fraction(amount) - total.amount) <= total.step / 2


def _yuan(amount: Decimal | None) -> str:
    return "—" if amount is None else f"{amount:,.2f}".rstrip("0").rstrip(".")


def demand_standing(filing: Filing) -> None:
    """Raise WrongState where the table's project is suspended, cancelled or gone from the list: then no deed takes it on."""
    project = filing.listed
    if project is None or Standing(project.standing) not in STOPPED:
        return
    standing = Standing(project.standing)
    since = f"{project.since} 起" if project.since else ""
    raise WrongState(
        f"{filing}：项目 {project.code} 在清单中{since}「{standing.label}」，不能再往下办。应为执行中的项目；请联系绩效股核对清单，或等项目恢复。",
        f"{filing}: its project {project.code} is {standing.value} in the year's list, so that the table goes no further: "
        "ask the performance section about the list, or wait until the project is resumed.",
    )


def demand_money(filing: Filing) -> None:
    """Raise WrongState where the money of the table that was handed in is not the list's (批复 and publication ask it)."""
    demand_standing(filing)
    project, handed = filing.listed, filing.handed
    if project is None or handed is None or FormKind(filing.task.form) not in MONEY_FORMS or project.amount is None:
        return
    total = table_of(handed.revision).declaration.funds.total
    if total == project.amount or (total is not None and _within_rounding(handed.revision, project.amount)):
        return
    raise WrongState(
        f"{filing}：表中年度资金总额 {_yuan(total)} 元，清单（{project.code}）为 {_yuan(project.amount)} 元。批复的表应与清单金额一致；"
        "请按清单退回修改，或先导入「调整」清单。",
        f"{filing}: its total is {_yuan(total)} yuan, the list ({project.code}) has {_yuan(project.amount)}; what is approved must agree with the list: "
        "send it back to be changed, or import an “adjusted” list first.",
    )


def owing_projects(task: Task, unit_ids: Iterable[int] | None = None) -> QuerySet[Project]:
    """The projects (of these units; None: of all) that owe a table for the task; none where the form is not one a project has or the year has no list.

    A monitoring form up to a month is not owed by what ended before that month, a target not by what has ended; a self-evaluation is.
    """
    if FormKind(task.form) not in PROJECT_FORMS:
        return Project.objects.none()
    owe = Project.objects.filter(year=task.year).exclude(standing__in=[each.value for each in STOPPED])
    if unit_ids is not None:
        owe = owe.filter(unit__in=list(unit_ids))
    if FormKind(task.form) is FormKind.TARGET:
        return owe.exclude(standing=Standing.ENDED)
    if FormKind(task.form) is FormKind.MONITORING and task.period:
        return owe.exclude(standing=Standing.ENDED, since__lt=f"{task.period}-01")
    return owe


def missing_by_unit(task: Task) -> Mapping[int, int] | None:
    """How many projects of each unit that has any owe a table for the task and have none; None where no list says what is owed. Two queries."""
    if FormKind(task.form) not in PROJECT_FORMS or not Project.objects.filter(year=task.year).exists():
        return None
    there = Filing.objects.filter(task=task, listed=OuterRef("pk"), adjusts=None)
    counted = owing_projects(task).order_by().values_list("unit").annotate(missing=Count("pk", filter=~Exists(there)))
    return dict(counted)
