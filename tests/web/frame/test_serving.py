"""`jiheng serve` as a person starts it: a folder of its own, a secret that only its owner reads, an address, a quiet end."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from office import BUILT, free_port, wait_for

JIHENG = Path(sys.executable).with_name("jiheng")


@frozen(eq=False)
class Served:
    """A server that runs, without the example."""

    address: str
    home: Path
    process: subprocess.Popen[bytes]


def started(home: Path, port: int) -> subprocess.Popen[bytes]:
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("JIHENG_", "DJANGO_", "DATABASE_URL"))}
    command = [str(JIHENG), "serve", "--port", str(port), "--home", str(home)]
    # as a terminal starts it: a shell that runs tests in the background has its children ignore Ctrl-C
    heard = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731 - one expression, run in the child
    return subprocess.Popen(command, env=bare, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heard)  # noqa: PLW1509 - no threads here


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if not BUILT.exists():
        pytest.skip("the pages are not built: run script/pages")
    home, port = tmp_path_factory.mktemp("served"), free_port()
    process = started(home, port)
    try:
        wait_for(f"http://localhost:{port}", process)
        yield Served(f"http://localhost:{port}", home, process)
    finally:
        process.kill()
        process.communicate()


def get(address: str, data: bytes | None = None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_secret_is_made_once_for_its_owner_only(served: Served) -> None:
    secret = served.home / "secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert len(secret.read_text("ascii")) > 60


def test_the_database_keeps_a_log_ahead_of_writing(served: Served) -> None:
    import sqlite3

    held = sqlite3.connect(served.home / "jiheng.sqlite3")
    assert held.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    held.close()


def test_static_files_bear_the_digest_of_their_content_and_are_served(served: Served) -> None:
    page = get(f"{served.address}/account/login/")[1]
    named = re.findall(r"/static/built/\w+\.[0-9a-f]{12}\.\w+", page)
    assert len(named) >= 3
    assert get(served.address + named[0])[0] == 200
    with urllib.request.urlopen(served.address + named[0], timeout=10) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_without_the_example_nobody_enters_by_a_button(served: Served) -> None:
    assert "/demo/enter/" not in get(f"{served.address}/account/login/")[1]
    assert get(f"{served.address}/demo/enter/clerk", b"")[0] in {403, 404}


def test_a_port_in_use_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        process = started(tmp_path, held.getsockname()[1])
        said = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 2
    assert "--port" in said
    assert not list(tmp_path.iterdir())


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    if not BUILT.exists():
        pytest.skip("the pages are not built: run script/pages")
    port = free_port()
    process = started(tmp_path, port)
    wait_for(f"http://localhost:{port}", process)
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=20)
    assert process.returncode == 130
    assert not error.strip()
    assert str(port) in out.decode()
