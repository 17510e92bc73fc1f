"""Approval as a snapshot, letters as bytes, adjustments as new tables on the same way."""

from datetime import date
from typing import Any

import pytest
from county import County, at, county, handed_in
from django.test import Client
from django.urls import reverse

from jiheng.doors import read_named
from jiheng.errors import NotAllowed, NotEnough, WrongState
from jiheng.web.approving.actions.adjust import adjust, adjusted
from jiheng.web.approving.actions.approve import approve_all, sealed
from jiheng.web.approving.actions.issue import Heading, issue, reopen
from jiheng.web.approving.models import Approval, Letter
from jiheng.web.filing.actions.edit import Sending, edit
from jiheng.web.filing.edits import Set
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.printing import printed
from jiheng.web.filing.tables import digest_of
from jiheng.web.filing.way import Level, State
from jiheng.web.reviewing.actions.amend import amend, confirm, contest
from jiheng.web.reviewing.actions.judge import Verdict, accept, send_back
from jiheng.web.reviewing.actions.opine import Opinion, opine, reply, take
from jiheng.web.reviewing.models import Thread
from jiheng.web.trail.chain import broken

pytestmark = pytest.mark.django_db
HEADING = Heading("清财绩〔2025〕3号", date(2025, 12, 1), "清江县财政局")


def test_an_approval_fixes_what_the_table_is_held_to_and_is_sealed() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    approval = Approval.objects.get(filing=filing)
    fixed = {name: getattr(approval, name) for name in ("layout", "required", "weights", "policy", "tool")}
    assert approval.digest == sealed(approval.revision.digest, fixed)
    assert sum(float(points) for points in approval.weights["rows"].values()) + float(approval.weights["execution"]) == 100
    assert set(approval.weights["rows"]) == set(approval.revision.keys)
    with pytest.raises(TypeError, match="written once"):
        approval.save()


def test_a_letter_binds_its_tables_and_is_kept_byte_for_byte() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    department = held.unit.department
    assert department is not None
    letter = issue(held["performance"], department, [filing.pk], HEADING)
    assert Filing.objects.get(pk=filing.pk).state == State.BOUND
    assert digest_of(bytes(letter.body)) == letter.digest
    from pypdfium2 import PdfDocument

    text = "".join(page.get_textpage().get_text_bounded() for page in PdfDocument(bytes(letter.body)))
    assert "〔2025〕3号" in text
    assert letter.head in text.replace("\r\n", "").replace("\n", "")
    client = Client()
    client.force_login(held["clerk"].person)
    answer: Any = client.get(reverse("approving:letter", args=(letter.pk,)))
    assert b"".join(answer.streaming_content) == bytes(letter.body)
    client.force_login(held["stranger"].person)
    assert client.get(reverse("approving:letter", args=(letter.pk,))).status_code == 404
    assert not list(broken())


def test_all_tables_of_a_letter_or_none() -> None:
    held = county()
    filing, waiting = at(held, State.APPROVED), at(held, State.REVIEWING, Level.PERFORMANCE)
    department = held.unit.department
    assert department is not None
    with pytest.raises(NotAllowed):
        issue(held["performance"], department, [filing.pk, waiting.pk], HEADING)
    assert Filing.objects.get(pk=filing.pk).state == State.APPROVED
    issue(held["performance"], department, [filing.pk], HEADING)
    with pytest.raises(NotEnough, match="文号"):
        issue(held["performance"], department, [waiting.pk], HEADING)
    assert Letter.objects.count() == 1


def test_many_are_approved_each_for_itself() -> None:
    held = county()
    ready = [at(held, State.REVIEWING, Level.PERFORMANCE) for _ in range(3)]
    not_yet = handed_in(held)
    batch = approve_all(held["performance"], [*(each.pk for each in ready), not_yet.pk], Verdict("同意"))
    assert len(batch.approved) == 3
    assert [number for number, _because in batch.refused] == [not_yet.pk]
    assert Approval.objects.filter(batch=batch.name).count() == 3


