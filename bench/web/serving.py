"""Servers to measure: the application on a filled home, and a bare Django on the same data, each a process that ends with its block."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv" / "bin" / "python"
PROCESSES = 2
PATIENCE = 120


@contextmanager
def application(home: Path) -> Iterator[str]:
    """`jiheng serve` on the home; its address."""
    serve = ["serve", "--demo", "county", "--processes", str(PROCESSES), "--home", str(home), "--port"]
    with _running(["-c", "from jiheng.cli.main import main; main()", *serve], home, "serve.log") as address:
        yield address


@contextmanager
def bare(home: Path) -> Iterator[str]:
    """A Django with the same settings, middleware and database, whose only view draws rows of one query; its address."""
    with _running([str(Path(__file__).with_name("bare.py")), str(home)], home, "bare.log") as address:
        yield address


@contextmanager
def _running(what: list[str], home: Path, log: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (home / log).open("w") as out:
        running = subprocess.Popen([str(PYTHON), *what, str(port)], stdout=out, stderr=out, env={**os.environ, "JIHENG_DEMO": "1"})
        try:
            yield _awaited(f"http://127.0.0.1:{port}", running)
        finally:
            running.terminate()
            running.wait(30)


def _awaited(address: str, running: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=5).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return address
    raise OSError(f"{address}: did not answer within {PATIENCE} s")
