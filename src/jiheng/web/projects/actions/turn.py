"""Turns (项目变动): a project is added in mid-year, suspended, resumed, ended early or cancelled; each with its reason and day.

What it means: a suspended project owes nothing until it is resumed; one that ended early owes its self-evaluation and no monitoring after the day;
a cancelled one owes nothing, and no table of it is handed in or approved any more.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from attrs import frozen
from django.db import IntegrityError, transaction

from jiheng.errors import NotAllowed, NotEnough, WrongState
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body
from jiheng.web.projects import access
from jiheng.web.projects.models import Project, Stage, Standing, Turn
from jiheng.web.trail import chain

LEADS: Mapping[Turn.Kind, tuple[frozenset[Standing], Standing]] = {
    Turn.Kind.SUSPEND: (frozenset({Standing.ACTIVE}), Standing.SUSPENDED),
    Turn.Kind.RESUME: (frozenset({Standing.SUSPENDED, Standing.GONE}), Standing.ACTIVE),
    Turn.Kind.END: (frozenset({Standing.ACTIVE, Standing.SUSPENDED}), Standing.ENDED),
    Turn.Kind.CANCEL: (frozenset({Standing.ACTIVE, Standing.SUSPENDED, Standing.GONE}), Standing.CANCELLED),
}
"""From which standings a turn leads on, and to which."""


@frozen(eq=False)
class Addition:
    """A project that comes in the middle of the year."""

    year: int
    code: str
    name: str
    unit: Body
    amount: Decimal
    reason: str
    dated: date


def add(actor: Actor, said: Addition) -> Project:
    """Add a project in mid-year (年中新增). Raises NotAllowed, and NotEnough for what is missing or a code that is there."""
    access.demand(actor.person, "turn")
    _demand_said(said.reason, said.dated, said.year)
    code, name = said.code.strip(), said.name.strip()
    if not code or not name or said.amount < 0 or said.unit.kind != Body.Kind.UNIT:
        raise NotEnough(
            "新增项目：缺编码、名称或单位，或金额小于 0。四项都应填写；请补齐后再试。",
            "adding a project: code, name or unit is missing, or the amount is below 0: fill them in and try again.",
        )
    try:
        with transaction.atomic():
            made = Project.objects.create(
                year=said.year, code=code, name=name, unit=said.unit, amount=said.amount, stage=Stage.ADDED, since=said.dated
            )
            _written(actor, made, Turn.Kind.ADD, said.reason, said.dated, None)
    except IntegrityError as error:
        raise NotEnough(
            f"新增项目：{said.year} 年已有编码 {code} 的项目。一个编码只对应一个项目；改金额请导入「追加」清单，或核对编码。",
            f"adding a project: {said.year} has a project of the code {code}; import an “added” list to change its money, or check the code.",
        ) from error
    return made


def turn(actor: Actor, project_id: int, kind: Turn.Kind, reason: str, dated: date) -> Project:
    """Suspend, resume, end or cancel a project. Raises NotAllowed, NotEnough without a reason, WrongState where it does not lead on from its standing."""
    access.demand(actor.person, "turn")
    with transaction.atomic():
        project = Project.objects.select_for_update().filter(pk=project_id).first()
        if project is None or kind not in LEADS:
            raise NotAllowed(
                f"项目变动：没有第 {project_id} 号项目，或没有这种变动。请从项目清单打开项目后再办。",
                f"turn: there is no project {project_id}, or no such turn; open the project from the list.",
            )
        _demand_said(reason, dated, project.year)
        before, (allowed, after) = Standing(project.standing), LEADS[kind]
        if before not in allowed:
            raise WrongState(
                f"{project}：现为「{before.label}」，不能「{kind.label}」。可能已有人先办；请刷新页面查看最新状态。",
                f"{project}: is {before.value}, from where {kind.value} can't be done; somebody may have been faster: reload the page.",
            )
        project.standing, project.since = after, dated
        project.save()
        _written(actor, project, kind, reason, dated, before)
    return project


def _written(actor: Actor, project: Project, kind: Turn.Kind, reason: str, dated: date, before: Standing | None) -> None:
    Turn.objects.create(project=project, kind=kind, reason=reason.strip(), dated=dated, by=actor.person)
    was: dict[str, object] | None = {"standing": before.value} if before is not None else None
    after: dict[str, object] = {"code": project.code, "standing": project.standing, "reason": reason.strip(), "dated": dated}
    chain.record(chain.Deed(actor.name, f"project-{kind.value}", "project", str(project.pk), was, after, actor.address))


def _demand_said(reason: str, dated: date, year: int) -> None:
    if not reason.strip():
        raise NotEnough("项目变动：没有写理由。变动应说明原因和依据；请填写后再试。", "turn: no reason was given; say why, then try again.")
    if dated.year not in {year - 1, year}:
        raise NotEnough(
            f"项目变动：日期 {dated} 不在 {year} 预算年度内。应为该年度或编制期间的一天；请改正日期。",
            f"turn: {dated} is not in the budget year {year}, nor in the months in which it is drawn up: correct the day.",
        )
