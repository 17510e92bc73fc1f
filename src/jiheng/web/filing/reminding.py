"""The gateway of reminders (提醒接口): the county's SMS or OA takes the messages by a signed HTTP POST, or by a program that reads them; no shell is asked.

The administrator names one of the two in the environment: JIHENG_REMIND_URL with JIHENG_REMIND_SECRET, or JIHENG_REMIND_COMMAND.
"""

import hashlib
import hmac
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import IO

from attrs import frozen
from django.conf import settings

from jiheng.errors import NotEnough
from jiheng.web.filing.filings import Task
from jiheng.web.filing.owing import Owed, reminder
from jiheng.web.organizations.models import Appointment, Role
from jiheng.web.trail.models import Entry

URL, SECRET, COMMAND = "JIHENG_REMIND_URL", "JIHENG_REMIND_SECRET", "JIHENG_REMIND_COMMAND"
PATIENCE = 10
"""Seconds until a gateway that does not answer is given up."""
MOST_KEPT = 300
"""Letters of the gateway's answer that are kept."""
WRITABLE_BY_OTHERS = 0o022
PATHS = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
"""All that the program sees of the environment: none of the server's secrets."""


@frozen
class Gateway:
    """Where reminders go: an address with the secret that signs, or a program by its full path."""

    url: str = ""
    secret: str = ""
    command: str = ""

    @property
    def name(self) -> str:
        """How the trail calls it."""
        return "http" if self.url else "command"


@frozen
class Sent:
    """What came of it: whether the gateway took the messages, and what it answered."""

    well: bool
    said: str


