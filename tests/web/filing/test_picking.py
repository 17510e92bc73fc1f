"""Indicators of the library as the start of a table, and below a name while it is typed."""

import pytest
from county import county, filed
from django.test import Client
from django.urls import reverse

from jiheng.web.filing.filings import Filing
from jiheng.web.filing.picking import of_library
from jiheng.web.filing.tables import table_of

pytestmark = pytest.mark.django_db


def test_what_is_ticked_stands_under_its_level_with_blank_targets() -> None:
    held = county()
    client = Client()
    client.force_login(held["clerk"].person)
    place = {"task": held.task.pk, "unit": held.unit.pk}
    page = client.get(reverse("filing:picking"), place).content.decode()
    assert "验收合格率" in page
    picked = ["output.quality|验收合格率", "satisfaction.recipients|服务对象满意度", "output.quality|没有这个"]
    answer = client.post(reverse("filing:begin"), {**place, "library": "1", "pick": picked})
    assert answer.status_code == 302
    revision = Filing.objects.get().revision
    assert revision is not None
    table = table_of(revision).declaration
    assert [(row.level2, row.name, row.target.text) for row in table.indicators] == [
        (table.indicators[0].level2, "验收合格率", ""),
        (table.indicators[1].level2, "服务对象满意度", ""),
    ]
    assert "质量" in str(table.indicators[0].level2)
    assert all(each.node != "output.quality" for each in table.blank_levels)


def test_nothing_ticked_is_the_blank_form() -> None:
    held = county()
    assert of_library(held.task, held.unit, ()).declaration.indicators == ()


def test_a_name_is_offered_what_fits_and_to_strangers_nothing() -> None:
    held = county()
    filing = filed(held)
    for who, status in (("clerk", 200), ("stranger", 404), ("department", 404)):
        client = Client()
        client.force_login(held[who].person)
        answer = client.get(reverse("filing:suggest", args=(filing.pk,)), {"q": "满意", "level2": "服务对象满意度指标"})
        assert answer.status_code == status
        if status == 200:
            assert "服务对象满意度" in [each["name"] for each in answer.json()["indicators"]]
