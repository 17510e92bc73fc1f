"""Every operation of the API as every role, with every scope: what the pages refuse is refused here, and a token never reaches beyond its scope."""

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import frozen
from calling import ROOT, Caller
from county import at, county
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiheng.web.api import access
from jiheng.web.api.entry import api, description
from jiheng.web.api.models import Done, Scope
from jiheng.web.filing import access as filing_access
from jiheng.web.filing.filings import Filing
from jiheng.web.filing.way import Level, State
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "k"}


@frozen(eq=False)
class Operation:
    method: str
    path: str
    scope: Scope
    described: Any

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def address(self, filing: int) -> str:
        path = self.path.replace("{ending}", "html").replace("{deed}", "pass").replace("{number}", "1")
        path = path.replace("{filing_id}", str(filing)).replace("{list_id}", "1")
        for part in (
            "task_id",
            "letter_id",
            "thread_id",
            "objection_id",
            "project_id",
            "hook_id",
            "attachment_id",
            "indicator_id",
            "commission_id",
        ):
            path = path.replace("{" + part + "}", "1")
        assert "{" not in path, path
        return path


def operations() -> Iterator[Operation]:
    described = description()["paths"]
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            plain = path.replace("int:", "")
            for each in view.operations:
                for method in each.methods:
                    said = described[f"/api/v1{plain}"][method.lower()]
                    bearer: Any = each.auth_callbacks[0]
                    yield Operation(method, plain, bearer.scope, said)


OPERATIONS = {each.name: each for each in operations()}
WHO = ("clerk", "head", "department", "section", "performance", "auditor", "administrator", "stranger", "other_department", "other_section")
BODIES: dict[str, object] = {
    "state": "reviewing", "task": 1, "unit": "310001", "edits": [], "base": 1, "revision": 1, "word": "x", "reason": "x", "do": "hold",
    "username": None, "fingerprint": "x", "text": "x", "answer": "", "opinion": "x", "tests": {}, "grade": "优", "waived": True,
    "rule": "FND004", "form": "target", "year": 2026, "title": "x", "due": "2026-10-31", "until": "2027-01-01", "project": None,
    "to": "310", "tables": [1], "number": "x", "dated": "2025-12-01", "office": "x", "code": "x", "name": "x", "amount": "1",
    "kind": "suspend", "mark": "x", "address": "https://example.org/", "active": True, "stage": "first", "position": 0,
    "node": "output.quality", "approved": True, "units": ["310001"], "of": "clerk", "centre": "320001",
}  # fmt: skip


def asked(operation: Operation) -> tuple[dict[str, object], bool]:
    """A body that has the operation's form, and whether it is a form with a file."""
    content = operation.described.get("requestBody", {}).get("content", {})
    for kind, each in content.items():
        schema = each["schema"]
        if "$ref" in schema:
            schema = description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        body: dict[str, object] = {name: BODIES[name] for name in schema.get("required", ()) if name in BODIES}
        if operation.path == "/library":
            body["kind"] = "common"
        if operation.path == "/units/hand-over":
            body["to"] = "colleague"
        if "form-data" in kind:
            body["kind"] = "basis"
            return {**body, "file": SimpleUploadedFile("x.pdf", b"%PDF-1.4")}, True
        return body, False
    return {}, False


def call(caller: Caller, operation: Operation, filing: int) -> Any:
    path = operation.address(filing)
    if operation.method == "GET":
        return caller.get(path)
    body, is_form = asked(operation)
    return caller.send(path, body) if is_form else caller.post(path, body, method=operation.method)


def test_every_operation_has_a_scope_a_summary_in_both_languages_and_a_key_where_it_changes_something() -> None:
    assert len(OPERATIONS) >= 50
    for each in OPERATIONS.values():
        assert isinstance(each.scope, Scope), each.name
        assert " · " in each.described["summary"], each.name
        keys = [one for one in each.described.get("parameters", ()) if one["name"] == "Idempotency-Key"]
        assert bool(keys) == (each.method != "GET"), each.name


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_without_a_token_nothing_is_told_or_done(name: str) -> None:
    operation = OPERATIONS[name]
    client = Client()
    for headers in ({}, {"Authorization": "Bearer jh_wrong"}, {"Authorization": "Basic eDp5"}):
        answer = client.generic(operation.method, ROOT + operation.address(1), b"{}", "application/json", headers=headers | KEY)
        assert answer.status_code == 401, name
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert "Bearer" in answer.json()["detail"]


@pytest.mark.parametrize("who", ["clerk", "performance", "administrator"])
def test_a_token_beyond_its_scope_is_refused_everywhere(who: str) -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.UNIT)
    before = Filing.objects.filter(pk=filing.pk).values().get()
    for scope in access.scopes_of(held[who].person):
        caller = Caller(held, who, scope.value)
        entries = Entry.objects.count()
        for each in OPERATIONS.values():
            if each.scope is scope:
                continue
            answer = call(caller, each, filing.pk)
            assert answer.status_code == 403, (each.name, scope, answer.content.decode())
            assert each.scope.value in answer.json()["detail"]
        assert Entry.objects.count() == entries
    assert Filing.objects.filter(pk=filing.pk).values().get() == before


@pytest.mark.parametrize("who", WHO)
def test_no_role_reaches_by_the_api_what_its_pages_refuse(who: str) -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.SECTION)
    person = held[who].person
    sees = filing_access.may(person, "see", filing)
    caller = Caller(held, who)
    for each in OPERATIONS.values():
        stood, entries = Filing.objects.filter(pk=filing.pk).values().get(), Entry.objects.count()
        answer = call(caller, each, filing.pk)
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code < 500, (each.name, said.decode())
        if not sees:
            assert "水库" not in said.decode("utf-8", "replace"), each.name
            assert Filing.objects.filter(pk=filing.pk).values().get() == stood, each.name
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json", (each.name, said)
            assert len(answer.json()["detail"]) > 15, each.name
            assert Entry.objects.count() == entries, each.name
            assert Done.objects.count() <= len(OPERATIONS)
        if answer.status_code == 200 and each.method != "GET":
            assert each.scope in access.scopes_of(person), each.name
        if answer.status_code == 200 and "{filing_id}" in each.path:
            assert sees, each.name


@pytest.mark.parametrize(("who", "deed"), [("clerk", "pass"), ("stranger", "pass"), ("auditor", "return"), ("other_section", "return")])
def test_who_may_not_judge_on_the_page_may_not_by_the_api(who: str, deed: str) -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.SECTION)
    answer = Caller(held, who).post(f"/filings/{filing.pk}/judge/{deed}", {"opinion": "x"})
    assert answer.status_code == 403
    assert Filing.objects.get(pk=filing.pk).state == State.REVIEWING


def test_a_person_who_left_or_lost_the_role_loses_the_token() -> None:
    held = county()
    filing = at(held, State.REVIEWING, Level.SECTION)
    caller = Caller(held, "section")
    assert caller.get(f"/filings/{filing.pk}").status_code == 200
    held["section"].person.appointments.all().delete()
    assert caller.get(f"/filings/{filing.pk}").status_code == 403
    person = held["section"].person
    person.is_active = False
    person.save()
    assert caller.get("/me").status_code == 401
