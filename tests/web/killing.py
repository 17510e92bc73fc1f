"""Killing (断电): the server is killed in the middle of writing, started again, and everything that it holds is checked."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path

SERVE = [sys.executable, "-c", "from jiheng.cli.main import main; main()", "serve", "--demo"]
CHECK = """
import django; django.setup()
from jiheng.web.filing.filings import Filing, Revision
from jiheng.web.filing.tables import digest_of, table_of
from jiheng.web.trail.chain import broken
from jiheng.web.trail.models import Entry
assert not list(broken()), "the chain is broken"
for revision in Revision.objects.all():
    assert digest_of(bytes(revision.body)) == revision.digest, revision
    assert len(table_of(revision).declaration.indicators) == len(revision.keys), revision
for filing in Filing.objects.all():
    newest = filing.revisions.order_by("-number").first()
    assert filing.revision_id == newest.pk, (filing, "points at an old revision")
    assert newest.number == filing.revisions.count(), (filing, "a revision is missing")
    for handin in filing.handins.all():
        assert Entry.objects.filter(deed="submit", target=str(filing.pk)).count() == filing.handins.count()
tokens = set(Revision.objects.exclude(token=None).values_list("token", flat=True))
print("\\n".join(sorted(tokens)))
"""


@contextmanager
def server(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server on a free port, waited for until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    running = subprocess.Popen(
        [*SERVE, "--port", str(port), "--home", str(home)], env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/health/", timeout=1).close()
                break
            except (OSError, urllib.error.URLError):
                time.sleep(0.125)
        yield running, address
    finally:
        killed(running)
        running.wait()


def killed(running: subprocess.Popen[bytes]) -> None:
    """End the server and every process of it at this moment, as a power cut does."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)


class Clerk:
    """A clerk's browser that sends edits one after the other and notes which were acknowledged."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = CookieJar()
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.acknowledged: set[str] = set()
        self.base = 0

    def sign_in(self) -> None:
        """By the demo's button."""
        self.open.open(f"{self.address}/account/login/", timeout=10).read()
        self._post("/demo/enter/clerk", b"csrfmiddlewaretoken=" + self._token().encode(), "application/x-www-form-urlencoded")

    def type(self, filing: int, number: int) -> None:
        """One edit on the revision that was seen last; acknowledged when the answer has come."""
        token = f"kill-{filing}-{number}-{time.monotonic_ns()}"
        edit = {"do": "set", "field": "goal", "text": f"第{number}次修改"}
        body = json.dumps({"token": token, "base": self.base, "edits": [edit]}).encode()
        try:
            self.base = json.loads(self._post(f"/tables/{filing}/edits", body, "application/json"))["revision"]
        except urllib.error.HTTPError as refused:
            self.base = json.loads(refused.read()).get("revision", self.base)
            return
        self.acknowledged.add(token)

    def _token(self) -> str:
        return next(cookie.value or "" for cookie in self.jar if cookie.name == "csrftoken")

    def _post(self, path: str, body: bytes, kind: str) -> bytes:
        headers = {"Content-Type": kind, "X-CSRFToken": self._token(), "Accept": "application/json", "Referer": self.address}
        answer: bytes = self.open.open(urllib.request.Request(f"{self.address}{path}", body, headers), timeout=10).read()
        return answer


def kill_once(home: Path, dice: random.Random) -> int:
    """Serve, type from two tables at once, kill at a random moment, and check; how many edits had been acknowledged."""
    with server(home) as (running, address):
        clerks = [Clerk(address), Clerk(address)]
        for clerk in clerks:
            clerk.sign_in()
        stop = threading.Event()

        def typing(clerk: Clerk, filing: int) -> None:
            number = 0
            while not stop.is_set():
                number += 1
                try:
                    clerk.type(filing, number)
                except (OSError, HTTPException, ValueError):  # the server is gone in the middle of an answer
                    return

        threads = [threading.Thread(target=typing, args=(clerk, filing)) for clerk, filing in zip(clerks, (1, 4), strict=True)]
        for thread in threads:
            thread.start()
        time.sleep(dice.uniform(0.2, 1.2))
        killed(running)
        stop.set()
        for thread in threads:
            thread.join()
    return _checked(home, set.union(*(clerk.acknowledged for clerk in clerks)))


def _checked(home: Path, acknowledged: set[str]) -> int:
    environment = {**os.environ, "JIHENG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "jiheng.web.settings"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run([sys.executable, "-c", CHECK], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lost = acknowledged - set(done.stdout.split())
    assert not lost, f"acknowledged and lost: {lost}"
    return len(acknowledged)
