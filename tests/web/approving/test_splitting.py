"""From the letter to a department one to each unit: its own number and day, its own tables, its bytes kept; a draft is no letter."""

from datetime import date
from typing import Any

import pytest
from county import County, at, county
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.approving import access
from jiheng.web.approving.actions.issue import Heading, issue
from jiheng.web.approving.actions.split import shares, split
from jiheng.web.approving.models import Letter
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.tables import digest_of
from jiheng.web.filing.way import State
from jiheng.web.organizations.models import Body
from jiheng.web.trail.chain import broken
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db
HEADING = Heading("清财绩〔2025〕3号", date(2025, 12, 1), "清江县财政局")
OWN = Heading("清水发〔2025〕8号", date(2025, 12, 10), "清江县水务局")


def text_of(content: bytes) -> str:
    said = "".join(page.get_textpage().get_text_bounded() for page in PdfDocument(content))
    return said.replace("\r", "").replace("\n", "")


def issued(held: County) -> Letter:
    department = held.unit.department
    assert department is not None
    return issue(held["performance"], department, [at(held, State.APPROVED).pk, at(held, State.APPROVED).pk], HEADING)


def test_a_units_letter_bears_its_own_number_and_the_trails_head_and_is_kept() -> None:
    held = county()
    whole = issued(held)
    part = split(held["department"], whole.pk, held.unit, OWN)
    said = text_of(bytes(part.body))
    assert "8号" in said
    assert "2025年12月10日" in said.replace(" ", "")
    assert "清江县水务局" in said
    assert part.head in said
    assert part.head != whole.head
    assert digest_of(bytes(part.body)) == part.digest
    assert part.under == whole
    assert set(part.approvals.all()) == set(whole.approvals.all())
    assert Entry.objects.filter(kind="letter", deed="issue").count() == 2
    assert not list(broken())


def test_each_unit_has_what_is_its_own() -> None:
    held = county()
    department = held.unit.department
    station = Body.objects.create(kind="unit", code="310002", name="灌溉站", parent=department)
    whole = issued(held)
    second = whole.approvals.order_by("id").last()
    assert second is not None
    Filing.objects.filter(pk=second.filing_id).update(unit=station)
    assert [(share.unit.name, len(share.approvals), share.letter) for share in shares(whole)] == [
        ("水务局本级", 1, None),
        ("灌溉站", 1, None),
    ]
    part = split(held["performance"], whole.pk, station, OWN)
    assert [each.filing.unit for each in part.approvals.all()] == [station]
    assert [bool(share.letter) for share in shares(whole)] == [False, True]
    reads = access.letters(held["clerk"].person, "see")
    assert whole in reads
    assert part not in reads, "another unit's letter"


def test_a_unit_has_one_letter_from_a_departments_and_each_number_once() -> None:
    held = county()
    whole = issued(held)
    with pytest.raises(NotEnough, match="文号"):
        split(held["department"], whole.pk, held.unit, Heading(" ", OWN.dated, "局"))
    with pytest.raises(NotEnough, match="没有"):
        split(held["department"], whole.pk, held.other, OWN)
    part = split(held["department"], whole.pk, held.unit, OWN)
    with pytest.raises(NotEnough, match="只转一次"):
        split(held["department"], whole.pk, held.unit, Heading("另一号", OWN.dated, "局"))
    with pytest.raises(NotAllowed):
        split(held["performance"], part.pk, held.unit, OWN)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(
    ("who", "sees", "splits"),
    [
        ("performance", True, True),
        ("department", True, True),
        ("auditor", True, False),
        ("section", True, False),
        ("clerk", True, False),
        ("head", True, False),
        ("other_department", False, False),
        ("other_section", False, False),
        ("stranger", False, False),
        ("administrator", False, False),
    ],
)
def test_who_reads_a_letter_and_who_splits_it(who: str, sees: bool, splits: bool) -> None:  # noqa: FBT001 - a row of the matrix
    held = county()
    whole = issued(held)
    person = held[who].person
    assert (access.may(person, "see", whole), access.may(person, "split", whole)) == (sees, splits)
    client = Client()
    client.force_login(person)
    assert client.get(reverse("approving:letter", args=(whole.pk,))).status_code == (200 if sees else 404)
    assert client.get(reverse("approving:shares", args=(whole.pk,))).status_code == (200 if splits else 404)
    form = {"unit": held.unit.pk, "number": "清水发〔2025〕8号", "dated": "2025-12-10", "office": "水务局"}
    assert client.post(reverse("approving:split", args=(whole.pk,)), form).status_code == (302 if splits else 403)
    assert Letter.objects.count() == (2 if splits else 1)
    page = client.get(reverse("approving:approvals"))
    assert page.status_code == (403 if who == "administrator" else 200)
    assert ("清财绩〔2025〕3号" in page.content.decode()) == sees


def test_a_day_that_can_not_be_read_makes_no_letter() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    client = Client()
    client.force_login(held["performance"].person)
    department = held.unit.department
    assert department is not None
    form = {"to": department.pk, "filing": [filing.pk], "number": "清财绩〔2025〕3号", "office": "清江县财政局"}
    for day, word in (("2025-12-32", "读不成日期"), ("", "没有填")):
        assert word in client.post(reverse("approving:issue"), {**form, "dated": day}, follow=True).content.decode()
    assert not Letter.objects.exists()
    assert Filing.objects.get(pk=filing.pk).state == State.APPROVED
    client.post(reverse("approving:issue"), {**form, "dated": "2025-12-01"})
    whole = Letter.objects.get()
    answer = client.post(
        reverse("approving:split", args=(whole.pk,)), {"unit": held.unit.pk, "number": "x", "dated": "明天", "office": "y"}, follow=True
    )
    assert "读不成日期" in answer.content.decode()
    assert Letter.objects.count() == 1


def test_a_draft_is_drawn_for_the_office_and_binds_nothing() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    client = Client()
    client.force_login(held["performance"].person)
    department = held.unit.department
    assert department is not None
    form = {"to": department.pk, "filing": [filing.pk], "office": "清江县财政局"}
    answer: Any = client.post(reverse("approving:draft"), form)
    assert "草稿" in text_of(b"".join(answer.streaming_content))
    assert Filing.objects.get(pk=filing.pk).state == State.APPROVED
    assert not Letter.objects.exists()
    refused = client.post(reverse("approving:draft"), {**form, "filing": [filing.pk, 999]}, follow=True)
    assert "批复预览" in refused.content.decode()
    client.force_login(held["section"].person)
    assert "批复预览" in client.post(reverse("approving:draft"), form, follow=True).content.decode()


def test_the_numbers_of_pages_stand_at_one_height_on_the_letter_and_its_annexes() -> None:
    held = county()
    heights = set()
    for page in PdfDocument(bytes(issued(held).body)):
        text = page.get_textpage()
        number = text.get_text_range().rindex("—")
        heights.add(round(text.get_charbox(number)[1]))
    assert len(heights) == 1, heights
