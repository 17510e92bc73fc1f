"""Every list page of the application with 100,000 declarations, under load, beside a bare Django view of as many bytes in the same run."""

import sys
from pathlib import Path
from typing import Any

from serving import application, bare

USERS = 4
SECONDS = 180
WAIT = 0.05
PAGES = (
    ("clerk", "/"),
    ("clerk", "/tables/"),
    ("department", "/desk/"),
    ("section", "/desk/"),
    ("section", "/desk/?tab=all&order=money"),
    ("performance", "/"),
    ("performance", "/desk/"),
    ("performance", "/desk/?q=%E7%BB%B4%E4%BF%AE"),
    ("performance", "/tasks/"),
    ("performance", "/approvals/"),
    ("auditor", "/tables/"),
    ("auditor", "/tables/?page=900"),
    ("auditor", "/tables/?q=%E6%B2%B3%E9%81%93"),
    ("auditor", "/trail/"),
    ("administrator", "/people/"),
)
"""Who opens which list; more lists may be named on the command line as ROLE:ADDRESS."""


def report(home: Path, pages: tuple[tuple[str, str], ...] = PAGES) -> str:
    """The table of measured pages."""
    with application(home) as address, bare(home) as peer:
        stats = _measured(address, peer, pages)
    return _table(stats, pages)


def _measured(address: str, peer: str, pages: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Percentiles and bytes by name of the request."""
    from locust import HttpUser, constant, task
    from locust.env import Environment

    class Reader(HttpUser):
        """Opens each list in turn, and after it the bare views of as many bytes."""

        wait_time = constant(WAIT)
        host = address

        def on_start(self) -> None:
            """Sign in as everybody, once each; the bare server takes the same session."""
            import requests

            self.sessions = {}
            for who in {name for name, _ in pages}:
                session = requests.Session()
                session.get(f"{address}/account/login/")
                session.post(
                    f"{address}/demo/enter/{who}", {"csrfmiddlewaretoken": session.cookies["csrftoken"]}, headers={"Referer": address}
                )
                self.sessions[who] = session.cookies.get_dict()
            self.turn = 0

        @task
        def look(self) -> None:
            """One page and its peers."""
            who, page = pages[self.turn % len(pages)]
            self.turn += 1
            self.client.cookies.update(self.sessions[who])
            answer = self.client.get(f"{address}{page}", name=f"{who} {page}", headers={"Accept-Encoding": "identity"})
            for kind in ("rows", "bytes"):
                self.client.get(
                    f"{peer}/{kind}/{len(answer.content)}", name=f"{kind} {who} {page}", headers={"Accept-Encoding": "identity"}
                )
            self.client.cookies.clear()

    environment = Environment(user_classes=[Reader])
    runner = environment.create_local_runner()
    runner.start(USERS, spawn_rate=USERS)
    import gevent

    gevent.sleep(SECONDS)
    runner.quit()
    return {name: entry for (name, _method), entry in environment.stats.entries.items()}


def _table(stats: dict[str, Any], pages: tuple[tuple[str, str], ...]) -> str:
    rows = []
    for who, page in pages:
        name = f"{who} {page}"
        if f"bytes {name}" not in stats:
            rows.append((name, "not reached", *[""] * 5))
            continue
        own, beside, filler = stats[name], stats[f"rows {name}"], stats[f"bytes {name}"]
        p95 = [each.get_response_time_percentile(0.95) for each in (own, beside, filler)]
        failed = f", {own.num_failures} failed" if own.num_failures else ""
        rows.append(
            (
                name,
                f"{own.avg_content_length / 1024:.0f} KB",
                f"{own.num_requests}{failed}",
                *(f"{each:.0f} ms" for each in p95),
                f"{p95[0] / p95[1]:.1f}",
            )
        )
    heads = (
        "page",
        "bytes",
        "requests",
        "p95",
        "p95 of one query's rows, as many bytes",
        "p95 of as many bytes alone",
        "ratio to the rows",
    )
    lines = [" | ".join(heads), " | ".join("---" for _ in heads), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


if __name__ == "__main__":
    more = tuple((each.partition(":")[0], each.partition(":")[2]) for each in sys.argv[2:])
    print(report(Path(sys.argv[1]), more or PAGES))
