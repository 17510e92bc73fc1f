"""Numbers and the answer for a probe: for this machine, for whoever has the token, and for nobody else."""

import os
import time
from pathlib import Path

import pytest
from county import county
from django.conf import LazySettings
from django.db import DatabaseError
from django.test import Client

from jiheng.web import watching

pytestmark = pytest.mark.django_db
ABROAD = "192.0.2.7"


def test_this_machine_reads_the_numbers() -> None:
    client = Client()
    client.get("/account/login/")
    said = client.get("/metrics").content.decode()
    assert 'jiheng_requests_total{method="GET",route="account_login",status="200"}' in said
    assert "jiheng_request_seconds_bucket" in said
    assert "jiheng_tasks_waiting 0.0" in said
    assert "jiheng_database_up 1.0" in said


@pytest.mark.parametrize("address", ["/metrics", "/health/ready/"])
def test_others_find_nothing_there(address: str, settings: LazySettings) -> None:
    assert Client(REMOTE_ADDR=ABROAD).get(address).status_code == 404
    assert Client().get(address, headers={"X-Forwarded-For": ABROAD}).status_code == 404
    assert Client(REMOTE_ADDR=ABROAD).get(address, headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = "a-long-token"
    assert Client(REMOTE_ADDR=ABROAD).get(address, headers={"Authorization": "Bearer a-long-toke"}).status_code == 404
    assert Client(REMOTE_ADDR=ABROAD).get(address, headers={"Authorization": "Bearer a-long-token"}).status_code == 200


def test_a_worker_that_sleeps_and_a_full_disk_are_told(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path
    assert Client().get("/health/ready/").json()["worker_idle_seconds"] is None
    lock = tmp_path / "worker.lock"
    lock.touch()
    assert Client().get("/health/ready/").status_code == 200
    os.utime(lock, (0, time.time() - 600))
    assert Client().get("/health/ready/").status_code == 503
    lock.touch()
    monkeypatch.setattr(watching, "LEAST_FREE", 2**60)
    assert Client().get("/health/ready/").status_code == 503


def test_a_database_that_is_away_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def _away() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr("django_tasks_db.models.DBTaskResultQuerySet.ready", lambda _self: _away())
    answer = Client().get("/health/ready/")
    assert answer.status_code == 503
    assert answer.json()["database"] is False


def test_who_comes_and_who_is_not_let_in_is_logged_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "jiheng.signing")
    person = county()["clerk"].person
    person.set_password("a good long sentence")
    person.save()
    client = Client()
    client.post("/account/login/", {"login": "clerk\nforged", "password": "wrong-secret"})
    client.post("/account/login/", {"login": "clerk", "password": "a good long sentence"})
    client.post("/account/logout/")
    said = [each.getMessage() for each in caplog.records if each.name == "jiheng.signing"]
    assert [line.split(":")[0] for line in said] == ["not let in", "signed in", "signed out"]
    assert not any("secret" in line or "sentence" in line or "\n" in line for line in said)
    assert all("127.0.0.1" in line for line in said)
