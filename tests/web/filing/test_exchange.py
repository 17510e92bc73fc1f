"""The editor's exchange as a browser uses it, and documents that are dropped."""

import json
from pathlib import Path
from typing import Any

import pytest
from county import County, at, county, filed
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiheng import write
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.incoming import Waiting
from jiheng.web.filing.way import State

pytestmark = pytest.mark.django_db
EXAMPLE = next((Path(__file__).parents[3] / "examples").iterdir())


def signed_in(held: County, who: str = "clerk") -> Client:
    client = Client()
    client.force_login(held[who].person)
    return client


def sent(client: Client, filing: Filing, base: int, *edits: dict[str, Any], token: str = "a") -> Any:
    said = json.dumps({"token": token, "base": base, "edits": edits})
    return client.post(
        reverse("filing:edits", args=(filing.pk,)), said, content_type="application/json", headers={"Accept": "application/json"}
    )


def key(filing: Filing, number: int) -> str:
    revision = Filing.objects.get(pk=filing.pk).revision
    assert revision is not None
    return str(revision.keys[number])


def test_a_typed_target_comes_back_with_its_reading_its_findings_and_the_equation() -> None:
    held = county()
    filing = filed(held)
    row = key(filing, 3)
    said = sent(signed_in(held), filing, 1, {"do": "set", "row": row, "field": "target", "text": "120000元/次"}).json()
    assert said["revision"] == 2
    assert said["readings"][f"{row}/target"] == "每次 120,000 元" or "120,000" in said["readings"][f"{row}/target"]
    assert {"FND004", "FND006"} & {each["rule"] for each in said["findings"]}
    assert said["equation"]["state"] == "over"
    assert "sheet" not in said


def test_rows_that_come_bring_the_sheet_drawn_anew() -> None:
    held = county()
    filing = filed(held)
    edits = ({"do": "insert", "row": "abc", "after": key(filing, 0), "level1": "产出指标", "level2": "数量指标"},)
    said = sent(signed_in(held), filing, 1, *edits).json()
    assert 'data-key="abc"' in said["sheet"]


def test_what_does_not_fit_is_said_and_the_rest_is_made() -> None:
    held = county()
    filing = filed(held)
    said = sent(
        signed_in(held), filing, 1, {"do": "set", "field": "funds.total", "text": "很多"}, {"do": "set", "field": "goal", "text": "新目标"}
    ).json()
    assert said["refused"][0]["edit"] == 0
    assert said["revision"] == 2


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("auditor", 403), ("administrator", 404), ("head", 403)])
def test_who_may_not_edit_is_told_so(who: str, status: int) -> None:
    held = county()
    filing = filed(held)
    assert sent(signed_in(held, who), filing, 1, {"do": "set", "field": "goal", "text": "x"}).status_code == status


def test_sessions_that_ended_holds_and_old_pages_have_answers_of_their_own() -> None:
    held = county()
    filing = filed(held)
    assert sent(Client(), filing, 1, {"do": "set", "field": "goal", "text": "x"}).status_code == 401
    assert sent(signed_in(held), filing, 1, {"do": "set", "field": "goal", "text": "甲"}, token="1").status_code == 200
    assert sent(signed_in(held, "colleague"), filing, 2, {"do": "set", "field": "goal", "text": "乙"}, token="2").status_code == 423
    old = sent(signed_in(held), filing, 1, {"do": "set", "field": "goal", "text": "丙"}, token="3")
    assert (old.status_code, old.json()["revision"]) == (409, 2)
    assert "甲" in old.json()["sheet"]


