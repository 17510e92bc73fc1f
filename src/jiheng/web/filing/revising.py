"""Revising (修订): a new revision of a filing, and the index of its columns that follows from it."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen
from django.db.models import Max

from jiheng.model.answer import CheckAnswer
from jiheng.web.filing.edits import Edit, encoded
from jiheng.web.filing.filings import Filing, Revision, Source
from jiheng.web.filing.tables import SCHEMA, Table, digest_of
from jiheng.web.filing.understanding import counts
from jiheng.web.organizations.models import Person

LARGEST = Decimal(10) ** 18
"""More than this no column of money holds; such a total is on the form and the review speaks of it."""


@frozen(eq=False)
class Origin:
    """What made a revision: who, by what, of which document, with which edits; `token` is the browser's name for its sending."""

    author: Person
    cause: Revision.Cause
    edits: Sequence[Edit] = ()
    source: Source | None = None
    token: str | None = None


def revise(filing: Filing, table: Table, origin: Origin) -> Revision:
    """Write a table as the newest revision of a filing that is locked; the filing's index follows, the row is not saved here."""
    last = filing.revisions.aggregate(last=Max("number"))["last"] or 0
    body = table.body
    revision = Revision.objects.create(
        filing=filing,
        number=last + 1,
        parent=filing.revision,
        body=body,
        digest=digest_of(body),
        schema=SCHEMA,
        keys=list(table.keys),
        midterm_keys=list(table.midterm_keys),
        edits=encoded(origin.edits),
        cause=origin.cause,
        author=origin.author,
        token=origin.token,
        source=origin.source,
    )
    filing.revision = revision
    index(filing, table)
    return revision


def index(filing: Filing, table: Table, answer: CheckAnswer | None = None) -> None:
    """Bring the filing's index up to its table; not saved."""
    said = table.declaration
    filing.project = (said.project or "")[:300]
    filing.code = (said.code or "")[:64]
    total = said.funds.total
    filing.total = total if total is not None and abs(total) < LARGEST else None
    if answer is not None:
        found = counts(answer.findings)
        filing.errors, filing.warnings = found["error"], found["warning"]
