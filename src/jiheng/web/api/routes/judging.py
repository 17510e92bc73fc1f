"""What is done with tables on their way (办理): hand in, withdraw, judge, opine, grade, change for the unit, decide."""

from typing import Literal

from django.http import HttpRequest

from jiheng.web.api import asking, shapes
from jiheng.web.api.bearer import actor_of
from jiheng.web.api.models import Scope
from jiheng.web.api.operations import does
from jiheng.web.api.problems import not_found
from jiheng.web.api.routes.reading import found
from jiheng.web.api.routes.writing import body_of, shown_to
from jiheng.web.approving.actions.adjust import adjust
from jiheng.web.approving.actions.approve import approve
from jiheng.web.filing import access
from jiheng.web.filing.actions.object import decide
from jiheng.web.filing.actions.submit import submit, withdraw
from jiheng.web.filing.edits import decoded
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import Objection
from jiheng.web.filing.way import Grade
from jiheng.web.organizations.acting import Actor
from jiheng.web.reviewing.actions.amend import amend, confirm, contest
from jiheng.web.reviewing.actions.answer_all import Common, answer_all
from jiheng.web.reviewing.actions.grade import TestGrade, grade
from jiheng.web.reviewing.actions.judge import Verdict, accept, refuse, send_back
from jiheng.web.reviewing.actions.opine import Opinion, close, opine, unsay
from jiheng.web.reviewing.models import Thread

DEEDS = Scope.DEEDS


@does("/filings/{int:filing_id}/submit", shapes.FilingDetail, DEEDS)
def hand_in(request: HttpRequest, filing_id: int, said: asking.Submit) -> shapes.FilingDetail:
    """报送 · Hand in the revision that was seen."""
    actor = actor_of(request)
    submit(actor, filing_id, revision=said.revision, word=said.word)
    return shown_to(actor, filing_id, request)


@does("/filings/{int:filing_id}/withdraw", shapes.FilingDetail, DEEDS)
def take_back(request: HttpRequest, filing_id: int) -> shapes.FilingDetail:
    """撤回 · Take a table back that nobody has passed on yet."""
    actor = actor_of(request)
    withdraw(actor, filing_id)
    return shown_to(actor, filing_id, request)


@does("/filings/{int:filing_id}/confirm", shapes.FilingDetail, DEEDS)
def agree(request: HttpRequest, filing_id: int) -> shapes.FilingDetail:
    """确认代改 · Take a reviewer's change as the unit's own."""
    actor = actor_of(request)
    confirm(actor, filing_id)
    return shown_to(actor, filing_id, request)


@does("/filings/{int:filing_id}/contest", shapes.FilingDetail, DEEDS)
def disagree(request: HttpRequest, filing_id: int, said: asking.Word) -> shapes.FilingDetail:
    """不同意代改 · Not agree with a reviewer's change."""
    actor = actor_of(request)
    contest(actor, filing_id, said.reason)
    return shown_to(actor, filing_id, request)


@does("/filings/{int:filing_id}/adjust", shapes.FilingDetail, DEEDS)
def change(request: HttpRequest, filing_id: int, said: asking.Word) -> shapes.FilingDetail:
    """申请调整已批复的表 · Open an adjustment of a bound table; the answer is the adjustment."""
    actor = actor_of(request)
    return shown_to(actor, adjust(actor, filing_id, said.reason).pk, request)


@does("/filings/{int:filing_id}/judge/{deed}", shapes.FilingShape, DEEDS)
def judge(request: HttpRequest, filing_id: int, deed: Literal["pass", "return", "refuse"], said: asking.Verdict) -> shapes.FilingShape:
    """审核通过、退回、不予安排 · Pass (at the last level: approve), return, refuse."""
    actor, verdict = actor_of(request), Verdict(said.opinion, Grade(said.grade) if said.grade else None)
    if deed == "pass":
        _pass(actor, filing_id, verdict)
    else:
        (send_back if deed == "return" else refuse)(actor, filing_id, verdict)
    return _after(filing_id)


