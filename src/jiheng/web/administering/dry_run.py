"""Dry runs (试算): what a setting would do to the findings of tables under way, before it is saved."""

import json
import time
from collections.abc import Iterator, Mapping

from attrs import define, frozen
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from jiheng.model.finding import Severity
from jiheng.model.settings import Settings
from jiheng.review.registry import rule
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import Objection, Review, RuleSetting
from jiheng.web.filing.listed import budget_of
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import checked
from jiheng.web.filing.way import ENDED

SECONDS = 8.0
"""How long tables are reviewed anew for a rule that comes back; what is left then is counted."""


@frozen
class Wanted:
    """How a rule is to be held: left out, or of a severity (empty: its own)."""

    code: str
    ignored: bool
    severity: str


@define
class Effect:
    """What would be: findings that go, come or change their severity, in how many tables, and tables that could or could not be handed in.

    `tables` were looked at; `left` were not, for want of time or of a stored review.
    """

    tables: int = 0
    left: int = 0
    gone: int = 0
    come: int = 0
    regraded: int = 0
    touched: int = 0
    freed: int = 0
    blocked: int = 0


def effect(wanted: Wanted) -> Effect:
    """The effect of a setting over all tables under way; a fixed number of queries while the rule speaks now."""
    held = RuleSetting.objects.filter(code=wanted.code).first()
    silent = held is not None and held.ignored
    if silent and wanted.ignored:
        return Effect(tables=_under_way().count())
    before = "" if silent else (held.severity if held and held.severity else rule(wanted.code).severity.value)
    after = "" if wanted.ignored else (wanted.severity or rule(wanted.code).severity.value)
    counts = Effect()
    for mine, errors in _anew(wanted, counts) if silent else _stored(wanted.code, counts):
        _count(counts, (before, after), mine, errors)
    return counts


def _count(counts: Effect, levels: tuple[str, str], mine: int, errors: int) -> None:
    """Count a table with `mine` findings of the rule and `errors` of other rules that stand in the way."""
    before, after = levels
    counts.tables += 1
    if not mine or before == after:
        return
    counts.touched += 1
    counts.gone += mine if not after else 0
    counts.come += mine if not before else 0
    counts.regraded += mine if before and after else 0
    stood, stands = before == Severity.ERROR.value, after == Severity.ERROR.value
    if not errors and stood != stands:
        counts.freed += stood
        counts.blocked += stands


def _stored(code: str, counts: Effect) -> Iterator[tuple[int, int]]:
    """For each table the findings of the rule and the errors of others, from its newest stored review; objected ones stand in nobody's way."""
    newest = Review.objects.filter(revision=OuterRef("revision")).order_by("-made").values("findings")[:1]
    objected = _objected()
    for filing in _under_way().annotate(answer=Subquery(newest)).only("pk", "state").iterator(chunk_size=500):
        said = getattr(filing, "answer", None)
        if said is None:
            counts.left += 1
            continue
        found = json.loads(bytes(said)).get("findings", [])
        excused = objected.get(filing.pk, set())
        errors = [each for each in found if each["severity"] == Severity.ERROR.value and each.get("fingerprint") not in excused]
        mine = [each for each in found if each["rule"] == code]
        yield len(mine), sum(each["rule"] != code for each in errors)


def _anew(wanted: Wanted, counts: Effect) -> Iterator[tuple[int, int]]:
    """As `_stored`, for a rule that no stored review asked: each table is held against this one rule again, for some seconds."""
    until, today = time.monotonic() + SECONDS, timezone.localdate()
    tables = _under_way().select_related("revision", "task", "unit", "listed")
    for filing in tables.iterator(chunk_size=100):
        if time.monotonic() > until or filing.revision is None:
            counts.left += 1
            continue
        answer = checked(table_of(filing.revision), Settings(select=(wanted.code,)), today=today, budget=budget_of(filing))
        yield len(answer.findings), filing.errors


def _under_way() -> QuerySet[Filing]:
    return Filing.objects.exclude(state__in=[state.value for state in ENDED]).exclude(revision=None).order_by("pk")


def _objected() -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = {}
    for filing, fingerprint in Objection.objects.exclude(waived=False).values_list("filing", "fingerprint"):
        found.setdefault(filing, set()).add(fingerprint)
    return found
