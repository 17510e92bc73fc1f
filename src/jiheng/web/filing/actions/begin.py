"""Begin (新建): a table for a task of the unit, blank on the county's form, of last year's, or of a declaration that was read."""

from attrs import evolve, frozen
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, WrongState
from jiheng.framework.layouts import layouts
from jiheng.model.declaration import CodedName, Declaration, FormKind
from jiheng.web.filing.commissions import files_for
from jiheng.web.filing.filings import Filing, Revision, Source, Task
from jiheng.web.filing.listed import bind, budget_of
from jiheng.web.filing.revising import Origin, index, revise
from jiheng.web.filing.sheet import layout_of
from jiheng.web.filing.tables import Table, digest_of, keyed, table_of
from jiheng.web.filing.understanding import checked, framework, settings_of
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body
from jiheng.web.trail import chain
from jiheng.writing import unfilled


@frozen(eq=False)
class Beginning:
    """What a table begins with: its content, by what it came, the document (name and bytes) or the table that it was made of."""

    table: Table
    cause: Revision.Cause = Revision.Cause.BEGUN
    document: tuple[str, bytes] | None = None
    layout: str = ""
    pattern: int | None = None


def begin(actor: Actor, task: Task, unit: Body, beginning: Beginning) -> Filing:
    """A new filing of the unit for the task, with its first revision. Raises NotAllowed and WrongState; nothing is made then."""
    with transaction.atomic():
        _demand(actor, task, unit)
        table = beginning.table
        layout = beginning.layout or task.layout or layout_of(framework(), table.declaration).name
        now = timezone.now()
        filing = Filing.objects.create(task=task, unit=unit, layout=layout, holder=actor.person, held=now, made=now, changed=now)
        source = _kept(filing, beginning, actor)
        revise(filing, table, Origin(actor.person, beginning.cause, source=source))
        bind(filing)
        index(filing, table, checked(table, settings_of(filing), today=timezone.localdate(), budget=budget_of(filing)))
        filing.save()
        after: dict[str, object] = {
            "revision": 1,
            "digest": filing.revision.digest if filing.revision else "",
            "task": task.pk,
            "unit": unit.code,
        }
        if beginning.pattern is not None:
            after["pattern"] = beginning.pattern
        chain.record(chain.Deed(actor.name, "begin", "filing", str(filing.pk), None, after, actor.address))
    return filing


def blank(task: Task, unit: Body) -> Table:
    """The county's empty form, with what the task and the unit say already."""
    law = framework()
    kind = FormKind(task.form)
    layout = next((each for each in layouts(law) if each.name == task.layout), None) or next(
        each for each in layouts(law) if each.kind is kind and each.listed is None
    )
    return keyed(_headed(unfilled(law, layout), task, unit))


def from_last_year(old: Filing, task: Task) -> Table:
    """A bound table as the draft of a later year: its rows keep their keys, its money and what was reached are left blank."""
    revision = old.handed.revision if old.handed else old.revision
    if revision is None:
        raise WrongState(
            f"{old}：还没有内容，不能沿用。请选择已填报的表。", f"{old}: holds nothing yet; choose a table that was filled in."
        )
    table = table_of(revision)
    said = table.declaration
    rows = tuple(
        evolve(row, actual=None, score=None, reason=None, to_date=None, forecast=None, possibility=None) for row in said.indicators
    )
    lines = tuple(evolve(line, amount=None) for line in said.funds.sources)
    funds = evolve(said.funds, total=None, fiscal=None, other=None, sources=lines, printed=None)
    draft = evolve(said, indicators=rows, funds=funds, execution=None, goal_actual=None, total_score=None)
    return evolve(table, declaration=_headed(draft, task, old.unit))


def _headed(table: Declaration, task: Task, unit: Body) -> Declaration:
    department = unit.department
    named = CodedName(department.code, department.name) if department is not None else table.department
    return evolve(table, year=task.year, unit=table.unit or unit.name, department=table.department or named)


def _kept(filing: Filing, beginning: Beginning, actor: Actor) -> Source | None:
    if beginning.document is None:
        return None
    return keep_source(filing, *beginning.document, actor)


def keep_source(filing: Filing, name: str, content: bytes, actor: Actor) -> Source:
    """The document as it came, once a filing."""
    digest = digest_of(content)
    known = Source.objects.filter(filing=filing, digest=digest).first()
    return known or Source.objects.create(filing=filing, name=name[:255], body=content, digest=digest, by=actor.person)


def _demand(actor: Actor, task: Task, unit: Body) -> None:
    if not files_for(actor.person, unit):
        raise NotAllowed(
            f"{unit}：您不是这个单位的填报人，不能新建表。新建由本单位填报人办理；请联系管理员核对您的任职。",
            f"{unit}: you are not a clerk of this unit; tables are begun by its clerks: ask the administrator about your role.",
        )
    if not task.open:
        raise WrongState(
            f"{task}：任务已关闭，不能再新建表。应在任务开放期间填报；确需补报的，请联系绩效股重新开放。",
            f"{task}: the task is closed; tables are begun while it is open: ask the performance section to open it again.",
        )
