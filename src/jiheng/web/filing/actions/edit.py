"""Edit (编辑): the edits of a browser as a new revision; the same sending twice is one revision, an old page is merged or told so."""

from collections.abc import Sequence
from datetime import timedelta

from attrs import evolve, frozen
from django.utils import timezone

from jiheng.errors import HeldByAnother, OutOfDate
from jiheng.framework.layouts import layout_named
from jiheng.model.answer import CheckAnswer
from jiheng.web.filing.doing import Doing, doing
from jiheng.web.filing.edits import Edit, Edited, Insert, Set, decoded, edited, encoded
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.listed import budget_of
from jiheng.web.filing.revising import Origin, index, revise
from jiheng.web.filing.tables import Table, table_of
from jiheng.web.filing.typing import Typist
from jiheng.web.filing.understanding import checked, framework, settings_of, shown, waived_for_all
from jiheng.web.organizations.acting import Actor

HOLD = timedelta(minutes=10)
"""How long a table stays held by a person who has stopped typing."""


@frozen(eq=False)
class Sending:
    """What a browser sends: its name for the sending, the revision that it worked on, the edits."""

    token: str
    base: int
    edits: Sequence[Edit]
    lang: str = "zh"


@frozen(eq=False)
class Typed:
    """What came of a sending: the table as it stands now, its revision, its review, and the edits that did not fit."""

    filing: Filing
    revision: Revision
    table: Table
    review: CheckAnswer
    result: Edited


def edit(actor: Actor, filing_id: int, sending: Sending) -> Typed:
    """Make the edits. Raises NotAllowed, HeldByAnother, OutOfDate; nothing was changed then."""
    with doing(actor, "edit", filing_id) as under_way:
        filing = under_way.filing
        demand_hold(under_way)
        known = filing.revisions.filter(token=sending.token).first() if sending.token else None
        if known is not None:
            return _seen_before(filing, known, sending.lang)
        current = table_of(_newest(filing))
        _demand_fresh(filing, sending)
        made = _mends(filing, current, sending.edits)
        result = edited(current, made, typist(filing))
        review = _reviewed(filing, result.table, sending.lang)
        revision = _newest(filing)
        if result.made:
            revision = revise(filing, result.table, Origin(actor.person, _cause(result.made), result.made, token=sending.token or None))
        index(filing, result.table, review)
        said: dict[str, object] = {"rows": _names(current, result), "edits": encoded(result.made)}
        if result.made:
            said["cause"] = _cause(result.made).value
        under_way.note(after={"revision": revision.number, "digest": revision.digest, **said})
    return Typed(filing, revision, result.table, review, result)


def restore(actor: Actor, filing_id: int, number: int) -> Revision:
    """An earlier revision as the newest one (恢复版本); those between stay. Raises NotAllowed, HeldByAnother, OutOfDate."""
    with doing(actor, "edit", filing_id) as under_way:
        filing = under_way.filing
        demand_hold(under_way)
        earlier = filing.revisions.filter(number=number).first()
        if earlier is None:
            raise OutOfDate(
                f"{filing}：没有第 {number} 版。请从历史中选择。", f"{filing}: there is no revision {number}: choose one from its history."
            )
        table = table_of(earlier)
        revision = revise(filing, table, Origin(actor.person, Revision.Cause.TAKEN_BACK))
        index(filing, table, _reviewed(filing, table))
        under_way.note(after={"revision": revision.number, "restored": number, "digest": revision.digest})
    return revision


def typist(filing: Filing) -> Typist:
    """Who types on the filing's form."""
    return Typist(framework(), layout_named(framework(), filing.layout))


def demand_hold(under_way: Doing) -> None:
    """Take the table for the person, or raise HeldByAnother where a colleague has it and typed within the last minutes."""
    filing, now = under_way.filing, timezone.now()
    free = filing.holder is None or filing.holder == under_way.actor.person or filing.held is None or now - filing.held > HOLD
    if not free:
        since = timezone.localtime(filing.held).strftime("%H:%M") if filing.held else ""
        raise HeldByAnother(
            f"{filing}：{filing.holder} 正在编辑（{since} 起）。同一张表同时只能由一人编辑；请稍后再试，或说明理由后接手。",
            f"{filing}: {filing.holder} is editing it (since {since}); one person edits a table at a time: wait, or take it over with a word.",
        )
    filing.holder, filing.held = under_way.actor.person, now


def _mends(filing: Filing, current: Table, edits: Sequence[Edit]) -> Sequence[Edit]:
    """The edits; one that claims to be a rule's mend keeps the rule's code only where the review of the table offers just that."""
    if not any(isinstance(each, Set) and each.rule for each in edits):
        return edits
    found = shown(_reviewed(filing, current), current)
    offered = {(each.finding.rule, each.row, each.finding.fix.field, each.finding.fix.after) for each in found if each.finding.fix}
    return [
        evolve(each, rule=None) if isinstance(each, Set) and (each.rule, each.row or "", each.field, each.text) not in offered else each
        for each in edits
    ]


def _cause(made: Sequence[Edit]) -> Revision.Cause:
    mended = bool(made) and all(isinstance(each, Set) and each.rule for each in made)
    return Revision.Cause.MENDED if mended else Revision.Cause.TYPED


def _names(before: Table, result: Edited) -> dict[str, str]:
    """The names of the rows that the edits touch, by key, so that the trail can be read without the tables; one left blank has its old one."""
    touched = {each.row for each in result.made if each.row}
    names: dict[str, str] = {}
    for table in (before, result.table):
        said = table.declaration
        halves = ((table.keys, said.indicators), (table.midterm_keys, said.midterm_indicators))
        names |= {key: row.name for keys, rows in halves for key, row in zip(keys, rows, strict=True) if key in touched and row.name}
    return names


def _seen_before(filing: Filing, revision: Revision, lang: str) -> Typed:
    table = table_of(revision)
    result = Edited(table, decoded(revision.edits), ())
    return Typed(filing, revision, table, _reviewed(filing, table, lang), result)


def _reviewed(filing: Filing, table: Table, lang: str = "zh") -> CheckAnswer:
    """What the page of the table shows as its review, too: without what was answered once for many tables."""
    today = timezone.localdate()
    answer = checked(table, settings_of(filing), today=today, lang=lang, budget=budget_of(filing))
    return waived_for_all(answer, table, filing, today)


def _newest(filing: Filing) -> Revision:
    if filing.revision is None:
        raise OutOfDate(f"{filing}：还没有内容；请先导入或新建。", f"{filing}: holds nothing yet: import or begin it first.")
    return filing.revision


def _demand_fresh(filing: Filing, sending: Sending) -> None:
    """Raise OutOfDate where what was typed on an older page touches a cell that has changed since."""
    newest = _newest(filing)
    if sending.base == newest.number:
        return
    since = [decoded(each.edits) for each in filing.revisions.filter(number__gt=sending.base).order_by("number")]
    whole = any(not edits for edits in since) or sending.base > newest.number
    touched = {_touches(each) for edits in since for each in edits}
    mine = {_touches(each) for each in sending.edits}
    if whole or touched & mine:
        raise OutOfDate(
            f"{filing}：您编辑时，第 {newest.number} 版已改动了同一处。应在最新版上修改；请查看最新内容后重做，您输入的文字仍保留在页面上。",
            f"{filing}: revision {newest.number} has changed the same place meanwhile: look at the newest and do it again; what you typed is kept.",
        )


def _touches(each: Edit) -> tuple[str | None, str]:
    if isinstance(each, Set):
        return each.row, each.field
    return (each.row, "*") if not isinstance(each, Insert) else (each.row, "+")
