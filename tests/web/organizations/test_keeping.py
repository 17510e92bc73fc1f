"""Units, sections and people: added, moved, appointed and ended, each in the trail; nobody appoints themselves."""

from datetime import timedelta

import pytest
from county import County, county, filed
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.filing import access as filing_access
from jiheng.web.organizations.actions import keep_bodies, keep_people, keep_sections
from jiheng.web.organizations.actions.appoint import Post, appoint, end
from jiheng.web.organizations.models import Appointment, Body, Person, Role, Section
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db


def entry(held: County, code: str = "310002", name: str = "河道管理所") -> keep_bodies.Entry:
    assert held.unit.parent is not None
    return keep_bodies.Entry(code, name, held.unit.parent)


def test_a_unit_is_added_renamed_and_moved_and_its_tables_go_along() -> None:
    held = county()
    filing = filed(held)
    made = keep_bodies.add_body(held["administrator"], Body.Kind.UNIT, entry(held))
    assert made.path == "330000/310/310002/"
    roads = held.other.parent
    assert roads is not None
    moved = keep_bodies.change_body(held["administrator"], held.unit.pk, keep_bodies.Entry("320009", "水务局巡查队", roads))
    assert moved.path == "330000/320/320009/"
    assert filing_access.may(held["clerk"].person, "see", filing)
    assert Entry.objects.get(deed="change-body").before.count("310001") == 1


def test_another_code_of_a_department_takes_its_units_along() -> None:
    held = county()
    water = held.unit.parent
    assert water is not None
    assert water.parent is not None
    keep_bodies.change_body(held["administrator"], water.pk, keep_bodies.Entry("311", "水利局", water.parent))
    assert Body.objects.get(pk=held.unit.pk).path == "330000/311/310001/"


@pytest.mark.parametrize(("code", "name"), [("310001", "重码"), ("", "无码"), ("3 1", "空格"), ("310002", " ")])
def test_codes_are_used_once_and_names_are_said(code: str, name: str) -> None:
    held = county()
    with pytest.raises(NotEnough):
        keep_bodies.add_body(held["administrator"], Body.Kind.UNIT, entry(held, code, name))


@pytest.mark.parametrize("who", ["clerk", "head", "performance", "auditor"])
def test_only_the_administrator_keeps_the_registers(who: str) -> None:
    held = county()
    with pytest.raises(NotAllowed):
        keep_bodies.add_body(held[who], Body.Kind.UNIT, entry(held))
    with pytest.raises(NotAllowed):
        keep_people.register(held[who], keep_people.Entry("new", "新人"))
    with pytest.raises(NotAllowed):
        appoint(held[who], held["stranger"].person, Post(Role.CLERK, held.unit))


def test_a_role_gives_nothing_before_its_day_and_nothing_after_its_end() -> None:
    held = county()
    filing = filed(held)
    person, word = keep_people.register(held["administrator"], keep_people.Entry("later", "后来人"))
    assert person.check_password(word)
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = appoint(held["administrator"], person, Post(Role.CLERK, held.unit, since=tomorrow))
    assert not filing_access.may(person, "edit", filing)
    made = appoint(held["administrator"], person, Post(Role.CLERK, held.unit))
    assert filing_access.may(person, "edit", filing)
    end(held["administrator"], made.pk)
    assert not filing_access.may(person, "edit", filing)
    assert Appointment.every.filter(person=person).count() == 1
    assert Entry.objects.filter(deed="end-appointment").exists()


def test_the_administrator_appoints_neither_herself_nor_an_administrator_as_reviewer() -> None:
    held = county()
    section = Section.objects.get(code="05")
    with pytest.raises(NotAllowed):
        appoint(held["administrator"], held["administrator"].person, Post(Role.SECTION, section=section))
    with pytest.raises(NotEnough):
        appoint(held["administrator"], held["section"].person, Post(Role.ADMINISTRATOR))
    with pytest.raises(NotEnough):
        appoint(held["administrator"], held["clerk"].person, Post(Role.CLERK, held.unit.parent))


def test_the_last_administrator_stays() -> None:
    held = county()
    with pytest.raises(NotEnough):
        end(held["administrator"], Appointment.objects.get(role=Role.ADMINISTRATOR).pk)
    with pytest.raises(NotAllowed):
        keep_people.lock(held["administrator"], held["administrator"].person.pk, "离任")


def test_a_locked_person_does_nothing_and_comes_back() -> None:
    held = county()
    filing = filed(held)
    keep_people.lock(held["administrator"], held["clerk"].person.pk, "借调")
    assert not filing_access.may(Person.objects.get(username="clerk"), "see", filing)
    keep_people.unlock(held["administrator"], held["clerk"].person.pk, "回来了")
    assert filing_access.may(Person.objects.get(username="clerk"), "see", filing)
    with pytest.raises(NotEnough):
        keep_people.lock(held["administrator"], held["clerk"].person.pk, " ")


def test_a_section_watches_departments_only() -> None:
    held = county()
    section = Section.objects.get(code="05")
    roads = held.other.parent
    assert roads is not None
    entry = keep_sections.Entry("05", "农业农村室", Section.Kind.BUSINESS, [roads])
    assert list(keep_sections.keep_section(held["administrator"], section.pk, entry).watches.all()) == [roads]
    with pytest.raises(NotEnough):
        keep_sections.keep_section(held["administrator"], None, keep_sections.Entry("07", "新室", Section.Kind.BUSINESS, [held.unit]))
