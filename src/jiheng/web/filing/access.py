"""Access (权限): who may do what with which tables; the one place where it is said, asked both ways.

A grant is a role, and which filings it reaches as one condition of the database. `filings(person, deed)` are all that the person may
do the deed with; `may(person, deed, filing)` asks whether one of them is this. Nobody passes, returns, amends or refuses
what they filed or changed themselves, and nothing in which they act for both sides; the administrator and the auditor change no table.
"""

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen
from django.db.models import Exists, OuterRef, Q, QuerySet

from jiheng.errors import NotAllowed
from jiheng.web.filing.commissions import commissioned_to
from jiheng.web.filing.models import Filing, Revision, Step
from jiheng.web.filing.way import WITH_UNIT, Level, State
from jiheng.web.organizations.models import Appointment, Body, Person, Role

Reach = Callable[[Appointment], Q]


@frozen
class Grant:
    """What a role may do, and with which filings, by where the role is held."""

    role: Role
    deeds: frozenset[str]
    reach: Reach
    alone: bool = False
    """Whether those who filed or changed the table are shut out (nobody passes their own)."""


def _own(held: Appointment) -> Q:
    return Q(unit=held.body)


def _own_in(*states: State) -> Reach:
    return lambda held: Q(unit=held.body, state__in=[state.value for state in states])


def _filed(held: Appointment) -> Q:
    """The tables of the unit and of those that it files for (代报)."""
    return Q(unit=held.body) | Q(unit__in=commissioned_to(held.body).order_by().values("unit"))


def _filed_in(*states: State) -> Reach:
    return lambda held: _filed(held) & Q(state__in=[state.value for state in states])


def _under(held: Appointment) -> Q:
    return Q(unit__in=Body.objects.filter(path__startswith=held.body.path if held.body else "?").order_by().values("pk"))


def _pattern(held: Appointment) -> Q:
    """Approved tables of the unit and of its sister units, as patterns for new ones; what they say of money and results is not taken over."""
    department = held.body.department if held.body is not None else None
    within = Q(unit__path__startswith=department.path) if department is not None else Q(unit=held.body)
    return within & Q(state__in=(State.APPROVED.value, State.BOUND.value))


def _watched(held: Appointment) -> Q:
    """The units by a subquery: a join over departments and sections would give tables several times, and `distinct` sorts them all."""
    return Q(unit__in=Body.objects.filter(Q(parent__sections=held.section) | Q(sections=held.section)).order_by().values("pk"))


def _all(_held: Appointment) -> Q:
    return Q(pk__isnull=False)  # an empty condition would fall out of an alternative


def _passed_on(reach: Reach, level: Level) -> Reach:
    """The filings of `reach` that have come to the level: those above do not see what was not passed on to them."""
    return lambda held: reach(held) & Q(seen_by__contains=f"|{level.value}|")


def _at(reach: Reach, level: Level, *states: State) -> Reach:
    """The filings of `reach` that are at the level now."""
    return lambda held: reach(held) & Q(level=level.value, state__in=[state.value for state in states])


def _recalled(reach: Reach) -> Reach:
    """The filings of `reach` that can be sent back to be brought in line with the list: under review, or approved and in no letter yet."""
    return lambda held: reach(held) & Q(state__in=(State.REVIEWING.value, State.APPROVED.value))


def _deeds(*names: str) -> frozenset[str]:
    return frozenset(names)


NOTHING = Q(pk__in=())
CONFIRMED_BY_UNIT = (Revision.Cause.AMENDED, Revision.Cause.CONTESTED)
UNIT_EDITS = _deeds("edit", "hold", "import", "attach", "object", "reply", "begin")
JUDGES = _deeds("pass", "return", "refuse")
GRANTS: tuple[Grant, ...] = (
    Grant(Role.CLERK, _deeds("see", "history", "print"), _filed),
    Grant(Role.CLERK, UNIT_EDITS | {"submit"}, _filed_in(*WITH_UNIT)),
    Grant(Role.CLERK, _deeds("copy"), _pattern),
    Grant(Role.CLERK, _deeds("withdraw"), _filed_in(State.REVIEWING)),
    Grant(Role.CLERK, _deeds("confirm", "contest"), _filed_in(State.CONFIRMING)),
    Grant(Role.CLERK, _deeds("adjust", "stamp"), _filed_in(State.BOUND)),
    Grant(Role.CLERK, _deeds("stamp"), _filed_in(State.REVIEWING, State.APPROVED)),
    Grant(Role.HEAD, _deeds("see", "history", "print"), _own),
    Grant(Role.HEAD, _deeds("confirm", "contest"), _own_in(State.CONFIRMING)),
    Grant(Role.HEAD, JUDGES - {"refuse"} | {"comment", "suggest"}, _at(_own, Level.UNIT, State.REVIEWING), alone=True),
    Grant(Role.DEPARTMENT, _deeds("see", "history", "print", "comment"), _passed_on(_under, Level.DEPARTMENT)),
    Grant(Role.SECTION, _deeds("see", "history", "print", "comment"), _passed_on(_watched, Level.SECTION)),
    Grant(Role.PERFORMANCE, _deeds("see", "history", "print", "comment"), _passed_on(_all, Level.PERFORMANCE)),
    *(
        Grant(role, JUDGES | {"amend", "suggest", "grade", "decide", "delegate"}, _at(reach, level, State.REVIEWING), alone=True)
        for role, reach, level in (
            (Role.DEPARTMENT, _under, Level.DEPARTMENT),
            (Role.SECTION, _watched, Level.SECTION),
            (Role.PERFORMANCE, _all, Level.PERFORMANCE),
        )
    ),
    Grant(Role.PERFORMANCE, _deeds("issue", "reopen"), lambda _: Q(state=State.APPROVED.value), alone=True),
    Grant(Role.CLERK, _deeds("divide"), _filed_in(*WITH_UNIT)),
    Grant(Role.DEPARTMENT, _deeds("divide"), _passed_on(_under, Level.DEPARTMENT)),
    Grant(Role.PERFORMANCE, _deeds("divide"), _passed_on(_all, Level.PERFORMANCE)),
    Grant(Role.CLERK, _deeds("bind"), _filed_in(*WITH_UNIT)),
    Grant(Role.PERFORMANCE, _deeds("bind"), _passed_on(_all, Level.PERFORMANCE)),
    *(
        Grant(role, _deeds("recall"), _recalled(_passed_on(reach, level)), alone=True)
        for role, reach, level in (
            (Role.DEPARTMENT, _under, Level.DEPARTMENT),
            (Role.SECTION, _watched, Level.SECTION),
            (Role.PERFORMANCE, _all, Level.PERFORMANCE),
        )
    ),
    Grant(Role.PERFORMANCE, _deeds("extend"), lambda _: Q(state__in=[state.value for state in WITH_UNIT])),
    Grant(Role.AUDITOR, _deeds("see", "history", "print"), _all),
)


