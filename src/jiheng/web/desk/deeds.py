"""Deeds of the desk: each POST calls one deed of reviewing or approving, says what came of it, and goes on to the next table."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiheng.errors import DeedRefused, NotEnough
from jiheng.web.approving.actions.approve import approve, approve_all
from jiheng.web.desk.queries import neighbours
from jiheng.web.filing.actions.object import decide
from jiheng.web.filing.answering import answered
from jiheng.web.filing.edits import Set
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.holding import Objection
from jiheng.web.filing.way import Grade, State
from jiheng.web.organizations.acting import Actor
from jiheng.web.organizations.models import Body
from jiheng.web.organizations.requests import actor_of, day_of, language_of
from jiheng.web.reviewing.actions.amend import amend
from jiheng.web.reviewing.actions.answer_all import Common, answer_all
from jiheng.web.reviewing.actions.grade import TestGrade, grade
from jiheng.web.reviewing.actions.judge import Verdict, accept, refuse, send_back
from jiheng.web.reviewing.actions.opine import Opinion, close, opine, unsay
from jiheng.web.reviewing.models import Thread

Deed = Callable[[Actor, HttpRequest, int], str]
EXPIRES = ("有效至", "valid until")


def pass_on(actor: Actor, request: HttpRequest, filing_id: int) -> str:
    """Pass; at the last level that approves."""
    filing = Filing.objects.select_related("task").filter(pk=filing_id).first()
    last = filing is not None and filing.level == filing.task.levels[-1]
    done = approve(actor, filing_id, _verdict(request)) if last else accept(actor, filing_id, _verdict(request))
    return (
        _("《{table}》已审定。").format(table=done)
        if done.state == State.APPROVED
        else _("《{table}》已通过，送下一环节。").format(table=done)
    )


def give_back(actor: Actor, request: HttpRequest, filing_id: int) -> str:
    """Return to the unit with the opinions."""
    return _("《{table}》已退回单位修改。").format(table=send_back(actor, filing_id, _verdict(request)))


def turn_down(actor: Actor, request: HttpRequest, filing_id: int) -> str:
    """Refuse."""
    return _("《{table}》已办理不予安排。").format(table=refuse(actor, filing_id, _verdict(request)))


MANY: dict[str, Callable[[Actor, int, Verdict], object]] = {"pass": accept, "return": send_back}
"""What can be done with many tables at once; the last level's passing is an approval, which binds them into one batch."""
LONGEST_KEY = 19
"""Digits of a key, so that no number is too long for the database."""
MOVING: dict[str, Deed] = {"pass": pass_on, "return": give_back, "refuse": turn_down}


@login_required
@require_POST
def judge(request: HttpRequest, filing_id: int, deed: str) -> HttpResponse:
    """Pass, return or refuse, then open the next table of the queue."""
    if deed not in MOVING:
        raise Http404
    queued: list[int] = request.session.get("desk", [])
    _before, after = neighbours(queued, filing_id)
    return answered(
        request,
        filing_id,
        lambda: MOVING[deed](actor_of(request), request, filing_id),
        here="desk:table",
        onward=lambda: redirect("desk:table", after) if after is not None else redirect("desk:desk"),
    )


@login_required
@require_POST
def judge_many(request: HttpRequest, deed: str) -> HttpResponse:
    """Pass or return the tables that are ticked, each for itself; what was not done is said with its reason."""
    if deed not in MANY:
        raise Http404
    actor, verdict = actor_of(request), _verdict(request)
    ids = [int(each) for each in dict.fromkeys(request.POST.getlist("filing")) if each.isdecimal() and len(each) < LONGEST_KEY]
    last = _at_last_level(ids) if deed == "pass" else set()
    batch = approve_all(actor, [each for each in ids if each in last], verdict)
    done, refused = len(batch.approved), [because for _id, because in batch.refused]
    for filing_id in ids:
        if filing_id not in last:
            try:
                MANY[deed](actor, filing_id, verdict)
                done += 1
            except DeedRefused as because:
                refused.append(because)
    _say_many(request, deed, done, refused if ids else [_nothing_ticked()])
    return redirect("desk:desk")


def _say_many(request: HttpRequest, deed: str, done: int, refused: list[DeedRefused]) -> None:
    if done:
        said = _("已通过 {count} 张表。") if deed == "pass" else _("已退回 {count} 张表。")
        messages.success(request, said.format(count=done))
    for each in refused:
        messages.error(request, each.say(language_of(request)))


def _at_last_level(ids: list[int]) -> set[int]:
    found = Filing.objects.select_related("task").filter(pk__in=ids)
    return {filing.pk for filing in found if filing.level == filing.task.levels[-1]}


