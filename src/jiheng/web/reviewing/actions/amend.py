"""Amend (代改): a reviewer completes a table with the unit (良, 财预〔2015〕88号); the change is marked, and the unit confirms or contests it."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from jiheng.errors import NotEnough
from jiheng.web.filing.actions.edit import typist
from jiheng.web.filing.doing import Doing, doing
from jiheng.web.filing.edits import Edit, edited
from jiheng.web.filing.filings import Filing, Handin, Revision
from jiheng.web.filing.handing import hand_in
from jiheng.web.filing.listed import budget_of
from jiheng.web.filing.revising import Origin, revise
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import checked, settings_of, waived_for_all
from jiheng.web.filing.way import Deed
from jiheng.web.organizations.acting import Actor

TERM = timedelta(days=3)
"""How long the unit has for its word."""


def amend(actor: Actor, filing_id: int, edits: Sequence[Edit], reason: str) -> Revision:
    """Change the table that was handed in, and ask the unit. Raises NotEnough without a reason, or where no edit fits."""
    if not reason.strip():
        raise NotEnough(
            "代改：没有写理由。审核人改动单位的表应说明为什么；请填写后再试。",
            "amending: no reason was given; a reviewer who changes a unit's table says why: write it and try again.",
        )
    with doing(actor, "amend", filing_id) as under_way:
        filing = under_way.filing
        result = edited(table_of(handed(filing).revision), edits, typist(filing))
        if result.unfit or not result.made:
            because = result.unfit[0].because if result.unfit else None
            raise NotEnough(
                f"{filing}：代改没有做成（{because.zh if because else '没有改动'}）。每处改动都应填得进原表；请改正后再试。",
                f"{filing}: the change was not made ({because.en if because else 'nothing changed'}); correct it and try again.",
            )
        revision = revise(filing, result.table, Origin(actor.person, Revision.Cause.AMENDED, result.made))
        filing.answer_by = timezone.localdate() + TERM
        under_way.move(Deed.AMEND, opinion=reason.strip())
        under_way.note(after={"revision": revision.number, "digest": revision.digest, "reason": reason.strip()})
    return revision


def confirm(actor: Actor, filing_id: int) -> Handin:
    """The unit takes the reviewer's change as its own (确认代改): it is handed in anew, and the review goes on at the same level."""
    with doing(actor, "confirm", filing_id) as under_way:
        filing = under_way.filing
        under_way.move(Deed.CONFIRM)
        filing.answer_by = None
        return _handed_anew(under_way, filing)


def contest(actor: Actor, filing_id: int, reason: str) -> Filing:
    """The unit does not agree (不同意代改): what it had handed in stands again, and its reason goes to the reviewer."""
    if not reason.strip():
        raise NotEnough(
            "不同意代改：没有写理由。应说明为什么不同意；请填写后提交。",
            "contesting: no reason was given; say why you do not agree, then send it.",
        )
    with doing(actor, "contest", filing_id) as under_way:
        filing = under_way.filing
        table = table_of(handed(filing).revision)
        revise(filing, table, Origin(actor.person, Revision.Cause.CONTESTED))
        filing.answer_by = None
        under_way.move(Deed.CONTEST, opinion=reason.strip())
    return filing


def handed(filing: Filing) -> Handin:
    """What was handed in last. Raises NotEnough where nothing was."""
    if filing.handed is None:
        raise NotEnough(f"{filing}：尚未报送。请先由单位报送。", f"{filing}: was not handed in; the unit hands it in first.")
    return filing.handed


def _handed_anew(under_way: Doing, filing: Filing) -> Handin:
    revision = filing.revision
    if revision is None:
        return handed(filing)
    table, today = table_of(revision), timezone.localdate()
    answer = waived_for_all(checked(table, settings_of(filing), today=today, budget=budget_of(filing)), table, filing, today)
    made = hand_in(filing, revision, (table, answer), under_way.actor.person)
    under_way.note(after={"handin": made.number, "revision": revision.number})
    return made