def filings(person: Person, deed: str) -> QuerySet[Filing]:
    """All filings that the person may do the deed with."""
    if not person.is_active:
        return Filing.objects.none()
    open_to, alone_to = _conditions(person.appointments.select_related("body", "section"), deed)
    whole = open_to | (alone_to & ~_had_a_hand(person))
    if deed in UNIT_EDITS | {"see", "history", "print"}:
        states = Q() if deed not in UNIT_EDITS else Q(state__in=[state.value for state in WITH_UNIT])
        whole |= Q(delegate=person) & states
    return Filing.objects.filter(whole)


def may(person: Person, deed: str, filing: Filing) -> bool:
    """Whether the person may do the deed with this filing as it stands in the database."""
    return filings(person, deed).filter(pk=filing.pk).exists()


def demand(person: Person, deed: str, filing: Filing) -> None:
    """Raise NotAllowed, with the reason and what to do, where the person may not do the deed with the filing."""
    if may(person, deed, filing):
        return
    what = DEEDS.get(deed, deed)
    if _blocked_by_own_hand(person, deed, filing):
        raise NotAllowed(
            f"{filing}：您填报或改动过这张表，不能由您「{what}」。填报与审核应由不同的人办理；请由同一环节的其他人办理。",
            f"{filing}: you filed or changed this table, so that you can't {deed} it; filing and review are done by different people: "
            "have a colleague of the same level do it.",
        )
    raise NotAllowed(
        f"{filing}：您现在不能对这张表「{what}」。该操作由相应环节的人员在相应状态下办理；请刷新页面查看当前状态，或联系管理员核对您的任职。",
        f"{filing}: you can't {deed} this table now; that is done by the people of its level while it stands there: "
        "reload the page, or ask the administrator about your role.",
    )


def deeds_of(person: Person, filing: Filing, among: Iterable[str]) -> tuple[str, ...]:
    """Those of the deeds that the person may do with the filing now."""
    return tuple(deed for deed in among if may(person, deed, filing))


DEEDS: Mapping[str, str] = {
    "see": "查看",
    "history": "查看历史",
    "print": "打印",
    "begin": "新建",
    "copy": "套用",
    "edit": "编辑",
    "hold": "占用编辑",
    "import": "导入",
    "attach": "上传附件",
    "object": "提出异议",
    "reply": "答复意见",
    "submit": "报送",
    "withdraw": "撤回",
    "pass": "审核通过",
    "return": "退回",
    "refuse": "不予安排",
    "amend": "代改",
    "confirm": "确认代改",
    "contest": "不同意代改",
    "suggest": "提出修改建议",
    "comment": "提出意见",
    "grade": "评级",
    "decide": "处理异议",
    "delegate": "委托",
    "extend": "延期",
    "issue": "批复",
    "reopen": "撤销审定",
    "adjust": "申请调整",
    "stamp": "上传盖章件",
    "bind": "对应清单",
    "recall": "按清单退回",
    "divide": "分解下达",
}
"""Each deed with a table, as the interface calls it."""


def _conditions(held: Iterable[Appointment], deed: str) -> tuple[Q, Q]:
    """What the person's roles reach: without more ado, and only where they had no hand in the table."""
    open_to, alone_to = NOTHING, NOTHING
    for appointment in held:
        for grant in GRANTS:
            if grant.role == appointment.role and deed in grant.deeds:
                if grant.alone:
                    alone_to |= grant.reach(appointment)
                else:
                    open_to |= grant.reach(appointment)
    return open_to, alone_to


def _had_a_hand(person: Person) -> Q:
    """The filings that the person filed or changed; a change of a reviewer that the unit has confirmed is the unit's."""
    typed = Revision.objects.filter(filing=OuterRef("pk"), author=person).exclude(cause__in=CONFIRMED_BY_UNIT)
    handed = Step.objects.filter(filing=OuterRef("pk"), by=person, deed="submit")
    return Q(Exists(typed)) | Q(Exists(handed))


def _blocked_by_own_hand(person: Person, deed: str, filing: Filing) -> bool:
    _, alone_to = _conditions(person.appointments.select_related("body", "section"), deed)
    return Filing.objects.filter(alone_to & _had_a_hand(person), pk=filing.pk).exists()
