"""Judge (审核): pass, return or refuse a table at its level; a return needs an opinion, on a cell or on the whole."""

from collections.abc import Callable

from attrs import frozen
from django.utils import timezone

from jiheng.errors import NotEnough
from jiheng.web.filing.doing import Doing, doing
from jiheng.web.filing.filings import Filing, Step
from jiheng.web.filing.holding import Objection
from jiheng.web.filing.way import DEED_OF_GRADE, Deed, Grade, State
from jiheng.web.organizations.acting import Actor
from jiheng.web.reviewing.models import Thread

Bind = Callable[[Doing], None]
"""Fixes what an approved table is held to, inside the deed that approves it."""


@frozen
class Verdict:
    """What a level says: the opinion in words and, where the level grades, the grade."""

    opinion: str = ""
    grade: Grade | None = None


def accept(actor: Actor, filing_id: int, verdict: Verdict, *, bind: Bind | None = None) -> Filing:
    """Pass (审核通过) to the next level; at the last one the table is approved, and `bind` fixes what it is held to.

    Raises NotEnough where objections wait for a decision or for a grade that does not pass, TypeError for a last level without `bind`.
    """
    with doing(actor, "pass", filing_id) as under_way:
        filing = under_way.filing
        _demand_grade(filing, verdict.grade, Deed.PASS)
        undecided = Objection.objects.filter(filing=filing, waived=None).count()
        if undecided and filing.position.level == filing.task.way.levels[-1]:
            raise NotEnough(
                f"{filing}：还有 {undecided} 条异议没有处理。审定前应逐条维持或豁免；请在审核页处理后再通过。",
                f"{filing}: {undecided} objections wait for a decision; uphold or waive each before the table is approved.",
            )
        _judge(under_way, Deed.PASS, verdict)
        if filing.position.state is State.APPROVED:
            if bind is None:
                raise TypeError("a table is approved by approving.actions.approve")
            bind(under_way)
    return filing


def send_back(actor: Actor, filing_id: int, verdict: Verdict) -> Filing:
    """Return (退回) to the unit, with the opinions on cells and on the whole. Raises NotEnough where there is none."""
    with doing(actor, "return", filing_id) as under_way:
        filing = under_way.filing
        _demand_grade(filing, verdict.grade, Deed.RETURN)
        waiting = Thread.objects.filter(filing=filing, sent=False, level=filing.level).exclude(kind=Thread.Kind.COMMENT).exists()
        if not waiting and not verdict.opinion.strip():
            raise NotEnough(
                f"{filing}：没有写退回意见。退回时应说明要改什么，写在单元格上或写总的意见；请填写后再退回。",
                f"{filing}: no opinion was given; a return says what is to be changed, on a cell or for the whole: write it and try again.",
            )
        _judge(under_way, Deed.RETURN, verdict)
    return filing


def refuse(actor: Actor, filing_id: int, verdict: Verdict) -> Filing:
    """Refuse (不予安排), which ends the table's way; the reason goes into its letter. Raises NotEnough without one."""
    if not verdict.opinion.strip():
        raise NotEnough(
            "不予安排：没有写理由。不予安排应写明理由，并写入审核意见书；请填写后再办理。",
            "refusing: no reason was given; it goes into the letter: write it and try again.",
        )
    with doing(actor, "refuse", filing_id) as under_way:
        _demand_grade(under_way.filing, verdict.grade, Deed.REFUSE)
        _judge(under_way, Deed.REFUSE, verdict)
    return under_way.filing


def _judge(under_way: Doing, deed: Deed, verdict: Verdict) -> Step:
    level = under_way.filing.level
    step = under_way.move(deed, opinion=verdict.opinion.strip(), grade=verdict.grade.value if verdict.grade else "")
    Thread.objects.filter(filing=under_way.filing, level=level, sent=False).update(sent=True)
    under_way.note(after={"opinion": step.opinion, "grade": step.grade, "on": timezone.localdate().isoformat()})
    return step


def _demand_grade(filing: Filing, grade: Grade | None, deed: Deed) -> None:
    """Raise NotEnough where the grade asks for another deed (财预〔2015〕88号: 优、良 pass, 中 goes back, 差 is refused)."""
    if grade is None or DEED_OF_GRADE[grade] is deed:
        return
    raise NotEnough(
        f"{filing}：评级为「{grade.value}」，与所选操作不符。优、良应通过，中应退回，差应不予安排；请调整评级或改选操作。",
        f"{filing}: graded {grade.value}, which asks for {DEED_OF_GRADE[grade].value}; change the grade or the deed.",
    )
