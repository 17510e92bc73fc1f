"""A new table starts from an approved one of the unit or of a sister unit: its branches and names, with or without what it promises."""

import pytest
from county import MONEY, County, at, county, declaration
from django.test import Client
from django.urls import reverse

from jiheng.web.filing.filings import Filing
from jiheng.web.filing.starting import Keep, of_pattern
from jiheng.web.filing.tables import table_of
from jiheng.web.filing.way import State

pytestmark = pytest.mark.django_db


def begun(held: County, pattern: Filing, keep: str, who: str = "clerk") -> Filing | None:
    client = Client()
    client.force_login(held[who].person)
    unit = held.unit if who == "clerk" else held.other
    said = {"task": held.task.pk, "unit": unit.pk, "pattern": pattern.pk, "keep": keep}
    answer = client.post(reverse("filing:begin"), said)
    return Filing.objects.exclude(pk=pattern.pk).order_by("-pk").first() if answer.status_code == 302 else None


def test_the_names_alone_are_taken_over_and_never_project_and_money() -> None:
    held = county()
    made = of_pattern(declaration(), held.task, held.unit, Keep.NAMES).declaration
    assert [row.name for row in made.indicators] == [row.name for row in declaration().indicators]
    assert {row.target.text for row in made.indicators} == {""}
    assert (made.project, made.goal, made.funds.total, made.unit) == (None, None, None, held.unit.name)
    assert [line.amount for line in made.funds.sources] == [None]


def test_what_it_promises_is_taken_over_where_that_is_asked() -> None:
    held = county()
    pattern = at(held, State.APPROVED)
    made = begun(held, pattern, "values")
    assert made is not None
    assert made.revision is not None
    table = table_of(made.revision)
    assert [row.target for row in table.declaration.indicators] == [row.target for row in declaration().indicators]
    assert table.declaration.funds.total != MONEY
    assert pattern.revision is not None
    assert not set(table.keys) & set(pattern.revision.keys)


def test_a_draft_is_no_pattern_and_neither_is_a_table_of_another_department() -> None:
    held = county()
    assert begun(held, at(held, State.DRAFTING), "names") is None
    assert begun(held, at(held, State.APPROVED), "names", who="stranger") is None


def test_the_page_offers_approved_tables_by_words() -> None:
    held = county()
    pattern = at(held, State.APPROVED)
    client = Client()
    client.force_login(held["clerk"].person)
    said: dict[str, str | int] = {"task": held.task.pk, "unit": held.unit.pk}
    assert f'<option value="{pattern.pk}">' in client.get(reverse("filing:new"), said).content.decode()
    none = client.get(reverse("filing:new"), {**said, "q": "没有这样的表"}).content.decode()
    assert "没有符合条件的表" in none
