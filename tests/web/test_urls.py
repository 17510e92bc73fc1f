"""Every address of the application, walked as every role: nobody sees or does what is not theirs, and no list asks more for more rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from county import County, at, county, filed, handed_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jiheng.web.filing.filings import Filing
from jiheng.web.filing.way import Level, State

pytestmark = pytest.mark.django_db
ROOMS = ("home", "filing", "tasks", "desk", "approving", "administering", "planning", "trail", "library", "auditing", "api")
OPEN = {"home:health", "home:keys", "home:design", "home:rule", "home:enter", "api:openapi"}
"""Addresses that ask nobody who they are: they tell nothing of any table."""


def addresses() -> Iterator[tuple[str, list[str]]]:
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and resolver.app_name in ROOMS:
            for pattern in resolver.url_patterns:
                assert isinstance(pattern, URLPattern)
                assert pattern.name, pattern
                yield f"{resolver.app_name}:{pattern.name}", list(pattern.pattern.converters)


ADDRESSES = dict(addresses())


def address(name: str, filing: int) -> str:
    said = {"filing_id": filing, "ending": "html", "username": "clerk", "code": "FND004", "deed": "pass", "layout": "budget-signs"}
    return reverse(name, kwargs={key: said.get(key, 1) for key in ADDRESSES[name]})


def signed_in(held: County, who: str) -> Client:
    client = Client()
    client.force_login(held[who].person)
    return client


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_visitor_is_sent_to_the_sign_in(name: str) -> None:
    held = county()
    filing = handed_in(held)
    for method in (Client().get, Client().post):
        answer = method(address(name, filing.pk))
        if name in OPEN:
            assert answer.status_code in {200, 302, 405}
        else:
            assert answer.status_code in {302, 401, 405}, name
            assert b"<table" not in answer.content


@pytest.mark.parametrize("who", ["stranger", "other_department", "other_section", "administrator"])
@pytest.mark.parametrize("name", sorted(name for name, parts in ADDRESSES.items() if "filing_id" in parts))
def test_forged_ids_show_and_change_nothing(name: str, who: str) -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.SECTION)
    before = Filing.objects.filter(pk=filing.pk).values().get()
    client = signed_in(held, who)
    for method in (client.get, client.post):
        answer = method(address(name, filing.pk), {"word": "x", "opinion": "x", "reason": "x", "text": "x", "revision": "1"})
        assert answer.status_code in {302, 403, 404, 405, 422, 409}, (name, answer.status_code)
        assert "水库" not in answer.content.decode("utf-8", "replace")
        if answer.status_code == 302:
            assert "水库" not in client.get(answer.headers["Location"]).content.decode()
    assert Filing.objects.filter(pk=filing.pk).values().get() == before


PAGES = ("home:home", "filing:tables", "filing:new", "filing:table", "filing:history", "desk:desk", "desk:table", "desk:common")


@pytest.mark.parametrize(("who", "name"), [(who, name) for who in ("clerk", "head", "department", "auditor") for name in PAGES])
def test_the_pages_of_those_who_may_are_drawn(who: str, name: str) -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    answer = signed_in(held, who).get(address(name, filing.pk))
    assert answer.status_code == 200
    assert '<main id="content"' in answer.content.decode()


def test_the_level_above_sees_what_was_handed_in_and_not_the_draft() -> None:
    from jiheng.web.filing.actions.edit import Sending, edit
    from jiheng.web.filing.edits import Set

    held = county()
    filing = at(held, State.RETURNED)
    edit(held["clerk"], filing.pk, Sending("t", 1, (Set("goal", "草稿里的新目标"),)))
    assert "草稿里的新目标" in signed_in(held, "clerk").get(address("filing:table", filing.pk)).content.decode()
    above = signed_in(held, "department")
    for name in ("filing:table", "filing:history", "desk:table", "filing:document"):
        answer: Any = above.get(address(name, filing.pk))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "草稿里的新目标" not in body.decode("utf-8", "replace"), name


@pytest.mark.parametrize(
    ("who", "name"),
    [("clerk", "filing:tables"), ("auditor", "filing:tables"), ("head", "desk:desk"), ("clerk", "home:home"), ("head", "home:home")],
)
def test_no_list_asks_more_for_more_rows(who: str, name: str) -> None:
    held = county()
    client = signed_in(held, who)
    handed_in(held)
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(name, 1)).status_code == 200
        asked.append(len(queries))
        for number in range(6):
            handed_in(held, filed(held, f"第{number}条河道整治"))
    assert asked[1] <= asked[0] + 1, asked
    assert asked[0] < 40


def test_a_form_from_elsewhere_is_refused() -> None:
    held = county()
    filing = handed_in(held)
    client = Client(enforce_csrf_checks=True)
    client.force_login(held["head"].person)
    answer = client.post(reverse("desk:judge", args=(filing.pk, "pass")), {"opinion": "同意"})
    assert answer.status_code == 403
    assert "过期" in answer.content.decode()
    assert Filing.objects.get(pk=filing.pk).level == Level.UNIT


def test_every_answer_bears_its_policy() -> None:
    held = county()
    answer = signed_in(held, "clerk").get("/")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cache-Control"] == "no-store"
