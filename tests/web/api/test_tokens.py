"""Tokens: shown once, kept as a digest, bounded by scope, day, rate and person; requests done once; edits on a base."""

from datetime import timedelta

import pytest
from calling import Caller, token_of
from county import at, county, filed, handed_in
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.api.actions.make_token import Wanted, make_token, revoke_token
from jiheng.web.api.models import Done, Token
from jiheng.web.filing.way import Level, State
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db


def test_a_token_is_shown_once_and_only_its_digest_is_kept() -> None:
    held = county()
    client = Client()
    client.force_login(held["clerk"].person)
    page = client.post(reverse("api:new_token"), {"name": "同步", "scope": ["read"], "days": "30", "rate": "60"}).content.decode()
    text = page.split("data-token>")[1].split("<")[0]
    assert text.startswith("jh_")
    assert text not in client.get(reverse("api:tokens")).content.decode()
    token = Token.objects.get()
    assert text not in str(Token.objects.values().get())
    assert text not in "".join(entry.after for entry in Entry.objects.all())
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {text}"})
    assert answer.json()["username"] == "clerk"
    token.refresh_from_db()
    assert token.last_used is not None


def test_a_token_reaches_no_further_than_its_person() -> None:
    held = county()
    for who, scope in (("clerk", "admin"), ("clerk", "office"), ("auditor", "write"), ("administrator", "deeds")):
        with pytest.raises(NotAllowed, match="超出您的角色"):
            make_token(held[who], Wanted("x", ["read", scope], 30))
    for wanted in (
        Wanted("", ["read"], 30),
        Wanted("x", [], 30),
        Wanted("x", ["read"], 0),
        Wanted("x", ["read"], 4000),
        Wanted("x", ["read"], 1, 0),
    ):
        with pytest.raises(NotEnough):
            make_token(held["clerk"], wanted)


def test_expired_and_revoked_tokens_do_nothing() -> None:
    held = county()
    caller = Caller(held, "clerk")
    assert caller.get("/me").status_code == 200
    token = Token.objects.get()
    Token.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert caller.get("/me").status_code == 401
    Token.objects.update(expires=timezone.now() + timedelta(days=1))
    with pytest.raises(NotAllowed):
        revoke_token(held["colleague"], token.pk)
    revoke_token(held["administrator"], token.pk)
    assert caller.get("/me").status_code == 401


def test_more_requests_than_agreed_are_turned_away_for_a_minute() -> None:
    held = county()
    caller = Caller(held, "clerk")
    caller.token = token_of(held["clerk"], "read", rate=3)
    statuses = [caller.get("/me").status_code for _ in range(8)]  # a minute may end among them
    assert statuses[:3] == [200, 200, 200]
    assert 429 in statuses
    assert next(answer for answer in (caller.get("/me") for _ in range(4)) if answer.status_code == 429).headers["Retry-After"] == "60"


def test_the_same_key_does_a_deed_once() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    caller = Caller(held, "department")
    first = caller.post(f"/filings/{filing.pk}/judge/pass", {"opinion": "同意"}, key="one")
    assert first.status_code == 200, first.content.decode()
    again = caller.post(f"/filings/{filing.pk}/judge/pass", {"opinion": "同意"}, key="one")
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert filing.steps.filter(deed="pass", level_before="department").count() == 1
    other = caller.post(f"/filings/{filing.pk}/judge/pass", {"opinion": "另一句"}, key="one")
    assert other.status_code == 409
    assert "one" in other.json()["detail"]


def test_what_was_refused_leaves_its_key_free() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.DEPARTMENT)
    caller = Caller(held, "department")
    assert caller.post(f"/filings/{filing.pk}/judge/return", {}, key="k").status_code == 422
    assert not Done.objects.exists()
    assert caller.post(f"/filings/{filing.pk}/judge/return", {"opinion": "请改"}, key="k").status_code == 200


def test_a_deed_without_a_key_is_not_done() -> None:
    held = county()
    filing = filed(held)
    caller = Caller(held, "clerk")
    answer = caller.post(f"/filings/{filing.pk}/submit", {"revision": 1}, **{"Idempotency-Key": ""})
    assert answer.status_code == 428
    assert "Idempotency-Key" in answer.json()["detail"]


def test_edits_stand_on_a_base_and_never_write_over_a_newer_one() -> None:
    held = county()
    filing = filed(held)
    caller = Caller(held, "clerk")
    read = caller.get(f"/filings/{filing.pk}/table")
    tag = read.headers["ETag"]
    assert caller.get(f"/filings/{filing.pk}/table", **{"If-None-Match": tag}).status_code == 304
    path, typed = f"/filings/{filing.pk}/edits", {"edits": [{"do": "set", "field": "goal", "text": "甲"}]}
    assert caller.post(path, typed).status_code == 428
    made = caller.post(path, typed, **{"If-Match": tag})
    assert made.status_code == 200, made.content.decode()
    assert made.json()["revision"] == 2
    assert made.json()["made"][0]["before"]
    late = caller.post(path, {"edits": [{"do": "set", "field": "goal", "text": "乙"}]}, **{"If-Match": tag})
    assert late.status_code == 409
    assert caller.get(f"/filings/{filing.pk}/table").json()["declaration"]["goal"] == "甲"
    wrong = caller.post(path, {"base": 2, "edits": [{"do": "dance"}]})
    assert wrong.status_code == 422


