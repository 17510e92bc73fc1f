"""The forms of tasks: what can't be read is said and changes nothing; many units are extended at once; a task may be for some units only."""

from datetime import date
from typing import Any

import pytest
from county import County, county, filed
from django.test import Client
from django.urls import reverse

from jiheng.web.filing.filings import Filing, Task
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db
SOUND = {"form": "overall", "year": "2026", "title": "整体", "due": "2026-01-31", "level": ["department", "performance"]}


def office(held: County, who: str = "performance", language: str = "zh-hans") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(held[who].person)
    return client


def said(client: Client, address: str, form: dict[str, Any]) -> str:
    return client.post(address, form, follow=True).content.decode()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"due": "2026-02-30"}, "截止日期：「2026-02-30」读不成日期"),
        ({"due": "下周五"}, "截止日期：「下周五」读不成日期"),
        ({"due": ""}, "截止日期：没有填"),
        ({"year": "26"}, "年度「26」不是四位数字"),
        ({"year": ""}, "年度「」不是四位数字"),
        ({"form": "x"}, "没有选表式"),
        ({"period": "2026-13"}, "期间「2026-13」读不成月份"),
        ({"title": " "}, "缺名称"),
    ],
)
def test_what_can_not_be_read_opens_no_task(wrong: dict[str, str], word: str) -> None:
    held = county()
    assert word in said(office(held), reverse("tasks:new"), {**SOUND, **wrong})
    assert Task.objects.count() == 1


def test_a_task_for_some_units_is_owed_by_them_alone() -> None:
    held = county()
    page = said(office(held), reverse("tasks:new"), {**SOUND, "unit": [held.other.pk]})
    assert "任务《整体》已发布" in page
    assert page.count(f'name="unit" value="{held.other.pk}"') == 1
    assert f'name="unit" value="{held.unit.pk}"' not in page
    made = Task.objects.get(form="overall")
    assert list(made.units.all()) == [held.other]
    assert held.other.code in Entry.objects.get(deed="assign").after


@pytest.mark.parametrize(("day", "word"), [("31.10.2025", "读不成日期"), ("", "没有填")])
def test_a_last_day_that_can_not_be_read_stays_as_it_was(day: str, word: str) -> None:
    held = county()
    assert word in said(office(held), reverse("tasks:due", args=(held.task.pk,)), {"due": day, "open": "1"})
    assert Task.objects.get().due == date(2025, 10, 31)
    english = said(office(held, language="en"), reverse("tasks:due", args=(held.task.pk,)), {"due": day})
    assert "write" in english or "give" in english


def test_many_units_are_extended_at_once_each_table_by_the_same_deed() -> None:
    held = county()
    first, second = filed(held), filed(held, "河道清淤")
    address = reverse("tasks:extend-many", args=(held.task.pk,))
    form = {"unit": [held.unit.pk, held.other.pk], "until": "2025-11-20", "reason": "机构改革"}
    assert "理由" in said(office(held), address, {**form, "reason": ""})
    assert "读不成日期" in said(office(held), address, {**form, "until": "soon"})
    assert set(Filing.objects.values_list("due", flat=True)) == {None}
    assert "已延期 2 张表" in said(office(held), address, form)
    assert {filing.due for filing in Filing.objects.filter(pk__in=(first.pk, second.pk))} == {date(2025, 11, 20)}
    assert Entry.objects.filter(deed="extend").count() == 2
    assert "没有正在编报的表" in said(office(held), address, {**form, "unit": [held.other.pk]})


def test_others_extend_nothing() -> None:
    held = county()
    filing = filed(held)
    said(
        office(held, "section"),
        reverse("tasks:extend-many", args=(held.task.pk,)),
        {"unit": [held.unit.pk], "until": "2025-11-20", "reason": "x"},
    )
    assert Filing.objects.get(pk=filing.pk).due is None


@pytest.mark.parametrize("who", ["performance", "section"])
def test_no_tasks_and_no_units_say_what_comes_next(who: str) -> None:
    held = county()
    held.task.units.add(held.other)
    page = office(held, who).get(reverse("tasks:tasks")).content.decode()
    assert ("没有您负责的应报单位" in page) == (who == "section")
    held.task.delete()
    assert "还没有任务" in office(held, who).get(reverse("tasks:tasks")).content.decode()
