"""The last hour before the deadline: 300 clerks who edit, hand in and import at once, on two processors; nothing lost, nothing done twice.

What each clerk was told is held against the database afterwards. Beside it, a bare write of the same bytes into the same database, all the while.
"""

import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import gevent
from locust import HttpUser, between, task
from locust.env import Environment
from serving import PYTHON, application

CLERKS = 300
SECONDS = 180
RAMP = 10
"""Clerks who come in a second."""
THINKS = (8.0, 20.0)
"""Seconds between two actions of a clerk."""
SHARES = {"edit": 12, "again": 2, "hand_in": 3, "bring": 1, "list": 4}
NUMBERS = iter(range(CLERKS))
TOLD: dict[str, Any] = {"tokens": set(), "handed": set(), "brought": 0}
"""What clerks were told was done: names of sendings, tables that were handed in, documents that were read."""
HERE = Path(__file__).parent
FORGERY = "a" * 32
"""What guards forms: any text that cookie and form agree on."""
KEYS: list[str] = []
"""The sessions of the clerks, in order."""


class Clerk(HttpUser):
    """A clerk of one unit with the drafts that are hers."""

    wait_time = between(*THINKS)

    def on_start(self) -> None:
        """Take the session of the morning, and look which tables are to be done."""
        number = next(NUMBERS)
        self.dice = random.Random(number)  # noqa: S311 - what clerks do by chance
        self.name = account(number)
        self.client.cookies.set("sessionid", KEYS[number])
        self.client.cookies.set("csrftoken", FORGERY)
        self.mine: list[int] = []
        self.base: dict[int, int] = {}
        self.last: tuple[int, dict[str, Any]] | None = None
        self.list()

    @task(SHARES["list"])
    def list(self) -> None:
        """The list of drafts."""
        text = self.client.get("/tables/?state=drafting", name="list").text or ""
        self.mine = [int(each) for each in dict.fromkeys(re.findall(r'href="/tables/(\d+)/"', text))]

    @task(SHARES["edit"])
    def edit(self) -> None:
        """Type into a table; the page is opened the first time."""
        if not self.mine:
            return
        filing = self.dice.choice(self.mine[:5])
        if filing not in self.base:
            page = self.client.get(f"/tables/{filing}/", name="open a table").text or ""
            self.base[filing] = int(found.group(1)) if (found := re.search(r'data-revision="(\d+)"', page)) else 1
        goal = f"第{self.dice.randrange(10**6)}次修改，确保完成全年任务。"
        sent = {
            "token": f"{self.name}-{time.monotonic_ns()}",
            "base": self.base[filing],
            "edits": [{"do": "set", "field": "goal", "text": goal}],
        }
        self._send(filing, sent, "edit")

    @task(SHARES["again"])
    def again(self) -> None:
        """The last sending once more, as a browser does after a lost answer."""
        if self.last is not None:
            self._send(*self.last, "edit sent again")

    @task(SHARES["hand_in"])
    def hand_in(self) -> None:
        """Hand in a draft, and press the button twice."""
        if len(self.mine) < 2:
            return
        filing = self.mine.pop()
        number = self.base.get(filing, 1)
        form = {"csrfmiddlewaretoken": FORGERY, "revision": str(number), "word": "已逐项核对。"}
        for name in ("hand in", "hand in, pressed again"):
            with self.client.post(
                f"/tables/{filing}/submit", form, name=name, headers={"Referer": self.host}, catch_response=True
            ) as answer:
                if answer.status_code in {200, 302, 409, 422, 403}:
                    answer.success()
                if name == "hand in" and answer.status_code in {200, 302} and "已报送" in (answer.text or ""):
                    TOLD["handed"].add(filing)

    @task(SHARES["bring"])
    def bring(self) -> None:
        """Drop a Word document and look at what was read."""
        boundary = "----jiheng"
        content = document()
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{FORGERY}\r\n--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="table.txt"\r\nContent-Type: application/octet-stream\r\n\r\n'
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Referer": self.host}
        answer = self.client.post("/tables/drop", body, name="import a document", headers=kind)
        TOLD["brought"] += "preview" in (answer.url or "")

    def _send(self, filing: int, sent: dict[str, Any], name: str) -> None:
        headers = {"X-CSRFToken": FORGERY, "Accept": "application/json", "Referer": self.host}
        with self.client.post(f"/tables/{filing}/edits", json=sent, name=name, headers=headers, catch_response=True) as answer:
            if answer.status_code == 200:
                self.base[filing] = answer.json()["revision"]
                TOLD["tokens"].add(sent["token"])
                self.last = (filing, sent)
            elif answer.status_code in {403, 409, 423}:
                answer.success()
                self.base.pop(filing, None)
                self.mine = [each for each in self.mine if each != filing]


