"""The first page says what waits, for each in their own words, and says so too where nothing does."""

import pytest
from county import at as table_at
from county import county, handed_in
from django.test import Client

from jiheng.web.filing.filings import Task
from jiheng.web.filing.way import Level, State

pytestmark = pytest.mark.django_db


def home(who: object) -> str:
    client = Client()
    client.force_login(who)  # type: ignore[arg-type]
    return client.get("/").content.decode()


def test_the_performance_section_is_told_what_waits_for_its_letter() -> None:
    held = county()
    assert "等待出具批复" not in home(held["performance"].person)
    table_at(held, State.APPROVED)
    assert "1 张表已审定，等待出具批复" in home(held["performance"].person)
    assert "等待出具批复" not in home(held["section"].person)


@pytest.mark.parametrize(
    ("state", "level", "who", "words"),
    [
        (State.DRAFTING, None, "clerk", "正在编报"),
        (State.RETURNED, None, "clerk", "退回来的，请修改"),
        (State.CONFIRMING, None, "clerk", "审核人代改，请确认"),
        (State.REVIEWING, Level.DEPARTMENT, "department", "等您审核"),
    ],
)
def test_each_is_told_what_waits(state: State, level: Level | None, who: str, words: str) -> None:
    held = county()
    table_at(held, state, level)
    said = home(held[who].person)
    assert words in said
    assert "水库巡查经费" in said


@pytest.mark.parametrize("who", ["clerk", "head", "section", "performance", "auditor", "administrator"])
def test_nothing_to_do_is_said(who: str) -> None:
    held = county()
    Task.objects.update(open=False)
    assert "现在没有等您办理的事" in home(held[who].person)


def test_a_visitor_who_holds_no_role_is_told_nothing_of_tables() -> None:
    held = county()
    handed_in(held)
    person = held["clerk"].person
    person.appointments.all().delete()
    said = home(person)
    assert "水库" not in said
    assert "您的账号还没有登记任职" in said
