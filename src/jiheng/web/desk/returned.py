"""What came back (退回后再报): each opinion beside the edit that answers it or the unit's reply, and what else was changed."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from jiheng.web.filing.actions.edit import typist
from jiheng.web.filing.changes import Change
from jiheng.web.filing.edits import text_of
from jiheng.web.filing.filings import Filing, Handin
from jiheng.web.filing.tables import Table
from jiheng.web.reviewing.models import Thread


@frozen(eq=False)
class Answered:
    """An opinion with what came of it: what stood in its cell when it was given and what stands there now, or the changes of its row or table."""

    thread: Thread
    was: str
    now: str
    changes: tuple[Change, ...]

    @property
    def at_cell(self) -> bool:
        """Whether the opinion is about one cell."""
        return bool(self.thread.field)

    @property
    def changed(self) -> bool:
        """Whether anything was changed where the opinion stands."""
        return self.was != self.now if self.at_cell else bool(self.changes)

    @property
    def ignored(self) -> bool:
        """Whether the unit neither changed nor said anything."""
        return not self.changed and not self.thread.answer


@frozen(eq=False)
class Returned:
    """A table that came back: the opinions of earlier hand-ins, and the changes that answer none of them."""

    answered: tuple[Answered, ...]
    others: tuple[Change, ...]

    @property
    def open(self) -> int:
        """How many opinions the unit neither answered nor acted on."""
        return sum(each.ignored for each in self.answered)

    @property
    def shown(self) -> set[int]:
        """The keys of the opinions that stand beside their answers."""
        return {each.thread.pk for each in self.answered}

    def touched(self) -> set[str]:
        """The keys of the rows that were changed or that an opinion is about."""
        said = {each.thread.row for each in self.answered}
        changed = {change.row for each in self.answered for change in each.changes} | {change.row for change in self.others}
        return (said | changed) - {""}


def returned(filing: Filing, handin: Handin, table: Table, threads: Iterable[Thread], since: Sequence[Change]) -> Returned:
    """Match the opinions that were sent before this hand-in with what changed since the one before it."""
    asked = [each for each in threads if each.sent and each.kind != Thread.Kind.COMMENT and _earlier(each, handin)]
    answered = tuple(_answered(filing, each, table, since) for each in asked)
    told = {change for each in answered for change in each.changes if each.thread.row or each.at_cell}
    return Returned(answered, tuple(change for change in since if change not in told))


def _earlier(thread: Thread, handin: Handin) -> bool:
    return thread.handin is not None and thread.handin.number < handin.number


def _answered(filing: Filing, thread: Thread, table: Table, since: Sequence[Change]) -> Answered:
    row, field = thread.row, thread.field
    now = text_of(table, row or None, field, typist(filing)) if field else ""
    changes = tuple(change for change in since if _about(change, row, field))
    return Answered(thread, thread.said, now, changes)


def _about(change: Change, row: str, field: str) -> bool:
    """Whether a change lies where an opinion does: at its cell, in its row, anywhere for one on the whole table."""
    if not row and not field:
        return True
    return change.row == row and (not field or change.field in {"", field})
