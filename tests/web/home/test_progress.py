"""The year's progress: every part opens a list of as many lines, nobody is shown what has not come to them, and no query grows with the tables."""

from urllib.parse import urlsplit

import pytest
from county import MONEY, County, at, county, filed, handed_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jiheng.web.filing.filings import Filing
from jiheng.web.filing.way import Level, State
from jiheng.web.home.progress import AWAY, LACKING, NONE, READY, Progress, progress, readiness
from jiheng.web.home.queries import roles_of, waiting
from jiheng.web.organizations.models import Appointment, Role
from jiheng.web.projects.actions.import_list import fill_list
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Stage

pytestmark = pytest.mark.django_db
EVERYBODY = ("clerk", "head", "department", "section", "performance", "auditor", "administrator")
MANY = 3000
MOST_QUERIES = 45


def several(held: County) -> None:
    """Tables at every stage, and a project that nobody has begun."""
    filed(held)
    handed_in(held)
    for level in (Level.DEPARTMENT, Level.SECTION, Level.PERFORMANCE):
        at(held, State.REVIEWING, level)
    at(held, State.RETURNED, Level.SECTION)
    at(held, State.APPROVED)
    fill_list(held["performance"], 2025, Stage.FIRST, [Planned("6299", "渡口维护", held.unit, MONEY)])


def of(held: County, who: str) -> Progress:
    person = held[who].person
    return progress(person, held.task, roles_of(person))


def kinds(shown: Progress) -> dict[str, int]:
    return {part.kind: part.number for part in shown.kinds}


def test_what_has_not_come_to_a_level_is_only_counted() -> None:
    held = county()
    several(held)
    assert kinds(of(held, "clerk")) == {NONE: 1, "drafting": 1, "reviewing": 4, "returned": 1, "approved": 1}
    assert kinds(of(held, "department")) == {NONE: 1, AWAY: 2, "reviewing": 3, "returned": 1, "approved": 1}
    assert kinds(of(held, "section")) == {NONE: 1, AWAY: 3, "reviewing": 2, "returned": 1, "approved": 1}
    assert kinds(of(held, "performance")) == {NONE: 1, AWAY: 5, "reviewing": 1, "approved": 1}
    assert kinds(of(held, "auditor")) == kinds(of(held, "clerk"))
    assert not of(held, "other_section").bars
    assert not of(held, "administrator").bars


@pytest.mark.parametrize("who", ["clerk", "head", "department", "section", "performance", "auditor"])
def test_each_part_opens_a_list_of_as_many_lines(who: str) -> None:
    held = county()
    several(held)
    client = Client()
    client.force_login(held[who].person)
    (bar,) = of(held, who).bars
    assert bar.body == (held.unit.department if who in {"section", "performance", "auditor"} else held.unit)
    for part in bar.parts:
        page = client.get(part.address)
        assert page.status_code == 200, part
        if part.kind == NONE:
            assert page.context["missing"].paginator.count == part.number
        elif part.kind == AWAY:
            assert [row[0].unit for row in page.context["rows"]] == [held.unit]
        else:
            assert page.context["page"].paginator.count == part.number, part
            assert bar.body.name in page.content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_figures_open_lists_of_as_many_lines(who: str) -> None:
    held = county()
    several(held)
    person = held[who].person
    client = Client()
    client.force_login(person)
    home = client.get("/")
    for tile in home.context["tiles"]:
        page = client.get(f"{'/tables/' if tile.route == 'filing:tables' else '/desk/'}{tile.query}")
        if tile.route in {"filing:tables", "desk:desk"}:
            assert page.context["page"].paginator.count == tile.number, tile
    assert {tile.route for tile in home.context["tiles"]}


def test_a_unit_that_lacks_its_people_is_seen() -> None:
    held = county()
    assert kinds(readiness()) == {READY: 1, LACKING: 1}
    Appointment.objects.filter(role=Role.CLERK, body=held.unit).delete()
    assert kinds(readiness()) == {LACKING: 2}
    client = Client()
    client.force_login(held["administrator"].person)
    assert "没有填报人的单位" in client.get("/").content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_queries_do_not_grow_with_the_tables(who: str) -> None:
    held = county()
    several(held)
    client = Client()
    client.force_login(held[who].person)

    def asked() -> int:
        with CaptureQueriesContext(connection) as asks:
            assert client.get("/").status_code == 200
        return len(asks)

    few = asked()
    like = Filing.objects.exclude(handed=None).first()
    assert like is not None
    Filing.objects.bulk_create(
        [
            Filing(
                task=held.task, unit=held.unit, state=state, level=level, seen_by=like.seen_by, handed=like.handed, revision=like.revision
            )
            for state, level in [("reviewing", "department"), ("returned", ""), ("drafting", "")] * (MANY // 3)
        ],
        500,
    )
    assert asked() <= few + 3 <= MOST_QUERIES, "names of a first few rows at most"


def test_another_task_is_shown_where_it_is_asked_for() -> None:
    held = county()
    filed(held)
    shown = waiting(held["clerk"].person, held.task.due)
    assert [owed.task for owed in shown.tasks] == [held.task]
    client = Client()
    client.force_login(held["clerk"].person)
    for asked in (str(held.task.pk), "0", "x", "9" * 30):
        assert client.get("/", {"task": asked}).context["progress"].task == held.task


def test_addresses_stay_within_the_application() -> None:
    held = county()
    several(held)
    for who in EVERYBODY:
        assert all(urlsplit(part.address).netloc == "" for part in of(held, who).kinds)
