"""Reminders go out by the county's own gateway: signed, to no other place, without a shell, and with both ends in the trail."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path
from typing import ClassVar

import pytest
from county import County, county, handed_in
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.filing import reminding
from jiheng.web.filing.actions.remind import deliver, remind
from jiheng.web.filing.reminding import COMMAND, SECRET, URL, Sent, gateway, known, last_delivery, signature
from jiheng.web.trail.chain import broken
from jiheng.web.trail.models import Entry

pytestmark = pytest.mark.django_db
KEY = "county-secret"


class Office(BaseHTTPRequestHandler):
    """An OA that notes what it gets, and answers as its path says."""

    got: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    def do_POST(self) -> None:
        """Note the message."""
        self.got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        status = int(self.path.rpartition("/")[2])
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200")
        self.end_headers()
        self.wfile.write("收到 2 条\n".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The OA's address, named in the environment."""
    Office.got.clear()
    server = HTTPServer(("127.0.0.1", 0), Office)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv(URL, f"{address}/200")
    monkeypatch.setenv(SECRET, KEY)
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that keeps what it reads beside itself."""
    path = tmp_path / "发 短信;rm"
    path.write_text('#!/bin/sh\ncat > "$(dirname "$0")/got"\nenv > "$(dirname "$0")/env"\necho sent\n', encoding="utf-8")
    path.chmod(0o700)
    monkeypatch.setenv(COMMAND, str(path))
    return path


def reminded(held: County, who: str, units: set[int]) -> Sent:
    """What came of a reminder once the background has handed it over, in the test's own transaction."""
    remind(held[who], held.task, units)
    waiting = DBTaskResult.objects.ready().get()
    deliver.call(*waiting.args_kwargs["args"])
    came = json.loads(Entry.objects.filter(deed="reminded").latest("number").after)
    return Sent(came["well"], came["answer"])


def everyone(held: County) -> set[int]:
    return {held.unit.pk, held.other.pk}


@pytest.mark.usefixtures("office")
def test_the_messages_are_signed_and_name_whom_to_tell() -> None:
    held = county()
    handed_in(held)
    sent = reminded(held, "performance", everyone(held))
    assert sent.well
    assert sent.said == "HTTP 200 收到 2 条"
    ((headers, body),) = Office.got
    assert headers["X-Jiheng-Signature"] == signature(KEY, headers["X-Jiheng-Time"], body)
    said = json.loads(body)
    assert said["delivery"] == headers["X-Jiheng-Delivery"]
    assert [each["unit"]["name"] for each in said["messages"]] == ["交通局本级"], "who handed in is left in peace"
    assert "已于 10月31日 到期" in said["messages"][0]["text"]
    assert said["messages"][0]["people"] == [{"username": "stranger", "name": "stranger", "phone": ""}]
    tried, came = Entry.objects.filter(kind="task").order_by("number")
    assert (tried.deed, came.deed) == ("remind", "reminded")
    assert said["delivery"] in tried.after
    assert "收到 2 条" in came.after
    assert not list(broken())


@pytest.mark.parametrize(("answer", "said"), [("302", "HTTP 302"), ("503", "HTTP 503")])
def test_a_gateway_that_refuses_or_sends_elsewhere_is_told_and_not_followed(
    office: str, monkeypatch: pytest.MonkeyPatch, answer: str, said: str
) -> None:
    held = county()
    monkeypatch.setenv(URL, f"{office}/{answer}")
    sent = reminded(held, "performance", everyone(held))
    assert not sent.well
    assert sent.said.startswith(said)
    assert len(Office.got) == 1


def test_a_gateway_that_is_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL, "http://127.0.0.1:9/")
    monkeypatch.setenv(SECRET, KEY)
    held = county()
    assert not reminded(held, "performance", everyone(held)).well
    assert Entry.objects.filter(deed="reminded").count() == 1


