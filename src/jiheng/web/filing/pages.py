"""What the page of one table is drawn from: its sheet, findings by cell, the equation, who holds it, what the person may do."""

from collections.abc import Mapping

from attrs import frozen
from django.utils import timezone

from jiheng.framework.layouts import layout_named
from jiheng.model.answer import CheckAnswer
from jiheng.web.filing import access
from jiheng.web.filing.actions.submit import blocking
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.holding import Objection
from jiheng.web.filing.listed import budget_of
from jiheng.web.filing.sheet import Sheet, sheet
from jiheng.web.filing.tables import Table, table_of
from jiheng.web.filing.understanding import Shown, checked, counts, framework, settings_of, shown, waived_for_all
from jiheng.web.organizations.models import Person

DOABLE = ("edit", "submit", "withdraw", "attach", "stamp", "object", "reply", "confirm", "contest", "adjust", "import")


@frozen(eq=False)
class TablePage:
    """One table as its page shows it."""

    filing: Filing
    revision: Revision
    table: Table
    sheet: Sheet
    answer: CheckAnswer
    findings: tuple[Shown, ...]
    blocking: frozenset[str]
    objections: Mapping[str, Objection]
    deeds: tuple[str, ...]
    counts: Mapping[str, int]

    @property
    def editable(self) -> bool:
        """Whether the person may type."""
        return "edit" in self.deeds


def page_of(filing: Filing, revision: Revision, person: Person, lang: str) -> TablePage:
    """The page of a table for a person, reviewed as it stands."""
    table, today = table_of(revision), timezone.localdate()
    answer = waived_for_all(checked(table, settings_of(filing), today=today, lang=lang, budget=budget_of(filing)), table, filing, today)
    drawn = sheet(framework(), table, layout_named(framework(), filing.layout), lang)
    return TablePage(
        filing,
        revision,
        table,
        drawn,
        answer,
        shown(answer, table),
        frozenset(finding.fingerprint for finding in blocking(filing, answer)),
        {each.fingerprint: each for each in Objection.objects.filter(filing=filing).select_related("by", "decided_by")},
        access.deeds_of(person, filing, DOABLE),
        counts(answer.findings),
    )


def by_cell(findings: tuple[Shown, ...]) -> dict[str, list[Shown]]:
    """The findings by the name of their cell."""
    out: dict[str, list[Shown]] = {}
    for each in findings:
        out.setdefault(each.cell, []).append(each)
    return out