def test_a_table_goes_its_whole_way_by_the_api() -> None:
    held = county()
    clerk = Caller(held, "clerk")
    from django.core.files.uploadedfile import SimpleUploadedFile

    pattern = filed(held)
    document = clerk.get(f"/filings/{pattern.pk}/document.docx").content
    file = SimpleUploadedFile("水库.docx", document)
    begun = clerk.send("/filings/import", {"task": held.task.pk, "unit": "310001", "file": file})
    assert begun.status_code == 200, begun.content.decode()
    number = begun.json()["filings"][0]["id"]
    for finding in clerk.get(f"/filings/{number}/review").json()["findings"]:
        if finding["severity"] == "error":
            said = {"fingerprint": finding["fingerprint"], "reason": "标准已经核定"}
            assert clerk.post(f"/filings/{number}/objections", said).status_code == 200
    handed = clerk.post(f"/filings/{number}/submit", {"revision": 1, "word": "已核对"})
    assert handed.status_code == 200, handed.content.decode()
    for who in ("head", "department", "section"):
        answer = Caller(held, who).post(f"/filings/{number}/judge/pass", {"opinion": "同意"})
        assert answer.status_code == 200, (who, answer.content.decode())
    office = Caller(held, "performance")
    for objection in office.get(f"/filings/{number}/beside").json()["objections"]:
        assert office.post(f"/objections/{objection['id']}/decide", {"waived": True, "reason": "依据充分"}).status_code == 200
    assert office.post(f"/filings/{number}/judge/pass", {"opinion": "同意"}).json()["state"] == "approved"
    said = {"to": "310", "tables": [number], "number": "清财〔2025〕1号", "dated": "2025-12-01", "office": "清江县财政局"}
    letter = office.post("/letters", said)
    assert letter.status_code == 200, letter.content.decode()
    assert clerk.get(f"/filings/{number}").json()["state"] == "bound"
    assert clerk.get(f"/letters/{letter.json()['id']}/file").content.startswith(b"%PDF")
    assert all("令牌" in entry.address for entry in Entry.objects.filter(deed__in=("submit", "pass", "issue")))


def test_lists_come_in_pages_with_a_bounded_number_of_queries() -> None:
    held = county()
    caller = Caller(held, "clerk")
    handed_in(held)
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert caller.get("/filings?size=200").status_code == 200
        asked.append(len(queries))
        for number in range(5):
            filed(held, f"第{number}条河道整治")
    assert asked[1] <= asked[0] + 1
    page = caller.get("/filings?size=2&page=2").json()
    assert (page["count"], page["page"], page["next"], len(page["items"])) == (11, 2, 3, 2) or page["count"] >= 6
    assert caller.get("/filings?page=99").status_code == 404
    assert caller.get("/filings?size=100000").status_code == 422


def test_a_draft_is_not_read_by_those_above() -> None:
    held = county()
    filing = at(held, State.RETURNED)
    clerk, above = Caller(held, "clerk"), Caller(held, "department")
    said = {"base": 1, "edits": [{"do": "set", "field": "goal", "text": "草稿里的新目标"}]}
    assert clerk.post(f"/filings/{filing.pk}/edits", said).status_code == 200
    for path in ("", "/table", "/review", "/beside", "/revisions", "/document.html"):
        assert "草稿里的新目标" not in above.get(f"/filings/{filing.pk}{path}").content.decode()
    assert above.get(f"/filings/{filing.pk}/revisions/2").status_code == 404


def test_sentences_come_in_the_language_that_is_asked_for() -> None:
    caller = Caller(county(), "clerk")
    assert "没有找到" in caller.get("/filings/999").json()["detail"]
    assert "not found" in caller.get("/filings/999", **{"Accept-Language": "en"}).json()["detail"]


def test_what_is_not_as_described_names_its_member() -> None:
    held = county()
    caller = Caller(held, "clerk")
    wrong: tuple[object, ...] = ({"revision": "x"}, {"revision": 1, "more": 1}, [], {"revision": 10**30}, {"revision": 1, "word": "\0"})
    for said in wrong:
        answer = caller.post(f"/filings/{filed(held).pk}/submit", said)
        assert answer.status_code in {409, 422}, answer.content.decode()
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert caller.get("/filings?task=99999999999999999999999").status_code in {200, 422}
    assert caller.get(f"/filings/{10**30}").status_code == 404


def test_a_body_that_is_no_json_or_too_large_is_told_as_a_problem() -> None:
    held = county()
    token, path = token_of(held["clerk"]), f"/api/v1/filings/{filed(held).pk}/submit"
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "x"}
    for body, status in ((b"{", 400), (b"\xff", 400), (b"[" * 5000, 400), (b'{"word": "' + b"x" * 9_000_000 + b'"}', 413)):
        answer = Client().generic("POST", path, body, "application/json", headers=headers)
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json"), body[:20]
        assert answer.headers["Cache-Control"] == "private, no-cache"
