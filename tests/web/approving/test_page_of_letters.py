"""The page of letters holds out with thousands of approved tables: a department at a time, a bounded number of queries, nothing bound unseen."""

import pytest
from county import County, at, county
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiheng.web.approving import queries, views
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.way import State
from jiheng.web.organizations.models import Body

pytestmark = pytest.mark.django_db
PAGE = reverse("approving:approvals")
MANY = 3000
MOST_QUERIES = 20


def more(held: County, number: int, unit: Body) -> None:
    """As many more tables that the index says are approved."""
    rows = [Filing(task=held.task, unit=unit, state=State.APPROVED.value, project=f"项目{each}", total=each) for each in range(number)]
    Filing.objects.bulk_create(rows, 500)


def seen(held: County, who: str = "performance", **asked: int | str) -> tuple[str, int]:
    """The page and how many queries it took."""
    client = Client()
    client.force_login(held[who].person)
    with CaptureQueriesContext(connection) as asks:
        page = client.get(PAGE, asked)
    assert page.status_code == 200
    return page.content.decode(), len(asks)


def test_queries_do_not_grow_with_the_tables() -> None:
    held = county()
    at(held, State.APPROVED)
    more(held, 1, held.other)
    few = seen(held)[1]
    more(held, MANY, held.other)
    page, many = seen(held, to=held.other.department.pk if held.other.department else "")
    assert many == few <= MOST_QUERIES
    assert page.count('name="filing"') == views.MOST
    assert f"全部 {MANY + 1} 张" in page


def test_departments_are_counted_and_one_is_open() -> None:
    held = county()
    at(held, State.APPROVED)
    more(held, 2, held.other)
    waiting = queries.waiting(held["performance"].person)
    assert [(each.body.name, each.number) for each in waiting] == [("水务局", 1), ("交通局", 2)]
    first = seen(held)[0]
    assert "水库巡查经费" in first
    assert "项目1" not in first
    second = seen(held, to=waiting[1].body.pk)[0]
    assert "项目1" in second
    assert "水库巡查经费" not in second
    assert "水库巡查经费" in seen(held, to="999")[0]


def test_all_of_a_department_are_its_own_and_only_where_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    held = county()
    filing = at(held, State.APPROVED)
    monkeypatch.setattr(views, "MOST", 0)
    client = Client()
    client.force_login(held["performance"].person)
    department = held.unit.department
    assert department is not None
    form = {"to": department.pk, "number": "清财绩〔2025〕9号", "dated": "2025-12-01", "office": "清江县财政局"}
    client.post(reverse("approving:issue"), form)
    assert Filing.objects.get(pk=filing.pk).state == State.APPROVED
    client.post(reverse("approving:issue"), {**form, "all": "1"})
    assert Filing.objects.get(pk=filing.pk).state == State.BOUND


@pytest.mark.parametrize("who", ["clerk", "section", "auditor", "department"])
def test_who_issues_nothing_sees_nothing_that_waits(who: str) -> None:
    held = county()
    at(held, State.APPROVED)
    assert "水库巡查经费" not in seen(held, who)[0]
