"""Runs every measurement in one go and prints its tables; with --write also keeps them in docs/benchmarks.md."""

import importlib
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

MEASUREMENTS = ("start", "values", "documents", "rules", "official_forms", "scans", "memory", "corpus")
PAGE = Path(__file__).resolve().parents[1] / "docs/benchmarks.md"


def main() -> None:
    """Print each measurement's table as soon as it is there."""
    sections = [_heading()]
    for name in MEASUREMENTS:
        sections.append(importlib.import_module(name).report())
        print(sections[-1], flush=True)
    if "--write" in sys.argv:
        PAGE.write_text("\n".join(sections), "utf-8")


def _heading() -> str:
    cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), "?")
    day = datetime.now(UTC).date()
    return (
        "# Benchmarks\n\nMade by `script/bench --write`; every ratio is against a peer or a limit timed in the same run, the least of many"
        f" runs.\n\nMachine: {cpu}, Python {platform.python_version()}, {platform.platform()}, {day}.\n"
    )


if __name__ == "__main__":
    main()