def test_a_program_reads_the_messages_without_a_shell_and_without_the_servers_secrets(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIHENG_SECRET", "must not leak")
    held = county()
    sent = reminded(held, "section", everyone(held))
    assert sent.well
    assert sent.said == "exit 0 sent"
    assert [each["unit"]["name"] for each in json.loads((program.parent / "got").read_text("utf-8"))["messages"]] == ["水务局本级"]
    assert "must not leak" not in (program.parent / "env").read_text("utf-8")


def test_a_program_that_does_not_end_is_stopped(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "PATIENCE", 0.3)
    program.write_text("#!/bin/sh\nsleep 60 & sleep 60\n", encoding="utf-8")
    held = county()
    assert not reminded(held, "performance", everyone(held)).well


def test_a_program_that_fails_is_told(program: Path) -> None:
    program.write_text("#!/bin/sh\necho 余额不足 >&2\nexit 3\n", encoding="utf-8")
    held = county()
    sent = reminded(held, "performance", everyone(held))
    assert not sent.well
    assert sent.said == "exit 3 余额不足"


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "还没有接上"),
        ({URL: "https://oa.example"}, SECRET),
        ({URL: "file:///etc/passwd", SECRET: KEY}, "http"),
        ({URL: "https://oa.example", SECRET: KEY, COMMAND: "/bin/true"}, "只设一个"),
        ({COMMAND: "true"}, "完整路径"),
        ({COMMAND: "/etc/passwd"}, "可执行"),
    ],
)
def test_what_is_unsafe_or_missing_is_said(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], word: str) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert known() == bool(environment)
    with pytest.raises(NotEnough, match=word):
        gateway()


def test_a_program_that_others_can_change_is_not_run(program: Path) -> None:
    program.chmod(0o777)
    with pytest.raises(NotEnough, match="别人可以改"):
        gateway()


@pytest.mark.usefixtures("office")
def test_who_reminds_and_whom() -> None:
    held = county()
    for who in ("clerk", "head", "auditor", "administrator"):
        with pytest.raises(NotAllowed):
            remind(held[who], held.task, everyone(held))
    with pytest.raises(NotEnough):
        remind(held["other_department"], held.task, {held.unit.pk})
    assert not Office.got
    assert not Entry.objects.filter(deed="remind").exists()


@pytest.mark.usefixtures("office")
def test_the_page_offers_it_and_says_what_came_of_it() -> None:
    held = county()
    client = Client()
    client.force_login(held["department"].person)
    address = reverse("tasks:remind", args=(held.task.pk,))
    assert address in client.get(reverse("tasks:tasks")).content.decode()
    answer = client.post(address, {"unit": [held.unit.pk, "x", "9" * 30]}, follow=True)
    assert "正在发送" in answer.content.decode()
    assert not Office.got, "no page waits for the gateway"
    deliver.call(*DBTaskResult.objects.ready().get().args_kwargs["args"])
    assert "已送达" in client.get(reverse("tasks:tasks")).content.decode()
    assert "没有勾选" in client.post(address, follow=True).content.decode()


@pytest.mark.usefixtures("office")
def test_who_handed_in_before_the_message_went_is_left_in_peace() -> None:
    held = county()
    remind(held["section"], held.task, {held.unit.pk})
    handed_in(held)
    deliver.call(*DBTaskResult.objects.ready().get().args_kwargs["args"])
    assert not Office.got
    last = last_delivery(held.task)
    assert last is not None
    assert last.well
    assert "都已报完" in last.said


@pytest.mark.usefixtures("office")
def test_a_gateway_that_was_taken_away_since_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    held = county()
    remind(held["section"], held.task, {held.unit.pk})
    monkeypatch.delenv(URL)
    deliver.call(*DBTaskResult.objects.ready().get().args_kwargs["args"])
    last = last_delivery(held.task)
    assert last is not None
    assert last.well is False
    assert "还没有接上" in last.said


@pytest.mark.usefixtures("office")
def test_the_clock_reminds_those_whose_day_is_near() -> None:
    held = county()
    held.task.due = date(2099, 1, 1)
    held.task.save()
    call_command("sendreminders", stdout=StringIO())
    assert not Office.got
    held.task.due = date(2000, 1, 1)
    held.task.save()
    out = StringIO()
    call_command("sendreminders", stdout=out)
    assert "已送达" in out.getvalue()
    assert len(json.loads(Office.got[0][1])["messages"]) == 2
    assert Entry.objects.filter(deed="remind").get().person == "定时提醒"


def test_the_clock_says_that_no_gateway_is_there() -> None:
    county()
    with pytest.raises(CommandError, match="接上"):
        call_command("sendreminders")