def report(home: Path) -> str:
    """What was measured, and what the check of the database says."""
    accounts = [account(number) for number in range(CLERKS)]
    made = subprocess.run([str(PYTHON), str(HERE / "signing.py"), str(home), *accounts], capture_output=True, text=True, check=True)
    KEYS.extend(json.loads(made.stdout))
    with application(home) as address:
        writer = subprocess.Popen([str(PYTHON), str(HERE / "writing.py"), str(home), str(SECONDS)], stdout=subprocess.PIPE, text=True)
        stats = _worked(address)
        bare = json.loads(writer.communicate(timeout=SECONDS + 60)[0])
    proof = HERE / "told.json"
    held = home / proof.name
    held.write_text(json.dumps({"tokens": sorted(TOLD["tokens"]), "handed": sorted(TOLD["handed"])}), "utf-8")
    checked = subprocess.run([str(PYTHON), str(HERE / "proving.py"), str(home), str(held)], capture_output=True, text=True, check=False)
    return _table(stats, bare) + "\n" + (checked.stdout or checked.stderr)


def _worked(address: str) -> dict[str, Any]:
    """The load itself; percentiles by name of the request."""
    Clerk.host = address
    environment = Environment(user_classes=[Clerk])
    runner = environment.create_local_runner()
    runner.start(CLERKS, spawn_rate=RAMP)
    gevent.sleep(SECONDS)
    runner.quit()
    return {name: entry for (name, _method), entry in environment.stats.entries.items()}


def account(number: int) -> str:
    """The clerk of the unit of that number in the example county: fifteen units a department, the first one has the account of the sign-in page."""
    departments = (201, 202, 203, 204, 211, 212, 213, 221, 222, 223, 231, 232, 233, 241, 242, 243, 244, 251, 252, 253)
    return "clerk" if number == 0 else f"c{departments[number // 15]}{number % 15 + 1:03d}"


def document() -> bytes:
    """An example document of the project."""
    folder = Path(__file__).resolve().parents[2] / "examples"
    return min((each for each in folder.iterdir() if each.is_file()), key=lambda each: each.name).read_bytes()


def _table(stats: dict[str, Any], bare: dict[str, Any]) -> str:
    rows = []
    for name, entry in stats.items():
        figures = [entry.get_response_time_percentile(share) for share in (0.5, 0.95)]
        rows.append((name, f"{entry.num_requests:,}", f"{entry.num_failures:,}", *(f"{each:.0f} ms" for each in figures)))
    rows.append((f"a bare write of {bare['bytes']:,} bytes", f"{bare['writes']:,}", "0", f"{bare['p50']:.0f} ms", f"{bare['p95']:.0f} ms"))
    heads = ("what", "requests", "not answered", "median", "p95")
    lines = [" | ".join(heads), " | ".join("---" for _ in heads), *(" | ".join(row) for row in rows)]
    said = f"\n{CLERKS} clerks, {sum(each.num_requests for each in stats.values()) / SECONDS:.0f} requests a second; "
    said += f"acknowledged: {len(TOLD['tokens']):,} edits, {len(TOLD['handed']):,} hand-ins, {TOLD['brought']:,} documents.\n"
    return "\n".join(f"| {line} |" for line in lines) + "\n" + said


if __name__ == "__main__":
    print(report(Path(sys.argv[1])))
