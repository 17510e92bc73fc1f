"""Submit (报送): the newest revision is handed in; errors block unless the unit objected with a reason, warnings ask for a word.

The review at the hand-in is the one that counts: it is kept as bytes, with the tool that gave it.
"""

from attrs import evolve
from django.utils import timezone

from jiheng.errors import NotEnough, WrongState
from jiheng.model.answer import CheckAnswer
from jiheng.model.finding import Finding, Severity
from jiheng.model.indicator import Indicator
from jiheng.web.filing.actions.edit import typist
from jiheng.web.filing.doing import Doing, doing, wrong_state
from jiheng.web.filing.edits import Drop, edited
from jiheng.web.filing.filings import Filing, Handin, Revision
from jiheng.web.filing.handing import hand_in
from jiheng.web.filing.holding import Objection
from jiheng.web.filing.listed import bind, budget_of, demand_standing
from jiheng.web.filing.revising import Origin, revise
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.understanding import checked, settings_of, waived_for_all
from jiheng.web.filing.way import Deed
from jiheng.web.organizations.acting import Actor

MOST_NAMED = 3


def submit(actor: Actor, filing_id: int, *, revision: int, word: str = "") -> Handin:
    """Hand in the revision that the person saw. Raises NotAllowed, WrongState, and NotEnough for errors without an objection or warnings without a word."""
    with doing(actor, "submit", filing_id) as under_way:
        filing = under_way.filing
        newest = filing.revision
        if newest is None or newest.number != revision:
            raise wrong_state(filing, "submit")
        newest, today = _tidied(under_way, newest), timezone.localdate()
        table = table_of(newest)
        bind(filing)
        demand_standing(filing)
        answer = checked(table, settings_of(filing), today=today, budget=budget_of(filing))
        answer = waived_for_all(answer, table, filing, today)
        demand_ready(filing, answer, word)
        handin = hand_in(filing, newest, (table, answer), actor.person, word.strip())
        under_way.move(Deed.SUBMIT, opinion=word.strip())
        under_way.note(after={"handin": handin.number, "revision": newest.number, "digest": newest.digest, "findings": handin.digest})
    return handin


def _tidied(under_way: Doing, newest: Revision) -> Revision:
    """The revision without lines in which nothing was written: they are no indicators; what was dropped stands in the new one's edits."""
    table = table_of(newest)
    empty = [Drop(key) for key in (*table.keys, *table.midterm_keys) if _is_empty(table.row(key))]
    if not empty:
        return newest
    filing = under_way.filing
    result = edited(table, empty, typist(filing))
    under_way.note(after={"empty_lines_dropped": len(result.made)})
    return revise(filing, result.table, Origin(under_way.actor.person, Revision.Cause.TYPED, result.made))


def _is_empty(row: Indicator | None) -> bool:
    return row is not None and evolve(row, level1=None, level2=None, node=None, required=None, place=None) == Indicator("")


def demand_ready(filing: Filing, answer: CheckAnswer, word: str) -> None:
    """Raise NotEnough where errors stand that nobody objected to, or warnings without a word."""
    standing = blocking(filing, answer)
    if standing:
        named = "、".join(dict.fromkeys(finding.rule for finding in standing[:MOST_NAMED]))
        raise NotEnough(
            f"{filing}：还有 {len(standing)} 处错误（{named} 等）没有改，也没有说明理由。报送前应改正错误，或逐条提出异议并写明理由；请在表中处理后再报送。",
            f"{filing}: {len(standing)} errors ({named} …) are neither mended nor objected to: mend them or object with a reason, then hand in.",
        )
    warnings = sum(finding.severity is Severity.WARNING for finding in answer.findings)
    if warnings and not word.strip():
        raise NotEnough(
            f"{filing}：有 {warnings} 处提醒，报送说明是空的。有提醒的表报送时应写一句说明；请填写报送说明后再试。",
            f"{filing}: {warnings} warnings stand and no word was given; a table with warnings is handed in with a word: write it and try again.",
        )


def blocking(filing: Filing, answer: CheckAnswer) -> list[Finding]:
    """The errors that stand in the way of a hand-in: those without an objection, and those whose objection was not upheld."""
    objected = set(Objection.objects.filter(filing=filing).exclude(waived=False).values_list("fingerprint", flat=True))
    return [finding for finding in answer.findings if finding.severity is Severity.ERROR and finding.fingerprint not in objected]


def withdraw(actor: Actor, filing_id: int) -> Filing:
    """Withdraw (撤回): take a table back that nobody has passed on yet. Raises NotAllowed and WrongState."""
    with doing(actor, "withdraw", filing_id) as under_way:
        if under_way.filing.position.level != under_way.filing.task.way.levels[0]:
            raise WrongState(
                f"{under_way.filing}：下一环节已经受理，不能撤回。只能在首个环节办理前撤回；请联系审核人退回。",
                f"{under_way.filing}: has been passed on; it can be withdrawn before the first level passes it: ask the reviewer to return it.",
            )
        under_way.move(Deed.WITHDRAW)
    return under_way.filing
