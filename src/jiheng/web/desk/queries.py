"""What the desk shows (审核台): the queue, one table with all that is known of it, and findings that stand in many tables."""

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jiheng.framework.opinion import opinion_form
from jiheng.model.answer import CheckAnswer
from jiheng.review.grading import GradedTest, graded, overall
from jiheng.web.desk.later import Later, later, let_stand
from jiheng.web.desk.returned import Returned, returned
from jiheng.web.filing import access
from jiheng.web.filing.changes import Change, changes
from jiheng.web.filing.filings import Filing, Handin, Step
from jiheng.web.filing.holding import Objection
from jiheng.web.filing.queries import threads_counted
from jiheng.web.filing.tables import Table, table_of
from jiheng.web.filing.understanding import Shown, framework, recalled, shown
from jiheng.web.organizations.models import Person
from jiheng.web.reviewing.models import Grading, Thread

ORDERS: Mapping[str, str] = {"due": "task__due", "handed": "handed__at", "money": "-total", "errors": "-errors", "unit": "unit__path"}
"""By what the queue can be sorted."""
TABS = ("waiting", "done", "all")
AGAIN = Q(handed__number__gt=1)
"""Handed in more than once: it came back after a return, or after the unit withdrew it."""


@frozen
class Asked:
    """What the reviewer wants to see: which of the tabs, words to search for, the order, and a task (None: all).

    `body` is a department or unit, `state` a state; `late` and `again` are those past their last day, and those handed in anew after a return.
    """

    tab: str = "waiting"
    words: str = ""
    order: str = "due"
    task: int | None = None
    errors: bool = False
    late: bool = False
    again: bool = False
    state: str = ""
    body: int | None = None


@frozen(eq=False)
class OnDesk:
    """One table on the desk: what was handed in, its findings as they counted then, opinions, objections, and what changed since it went back.

    `later` is what a newer review says otherwise, `let` the fingerprints of findings that were answered for all since.
    """

    filing: Filing
    handin: Handin
    table: Table
    answer: CheckAnswer
    findings: tuple[Shown, ...]
    threads: tuple[Thread, ...]
    objections: tuple[Objection, ...]
    since: tuple[Change, ...]
    before: Handin | None
    returned: Returned
    later: Later | None
    let: frozenset[str]
    tests: tuple[GradedTest, ...]
    proposed: str
    grading: Grading | None


def queue(person: Person, asked: Asked) -> QuerySet[Filing]:
    """The tables of a tab, with what a line of the queue shows; one query whatever their number."""
    waiting = access.filings(person, "pass")
    seen = access.filings(person, "see")
    found = {"waiting": waiting, "done": seen.filter(Exists(Step.objects.filter(filing=OuterRef("pk"), by=person))), "all": seen}[
        asked.tab if asked.tab in TABS else "waiting"
    ]
    found = found.filter(_wanted(asked, timezone.localdate()))
    order = ORDERS.get(asked.order, ORDERS["due"])
    opinions = threads_counted(Q(kind__in=("opinion", "suggestion")))
    return found.select_related("unit", "unit__parent", "task", "handed", "holder").annotate(opinions=opinions).order_by(order, "id")


def _wanted(asked: Asked, today: date) -> Q:
    """What is asked for, as one condition."""
    words = Q(project__icontains=asked.words) | Q(code__icontains=asked.words) | Q(unit__name__icontains=asked.words)
    parts = (
        (asked.words, words),
        (asked.task is not None, Q(task=asked.task)),
        (asked.body is not None, Q(unit=asked.body) | Q(unit__parent=asked.body)),
        (asked.state, Q(state=asked.state)),
        (asked.errors, Q(errors__gt=0)),
        (asked.late, late(today)),
        (asked.again, AGAIN),
    )
    whole = Q()
    for wanted, condition in parts:
        whole &= condition if wanted else Q()
    return whole


def late(today: date) -> Q:
    """Those whose last day, with what was allowed beyond it, has gone by."""
    return Q(due__lt=today) | Q(due=None, task__due__lt=today)


def neighbours(ids: Sequence[int], filing_id: int) -> tuple[int | None, int | None]:
    """The tables before and after one in the queue; None at its ends, or where it has left it the first as the next."""
    if filing_id not in ids:
        return None, ids[0] if ids else None
    at = list(ids).index(filing_id)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def on_desk(filing: Filing, handin: Handin, person: Person, lang: str = "zh") -> OnDesk:
    """All that the desk shows of one table as it was handed in, in the language of the page."""
    table = table_of(handin.revision)
    answer = recalled(handin.findings, lang)
    earlier = Handin.objects.filter(filing=filing, number__lt=handin.number).select_related("revision").order_by("-number").first()
    form = opinion_form(framework())
    tests = graded(answer.findings, form)
    threads = tuple(
        Thread.objects.filter(Q(sent=True) | Q(by=person), filing=filing).select_related("by", "handin").prefetch_related("replies__by")
    )
    since = changes(table_of(earlier.revision), table, framework()) if earlier is not None else ()
    return OnDesk(
        filing,
        handin,
        table,
        answer,
        shown(answer, table),
        threads,
        tuple(Objection.objects.filter(filing=filing).select_related("by", "decided_by")),
        since,
        earlier,
        returned(filing, handin, table, threads, since),
        later(handin, answer, table, lang),
        let_stand(answer, table, filing, timezone.localdate()),
        tests,
        overall(tests, form).name,
        Grading.objects.filter(handin=handin, level=filing.level).first(),
    )


def tally(person: Person, today: date) -> Mapping[str, int]:
    """What waits for the reviewer: how many, how many of them late, handed in anew, and with errors; counted by the database."""
    waiting = access.filings(person, "pass").order_by()
    counted: dict[str, int] = waiting.aggregate(
        waiting=Count("pk"),
        late=Count("pk", filter=late(today)),
        again=Count("pk", filter=AGAIN),
        errors=Count("pk", filter=Q(errors__gt=0)),
    )
    return counted
