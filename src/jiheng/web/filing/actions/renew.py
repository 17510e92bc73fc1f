"""Renew (重新审核): the stored review of each table's newest revision, made anew where the tool or the settings are newer; no one's deed, in the background.

The counts of a list follow only while the table is with its unit: once handed in, the findings that count are those of the hand-in.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import Review
from jiheng.web.filing.listed import budget_of
from jiheng.web.filing.revising import index
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import checked, settings_of, stored, tool_name, waived_for_all
from jiheng.web.filing.way import ENDED, WITH_UNIT

AT_ONCE = 50
"""Tables that are reviewed in one look; the rest waits for the next."""


def renew() -> int:
    """Review what is stale; how many tables it was."""
    tool = tool_name(settings_of(None))
    found = list(stale().values_list("pk", flat=True)[:AT_ONCE])
    for filing_id in found:
        with transaction.atomic():
            _renewed(filing_id, tool)
    return len(found)


def stale() -> QuerySet[Filing]:
    """The tables under way whose newest revision was reviewed by other rules or settings, or never; what has ended stays as it was judged."""
    fresh = Review.objects.filter(tool=tool_name(settings_of(None)), counting=False, revision=OuterRef("revision"))
    return Filing.objects.exclude(state__in=[state.value for state in ENDED]).exclude(revision=None).filter(~Exists(fresh)).order_by()


def _renewed(filing_id: int, tool: str) -> None:
    filing = Filing.objects.select_for_update(of=("self",)).select_related("revision", "unit", "task", "listed").get(pk=filing_id)
    if filing.revision is None:
        return
    table, today = table_of(filing.revision), timezone.localdate()
    answer = waived_for_all(checked(table, settings_of(filing), today=today, budget=budget_of(filing)), table, filing, today)
    Review.objects.get_or_create(revision=filing.revision, tool=tool, counting=False, defaults={"findings": stored(answer)})
    if filing.position.state not in WITH_UNIT:
        return
    index(filing, table, answer)
    Filing.objects.filter(pk=filing.pk).update(errors=filing.errors, warnings=filing.warnings)
