"""Who owes what by when: for each who looks after it, late ones first, with words that can be sent."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from county import county, filed, handed_in
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from jiheng.errors import NotAllowed, NotEnough
from jiheng.model.declaration import FormKind
from jiheng.web.filing.actions.allow import extend
from jiheng.web.filing.actions.assign import Assignment, assign, set_due
from jiheng.web.filing.filings import Task
from jiheng.web.filing.owing import owed, reminder
from jiheng.web.filing.way import Level
from jiheng.web.organizations.models import Body

pytestmark = pytest.mark.django_db
DUE = date(2025, 10, 31)


def test_a_unit_that_has_not_begun_owes_and_one_that_handed_in_does_not() -> None:
    held = county()
    rows = owed(held["performance"].person, held.task)
    assert [(row.unit.name, row.nothing) for row in rows] == [("水务局本级", True), ("交通局本级", True)]
    handed_in(held)
    rows = owed(held["performance"].person, held.task)
    assert [(row.unit.name, row.done) for row in rows] == [("交通局本级", False), ("水务局本级", True)]
    assert "尚未开始填报" in reminder(rows[0], date(2025, 10, 20))
    assert "10月31日 到期" in reminder(rows[0], date(2025, 11, 2))


def test_a_unit_that_is_no_more_on_the_last_day_owes_nothing_unless_it_is_named() -> None:
    held = county()
    other = Body.objects.get(name="交通局本级")
    for day, owes in ((date(2025, 11, 1), True), (DUE, False)):
        Body.objects.filter(pk=other.pk).update(closed=day)
        assert any(row.unit == other for row in owed(None, held.task)) is owes
    held.task.units.set([other])
    assert [row.unit for row in owed(None, held.task)] == [other]


@pytest.mark.parametrize(
    ("who", "units"), [("section", ["水务局本级"]), ("other_department", ["交通局本级"]), ("clerk", ["水务局本级"]), ("administrator", [])]
)
def test_each_sees_the_units_that_are_theirs(who: str, units: list[str]) -> None:
    held = county()
    assert [row.unit.name for row in owed(held[who].person, held.task)] == units


def test_a_longer_term_holds_for_its_table_alone() -> None:
    held = county()
    filing = filed(held)
    with pytest.raises(NotEnough):
        extend(held["performance"], filing.pk, DUE, "机构改革")
    extend(held["performance"], filing.pk, date(2025, 11, 15), "机构改革")
    row = next(row for row in owed(held["performance"].person, held.task) if row.unit == held.unit)
    assert row.last == date(2025, 11, 15)
    assert not row.late(date(2025, 11, 10))


def test_only_the_performance_section_assigns_and_each_task_once() -> None:
    held = county()
    said = Assignment(FormKind.OVERALL, 2025, "2025 年整体支出绩效目标", DUE, levels=(Level.PERFORMANCE, Level.DEPARTMENT))
    with pytest.raises(NotAllowed):
        assign(held["section"], said)
    task = assign(held["performance"], said)
    assert task.way.levels == (Level.DEPARTMENT, Level.PERFORMANCE)
    with pytest.raises(NotEnough, match="已经有了"):
        assign(held["performance"], said)
    set_due(held["performance"], task, DUE, still_open=False)
    assert not Task.objects.get(pk=task.pk).open


def test_the_page_and_its_workbook() -> None:
    held = county()
    client = Client()
    client.force_login(held["performance"].person)
    assert "交通局本级" in client.get(reverse("tasks:tasks")).content.decode()
    answer: Any = client.get(reverse("tasks:excel", args=(held.task.pk,)))
    sheet: Any = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [row[0].value for row in sheet.iter_rows()] == ["单位", "水务局本级", "交通局本级"]