@pytest.mark.parametrize("body", ["", "[]", "{", '{"edits": 3}', '{"base": "x", "edits": []}', '{"edits": [{"do": "set"}]}', "[" * 5000])
def test_a_sending_that_is_none_is_refused_in_a_sentence(body: str) -> None:
    held = county()
    filing = filed(held)
    answer = signed_in(held).post(
        reverse("filing:edits", args=(filing.pk,)), body, content_type="application/json", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 422
    assert "请" in answer.json()["error"]


@pytest.mark.parametrize(
    "edit",
    [
        {"do": "insert", "row": "n", "held": {"name": 3}},
        {"do": "insert", "row": "n", "held": {"nothing": "known"}},
        {"do": "set", "row": "no such row", "field": "target", "text": "x"},
        {"do": "set", "row": None, "field": "extra.99", "text": "x"},
        {"do": "set", "row": None, "field": "funds.sources.99.amount", "text": "1"},
        {"do": "set", "row": None, "field": "tasks.999999999.name", "text": "x"},
        {"do": "set", "row": None, "field": "__class__", "text": "x"},
        {"do": "move", "row": "no such row"},
        {"do": "drop", "row": "no such row"},
    ],
)
def test_an_edit_of_what_there_is_not_is_refused_and_changes_nothing(edit: dict[str, Any]) -> None:
    held = county()
    filing = filed(held)
    answer = sent(signed_in(held), filing, 1, edit)
    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    assert answer.json()["refused"][0]["message"]


def test_five_thousand_rows_at_once_are_refused_in_a_sentence_and_two_thousand_cells_are_made() -> None:
    held = county()
    filing = filed(held)
    many = [{"do": "insert", "row": f"r{number}", "after": None, "level1": "产出指标", "level2": "数量指标"} for number in range(5000)]
    answer = sent(signed_in(held), filing, 1, *many)
    assert answer.status_code == 422
    pasted = signed_in(held).post(
        reverse("filing:paste", args=(filing.pk,)), {"text": "\n".join("指标\t≥1次" for _ in range(5000)), "html": ""}
    )
    assert len(pasted.json()["cells"]) == 5000
    too_many = signed_in(held).post(reverse("filing:paste", args=(filing.pk,)), {"text": "\n".join("a\tb\tc\td\te" for _ in range(5000))})
    assert too_many.status_code == 422


def test_a_table_of_word_is_cut_into_its_cells() -> None:
    held = county()
    filing = filed(held)
    html = "<table><tr><td rowspan=2>数量</td><td>次数</td><td>≥3次</td></tr><tr><td>人数</td><td>5人</td></tr></table>"
    said = signed_in(held).post(reverse("filing:paste", args=(filing.pk,)), {"html": html, "text": "x"}).json()
    assert said["cells"] == [["数量", "次数", "≥3次"], ["", "人数", "5人"]]


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".txt"])
def test_a_dropped_document_is_shown_beside_what_was_read_and_becomes_tables(ending: str) -> None:
    held = county()
    client = signed_in(held)
    content = EXAMPLE.read_bytes() if ending == ".txt" else write(EXAMPLE, ending=ending).content
    answer = client.post(
        reverse("filing:drop"),
        {"file": SimpleUploadedFile(f"目标表{ending}", content), "task": held.task.pk, "unit": held.unit.pk},
        follow=True,
    )
    page = answer.content.decode()
    assert page.count('name="table"') == 6
    waiting = Waiting.objects.get()
    said = {"table": ["0", "3"], "task": held.task.pk, "unit": held.unit.pk}
    client.post(reverse("filing:accept", args=(waiting.pk,)), said)
    assert Filing.objects.count() == 2
    assert not Waiting.objects.exists()
    assert {filing.sources.count() for filing in Filing.objects.all()} == {1}


def test_a_dropped_version_shows_what_would_change_and_keeps_the_keys_of_rows() -> None:
    held = county()
    filing = filed(held)
    client = signed_in(held)
    first = key(filing, 0)
    sent(client, filing, 1, {"do": "set", "row": first, "field": "target", "text": "≥99次"})
    document: Any = client.get(reverse("filing:document", args=(filing.pk, "docx")))
    sent(client, filing, 2, {"do": "set", "row": first, "field": "target", "text": "≥7次"}, token="b")
    file = SimpleUploadedFile("新版.docx", b"".join(document.streaming_content))
    page = client.post(reverse("filing:import", args=(filing.pk,)), {"file": file}, follow=True)
    assert "≥7次 升至 ≥99次" in page.content.decode()
    assert Filing.objects.get(pk=filing.pk).revisions.count() == 3
    waiting = Waiting.objects.get()
    assert signed_in(held, "colleague").get(reverse("filing:brought", args=(filing.pk, waiting.pk))).status_code == 404
    client.post(reverse("filing:take_in", args=(filing.pk, waiting.pk)), {"table": "0"})
    assert key(filing, 0) == first
    assert Filing.objects.get(pk=filing.pk).revisions.count() == 4
    assert not Waiting.objects.exists()


def test_two_versions_are_compared_and_the_history_is_read_page_by_page() -> None:
    held = county()
    filing = filed(held)
    client = signed_in(held)
    for number in range(1, 4):
        edit = {"do": "set", "row": key(filing, 0), "field": "target", "text": f"≥{number}次"}
        sent(client, filing, number, edit, token=str(number))
    page = client.get(reverse("filing:history", args=(filing.pk,)), {"one": "4", "other": "2"}).content.decode()
    assert "≥1次 升至 ≥3次" in page
    assert client.get(reverse("filing:history", args=(filing.pk,)), {"one": "4", "other": "77"}).status_code == 200
    assert client.get(reverse("filing:history", args=(filing.pk,)), {"one": "x", "other": "²"}).status_code == 200


def test_a_mend_that_is_refused_leaves_the_text_as_it_came() -> None:
    from jiheng.doors import read_named
    from jiheng.web.filing.actions.edit import typist
    from jiheng.web.filing.actions.import_document import as_accepted

    held = county()
    filing = filed(held)
    read = read_named(EXAMPLE.read_bytes(), EXAMPLE.name).declarations
    table, number, repair = next(
        (table, number, repair) for table in read for number, repair in enumerate(table.source.repairs) if repair.field == "goal"
    )
    made = as_accepted(table, {number}, typist(filing)).declaration
    assert made.goal == repair.before
    assert table.goal == repair.after
    assert made.indicators == table.indicators


