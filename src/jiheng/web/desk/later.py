"""Later findings (复审): what a newer release of program, rules or settings says of a hand-in; the hand-in's own findings are those that count."""

from datetime import date, datetime

from attrs import frozen

from jiheng.model.answer import CheckAnswer
from jiheng.web.filing.filings import Filing, Handin
from jiheng.web.filing.holding import Review
from jiheng.web.filing.tables import Table
from jiheng.web.filing.understanding import Shown, recalled, shown, waived_for_all


@frozen(eq=False)
class Later:
    """What a later review says otherwise: when it was made, what is new, and the fingerprints of what it finds no more."""

    made: datetime
    new: tuple[Shown, ...]
    gone: frozenset[str]


def later(handin: Handin, answer: CheckAnswer, table: Table, lang: str) -> Later | None:
    """The newest review of the revision made after the hand-in, where it says otherwise; None where there is none, or it says the same."""
    review = Review.objects.filter(revision=handin.revision, counting=False, made__gt=handin.at).order_by("-made").first()
    if review is None:
        return None
    now = recalled(review.findings, lang)
    counted = {finding.fingerprint for finding in answer.findings}
    known = counted | {finding.fingerprint for finding in answer.waived}
    new = tuple(each for each in shown(now, table) if each.finding.fingerprint not in known)
    found = {finding.fingerprint for finding in (*now.findings, *now.waived)}  # what is let stand was found all the same
    gone = frozenset(counted - found)
    return Later(review.made, new, gone) if new or gone else None


def let_stand(answer: CheckAnswer, table: Table, filing: Filing, today: date) -> frozenset[str]:
    """The fingerprints of findings of the hand-in that were answered for all since."""
    left = waived_for_all(answer, table, filing, today)
    return frozenset({finding.fingerprint for finding in answer.findings} - {finding.fingerprint for finding in left.findings})