@frozen
class Delivery:
    """A delivery as the trail has it: when it was asked for, whether the gateway took it (None: not handed over yet), and what it answered."""

    at: datetime
    units: int
    well: bool | None = None
    said: str = ""


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: a signed message goes where the administrator said, and nowhere else."""

    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str) -> None:
        """None: the answer stays what it is."""


def known() -> bool:
    """Whether the administrator has named a gateway."""
    return bool(os.environ.get(URL) or os.environ.get(COMMAND))


def gateway() -> Gateway:
    """The gateway of the environment. Raises NotEnough, with what to do, where none is named, both are, or it would not be safe."""
    url, secret, command = (os.environ.get(name, "") for name in (URL, SECRET, COMMAND))
    if not url and not command:
        raise NotEnough(
            "发送提醒：还没有接上短信或 OA。接上后才能直接发送；请管理员按《发送提醒》设置，或先复制文字、下载 Excel。",
            "reminding: no SMS gateway or OA is connected; the administrator connects one as “Send reminders” says; until then copy the text.",
        )
    if url and command:
        raise _unfit(f"{URL} 和 {COMMAND} 都设了", "应只设一个", f"{URL} and {COMMAND} are both set", "set one of them")
    if url:
        return _address(url, secret)
    _demand_program(Path(command))
    return Gateway(command=command)


def _address(url: str, secret: str) -> Gateway:
    if not url.startswith(("https://", "http://")):
        raise _unfit(f"{URL} 不是 http(s) 地址", "应以 https:// 开头", f"{URL} is no http(s) address", "it begins with https://")
    if not secret:
        raise _unfit(f"没有设 {SECRET}", "应有签名密钥", f"{SECRET} is not set", "messages are signed with it")
    return Gateway(url=url, secret=secret)


def _demand_program(path: Path) -> None:
    if not path.is_absolute() or not path.is_file() or not os.access(path, os.X_OK):
        raise _unfit(
            f"{COMMAND} 指的不是可执行文件", "应为完整路径、可执行的程序", f"{COMMAND} is no program", "it is the full path of a program"
        )
    if path.stat().st_mode & WRITABLE_BY_OTHERS:
        raise _unfit(
            f"{COMMAND} 指的程序别人可以改", "应只有所有者可写", f"{COMMAND}: others can change the program", "its owner alone may"
        )


def last_delivery(task: Task) -> Delivery | None:
    """The newest delivery for a task, None where there was none; two queries."""
    entries = Entry.objects.filter(kind="task", target=str(task.pk)).order_by("-number")
    asked = entries.filter(deed="remind").first()
    if asked is None:
        return None
    said = json.loads(asked.after)
    answer = entries.filter(deed="reminded", number__gt=asked.number).first()
    came = json.loads(answer.after) if answer is not None else {}
    return Delivery(asked.at, len(said["units"]), came.get("well"), came.get("answer", ""))


def message(task: Task, rows: Sequence[Owed], today: date, number: str) -> bytes:
    """The messages of a delivery as JSON: a text per unit with the people who fill in its tables."""
    people = _people(rows)
    said = {
        "kind": "reminder",
        "delivery": number,
        "task": {"id": task.pk, "title": task.title, "form": task.form, "year": task.year, "period": task.period, "due": task.due},
        "messages": [
            {
                "unit": {"code": row.unit.code, "name": row.unit.name},
                "text": reminder(row, today),
                "last_day": row.last,
                "late": row.late(today),
                "people": people.get(row.unit.pk, []),
            }
            for row in rows
        ],
    }
    return json.dumps(said, ensure_ascii=False, default=str).encode()


def _people(rows: Sequence[Owed]) -> dict[int, list[dict[str, str]]]:
    held = Appointment.objects.filter(body__in=[row.unit for row in rows], role=Role.CLERK, person__is_active=True).select_related("person")
    out: dict[int, list[dict[str, str]]] = {}
    for each in held:
        if each.body_id is not None:
            person = each.person
            out.setdefault(each.body_id, []).append({"username": person.username, "name": person.name, "phone": person.phone})
    return out


def signature(secret: str, at: str, body: bytes) -> str:
    """What the receiver computes too: HMAC-SHA256 over the time, a point and the body."""
    return "sha256=" + hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()


def send(way: Gateway, body: bytes, number: str) -> Sent:
    """Hand the messages over; a gateway that fails, refuses or stays silent is told as such and raises nothing."""
    sent = _posted(way, body, number) if way.url else _run(way.command, body)
    return Sent(sent.well, " ".join(sent.said.split())[:MOST_KEPT])


def _posted(way: Gateway, body: bytes, number: str) -> Sent:
    at = str(int(time.time()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Jiheng-Delivery": number,
        "X-Jiheng-Time": at,
        "X-Jiheng-Signature": signature(way.secret, at, body),
    }
    opener = urllib.request.build_opener(_Straight)
    try:
        with opener.open(urllib.request.Request(way.url, body, headers), timeout=PATIENCE) as answer:  # noqa: S310 - the administrator's own http(s) address
            return Sent(well=True, said=f"HTTP {answer.status} {answer.read(MOST_KEPT).decode('utf-8', 'replace')}")
    except urllib.error.HTTPError as refused:
        return Sent(well=False, said=f"HTTP {refused.code} {refused.read(MOST_KEPT).decode('utf-8', 'replace')}")
    except (OSError, HTTPException, ValueError) as error:
        return Sent(well=False, said=str(getattr(error, "reason", error)) or type(error).__name__)


def _run(command: str, body: bytes) -> Sent:
    try:
        running = subprocess.Popen(  # noqa: S603 - the administrator names the program; no shell, no arguments
            [command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=settings.HOME,
            env=PATHS,
            start_new_session=True,
        )
    except OSError as error:
        return Sent(well=False, said=str(error))
    try:
        said, _none = running.communicate(body, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            running.communicate(timeout=1)
        return Sent(well=False, said=f"{PATIENCE} s 内没有结束，已停止")
    return Sent(running.returncode == 0, f"exit {running.returncode} {said[: MOST_KEPT * 4].decode('utf-8', 'replace')}")


def _unfit(found: str, expected: str, found_en: str, expected_en: str) -> NotEnough:
    return NotEnough(
        f"发送提醒：{found}。{expected}；请管理员改正运行设置后重启。",
        f"reminding: {found_en}; {expected_en}: the administrator mends the settings and starts the server again.",
    )
