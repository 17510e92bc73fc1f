"""Registers of units and people: previewed, every wrong line said, applied whole; a county's size takes seconds."""

import time

import pytest
from county import County, county
from django.test import Client
from django.urls import reverse
from listing import workbook

from jiheng.errors import NotAllowed, NotEnough, OutOfDate
from jiheng.reading.lists.registers import HEADS
from jiheng.web.administering.actions.take_register import NewAccount, offer, previewed, take_register
from jiheng.web.administering.register import Plan
from jiheng.web.organizations.models import Appointment, Body, Person, Register
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db
SECONDS = 20


def look(held: County, kind: str, lines: list[tuple[object, ...]], *, whole: bool = False) -> tuple[Register, Plan]:
    made = offer(held["administrator"], kind, whole=whole, name=f"{kind}.xlsx", content=workbook(lines, HEADS[kind]))
    return previewed(held["administrator"], made.pk)


def take(held: County, kind: str, lines: list[tuple[object, ...]], *, whole: bool = False) -> list[NewAccount]:
    register, plan = look(held, kind, lines, whole=whole)
    assert not plan.wrong, plan.wrong
    return take_register(held["administrator"], register.pk, plan.mark)[1]


def test_a_county_of_300_units_and_900_people_comes_in_in_seconds() -> None:
    held = county()
    units: list[tuple[object, ...]] = [
        (f"{500 + number // 15}", f"部门{number // 15}", f"{500 + number // 15}{number:03}", f"单位{number}") for number in range(300)
    ]
    people: list[tuple[object, ...]] = [(f"p{n}", f"人{n}", "", "填报人", f"{500 + n % 300 // 15}{n % 300:03}", "", "") for n in range(900)]
    before = time.monotonic()
    take(held, "units", units)
    made = take(held, "people", people)
    assert time.monotonic() - before < SECONDS
    assert Body.objects.filter(code__startswith="5").count() == 320
    assert (len(made), Person.objects.filter(username__startswith="p").count()) == (900, 901)  # and the performance section's
    assert Person.objects.get(username="p17").check_password(made[17].word)
    assert not look(held, "people", people)[1].changes
    assert Entry.objects.filter(deed="take-register").count() == 2


def test_new_changed_and_gone_units_are_told_and_done() -> None:
    held = county()
    lines: list[tuple[object, ...]] = [("310", "水利局", "310001", "水利局本级"), ("", "", "310002", "堤防所")]
    register, plan = look(held, "units", lines, whole=True)
    assert [[each.key for each in plan.of(what)] for what in ("new", "changed", "gone")] == [["310002"], ["310", "310001"], ["320001"]]
    take_register(held["administrator"], register.pk, plan.mark)
    assert Body.objects.get(code="320001").closed is not None
    assert Body.objects.get(code="310002").path == "330000/310/310002/"
    assert not Appointment.objects.filter(body=held.other).exists()


def test_a_unit_that_moves_to_another_department_keeps_its_key() -> None:
    held = county()
    take(held, "units", [("320", "交通局", "310001", "水务局本级")])
    assert Body.objects.get(pk=held.unit.pk).path == "330000/320/310001/"


WRONG_PEOPLE = [
    (("", "无账号", "", "填报人", "310001", "", ""), "账号"),
    (("a1", "", "", "填报人", "310001", "", ""), "姓名"),
    (("a1", "甲", "", "科员", "310001", "", ""), "角色「科员」"),
    (("a1", "甲", "", "填报人", "999999", "", ""), "任职处「999999」"),
    (("a1", "甲", "", "填报人", "310", "", ""), "在用的单位"),
    (("a1", "甲", "", "填报人", "310001", "去年", ""), "日期「去年」"),
    (("section", "section", "", "管理员", "", "", ""), "不兼任"),
]


@pytest.mark.parametrize(("line", "said"), WRONG_PEOPLE)
def test_every_wrong_line_says_where_what_and_what_to_do(line: tuple[object, ...], said: str) -> None:
    held = county()
    register, plan = look(held, "people", [("ok", "乙", "", "填报人", "310001", "2026-03-01", ""), line])
    assert any(said in each.zh and each.zh.startswith("第 3 行") and "请" in each.zh for each in plan.wrong), plan.wrong
    with pytest.raises(NotEnough):
        take_register(held["administrator"], register.pk, plan.mark)
    assert not Person.objects.filter(username="ok").exists()


def test_what_changed_since_the_preview_and_what_is_not_a_register_is_refused() -> None:
    held = county()
    register, plan = look(held, "units", [("310", "水务局", "310002", "堤防所")])
    Body.objects.create(kind="unit", code="310002", name="堤防管理所", parent=held.unit.parent)
    with pytest.raises(OutOfDate):
        take_register(held["administrator"], register.pk, plan.mark)
    with pytest.raises(NotEnough):
        offer(held["administrator"], "people", whole=False, name="x.xlsx", content=workbook([("a", "b")], ("甲", "乙")))
    with pytest.raises(NotAllowed):
        offer(held["performance"], "people", whole=False, name="x.xlsx", content=b"x")


def test_who_uploads_appoints_herself_in_no_register() -> None:
    held = county()
    register, plan = look(held, "people", [("administrator", "administrator", "", "管理员", "", "2020-01-01", "")])
    with pytest.raises(NotAllowed):
        take_register(held["administrator"], register.pk, plan.mark)


def test_the_pages_lead_from_the_blank_to_the_passwords() -> None:
    held = county()
    client = Client()
    client.force_login(held["administrator"].person)
    blank = client.get(reverse("administering:blank", args=("people",)))
    assert b"".join(blank.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    register, plan = look(held, "people", [("new1", "新人", "", "填报人", "310001", "", "")])
    page = client.get(reverse("administering:preview", args=(register.pk,))).content.decode()
    assert "新人" in page
    done = client.post(reverse("administering:take", args=(register.pk,)), {"mark": plan.mark}).content.decode()
    assert "new1" in done
    assert "初始密码" in done
