"""Adjust (调整): a bound table is changed by a new filing that goes the same way, with a reason; its rows keep their keys."""

from django.db import transaction
from django.utils import timezone

from jiheng.errors import NotEnough, WrongState
from jiheng.web.filing.changes import Change, changes
from jiheng.web.filing.doing import doing
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.revising import Origin, revise
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import framework
from jiheng.web.filing.way import ENDED
from jiheng.web.organizations.acting import Actor
from jiheng.web.reviewing.actions.amend import handed
from jiheng.web.trail import chain


def adjust(actor: Actor, filing_id: int, reason: str) -> Filing:
    """Open an adjustment of a bound table. Raises NotEnough without a reason and WrongState where one is open already."""
    if not reason.strip():
        raise NotEnough(
            "申请调整：没有写理由。调整绩效目标应说明原因；请填写后再试。",
            "adjusting: no reason was given; say why the targets change, then try again.",
        )
    with transaction.atomic(), doing(actor, "adjust", filing_id) as under_way:
        bound = under_way.filing
        if bound.adjustments.exclude(state__in=[state.value for state in ENDED]).exists():
            raise WrongState(
                f"{bound}：已有一份调整在办理。一张表同时只能有一份调整；请先办完，或在那份调整上修改。",
                f"{bound}: an adjustment is under way; there is one at a time: finish it, or change that one.",
            )
        table, now = table_of(handed(bound).revision), timezone.now()
        made = Filing.objects.create(
            task=bound.task,
            unit=bound.unit,
            layout=bound.layout,
            adjusts=bound,
            listed=bound.listed,
            reason=reason.strip(),
            holder=actor.person,
            held=now,
        )
        revise(made, table, Origin(actor.person, Revision.Cause.CARRIED))
        made.save()
        under_way.note(after={"adjustment": made.pk, "reason": reason.strip()})
        chain.record(chain.Deed(actor.name, "begin", "filing", str(made.pk), None, {"adjusts": bound.pk}, actor.address))
    return made


def adjusted(filing: Filing) -> tuple[Change, ...]:
    """What an adjustment changes against the table that it adjusts (目标由 ≥400 件降至 ≥300 件，资金不变)."""
    if filing.adjusts is None or filing.revision is None:
        return ()
    return changes(table_of(handed(filing.adjusts).revision), table_of(filing.revision), framework())
