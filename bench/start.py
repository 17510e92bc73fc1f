"""Start-up: `jiheng --help` against `python -c pass`, whole processes."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from timing import least, table

HERE = Path(sys.executable).parent


def report() -> str:
    """The least wall time of each process."""
    runs = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "jiheng --help": [str(HERE / "jiheng"), "--help"],
        "jiheng check --help": [str(HERE / "jiheng"), "check", "--help"],
        "jiheng value '≥98%'": [str(HERE / "jiheng"), "value", "≥98%"],
    }
    took = least({name: partial(subprocess.run, command, capture_output=True, check=True) for name, command in runs.items()})
    bare = took["python -c pass"]
    rows = [(name, f"{seconds * 1000:.0f} ms", f"{seconds / bare:.1f} ×") for name, seconds in took.items()]
    return "\n## Start-up\n\nWhole processes; wanted: help under 200 ms.\n\n" + table(("command", "time", "× bare Python"), rows)


if __name__ == "__main__":
    print(report())
