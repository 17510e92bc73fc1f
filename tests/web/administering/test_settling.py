"""Rules, waivers, ways and days of the county: tried before they are saved, each with its reason in the trail."""

import json
from datetime import date

import pytest
from attrs import evolve
from county import PASSERS, County, at, county, declaration, filed, handed_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiheng.errors import NotAllowed, NotEnough
from jiheng.model.declaration import FormKind
from jiheng.values import read_value
from jiheng.web.administering.actions.close_body import close_body
from jiheng.web.administering.actions.settle import end_waiver, set_day, set_rule, set_way
from jiheng.web.administering.dry_run import Wanted, effect
from jiheng.web.administering.queries import hanging
from jiheng.web.filing.actions.assign import Assignment, assign
from jiheng.web.filing.actions.begin import Beginning, begin
from jiheng.web.filing.actions.renew import renew
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.holding import Objection, Review, RuleSetting
from jiheng.web.filing.tables import keyed
from jiheng.web.filing.way import Level, State
from jiheng.web.organizations.models import Body, DayOff
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db
PAGES = ("bodies", "sections", "people", "registers", "rules", "ways", "calendar", "waivers", "forms")


def client_of(held: County, who: str) -> Client:
    client = Client()
    client.force_login(held[who].person)
    return client


def faulty(held: County) -> str:
    """Two tables whose costs don't add up, and the rule that says so."""
    for name in ("一号水库巡查", "二号水库巡查"):
        sound = declaration(name)
        rows = tuple(evolve(row, target=read_value("≥999次", year=2025)) if "次数" in row.name else row for row in sound.indicators)
        begin(held["clerk"], held.task, held.unit, Beginning(keyed(evolve(sound, goal=None, indicators=rows))))
    renew()

    rules = [
        each["rule"] for row in Review.objects.all() for each in json.loads(bytes(row.findings))["findings"] if each["severity"] == "error"
    ]
    assert rules
    return str(rules[0])


def test_a_dry_run_says_what_a_setting_would_do_and_saving_does_it() -> None:
    held = county()
    code = faulty(held)
    tried = effect(Wanted(code, ignored=True, severity=""))
    assert (tried.tables, tried.touched, tried.left) == (2, 2, 0)
    assert tried.gone >= 2
    assert not RuleSetting.objects.exists()
    before = sum(Filing.objects.values_list("errors", flat=True))
    set_rule(held["performance"], Wanted(code, ignored=True, severity=""), "县里另有规定")
    renew()
    after = sum(Filing.objects.values_list("errors", flat=True))
    assert before - after == tried.gone
    assert Entry.objects.filter(deed="set-rule", target=code).count() == 1
    back = effect(Wanted(code, ignored=False, severity=""))
    assert (back.touched, back.come) == (2, tried.gone)
    assert set_rule(held["administrator"], Wanted(code, ignored=False, severity=""), "恢复") is None
    assert not RuleSetting.objects.exists()


def test_a_dry_run_asks_no_more_for_more_tables() -> None:
    held = county()
    code = faulty(held)
    with CaptureQueriesContext(connection) as first:
        effect(Wanted(code, ignored=True, severity=""))
    for number in range(4):
        filed(held, f"第{number}座泵站")
    renew()
    with CaptureQueriesContext(connection) as second:
        effect(Wanted(code, ignored=True, severity=""))
    assert len(second) == len(first)


@pytest.mark.parametrize("who", ["clerk", "head", "department", "section", "auditor"])
def test_others_settle_nothing(who: str) -> None:
    held = county()
    with pytest.raises(NotAllowed):
        set_rule(held[who], Wanted("FND004", ignored=True, severity=""), "x")
    with pytest.raises(NotAllowed):
        set_way(held[who], FormKind.TARGET, [Level.UNIT], "x", open_too=False)
    for page in PAGES:
        assert client_of(held, who).get(reverse(f"administering:{page}")).status_code == 403


def test_a_setting_needs_its_reason() -> None:
    held = county()
    with pytest.raises(NotEnough):
        set_rule(held["administrator"], Wanted("FND004", ignored=True, severity=""), " ")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_page_is_drawn(page: str, lang: str) -> None:
    held = county()
    at(held, State.APPROVED)
    answer = client_of(held, "administrator").get(reverse(f"administering:{page}"), headers={"accept-language": lang})
    assert answer.status_code == 200


def test_the_way_of_a_form_holds_for_new_tasks_and_open_ones_only_while_nobody_stands_there() -> None:
    held = county()
    at(held, State.REVIEWING, Level.SECTION)
    short = [Level.UNIT, Level.DEPARTMENT, Level.PERFORMANCE]
    with pytest.raises(NotEnough):
        set_way(held["performance"], FormKind.TARGET, short, "简化", open_too=True)
    assert set_way(held["performance"], FormKind.TARGET, short, "简化", open_too=False) == 0
    made = assign(held["performance"], Assignment(FormKind.TARGET, 2031, "新任务", date(2031, 1, 5)))
    assert "section" not in made.levels
    assert "section" in Task.objects.get(pk=held.task.pk).levels
    assert PASSERS[Level.UNIT] == "head"


def test_a_waiver_ends_and_its_finding_speaks_again() -> None:
    held = county()
    handed_in(held)
    objection = Objection.objects.create(
        filing=Filing.objects.get(), fingerprint="f" * 16, rule="FND004", message="m", reason="r", by=held["clerk"].person, waived=True
    )
    end_waiver(held["administrator"], "objection", objection.pk, "期限已过")
    assert Objection.objects.get(pk=objection.pk).waived is False
    assert Entry.objects.filter(deed="end-waiver").count() == 1


def test_days_off_are_marked_and_deadlines_on_them_told() -> None:
    held = county()
    set_day(held["performance"], held.task.due, "县庆", works=False)
    page = client_of(held, "performance").get(reverse("administering:calendar")).content.decode()
    assert "县庆" in page
    assert "之前的工作日" in page
    set_day(held["performance"], held.task.due, "", works=None)
    assert not DayOff.objects.exists()


def test_what_hangs_on_a_unit_is_told_before_it_is_closed() -> None:
    held = county()
    handed_in(held)
    found = hanging(held.unit)
    assert (found.under_way, found.people) == (1, 3)
    with pytest.raises(NotEnough):
        close_body(held["administrator"], held.unit.pk, date(2026, 1, 1), "", found.mark)
    closed = close_body(held["administrator"], held.unit.pk, date(2020, 1, 1), "撤并", found.mark)
    assert closed.closed == date(2020, 1, 1)
    assert not held["clerk"].person.appointments.exists()
    assert Body.objects.filter(pk=held.unit.pk).exists()


@pytest.mark.parametrize("name", ["bodies", "people"])
def test_lists_ask_a_bounded_number_of_queries(name: str) -> None:
    held = county()
    client = client_of(held, "administrator")
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"administering:{name}"))
        asked.append(len(queries))
        for number in range(20):
            Body.objects.create(kind="unit", code=f"31{len(asked)}{number:03}", name=f"单位{number}", parent=held.unit.parent)
    assert asked[1] <= asked[0]
