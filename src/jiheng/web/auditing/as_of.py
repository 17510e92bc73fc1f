"""As of a day (某日情况): what a table said, where it stood, what was found and said of it, at the end of that day, from what was written by then.

Revisions, hand-ins, steps, opinions and replies are written once with their moment; objections and terms, which are rows that change,
are told from the trail.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from attrs import frozen
from django.db.models import Q
from django.utils import timezone

from jiheng.model.finding import Finding
from jiheng.web.approving.models import Letter
from jiheng.web.filing.filings import Attachment, Filing, Handin, Revision, Step
from jiheng.web.filing.understanding import recalled
from jiheng.web.filing.way import State
from jiheng.web.reviewing.models import Thread
from jiheng.web.trail.models import Entry

SETTINGS = ("rule", "form", "day", "waiver", "answer")
"""Kinds of objects in the trail that say what the county held its tables to."""


@frozen(eq=False)
class Said:
    """An opinion as it stood: whether it was closed by then, and the replies that had been given."""

    thread: Thread
    closed: bool
    replies: Sequence[Any]


@frozen
class Objected:
    """An objection as it stood: `waived` None while nobody had decided."""

    rule: str
    reason: str
    by: str
    waived: bool | None = None
    decision: str = ""


@frozen(eq=False)
class Standing:
    """A table at the end of a day; `revision` None where it had not begun, `handin` None where nothing was handed in."""

    day: date
    filing: Filing
    revision: Revision | None
    handin: Handin | None
    state: str
    level: str
    due: date
    findings: tuple[Finding, ...]
    steps: Sequence[Step]
    opinions: Sequence[Said]
    objections: Sequence[Objected]
    attachments: Sequence[Attachment]
    letters: Sequence[Letter]
    settings: Sequence[Entry]


def end_of(day: date) -> datetime:
    """The first moment after a day, in the county's time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def standing(filing: Filing, day: date, lang: str = "zh", *, drafts: bool = True) -> Standing:
    """How the table stood at the end of the day; without `drafts` it shows what was handed in only."""
    end = end_of(day)
    handin = filing.handins.filter(at__lt=end).select_related("revision").order_by("-number").first()
    newest = filing.revisions.filter(made__lt=end).order_by("-number").first()
    steps = list(filing.steps.filter(at__lt=end).select_related("by"))
    entries = list(Entry.objects.filter(kind="filing", target=str(filing.pk), at__lt=end).order_by("number"))
    return Standing(
        day=day,
        filing=filing,
        revision=newest if drafts else (handin.revision if handin else None),
        handin=handin,
        state=steps[-1].state_after if steps else State.DRAFTING.value,
        level=steps[-1].level_after if steps else "",
        due=_due(filing, entries),
        findings=recalled(handin.findings, lang).findings if handin else (),
        steps=steps,
        opinions=_opinions(filing, end, steps),
        objections=_objections(entries),
        attachments=list(filing.attachments.filter(at__lt=end).defer("body")),
        letters=list(Letter.objects.filter(approvals__filing=filing, at__lt=end).defer("body").distinct()),
        settings=list(Entry.objects.filter(kind__in=SETTINGS, at__lt=end).order_by("-number")[:50]),
    )


def _opinions(filing: Filing, end: datetime, steps: Sequence[Step]) -> list[Said]:
    """The opinions that had been sent: those of a level that had moved the table on after they were written."""
    threads = filing.threads.filter(at__lt=end).filter(Q(sent=True)).select_related("by").prefetch_related("replies__by")
    sent = [each for each in threads if not each.level or any(step.level_before == each.level and step.at >= each.at for step in steps)]
    return [
        Said(each, each.closed is not None and each.closed < end, [reply for reply in each.replies.all() if reply.at < end])
        for each in sent
    ]


def _objections(entries: Sequence[Entry]) -> list[Objected]:
    """The objections from the trail: the newest word on each finding."""
    found: dict[str, Objected] = {}
    for entry in entries:
        after = _after(entry)
        mark = str(after.get("objection", ""))
        if entry.deed == "object":
            found[mark] = Objected(str(after.get("rule", "")), str(after.get("reason", "")), entry.person)
        elif entry.deed == "decide" and mark in found:
            was = found[mark]
            found[mark] = Objected(was.rule, was.reason, was.by, bool(after.get("waived")), str(after.get("reason", "")))
    return list(found.values())


def _due(filing: Filing, entries: Sequence[Entry]) -> date:
    """The last day as it was then, where the table was given a longer term; of the task that of today."""
    given = [_after(entry).get("due") for entry in entries if entry.deed == "extend"]
    said: date = date.fromisoformat(str(given[-1])[:10]) if given else filing.task.due
    return said


def _after(entry: Entry) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(entry.after) if entry.after else {}
    return said
