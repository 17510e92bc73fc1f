"""The program as a user runs it: a process of its own, with what it printed and its exit code."""

import os
import subprocess
import sys
from pathlib import Path

from attrs import frozen

JIHENG = Path(sys.executable).with_name("jiheng")


@frozen
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


def run(*args: str, stdin: bytes = b"", cwd: Path | None = None, **env: str) -> Ended:
    """Run `jiheng` with the arguments, `stdin` fed to it, wide enough that nothing wraps."""
    done = subprocess.run(
        [JIHENG, *args], input=stdin, cwd=cwd, capture_output=True, env={**os.environ, "COLUMNS": "200", **env}, check=False, timeout=120
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
