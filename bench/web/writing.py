"""A bare write beside the load: a row of as many bytes as a hand-in leaves behind, in a transaction of its own, ten a second: `python writing.py HOME SECONDS`."""

import json
import sys
import time
from pathlib import Path

PAUSE = 0.1
BYTES = 15_000 + 8_000
"""A table of twelve indicators and the findings of its review."""


def main(home: Path, seconds: float) -> None:
    """Write, and print how long it took."""
    from jiheng.web.serving import settle

    settle(home)
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        kind = "bytea" if connection.vendor == "postgresql" else "blob"
        cursor.execute(f"CREATE TABLE IF NOT EXISTS bench_bare (body {kind})")
    took, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_bare VALUES (%s)", [b"x" * BYTES])
        took.append((time.perf_counter() - begun) * 1000)
        time.sleep(PAUSE)
    took.sort()
    print(json.dumps({"writes": len(took), "bytes": BYTES, "p50": took[len(took) // 2], "p95": took[int(len(took) * 0.95)]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
