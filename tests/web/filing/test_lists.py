"""The list of tables: found by state, task and words, counted by state; a new table begins for the unit and task that were chosen."""

import pytest
from county import at, county, filed
from django.test import Client
from django.urls import reverse

from jiheng.web.filing.queries import Wanted, states_of, tables
from jiheng.web.filing.way import State

pytestmark = pytest.mark.django_db


def test_tables_are_found_by_state_and_words_and_counted_by_state() -> None:
    held = county()
    filed(held, "甲村道路养护")
    filed(held, "乙村道路养护")
    at(held, State.RETURNED)
    clerk = held["clerk"].person
    assert states_of(clerk, Wanted()) == {"drafting": 2, "returned": 1}
    assert states_of(clerk, Wanted(state="returned", words="道路")) == {"drafting": 2}
    assert {each.project for each in tables(clerk, Wanted(state="drafting"))} == {"甲村道路养护", "乙村道路养护"}
    assert [each.project for each in tables(clerk, Wanted(words="乙村"))] == ["乙村道路养护"]
    assert not states_of(held["stranger"].person, Wanted())


def test_the_list_says_how_many_stand_in_each_state() -> None:
    held = county()
    filed(held)
    client = Client()
    client.force_login(held["clerk"].person)
    assert "编报中（1）" in client.get(reverse("filing:tables")).content.decode()


def test_a_blank_table_begins_for_the_unit_that_was_chosen() -> None:
    held = county()
    client = Client()
    client.force_login(held["clerk"].person)
    page = client.get(reverse("filing:new"), {"task": held.task.pk, "unit": held.unit.pk}).content.decode()
    assert page.count(f'name="unit" value="{held.unit.pk}"') >= 2
