"""Exceptions (例外事项): what went otherwise than the rule in a year, in one list: who, when, which table, what, and the reason given."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import frozen
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.framework.equivalences import equivalences
from jiheng.model.declaration import FormKind
from jiheng.model.value import Value
from jiheng.values.meeting import Missed, meets
from jiheng.web.filing.changes import changes
from jiheng.web.filing.filings import Filing, Revision, Step
from jiheng.web.filing.holding import CommonAnswer, Objection
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.organizations.models import Person, Role
from jiheng.web.trail.models import Entry

KINDS: Mapping[str, Any] = {
    "waived": _("豁免的错误"),
    "waived-for-all": _("统一豁免"),
    "extended": _("延期"),
    "late": _("逾期报送"),
    "amended": _("审核人代改"),
    "lowered": _("目标下调"),
    "lowered-late": _("四季度下调目标"),
    "lowered-missed": _("预计完不成后下调目标"),
    "reopened": _("撤销审定"),
    "taken-over": _("接手他人编辑"),
    "administration": _("管理员操作"),
}
LATE_MONTH = 10
"""From this month on a lowered target is named late: most of the year has gone by."""
READING = frozenset({"make-token"})


@frozen(eq=False)
class Exceptional:
    """One exception; `filing` None where it concerns no single table."""

    kind: str
    at: datetime
    by: str
    what: str
    reason: str = ""
    filing: Filing | None = None


def exceptions(among: QuerySet[Filing], year: int, kind: str = "") -> list[Exceptional]:
    """The exceptions of a budget year among the tables, newest first.

    A bounded number of queries for every kind but lowered targets, for which each adjustment of the year is read.
    """
    tables = among.filter(task__year=year)
    sources = (_waived, _extended, _late, _amended, _lowered, _reopened)
    found = [each for source in sources for each in source(tables)]
    found += [*_for_all(year), *_administration(year)]
    return sorted((each for each in found if kind in {"", each.kind}), key=lambda each: each.at, reverse=True)


def _waived(tables: QuerySet[Filing]) -> Iterator[Exceptional]:
    rows = Objection.objects.filter(filing__in=tables, waived=True).select_related("filing__task", "filing__unit", "decided_by")
    for row in rows:
        yield Exceptional("waived", row.decided or row.at, str(row.decided_by or ""), f"{row.rule} {row.message}", row.decision, row.filing)


def _for_all(year: int) -> Iterator[Exceptional]:
    for row in CommonAnswer.objects.filter(at__year=year, waived=True).select_related("department", "by"):
        yield Exceptional("waived-for-all", row.at, str(row.by), f"{row.rule} {row.name} {row.department or ''}".strip(), row.reason)


def _extended(tables: QuerySet[Filing]) -> Iterator[Exceptional]:
    for entry, filing in _told(tables, "extend"):
        after, before = _json(entry.after), _json(entry.before)
        yield Exceptional(
            "extended", entry.at, entry.person, f"{before.get('due')} → {after.get('due')}", str(after.get("reason", "")), filing
        )


def _late(tables: QuerySet[Filing]) -> Iterator[Exceptional]:
    steps = Step.objects.filter(filing__in=tables.filter(adjusts=None), deed="submit").select_related("filing__task", "filing__unit", "by")
    for step in steps:
        if timezone.localtime(step.at).date() > step.filing.last_day and step.state_before == "drafting":
            what = f"{step.filing.last_day} → {timezone.localtime(step.at):%Y-%m-%d}"
            yield Exceptional("late", step.at, str(step.by), what, step.opinion, step.filing)


def _amended(tables: QuerySet[Filing]) -> Iterator[Exceptional]:
    steps = Step.objects.filter(filing__in=tables, deed="amend").select_related("filing__task", "filing__unit", "by")
    for step in steps:
        yield Exceptional("amended", step.at, str(step.by), step.level_before, step.opinion, step.filing)


def _reopened(tables: QuerySet[Filing]) -> Iterator[Exceptional]:
    for step in Step.objects.filter(filing__in=tables, deed="reopen").select_related("filing__task", "filing__unit", "by"):
        yield Exceptional("reopened", step.at, str(step.by), "", step.opinion, step.filing)
    for entry, filing in _told(tables, "hold"):
        after = _json(entry.after)
        if after.get("word"):
            yield Exceptional("taken-over", entry.at, entry.person, str(_json(entry.before).get("holder", "")), str(after["word"]), filing)


def _lowered(tables: QuerySet[Filing]) -> Iterator[Exceptional]:
    """Targets that ask less in an adjustment than what was bound."""
    names = ("task", "unit", "adjusts__handed__revision", "adjusts__task", "handed__revision", "handed__by")
    for filing in tables.exclude(adjusts=None).exclude(handed=None).select_related(*names):
        if filing.handed is None or filing.adjusts is None or filing.adjusts.handed is None:
            continue
        was, now = table_of(filing.adjusts.handed.revision), table_of(filing.handed.revision)
        looser = [each for each in changes(was, now, framework()) if each.looser]
        if looser:
            kind = "lowered-missed" if _missed(filing) else _late_or_not(filing.made)
            what = "；".join(each.zh for each in looser)
            yield Exceptional(kind, filing.handed.at, str(filing.handed.by), what, filing.reason, filing)


def _late_or_not(at: datetime) -> str:
    return "lowered-late" if timezone.localtime(at).month >= LATE_MONTH else "lowered"


def _missed(filing: Filing) -> bool:
    """Whether a monitoring table of the project that was handed in before foresaw that a target is not met."""
    about = {"listed": filing.listed_id} if filing.listed_id else {"project": filing.project, "unit": filing.unit_id}
    seen = Filing.objects.filter(task__form=FormKind.MONITORING.value, task__year=filing.task.year, handed__at__lt=filing.made, **about)
    revisions = Revision.objects.filter(pk__in=seen.values("handed__revision"))
    return any(_fails(row.target, row.forecast) for revision in revisions for row in table_of(revision).declaration.indicators)


def _fails(target: Value, forecast: Value | None) -> bool:
    return forecast is not None and isinstance(meets(target, forecast, equivalences(framework())), Missed)


def _administration(year: int) -> Iterator[Exceptional]:
    """What administrators did in the calendar year, but for reading."""
    people = Person.objects.filter(appointments__role=Role.ADMINISTRATOR).distinct()
    names = [f"{person}（{person.username}）" if person.name else person.username for person in people]
    for entry in Entry.objects.filter(person__in=names, at__year=year).exclude(deed__in=READING).order_by("-number")[:500]:
        reason = str(_json(entry.after).get("reason", ""))
        yield Exceptional("administration", entry.at, entry.person, f"{entry.deed} {entry.kind} {entry.target}", reason)


def _told(tables: QuerySet[Filing], deed: str) -> Iterator[tuple[Entry, Filing]]:
    """The entries of a deed with tables, each with its table; two queries."""
    entries = list(Entry.objects.filter(kind="filing", deed=deed).order_by("-number"))
    held = {str(each.pk): each for each in tables.filter(pk__in={int(each.target) for each in entries}).select_related("task", "unit")}
    for entry in entries:
        if entry.target in held:
            yield entry, held[entry.target]


def _json(text: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(text) if text else {}
    return said
