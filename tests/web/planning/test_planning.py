"""Where the list and the tables meet: sent back with both figures, owed a table a project, rolled over, handed over, filed for others."""

from datetime import date
from decimal import Decimal

import pytest
from county import PASSERS, County, at, county, declaration, filed, handed_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from listing import LINES, listed, looked_at, workbook

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.filing.actions.begin import Beginning, begin
from jiheng.web.filing.actions.commission import commission, end_commission
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.tables import keyed, table_of
from jiheng.web.filing.way import Level, State
from jiheng.web.planning.actions.hand_over import hand_over
from jiheng.web.planning.actions.roll_over import carried, roll_list, roll_tables
from jiheng.web.planning.actions.send_back import send_back
from jiheng.web.planning.actions.take_list import take_list
from jiheng.web.planning.queries import missing, owing
from jiheng.web.projects.actions.import_list import fill_list
from jiheng.web.projects.actions.turn import turn
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Project, Stage, Turn
from jiheng.web.reviewing.models import Thread
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 2)


def client_of(held: County, who: str) -> Client:
    client = Client()
    client.force_login(held[who].person)
    return client


@pytest.mark.parametrize("state", [State.REVIEWING, State.APPROVED])
def test_tables_that_differ_go_back_in_one_deed_with_both_figures(state: State) -> None:
    held = county()
    project = listed(held)
    first = at(held, state, Level.PERFORMANCE)
    same = handed_in(held, filed(held, "别的项目"))
    Project.objects.filter(pk=project.pk).update(amount=Decimal(100000))
    done = send_back(held["performance"], [first.pk, same.pk])
    assert [each.pk for each in done.filings] == [first.pk]
    assert done.left == 1
    assert Filing.objects.get(pk=first.pk).state == State.RETURNED
    thread = Thread.objects.get(filing=first, field="funds.total")
    assert (thread.rule, thread.sent) == ("FND010", True)
    assert "表中为 120,000 元，项目清单为 100,000 元" in thread.text
    assert Entry.objects.filter(deed="recall-all").count() == 1
    with pytest.raises(NotEnough):
        send_back(held["performance"], [first.pk])


@pytest.mark.parametrize("who", ["clerk", "head", "auditor", "administrator", "other_department", "other_section"])
def test_who_does_not_review_a_table_sends_none_back(who: str) -> None:
    held = county()
    project = listed(held)
    filing = at(held, State.REVIEWING, Level.PERFORMANCE)
    Project.objects.filter(pk=project.pk).update(amount=Decimal(1))
    with pytest.raises(NotEnough):
        send_back(held[who], [filing.pk])
    assert PASSERS[Level.PERFORMANCE] == "performance"


def test_each_project_of_the_list_owes_a_table() -> None:
    held = county()
    planned = [Planned(f"62{number:02}", f"项目{number}", held.unit, Decimal(number)) for number in range(5)]
    projects = fill_list(held["performance"], 2025, Stage.FIRST, planned)
    filed(held, "项目1")
    handed_in(held, filed(held, "项目2"))
    turn(held["performance"], projects[3].pk, Turn.Kind.SUSPEND, "停工", DAY)
    rows = owing(held["performance"].person, held.task)
    assert [(each.department.name, each.owed, each.begun, each.handed, each.missing) for each in rows] == [("水务局", 4, 2, 1, 2)]
    assert held.unit.parent is not None
    assert [each.name for each in missing(held["clerk"].person, held.task, held.unit.parent.pk)] == ["项目0", "项目4"]
    assert owing(held["stranger"].person, held.task) == []


def test_what_ended_early_owes_no_later_month_and_still_its_self_evaluation() -> None:
    held = county()
    project = listed(held)
    july, october = (
        Task.objects.create(form="monitoring", year=2025, period=period, title=period, due=DAY) for period in ("2025-07", "2025-10")
    )
    own = Task.objects.create(form="self-evaluation", year=2025, title="自评", due=DAY)
    turn(held["performance"], project.pk, Turn.Kind.END, "完工", DAY)
    owed = {task.title: sum(each.owed for each in owing(held["performance"].person, task)) for task in (july, october, own, held.task)}
    assert owed == {"2025-07": 1, "2025-10": 0, "自评": 1, held.task.title: 0}


def test_last_years_tables_become_drafts_whose_rows_keep_their_keys() -> None:
    held = county()
    listed(held)
    old = at(held, State.APPROVED)
    assert [each.amount for each in roll_list(held["performance"], 2026)] == [Decimal(0)]
    assert Project.objects.get(year=2026).amount is None
    with pytest.raises(NotEnough):
        roll_list(held["performance"], 2026)
    task = Task.objects.create(form="target", year=2026, title="2026 年", due=date(2026, 10, 31))
    made = roll_tables(held["clerk"], task, held.unit)
    assert [each.listed.year for each in made if each.listed] == [2026]
    assert made[0].revision is not None
    assert old.revision is not None
    assert table_of(made[0].revision).keys == table_of(old.revision).keys
    assert table_of(made[0].revision).declaration.funds.total is None
    assert carried(task, held.unit) == []
    with pytest.raises(NotAllowed):
        roll_tables(held["stranger"], task, held.unit)


