"""The desk: what counted at the hand-in and what came later, a table that came back, what stands beside a target, many at once."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from county import County, at, county, declaration, filed, handed_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jiheng.model.finding import Finding
from jiheng.values import read_value
from jiheng.web.approving.models import Approval
from jiheng.web.desk.queries import OnDesk, on_desk, tally
from jiheng.web.filing.actions.begin import Beginning, begin
from jiheng.web.filing.actions.edit import Sending, edit
from jiheng.web.filing.actions.object import decide, object_to
from jiheng.web.filing.actions.submit import blocking, submit
from jiheng.web.filing.edits import Set
from jiheng.web.filing.filings import Filing, Handin, Revision
from jiheng.web.filing.holding import CommonAnswer, Objection, Review
from jiheng.web.filing.tables import keyed, table_of
from jiheng.web.filing.understanding import checked, recalled, settings_of, stored
from jiheng.web.filing.way import Level, State
from jiheng.web.reviewing.actions.answer_all import Common, answer_all
from jiheng.web.reviewing.actions.judge import Verdict, send_back
from jiheng.web.reviewing.actions.opine import Opinion, opine, reply
from jiheng.web.reviewing.models import Thread

pytestmark = pytest.mark.django_db


def handin_of(filing: Filing) -> Handin:
    handed = Filing.objects.get(pk=filing.pk).handed
    assert handed is not None
    return handed


def revision_of(filing: Filing) -> Revision:
    found = Filing.objects.get(pk=filing.pk).revision
    assert found is not None
    return found


def desk_of(held: County, filing: Filing, who: str = "department") -> OnDesk:
    return on_desk(Filing.objects.get(pk=filing.pk), handin_of(filing), held[who].person)


def page(held: County, filing: Filing, who: str = "department", query: str = "", language: str = "zh-hans") -> str:
    client = Client(headers={"accept-language": language})
    client.force_login(held[who].person)
    answer = client.get(reverse("desk:table", args=(filing.pk,)) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def came_back(held: County) -> tuple[Filing, dict[str, Thread]]:
    """A table that was returned with four opinions: one acted on, one in part, one declined, one left alone; and one change that nobody asked for."""
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    keys = revision_of(filing).keys
    said = {
        "done": Opinion("次数偏低", keys[0], "target"),
        "partly": Opinion("整改率应提高", keys[1], "target"),
        "declined": Opinion("费用偏高", keys[3], "target"),
        "ignored": Opinion("补充受益村名单", keys[4], "name"),
    }
    threads = {name: opine(held["department"], filing.pk, each) for name, each in said.items()}
    send_back(held["department"], filing.pk, Verdict("请修改"))
    clerk = held["clerk"]
    edits = (Set("target", "≥60次", keys[0]), Set("target", "≥96%", keys[1]), Set("target", "≥80%", keys[5]))
    edit(clerk, filing.pk, Sending("again", revision_of(filing).number, edits))
    reply(clerk, threads["partly"], "条件有限", Thread.Answer.PARTLY)
    reply(clerk, threads["declined"], "标准是县里定的", Thread.Answer.DECLINED)
    handed_in(held, filing)
    return filing, threads


def test_each_opinion_stands_beside_what_answers_it() -> None:
    held = county()
    filing, threads = came_back(held)
    held_back = desk_of(held, filing, "head").returned
    by_thread = {each.thread.pk: each for each in held_back.answered}
    done, partly, declined, ignored = (by_thread[threads[name].pk] for name in ("done", "partly", "declined", "ignored"))
    assert (done.was, done.now, done.changed, done.ignored) == ("≥48次", "≥60次", True, False)
    assert (partly.now, partly.thread.answer) == ("≥96%", "partly")
    assert (declined.changed, declined.ignored, declined.thread.answer) == (False, False, "declined")
    assert ignored.ignored
    assert held_back.open == 1
    assert [change.zh for change in held_back.others] == ["「库区居民满意度」目标由 ≥90% 降至 ≥80%，资金不变"]


def test_the_page_of_what_came_back_says_it_and_folds_what_nobody_touched() -> None:
    held = county()
    filing, _threads = came_back(held)
    said = page(held, filing, "head")
    for words in (
        "≥48次</del> → <ins>≥60次",
        "部分采纳",
        "条件有限",
        "未采纳",
        "标准是县里定的",
        "没有答复",
        "要求降低",
        "1 条意见没有改也没有答复",
    ):
        assert words in said, words
    assert "另有 1 行没有改动" in said
    assert "巡查完成时间" not in said.partition("data-sheet")[2].partition("</table>")[0]
    whole = page(held, filing, "head", "?fold=0")
    assert "巡查完成时间" in whole
    assert "折叠没有改动的行" in whole
    english = page(held, filing, "head", language="en")
    assert "satisf" in english or "lowered" in english


def test_a_table_that_was_never_returned_is_whole() -> None:
    held = county()
    said = page(held, at(held, State.REVIEWING, Level.DEPARTMENT))
    assert "已折叠" not in said
    assert "came-back" not in said


def reviewed_later(filing: Filing, findings: tuple[Finding, ...], minutes: int = 5) -> None:
    handin = handin_of(filing)
    answer = evolve(recalled(handin.findings), findings=findings)
    made = handin.at + timedelta(minutes=minutes)
    Review.objects.create(revision=handin.revision, tool="newer", findings=stored(answer), made=made)


def test_findings_that_came_later_are_shown_as_later() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    counted = desk_of(held, filing).findings
    assert counted
    first = counted[0].finding
    newer = evolve(first, rule="VAL001", fingerprint="f" * 16, message="新规则发现的问题。")
    reviewed_later(filing, (newer,))
    shown = desk_of(held, filing)
    assert shown.findings == counted or [each.finding for each in shown.findings] == [each.finding for each in counted]
    assert shown.later is not None
    assert [each.finding.message for each in shown.later.new] == ["新规则发现的问题。"]
    assert first.fingerprint in shown.later.gone
    said = page(held, filing)
    for words in ("报送后的复审", "报送后新增", "复审不再提出", "以报送时的结果为准", "规则"):
        assert words in said, words


def test_a_later_review_that_says_the_same_and_an_earlier_one_are_not_shown() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    findings = tuple(each.finding for each in desk_of(held, filing).findings)
    reviewed_later(filing, findings)
    assert desk_of(held, filing).later is None
    Review.objects.all().delete()
    reviewed_later(filing, (), minutes=-5)
    assert desk_of(held, filing).later is None


def test_what_was_answered_for_all_since_is_marked() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.SECTION)
    first = desk_of(held, filing, "section").findings[0].finding
    answer_all(held["section"], Common(first.rule, "", held.unit.department), "全县统一口径")
    assert first.fingerprint in desk_of(held, filing, "section").let
    assert "已统一豁免" in page(held, filing, "section")
    CommonAnswer.objects.update(expires=timezone.localdate() - timedelta(days=1))
    assert first.fingerprint not in desk_of(held, filing, "section").let


def other_table(held: County, unit: str, target: str, project: str, year: int | None = None) -> Filing:
    """A sister unit's table, or last year's of the same unit, handed in and seen by the performance section."""
    said = declaration(project)
    rows = tuple(evolve(row, target=read_value(target, year=2025)) if row.name == "巡查水库次数" else row for row in said.indicators)
    task = held.task
    if year is not None:
        task = type(task).objects.create(form="target", year=year, title=f"{year} 年", due=task.due)
    body, who = (held.unit, "clerk") if unit == "own" else (held.other, "stranger")
    filing = begin(held[who], task, body, Beginning(keyed(evolve(said, indicators=rows))))
    for finding in blocking(filing, checked(table_of(revision_of(filing)), settings_of(filing), today=None)):
        object_to(held[who], filing.pk, finding, "标准已经核定")
    submit(held[who], filing.pk, revision=1, word="已核对")
    Filing.objects.filter(pk=filing.pk).update(seen_by="|unit|department|section|performance|")
    return filing


def test_last_year_and_sister_units_stand_beside_each_target() -> None:
    held = county()
    other_table(held, "own", "≥40次", "2024年水库巡查经费", year=2024)
    other_table(held, "other", "≥36次", "水库巡查经费")
    other_table(held, "other", "≥99次", "公路养护经费")
    filing = handed_in(held, filed(held, "2025年度水库巡查经费"))
    Filing.objects.filter(pk=filing.pk).update(seen_by="|performance|", level="performance")
    said = page(held, filing, "performance")
    cell = said.partition("≥48次")[2].partition("</td>")[0]
    assert "上年 ≥40次" in cell
    assert "交通局本级 ≥36次" in cell
    assert "≥99次" not in said
    assert "≥36次" not in page(held, filing, "head"), "a unit does not see another's table"


def test_the_desk_of_one_table_asks_no_more_for_more_opinions() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            page(held, filing)
        counted.append(len(asked))
        for number in range(5):
            opine(held["department"], filing.pk, Opinion(f"意见{number}"))
    assert counted[1] <= counted[0] + 2, counted


def many(held: County, who: str, deed: str, filings: list[Any], **said: str) -> str:
    client = Client()
    client.force_login(held[who].person)
    form = {"filing": [getattr(each, "pk", each) for each in filings], **said}
    return client.post(reverse("desk:judge-many", args=(deed,)), form, follow=True).content.decode()


def states(filings: list[Filing]) -> list[tuple[str, str]]:
    return [Filing.objects.values_list("state", "level").get(pk=each.pk) for each in filings]


def test_many_are_passed_or_returned_each_by_the_same_deed() -> None:
    held = county()
    first, second, own = (handed_in(held, filed(held, f"第{number}条河道整治")) for number in range(3))
    assert "没有写退回意见" in many(held, "head", "return", [first, second])
    assert "已退回 2 张表" in many(held, "head", "return", [first, second, "x", "9" * 40], opinion="请补充测算")
    assert states([first, second]) == [("returned", "")] * 2
    assert "已通过 1 张表" in many(held, "head", "pass", [own, first])
    assert states([own, first]) == [("reviewing", "department"), ("returned", "")]
    assert many(held, "stranger", "pass", [own]).count("已通过") == 0
    assert "没有勾选" in many(held, "head", "pass", [])


def test_many_are_approved_at_the_last_level_in_one_batch() -> None:
    held = county()
    ready = [at(held, State.REVIEWING, Level.PERFORMANCE) for _ in range(2)]
    for objection in Objection.objects.filter(waived=None):
        decide(held["performance"], objection, waived=True, reason="依据充分")
    assert "已通过 2 张表" in many(held, "performance", "pass", ready, opinion="同意")
    assert len(set(Approval.objects.values_list("batch", flat=True))) == 1
    assert states(ready) == [("approved", "")] * 2


@pytest.mark.parametrize("name", ["decide", "answer-common"])
def test_a_day_that_can_not_be_read_decides_nothing(name: str) -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.SECTION)
    objection = Objection.objects.create(filing=filing, fingerprint="f", rule="FND004", message="x", reason="y", by=held["clerk"].person)
    client = Client()
    client.force_login(held["section"].person)
    form = {"waived": "1", "reason": "x", "expires": "年底", "rule": "FND004", "department": str(held.unit.parent_id)}
    address = reverse("desk:decide", args=(objection.pk,)) if name == "decide" else reverse("desk:answer-common")
    assert "有效至：「年底」读不成日期" in client.post(address, form, follow=True).content.decode()
    objection.refresh_from_db()
    assert objection.waived is None
    assert not CommonAnswer.objects.exists()


def common_page(held: County, who: str) -> str:
    client = Client()
    client.force_login(held[who].person)
    answer = client.get(reverse("desk:common"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_fault_in_common_is_listed_with_its_tables_and_answered_once_by_who_may() -> None:
    held = county()
    first = at(held, State.REVIEWING, Level.PERFORMANCE)
    assert "没有共性问题" in common_page(held, "section")
    at(held, State.REVIEWING, Level.PERFORMANCE)
    rule = desk_of(held, first, "section").findings[0].finding.rule
    said = common_page(held, "section")
    assert said.count(f'name="rule" value="{rule}"') >= 1
    assert "2 张表" in said
    assert "全县" not in said, "a section answers for the departments that it watches"
    assert "全县" in common_page(held, "performance")
    assert 'name="reason"' not in common_page(held, "department")
    client = Client()
    client.force_login(held["section"].person)
    form = {"rule": rule, "name": "", "reason": "统一口径", "department": str(held.unit.parent_id)}
    said = client.post(reverse("desk:answer-common"), form, follow=True).content.decode()
    assert f'name="rule" value="{rule}"' not in said
    assert "统一口径" in said


def test_the_faults_in_common_ask_a_bounded_number_of_questions() -> None:
    held = county()
    asked = []
    for _ in range(2):
        for _ in range(2):
            at(held, State.REVIEWING, Level.DEPARTMENT)
        with CaptureQueriesContext(connection) as queries:
            common_page(held, "department")
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 1, asked


@pytest.mark.parametrize(
    ("query", "words"),
    [("", "没有等您审核的表"), ("?tab=done", "您通过、退回过的表"), ("?q=没有这个", "没有符合条件的表"), ("?errors=1", "去掉全部条件")],
)
def test_an_empty_queue_says_why_and_what_comes_next(query: str, words: str) -> None:
    held = county()
    client = Client()
    client.force_login(held["section"].person)
    assert words in client.get(reverse("desk:desk") + query).content.decode()


def test_the_queue_counts_what_waits_what_is_late_and_what_has_errors() -> None:
    held = county()
    late, extended, wrong = (at(held, State.REVIEWING, Level.DEPARTMENT) for _ in range(3))
    at(held, State.REVIEWING, Level.SECTION)
    held.task.due = timezone.localdate() - timedelta(days=1)
    held.task.save()
    Filing.objects.filter(pk=extended.pk).update(due=timezone.localdate())
    Filing.objects.filter(pk__in=(late.pk, extended.pk)).update(errors=0)
    Filing.objects.filter(pk=wrong.pk).update(errors=2)
    assert tally(held["department"].person, timezone.localdate()) == {"waiting": 3, "late": 2, "again": 0, "errors": 1}
    assert tally(held["clerk"].person, timezone.localdate()) == {"waiting": 0, "late": 0, "again": 0, "errors": 0}