@does("/filings/{int:filing_id}/threads", shapes.ThreadShape, DEEDS)
def say(request: HttpRequest, filing_id: int, said: asking.Opinion) -> shapes.ThreadShape:
    """在单元格上提出意见或修改建议 · An opinion at a cell; with edits a suggestion."""
    kind, edits = Thread.Kind(said.kind), decoded(said.edits)
    opinion = Opinion(said.text, said.row, said.field, kind, edits, said.rule[:8], said.fingerprint[:64])
    return shapes.ThreadShape.of(opine(actor_of(request), filing_id, opinion))


@does("/threads/{int:thread_id}", shapes.Counted, DEEDS, "DELETE")
def take_word_back(request: HttpRequest, thread_id: int) -> shapes.Counted:
    """撤回自己未送达的意见 · Take back one's own opinion that was not sent."""
    unsay(actor_of(request), _thread(request, thread_id))
    return shapes.Counted(done=1, refused=[])


@does("/threads/{int:thread_id}/close", shapes.ThreadShape, DEEDS)
def settle(request: HttpRequest, thread_id: int) -> shapes.ThreadShape:
    """意见办结 · Close a thread whose answer is accepted."""
    close(actor_of(request), _thread(request, thread_id))
    return shapes.ThreadShape.of(_thread(request, thread_id))


@does("/filings/{int:filing_id}/amend", shapes.FilingDetail, DEEDS)
def change_for_unit(request: HttpRequest, filing_id: int, said: asking.Amend) -> shapes.FilingDetail:
    """代改 · Change the table for the unit, and ask for its word."""
    actor = actor_of(request)
    amend(actor, filing_id, decoded(said.edits), said.reason)
    return shown_to(actor, filing_id, request)


@does("/filings/{int:filing_id}/grades", shapes.FilingDetail, DEEDS)
def grades(request: HttpRequest, filing_id: int, said: asking.Grades) -> shapes.FilingDetail:
    """四性评级 · Grade the four tests and the whole."""
    actor = actor_of(request)
    tests = {name: TestGrade(Grade(each.grade), each.opinion) for name, each in said.tests.items()}
    grade(actor, filing_id, tests, Grade(said.grade), said.opinion)
    return shown_to(actor, filing_id, request)


@does("/objections/{int:objection_id}/decide", shapes.ObjectionShape, DEEDS)
def decision(request: HttpRequest, objection_id: int, said: asking.Decision) -> shapes.ObjectionShape:
    """处理异议：豁免或维持 · Waive the finding or uphold it."""
    tables = access.filings(actor_of(request).person, "see")
    objection = found(Objection.objects.filter(filing__in=tables), objection_id, request)
    made = decide(actor_of(request), objection, waived=said.waived, reason=said.reason, expires=said.expires)
    return shapes.ObjectionShape.of(made)


@does("/common-answers", shapes.Counted, DEEDS)
def common(request: HttpRequest, said: asking.CommonAnswer) -> shapes.Counted:
    """共性问题统一处理 · Let a fault stand in all tables of a department or of the county."""
    department = body_of(said.department) if said.department else None
    answer_all(actor_of(request), Common(said.rule, said.name, department), said.reason, said.expires)
    return shapes.Counted(done=1, refused=[])


def _pass(actor: Actor, filing_id: int, verdict: Verdict) -> None:
    filing = Filing.objects.select_related("task").filter(pk=filing_id).first()
    if filing is not None and filing.level == filing.task.levels[-1]:
        approve(actor, filing_id, verdict)
    else:
        accept(actor, filing_id, verdict)


def _after(filing_id: int) -> shapes.FilingShape:
    """The table after its judgement: the judge is told where it went even where it is no longer theirs to see."""
    return shapes.FilingShape.of(Filing.objects.select_related("task", "unit").get(pk=filing_id))


def _thread(request: HttpRequest, thread_id: int) -> Thread:
    """The opinion, where the person sees its table and it was sent or is their own. Raises RequestRefused (404)."""
    person = actor_of(request).person
    thread = found(Thread.objects.filter(filing__in=access.filings(person, "see")), thread_id, request)
    if not thread.sent and thread.by_id != person.pk:
        raise not_found(request.path)
    return thread
