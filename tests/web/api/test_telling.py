"""Messages about states: signed, tried again, given up; nothing inside is reached unless its network is allowed."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from attrs import define, field
from calling import Caller
from county import county, handed_in
from django.conf import LazySettings
from django_tasks_db.models import DBTaskResult

from jiheng.errors import NotAllowed, NotEnough
from jiheng.web.api import reaching
from jiheng.web.api.actions.keep_hook import NewHook, register, try_out
from jiheng.web.api.models import Delivery, Hook
from jiheng.web.api.signing import secret_of
from jiheng.web.api.telling import WAITS, send

pytestmark = pytest.mark.django_db


@define(eq=False)
class Receiver:
    """Another system: what it heard, and what it answers."""

    address: str
    status: int = 200
    heard: list[tuple[dict[str, str], bytes]] = field(factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    box: list[Receiver] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            box[0].heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(box[0].status)
            if box[0].status == 302:
                self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            self.wfile.write(b"heard")

        def log_message(self, *_args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Ear)
    box.append(Receiver(f"http://127.0.0.1:{server.server_port}/in?x=1"))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield box[0]
    server.shutdown()
    server.server_close()
    thread.join()


def sent() -> None:
    """Do what is in the queue and due."""
    for each in list(DBTaskResult.objects.ready().filter(task_path=send.module_path)):
        send.call(*each.args_kwargs["args"])
        each.delete()


def test_a_step_is_told_signed_and_says_nothing_of_the_table(receiver: Receiver, settings: LazySettings) -> None:
    settings.HOOK_NETWORKS = ["127.0.0.0/8"]
    held = county()
    hook = register(held["administrator"], NewHook("预算系统", receiver.address, ["reviewing"]))
    filing = handed_in(held)
    sent()
    (headers, body), said = receiver.heard[0], json.loads(receiver.heard[0][1])
    assert (said["filing"], said["after"]["state"], said["unit"]) == (filing.pk, "reviewing", "310001")
    assert "水库" not in body.decode()
    key = base64.b64decode(secret_of(hook.salt).removeprefix("whsec_"))
    mark = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    assert headers["webhook-signature"] == "v1," + base64.b64encode(hmac.new(key, mark, hashlib.sha256).digest()).decode()
    made = Delivery.objects.get()
    assert (made.state, made.attempts, made.answer) == ("delivered", 1, "200 heard")
    sent()
    assert len(receiver.heard) == 1


def test_states_that_are_not_wanted_and_receivers_switched_off_are_not_told(receiver: Receiver, settings: LazySettings) -> None:
    settings.HOOK_NETWORKS = ["127.0.0.0/8"]
    held = county()
    register(held["administrator"], NewHook("甲", receiver.address, ["bound"]))
    register(held["administrator"], NewHook("乙", receiver.address))
    Hook.objects.filter(name="乙").update(active=False)
    handed_in(held)
    assert not Delivery.objects.exists()


def test_what_does_not_arrive_is_tried_again_ever_later_and_given_up(receiver: Receiver, settings: LazySettings) -> None:
    settings.HOOK_NETWORKS = ["127.0.0.0/8"]
    receiver.status = 503
    held = county()
    hook = register(held["administrator"], NewHook("甲", receiver.address))
    made = try_out(held["administrator"], hook.pk)
    waits = []
    for _ in range(len(WAITS) + 1):
        DBTaskResult.objects.filter(task_path=send.module_path).delete()
        send.call(made.pk)
        made.refresh_from_db()
        if made.again and made.tried:
            waits.append(made.again - made.tried)
            later = DBTaskResult.objects.get(task_path=send.module_path)
            assert later.run_after == made.again
    assert waits == list(WAITS)
    assert (made.state, made.attempts) == ("given-up", len(WAITS) + 1)
    assert len({headers["webhook-id"] for headers, _body in receiver.heard}) == 1


def test_a_redirection_is_not_followed(receiver: Receiver, settings: LazySettings) -> None:
    settings.HOOK_NETWORKS = ["127.0.0.0/8"]
    receiver.status = 302
    assert reaching.post(receiver.address, b"{}", {}).status == 302
    assert len(receiver.heard) == 1


INSIDE = (
    "http://127.0.0.1:9/", "https://127.0.0.1/", "https://localhost/", "https://10.1.2.3/", "https://192.168.0.1/", "https://169.254.169.254/latest/",
    "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://0.0.0.0/", "https://2130706433/",
    "https://0x7f.1/", "https://[fe80::1]/", "https://[fd00::1]/", "https://224.0.0.1/", "http://93.184.215.14/", "https://a:b@93.184.215.14/",
    "ftp://93.184.215.14/", "file:///etc/passwd", "https://", "x", "https://[::1", "https://93.184.215.14:99999/", "https://100.64.0.1/",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside_are_not_reached(address: str) -> None:
    held = county()
    with pytest.raises(NotEnough, match="JIHENG_HOOK_NETWORKS"):
        register(held["administrator"], NewHook("x", address))
    assert reaching.post(address, b"{}", {}).status is None


def test_a_name_that_changes_its_answer_reaches_only_what_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    answers = ["93.184.215.14", "127.0.0.1"]

    def looked_up(name: str, port: int, **_more: object) -> list[Any]:
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[min(len(asked), 2) - 1], port))]

    spoken: list[Any] = []

    def spoke(where: tuple[str, int], *_more: object, **_named: object) -> Any:
        spoken.append(where[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "create_connection", spoke)
    assert reaching.post("https://changing.example/", b"{}", {}).status is None
    assert spoken == ["93.184.215.14"]
    assert reaching.post("https://changing.example/", b"{}", {}).said.startswith("ValueError")
    assert spoken == ["93.184.215.14"]


def test_only_the_administrator_keeps_receivers(settings: LazySettings) -> None:
    settings.HOOK_NETWORKS = ["127.0.0.0/8"]
    held = county()
    for who in ("clerk", "performance", "auditor"):
        with pytest.raises(NotAllowed):
            register(held[who], NewHook("x", "http://127.0.0.1:1/"))
    caller = Caller(held, "administrator")
    said = {"name": "甲", "address": "http://127.0.0.1:1/", "states": ["bound"]}
    made = caller.post("/hooks", said, key="once").json()
    assert made["secret"].startswith("whsec_")
    assert "secret" not in caller.post("/hooks", said, key="once").json()
    assert "secret" not in caller.get("/hooks").json()[0]
    assert caller.post(f"/hooks/{made['id']}/try").json()["state"] == "waiting"
    assert caller.get("/deliveries").json()["count"] == 1
    assert caller.post(f"/hooks/{made['id']}/switch", {"active": False}).json()["active"] is False
    assert caller.post("/hooks", {"name": "甲", "address": "http://127.0.0.1:1/", "states": ["no"]}).status_code == 422
