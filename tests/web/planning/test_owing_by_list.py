"""Who owes what by when, where a list says which projects there are."""

from datetime import date
from decimal import Decimal

import pytest
from county import county, handed_in
from listing import listed

from jiheng.web.filing.owing import owed, reminder
from jiheng.web.projects.actions.import_list import fill_list
from jiheng.web.projects.checking import Planned
from jiheng.web.projects.models import Stage

pytestmark = pytest.mark.django_db


def test_a_unit_owes_a_table_for_each_of_its_projects_and_one_without_projects_owes_nothing() -> None:
    held = county()
    listed(held)
    fill_list(held["performance"], 2025, Stage.FIRST, [Planned("6202", "堤防养护", held.unit, Decimal(5))])
    handed_in(held)
    rows = owed(held["performance"].person, held.task)
    assert [(row.unit, row.missing, row.done) for row in rows] == [(held.unit, 1, False)]
    assert "还有 1 个项目没有表" in reminder(rows[0], date(2025, 10, 20))


def test_a_unit_is_done_once_every_project_has_its_table() -> None:
    held = county()
    listed(held)
    handed_in(held)
    assert [row.done for row in owed(None, held.task)] == [True]
