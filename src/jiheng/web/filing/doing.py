"""Doing (办理): the frame of every deed with a table: check → do → log, in one transaction, with the row locked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from attrs import define, field
from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotAllowed, WrongState
from jiheng.web.filing import access
from jiheng.web.filing.models import LEVELS, STATES, Filing, Handin, Step
from jiheng.web.filing.way import Deed, NoWay
from jiheng.web.organizations.acting import Actor
from jiheng.web.trail import chain


@define(eq=False)
class Doing:
    """A deed under way: the table, locked, and what the trail will say of it."""

    actor: Actor
    name: str
    filing: Filing
    before: dict[str, object] = field(factory=dict)
    after: dict[str, object] = field(factory=dict)

    def note(self, *, before: Mapping[str, object] | None = None, after: Mapping[str, object] | None = None) -> None:
        """Add to what the trail says."""
        self.before.update(before or {})
        self.after.update(after or {})

    def move(self, deed: Deed, *, opinion: str = "", grade: str = "") -> Step:
        """Take the table on along its way. Raises WrongState where the deed does not lead on from there."""
        was = self.filing.position
        came = self.filing.task.way.after(was, deed)
        if isinstance(came, NoWay):
            raise wrong_state(self.filing, deed.value)
        self.filing.stand_at(came)
        self.filing.holder = None
        self.note(before={"state": was.state.value, "level": was.level}, after={"state": came.state.value, "level": came.level})
        return Step.objects.create(
            filing=self.filing,
            deed=deed.value,
            state_before=was.state.value,
            level_before=was.level or "",
            state_after=came.state.value,
            level_after=came.level or "",
            by=self.actor.person,
            opinion=opinion,
            grade=grade,
            handin=self._handin(),
        )

    def _handin(self) -> Handin | None:
        return self.filing.handed


@contextmanager
def doing(actor: Actor, deed: str, filing_id: int) -> Iterator[Doing]:
    """The deed's transaction: the filing locked, access asked, and, when the block ends well, the row saved and the trail written.

    Raises NotAllowed for a filing that the person may not see (as for one that there is not) or may not do this with.
    """
    with transaction.atomic():
        filing = Filing.objects.select_for_update(of=("self",)).select_related("task", "unit").filter(pk=filing_id).first()
        if filing is None or not (access.may(actor.person, "see", filing) or access.may(actor.person, deed, filing)):
            raise unseen(filing_id)
        access.demand(actor.person, deed, filing)
        under_way = Doing(actor, deed, filing)
        yield under_way
        filing.changed = timezone.now()
        filing.save()
        said = chain.Deed(actor.name, deed, "filing", str(filing.pk), under_way.before or None, under_way.after or None, actor.address)
        chain.record(said)


def unseen(filing_id: int) -> NotAllowed:
    """The answer for a table that there is not, or that the person may not know of; the same for both."""
    return NotAllowed(
        f"第 {filing_id} 号表：没有找到，或不在您的权限内。应从列表打开您有权查看的表；请返回列表。",
        f"table {filing_id}: not found, or not yours to see; open a table from your list.",
    )


def wrong_state(filing: Filing, deed: str) -> WrongState:
    """The answer where a deed does not lead on from where the table stands."""
    name = access.DEEDS.get(deed, deed)
    state = STATES[filing.position.state]
    at = f"（{LEVELS[filing.position.level]}）" if filing.position.level else ""
    return WrongState(
        f"{filing}：现为「{state}{at}」，不能「{name}」。该操作须在相应状态下办理，可能已有人先办；请刷新页面查看最新状态。",
        f"{filing}: stands at {filing.state}, where {deed} can't be done; somebody may have been faster: reload the page.",
    )