@pytest.mark.parametrize(
    "content", [b"", b"nothing", b"PK\x03\x04broken", b"%PDF-1.7 broken", b"\xd0\xcf\x11\xe0" + bytes(600), b"\x00" * 4000]
)
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes) -> None:
    held = county()
    answer = signed_in(held).post(reverse("filing:drop"), {"file": SimpleUploadedFile("表.docx", content)}, follow=True)
    assert answer.status_code == 200
    assert "alert-danger" in answer.content.decode()
    assert not Waiting.objects.exists()


def test_another_persons_document_is_not_accepted() -> None:
    held = county()
    signed_in(held).post(reverse("filing:drop"), {"file": SimpleUploadedFile("表.txt", EXAMPLE.read_bytes())})
    waiting = Waiting.objects.get()
    assert signed_in(held, "colleague").get(reverse("filing:preview", args=(waiting.pk,))).status_code == 404
    assert signed_in(held, "colleague").post(reverse("filing:accept", args=(waiting.pk,)), {"table": "0"}).status_code == 404


def test_documents_of_a_table_bear_its_version() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    for ending in ("docx", "xlsx", "pdf", "html", "csv", "json"):
        answer = signed_in(held).get(reverse("filing:document", args=(filing.pk, ending)))
        assert answer.status_code == 200, ending
        revision = Filing.objects.get(pk=filing.pk).revision
        assert revision is not None
        assert f"v{revision.number}-{revision.digest[:8]}" in answer.headers["Content-Disposition"]


def test_an_attachment_that_could_run_is_not_taken() -> None:
    held = county()
    filing = filed(held)
    for name, content in (("a.html", b"<script>alert(1)</script>"), ("a.svg", b"<svg onload=x>"), ("a.exe", b"MZ")):
        signed_in(held).post(reverse("filing:attach", args=(filing.pk,)), {"kind": "basis", "file": SimpleUploadedFile(name, content)})
    assert filing.attachments.count() == 0
    signed_in(held).post(
        reverse("filing:attach", args=(filing.pk,)), {"kind": "basis", "file": SimpleUploadedFile("依据.pdf", b"%PDF-1.4 x")}
    )
    assert filing.attachments.count() == 1


def test_a_mend_by_click_is_recorded_as_one_with_the_code_of_its_rule() -> None:
    held = county()
    filing = filed(held)
    client = signed_in(held)
    row = key(filing, 2)
    said = sent(client, filing, 1, {"do": "set", "row": row, "field": "target", "text": "45657"}).json()
    fix = next(each for each in said["findings"] if each["row"] == row and each["fix"])
    mend = {"do": "set", "row": row, "field": fix["fix"]["field"], "text": fix["fix"]["text"], "rule": fix["rule"]}
    made = sent(client, filing, 2, mend, token="b").json()
    revision = filing.revisions.get(number=made["revision"])
    assert (revision.cause, revision.rules) == ("mended", [fix["rule"]])
    page = client.get(reverse("filing:history", args=(filing.pk,))).content.decode()
    assert "采纳改法" in page
    assert f"/rules/{fix['rule']}/" in page


def test_a_row_whose_level_changes_is_drawn_anew() -> None:
    held = county()
    filing = filed(held)
    said = sent(signed_in(held), filing, 1, {"do": "set", "row": key(filing, 0), "field": "level2", "text": "质量指标"}).json()
    assert 'data-level2="质量指标"' in said["sheet"]


def test_a_text_that_no_rule_offers_is_no_mend_whatever_the_browser_says() -> None:
    held = county()
    filing = filed(held)
    made = sent(signed_in(held), filing, 1, {"do": "set", "row": key(filing, 0), "field": "target", "text": "≥3次", "rule": "FND004"})
    revision = filing.revisions.get(number=made.json()["revision"])
    assert (revision.cause, revision.rules) == ("typed", [])


def test_a_row_typed_into_the_medium_term_stands_there() -> None:
    held = county()
    filing = filed(held)
    edits = (
        {"do": "insert", "row": "m1", "after": None, "level1": "产出指标", "level2": "质量指标", "midterm": True},
        {"do": "set", "row": "m1", "field": "name", "text": "隐患整改率"},
    )
    sent(signed_in(held), filing, 1, *edits)
    revision = Filing.objects.get(pk=filing.pk).revision
    assert revision is not None
    assert revision.midterm_keys == ["m1"]


def test_a_stamped_scan_is_bound_to_the_version_that_was_printed_and_only_what_can_be_added_is_offered() -> None:
    held = county()
    filing = at(held, State.APPROVED)
    client = signed_in(held)
    page = client.get(reverse("filing:table", args=(filing.pk,))).content.decode()
    assert 'value="stamped"' in page
    assert 'value="basis"' not in page
    said = {"kind": "stamped", "file": SimpleUploadedFile("盖章件.pdf", b"%PDF-1.4 x")}
    client.post(reverse("filing:attach", args=(filing.pk,)), said)
    revision = Filing.objects.get(pk=filing.pk).revision
    assert revision is not None
    page = client.get(reverse("filing:table", args=(filing.pk,))).content.decode()
    assert f"第 {revision.number} 版 {revision.digest[:8]}" in page
    draft = client.get(reverse("filing:table", args=(filed(held).pk,))).content.decode()
    assert 'value="stamped"' not in draft
    assert 'value="basis"' in draft