def _nothing_ticked() -> NotEnough:
    return NotEnough(
        "批量办理：没有勾选表。应至少勾选一张；请勾选后再办理（键盘：X）。",
        "many at once: no table is ticked; tick at least one, then try again (key: X).",
    )


@login_required
@require_POST
def say(request: HttpRequest, filing_id: int) -> HttpResponse:
    """An opinion on a cell; with a text for the cell it is a suggestion that the unit accepts with one click."""
    row, field = request.POST.get("row", ""), request.POST.get("field", "")
    instead = request.POST.get("instead", "").strip()
    edits = (Set(field, instead, row or None),) if instead and field else ()
    kind = Thread.Kind.COMMENT if request.POST.get("kind") == "comment" else Thread.Kind.OPINION
    rule, mark = request.POST.get("rule", ""), request.POST.get("fingerprint", "")
    opinion = Opinion(request.POST.get("text", ""), row, field, kind, edits, rule, mark)
    return _and_back(request, filing_id, lambda: _kept(opine(actor_of(request), filing_id, opinion)))


@login_required
@require_POST
def take_back(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Take back an opinion that was not sent."""
    thread = get_object_or_404(Thread, pk=thread_id)

    def _do() -> str:
        unsay(actor_of(request), thread)
        return _("意见已撤回。")

    return _and_back(request, thread.filing_id, _do)


@login_required
@require_POST
def settle(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Close a thread whose answer is accepted."""
    thread = get_object_or_404(Thread, pk=thread_id)

    def _do() -> str:
        close(actor_of(request), thread)
        return _("意见已办结。")

    return _and_back(request, thread.filing_id, _do)


@login_required
@require_POST
def decide_objection(request: HttpRequest, objection_id: int) -> HttpResponse:
    """Waive the finding or uphold it."""
    objection = get_object_or_404(Objection, pk=objection_id)
    waived, reason = request.POST.get("waived") == "1", request.POST.get("reason", "")

    def _do() -> str:
        decide(actor_of(request), objection, waived=waived, reason=reason, expires=day_of(request.POST.get("expires", ""), EXPIRES))
        return _("异议已豁免。") if waived else _("已维持原审核意见。")

    return _and_back(request, objection.filing_id, _do)


@login_required
@require_POST
def give_grades(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Keep the grades of the four tests."""
    tests = {
        name.removeprefix("test-"): TestGrade(Grade(value), request.POST.get(f"opinion-{name.removeprefix('test-')}", ""))
        for name, value in request.POST.items()
        if name.startswith("test-") and value in list(Grade)
    }
    whole = request.POST.get("grade", "")

    def _do() -> str:
        if whole not in list(Grade):
            raise NotEnough(
                "评级：没有选总评等级。应为优、良、中、差之一；请选择后保存。", "grading: the whole has no grade; choose one, then save."
            )
        grade(actor_of(request), filing_id, tests, Grade(whole), request.POST.get("opinion", ""))
        return _("评级已保存。")

    return _and_back(request, filing_id, _do)


@login_required
@require_POST
def change_for_unit(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Change a cell for the unit (代改) and ask for its word."""
    row, field, text = request.POST.get("row", ""), request.POST.get("field", ""), request.POST.get("instead", "")

    def _do() -> str:
        amend(actor_of(request), filing_id, (Set(field, text, row or None),), request.POST.get("text", ""))
        return _("已代改，等待单位确认。")

    return _and_back(request, filing_id, _do)


@login_required
@require_POST
def answer_common(request: HttpRequest) -> HttpResponse:
    """Let a fault stand in all tables of a department or of the county."""
    department = request.POST.get("department", "")
    body = Body.objects.filter(pk=int(department)).first() if department.isdigit() else None
    common = Common(request.POST.get("rule", ""), request.POST.get("name", ""), body)
    try:
        answer_all(actor_of(request), common, request.POST.get("reason", ""), day_of(request.POST.get("expires", ""), EXPIRES))
        messages.success(request, _("已统一处理。"))
    except DeedRefused as because:
        messages.error(request, because.say(language_of(request)))
    return redirect("desk:common")


def _and_back(request: HttpRequest, filing_id: int, deed: Callable[[], str]) -> HttpResponse:
    return answered(request, filing_id, deed, here="desk:table")


def _kept(thread: Thread) -> str:
    return _("修改建议已保存，退回或通过时送达单位。") if thread.edits else _("意见已保存，退回或通过时送达单位。")


def _verdict(request: HttpRequest) -> Verdict:
    said = request.POST.get("grade", "")
    return Verdict(request.POST.get("opinion", ""), Grade(said) if said in list(Grade) else None)