def test_an_adjustment_goes_the_same_way_and_says_what_it_changes() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    department = held.unit.department
    assert department is not None
    with pytest.raises(NotAllowed):
        adjust(held["clerk"], filing.pk, "经费压减")
    issue(held["performance"], department, [filing.pk], HEADING)
    made = adjust(held["clerk"], filing.pk, "汛期缩短")
    with pytest.raises(WrongState):
        adjust(held["clerk"], filing.pk, "再来一次")
    row = Filing.objects.get(pk=made.pk).revision
    assert row is not None
    edit(held["clerk"], made.pk, Sending("x", 1, (Set("target", "≥36次", row.keys[0]),)))
    changed = adjusted(Filing.objects.get(pk=made.pk))
    assert [change.zh for change in changed] == ["「巡查水库次数」目标由 ≥48次 降至 ≥36次，资金不变"]
    assert changed[0].looser


def test_an_approved_table_goes_back_only_with_a_reason_and_before_its_letter() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    with pytest.raises(NotEnough):
        reopen(held["performance"], filing.pk, " ")
    assert reopen(held["performance"], filing.pk, "资金有变").state == State.RETURNED


def test_a_reviewers_change_waits_for_the_units_word() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    with pytest.raises(NotEnough):
        amend(held["department"], filing.pk, (Set("goal", "新"),), "")
    amend(held["department"], filing.pk, (Set("goal", "全年巡查48次。"),), "表述不清")
    with pytest.raises(NotAllowed):
        accept(held["department"], filing.pk, Verdict("同意"))
    confirm(held["clerk"], filing.pk)
    assert Filing.objects.get(pk=filing.pk).state == State.REVIEWING
    assert accept(held["department"], filing.pk, Verdict("同意")).level == Level.SECTION


def test_a_contested_change_leaves_the_table_as_it_was_handed_in() -> None:
    held = county()
    filing = at(held, State.CONFIRMING)
    handed = filing.handed
    assert handed is not None
    with pytest.raises(NotEnough):
        contest(held["clerk"], filing.pk, "")
    after = contest(held["clerk"], filing.pk, "原表述符合批准的方案")
    assert after.revision is not None
    assert after.revision.digest == handed.revision.digest


def test_a_return_needs_an_opinion_and_a_suggestion_is_taken_with_one_deed() -> None:
    held: County = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    with pytest.raises(NotEnough):
        send_back(held["department"], filing.pk, Verdict(""))
    revision = filing.revision
    assert revision is not None
    row = revision.keys[1]
    suggestion = opine(held["department"], filing.pk, Opinion("提高要求", row, "target", edits=(Set("target", "≥98%", row),)))
    assert not Thread.objects.get(pk=suggestion.pk).sent
    send_back(held["department"], filing.pk, Verdict(""))
    suggestion.refresh_from_db()
    assert suggestion.sent
    take(held["clerk"], suggestion)
    suggestion.refresh_from_db()
    assert suggestion.answer == Thread.Answer.DONE
    newest = Filing.objects.get(pk=filing.pk).revision
    assert newest is not None
    other = opine_again = suggestion
    with pytest.raises(NotEnough):
        reply(held["clerk"], other, "", Thread.Answer.DECLINED)
    assert opine_again.said == "≥95%"


def test_a_print_bears_its_version_and_reads_back_the_same() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    revision = filing.revision
    assert revision is not None
    for ending in (".docx", ".xlsx", ".html", ".pdf"):
        content = printed(filing, revision, ending)
        back = read_named(content, f"表{ending}").declarations
        assert len(back) == 1, ending
        assert [row.target.text for row in back[0].indicators] == ["≥48次", "≥95%", "2025年12月底前", "2500元/次", "≥12个", "≥90%"], ending
    assert revision.digest.encode() in printed(filing, revision, ".html")