def test_the_tables_of_one_person_become_those_of_another_of_the_same_unit() -> None:
    held = county()
    filing = filed(held)
    people = (held["clerk"].person, held["colleague"].person)
    with pytest.raises(NotEnough):
        hand_over(held["head"], held.unit, people, " ")
    with pytest.raises(NotEnough):
        hand_over(held["head"], held.unit, (people[0], held["stranger"].person), "调离")
    with pytest.raises(NotAllowed):
        hand_over(held["stranger"], held.unit, people, "调离")
    assert [each.pk for each in hand_over(held["head"], held.unit, people, "调离")] == [filing.pk]
    after = Filing.objects.get(pk=filing.pk)
    assert (after.delegate, after.holder) == (people[1], None)


def test_a_centre_files_for_a_unit_by_a_deed_of_its_own() -> None:
    held = county()
    table = Beginning(keyed(declaration()))
    with pytest.raises(NotAllowed):
        begin(held["stranger"], held.task, held.unit, table)
    with pytest.raises(NotAllowed):
        commission(held["clerk"], held.other, held.unit, "委托书")
    with pytest.raises(NotEnough):
        commission(held["head"], held.other, held.unit, "")
    made = commission(held["head"], held.other, held.unit, "委托书")
    with pytest.raises(NotEnough):
        commission(held["performance"], held.other, held.unit, "又一次")
    filing = begin(held["stranger"], held.task, held.unit, table)
    assert client_of(held, "stranger").get(reverse("filing:table", args=(filing.pk,))).status_code == 200
    end_commission(held["head"], made.pk)
    assert client_of(held, "stranger").get(reverse("filing:table", args=(filing.pk,))).status_code == 404
    assert [each.deed for each in Entry.objects.filter(kind="unit")] == ["commission", "commission-end"]


def test_taking_a_list_binds_what_was_filed_before() -> None:
    held = county()
    filing = filed(held)
    door, seen = looked_at(held, workbook(LINES))
    _, bound = take_list(held["performance"], door, seen.mark)
    assert bound == 1
    assert Filing.objects.get(pk=filing.pk).listed == Project.objects.get(code="6201")


PAGES = ("projects", "differing", "owing", "units", "folders")


@pytest.mark.parametrize("who", ["clerk", "head", "department", "section", "performance", "auditor", "administrator"])
def test_the_pages_are_drawn_for_everybody_with_what_is_theirs(who: str) -> None:
    held = county()
    project = listed(held, amount=Decimal(7))
    handed_in(held)
    client = client_of(held, who)
    for page in PAGES:
        assert client.get(reverse(f"planning:{page}")).status_code == 200, page
    seen = client.get(reverse("planning:project", args=(project.pk,))).status_code
    assert seen == (404 if who == "administrator" else 200)
    assert client.get(reverse("planning:lists")).status_code == (200 if who in {"performance", "auditor"} else 403)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_more_for_more_projects(page: str) -> None:
    held = county()
    client, asked = client_of(held, "performance"), []
    for number in range(2):
        planned = [Planned(f"{number}-{each}", f"项目{number}-{each}", held.unit, Decimal(each)) for each in range(1 + number * 20)]
        for project in fill_list(held["performance"], 2025, Stage.FIRST, planned):
            filed(held, project.name)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"planning:{page}")).status_code == 200
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 1, asked
    assert asked[0] < 40


def test_the_whole_import_goes_by_the_pages() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    held = county()
    client = client_of(held, "performance")
    said = {"year": "2025", "stage": "first", "scale": "", "file": SimpleUploadedFile("清单.xlsx", workbook(LINES))}
    preview = client.post(reverse("planning:offer"), said, follow=True)
    assert "核对无误，导入" in preview.content.decode()
    mark = preview.context["found"].mark
    door = preview.context["door"].pk
    after = client.post(reverse("planning:take-list", args=(door,)), {"mark": mark}, follow=True)
    assert "新增 2 个" in after.content.decode()
    wrong = SimpleUploadedFile("清单.xlsx", workbook([("310001", "水务局本级", "", "缺码", 1)]))
    page = client.post(reverse("planning:offer"), said | {"file": wrong}, follow=True).content.decode()
    assert "没有项目编码" in page
    assert "核对无误，导入" not in page
    added = {
        "year": "2025",
        "code": "6300",
        "name": "应急清淤",
        "unit": held.unit.pk,
        "amount": "50000",
        "dated": "2025-08-01",
        "reason": "水毁",
    }
    assert "已新增项目" in client.post(reverse("planning:add"), added, follow=True).content.decode()
    project = Project.objects.get(code="6300")
    turned = client.post(
        reverse("planning:turn", args=(project.pk,)), {"kind": "cancel", "dated": "2025-09-01", "reason": "收回"}, follow=True
    )
    assert "已取消" in turned.content.decode()
