"""Handing in (报送存档): a revision as it was handed in, with what the review said of it then, as bytes; the findings that count."""

from jiheng.model.answer import CheckAnswer
from jiheng.model.codec import to_builtins
from jiheng.web.filing.filings import Filing, Handin, Revision
from jiheng.web.filing.revising import index
from jiheng.web.filing.tables import Table, digest_of
from jiheng.web.filing.understanding import stored
from jiheng.web.organizations.models import Person


def hand_in(filing: Filing, revision: Revision, reviewed: tuple[Table, CheckAnswer], by: Person, word: str = "") -> Handin:
    """Write the next hand-in of a filing that is locked: its table with the review of it; the filing's index follows, the row is not saved."""
    table, answer = reviewed
    body = stored(answer)
    made = Handin.objects.create(
        filing=filing,
        number=filing.handins.count() + 1,
        revision=revision,
        findings=body,
        digest=digest_of(body),
        by=by,
        word=word,
        layout=filing.layout,
        tool=to_builtins(answer.tool),
    )
    filing.handed = made
    index(filing, table, answer)
    return made
