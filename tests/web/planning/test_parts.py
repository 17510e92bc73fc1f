"""Wholes and parts: main tasks filled from the list and checked against it, a regional target divided over projects."""

from decimal import Decimal

import pytest
from attrs import evolve
from county import County, county, declaration
from django.test import Client
from django.urls import reverse
from listing import listed

from jiheng.errors import NotAllowed, NotEnough
from jiheng.model.declaration import FormKind
from jiheng.model.declaration import Task as MainTask
from jiheng.web.filing.actions.begin import Beginning, begin
from jiheng.web.filing.filings import Filing, Task
from jiheng.web.filing.tables import keyed, table_of
from jiheng.web.planning.dividing import divide, divided
from jiheng.web.planning.main_tasks import fill_tasks, lines, projects_of
from jiheng.web.projects.actions.import_list import fill_list
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Project, Stage

pytestmark = pytest.mark.django_db
DUE = "2025-10-31"


def of_form(held: County, form: FormKind, **said: object) -> Filing:
    task = Task.objects.create(form=form.value, year=2025, title=form.value, due=DUE)
    made = keyed(evolve(declaration(), form=form, **said))  # type: ignore[arg-type]
    return Filing.objects.get(pk=begin(held["clerk"], task, held.unit, Beginning(made)).pk)


def test_main_tasks_are_brought_in_line_with_the_list_and_what_is_no_project_stays() -> None:
    held = county()
    listed(held)
    fill_list(held["performance"], 2025, Stage.FIRST, [Planned("6202", "堤防养护", held.unit, Decimal(88000))])
    tasks = (MainTask("基本支出", None, Decimal(500000)), MainTask("水库巡查经费", "巡查", Decimal(1)))
    filing = of_form(held, FormKind.OVERALL, tasks=tasks)
    assert filing.revision is not None
    before = lines(table_of(filing.revision).declaration, projects_of(filing))
    assert [(each.name, each.differs) for each in before] == [("基本支出", False), ("水库巡查经费", True), ("堤防养护", True)]
    assert fill_tasks(held["clerk"], filing.pk) is not None
    revision = Filing.objects.get(pk=filing.pk).revision
    assert revision is not None
    said = table_of(revision).declaration.tasks
    assert [(each.name, each.content, each.amount) for each in said] == [
        ("基本支出", None, Decimal(500000)),
        ("水库巡查经费", "巡查", Decimal(120000)),
        ("堤防养护", None, Decimal(88000)),
    ]
    assert fill_tasks(held["clerk"], filing.pk) is None
    Project.objects.update(amount=Decimal(3))
    with pytest.raises(NotAllowed):
        fill_tasks(held["stranger"], filing.pk)


def test_a_regional_target_is_divided_and_its_parts_stand_against_the_whole() -> None:
    held = county()
    planned = [Planned(f"62{number}", f"片区{number}", held.unit, Decimal(5)) for number in (1, 2)]
    first, second = fill_list(held["performance"], 2025, Stage.FIRST, planned)
    filing = of_form(held, FormKind.TRANSFER)
    assert filing.revision is not None
    count, rate = table_of(filing.revision).keys[:2]
    divide(held["clerk"], filing.pk, {(count, first.pk): "≥20次", (count, second.pk): "≥24次", (rate, first.pk): "≥95%"})
    rows = {each.key: each for each in divided(Filing.objects.get(pk=filing.pk), [first, second])}
    assert (rows[count].sum, rows[count].left, rows[count].short) == (Decimal(44), Decimal(4), True)
    assert (rows[rate].sum, rows[rate].short) == (None, False)
    divide(held["clerk"], filing.pk, {(count, second.pk): "≥28次", (rate, first.pk): ""})
    again = {each.key: each for each in divided(Filing.objects.get(pk=filing.pk), [first, second])}
    assert (again[count].left, dict(again[rate].parts)) == (Decimal(0), {})
    with pytest.raises(NotEnough):
        divide(held["clerk"], filing.pk, {("gone", first.pk): "1次"})
    with pytest.raises(NotAllowed):
        divide(held["stranger"], filing.pk, {(count, first.pk): "1次"})


def test_the_pages_are_for_whom_the_table_is_and_for_its_form_only() -> None:
    held = county()
    project = listed(held)
    overall, transfer = of_form(held, FormKind.OVERALL), of_form(held, FormKind.TRANSFER)
    clerk, stranger = Client(), Client()
    clerk.force_login(held["clerk"].person)
    stranger.force_login(held["stranger"].person)
    for name, filing, other in (("main-tasks", overall, transfer), ("division", transfer, overall)):
        assert clerk.get(reverse(f"planning:{name}", args=(filing.pk,))).status_code == 200
        assert clerk.get(reverse(f"planning:{name}", args=(other.pk,))).status_code == 404
        assert stranger.get(reverse(f"planning:{name}", args=(filing.pk,))).status_code == 404
    assert "已按清单填入" in clerk.post(reverse("planning:fill-tasks", args=(overall.pk,)), follow=True).content.decode()
    revision = transfer.revision
    assert revision is not None
    cell = {f"{revision.keys[0]}/{project.pk}": "≥48次"}
    assert "共 1 项" in clerk.post(reverse("planning:divide", args=(transfer.pk,)), cell, follow=True).content.decode()
