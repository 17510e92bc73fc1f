"""A county's form is learnt: proposed, corrected, tried, switched on by its day, and off again; the pages' law follows."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from county import County, county
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from listing import workbook

from jiheng.errors import NotAllowed, NotEnough
from jiheng.framework.fields import Part, fields
from jiheng.web.administering.actions.switch_form import Learnt, switch_off, switch_on
from jiheng.web.administering.learning import proposed, sheet_text
from jiheng.web.administering.opening import grids_of
from jiheng.web.filing.understanding import framework, tool_name
from jiheng.web.organizations.county_law import forget_law
from jiheng.web.organizations.models import CountyForm, Register

pytestmark = pytest.mark.django_db
BLANK = [("牵头科所", "", "项目名称", ""), ("一级指标", "二级指标", "三级指标", "指标值"), ("产出指标", "数量指标", "", "")]


@pytest.fixture(autouse=True)
def fresh_law() -> Iterator[None]:
    forget_law()
    yield
    forget_law()


def learnt(day: date) -> Learnt:
    rows = proposed(grids_of("blank.xlsx", workbook(BLANK, ("",))), framework())
    cell = next(cell for row in rows for cell in row if cell.text == "牵头科所")
    assert cell.kind == "unknown"
    return Learnt("本县目标表", sheet_text("本县目标表", day, rows, {cell.name: "unit"}), day, "县里统一", "blank.xlsx", b"x")


def on(held: County, day: date, capture: object) -> CountyForm:
    with capture(execute=True):  # type: ignore[operator]
        return switch_on(held["performance"], learnt(day))


def test_each_cell_is_proposed_by_the_readers_own_recognition() -> None:
    rows = proposed(grids_of("blank.xlsx", workbook(BLANK, ("",))), framework())
    kinds = {cell.text: (cell.kind, cell.field) for row in rows for cell in row if cell.text}
    assert kinds["项目名称"] == ("known", "project")
    assert kinds["三级指标"] == ("known", "name")
    assert kinds["数量指标"][0] == "print"
    assert kinds["牵头科所"] == ("unknown", "")


def test_a_form_speaks_from_its_day_and_is_switched_off_by_a_dated_row(django_capture_on_commit_callbacks: object) -> None:
    held, today = county(), timezone.localdate()
    before = tool_name()
    made = on(held, today, django_capture_on_commit_callbacks)
    found = fields(framework()).find("牵头科所", Part.HEAD)
    assert found is not None
    assert found.name == "unit"
    assert tool_name() != before
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        switch_off(held["performance"], made.pk, today, "改回通用表")
    assert fields(framework()).find("牵头科所", Part.HEAD) is None
    assert tool_name() == before
    assert CountyForm.objects.count() == 2


def test_a_form_of_tomorrow_does_not_speak_today(django_capture_on_commit_callbacks: object) -> None:
    held = county()
    on(held, timezone.localdate() + timedelta(days=1), django_capture_on_commit_callbacks)
    assert fields(framework()).find("牵头科所", Part.HEAD) is None


def test_a_label_that_she_gives_to_another_field_is_that_fields_from_then_on() -> None:
    from jiheng.framework.load import load_with

    law = load_with({"fields.x.toml": '[[field]]\nname = "unit"\nlabels = ["主管单位"]\n'.encode()})
    found = fields(law).find("主管单位", Part.HEAD)
    assert found is not None
    assert found.name == "unit"


def test_a_form_that_the_program_knows_and_who_may_not_are_refused() -> None:
    held, today = county(), timezone.localdate()
    rows = proposed(grids_of("blank.xlsx", workbook(BLANK[1:], ("",))), framework())
    with pytest.raises(NotEnough):
        sheet_text("x", today, rows, {})
    with pytest.raises(NotAllowed):
        switch_on(held["clerk"], learnt(today))
    with pytest.raises(NotEnough):
        grids_of("x.txt", b"nothing here")


def test_the_page_leads_from_the_blank_form_to_the_sheet() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    held = county()
    client = Client()
    client.force_login(held["administrator"].person)
    answer = client.post(reverse("administering:learn"), {"file": SimpleUploadedFile("blank.xlsx", workbook(BLANK, ("",)))})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "牵头科所" in page
    assert "不认得" in page
    name = page.split('id="cell-')[1].split('"')[0]
    said = {"form": Register.objects.get().pk, f"cell-{name}": "unit", "title": "本县目标表", "since": "2020-01-01", "reason": "县里统一"}
    tried = client.post(reverse("administering:switch-form"), {**said, "deed": "try"}).content.decode()
    assert "试用结果" in tried
    assert not CountyForm.objects.exists()
    client.post(reverse("administering:switch-form"), {**said, "deed": "on"})
    assert CountyForm.objects.get().path.startswith("fields.2020-01-01-001-blank")
    forms = client.get(reverse("administering:forms")).content.decode()
    assert "本县目标表" in forms
    sheet = client.get(reverse("administering:form-file", args=(CountyForm.objects.get().pk,)))
    assert "牵头科所" in b"".join(sheet.streaming_content).decode()  # type: ignore[attr-defined]
