"""The server's processes: begun anew where they die, ended together, and gone when their keeper is gone."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from jiheng.web.processes import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system has no fork")
KEEPER = """
import os, sys, time
from pathlib import Path
from jiheng.web import processes
processes.PAUSE = 0.1

def part():
    with Path(sys.argv[1]).open("a") as file:
        file.write(f"{os.getpid()}\\n")
    while True:
        time.sleep(0.05)

print(processes.kept([part, part]))
"""


def lines(path: Path, number: int) -> list[int]:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = path.read_text().split() if path.exists() else []
        if len(found) >= number:
            return [int(each) for each in found]
        time.sleep(0.05)
    pytest.fail(f"fewer than {number} parts were begun")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except (OSError, IndexError):
        return False


def gone(processes: list[int]) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if not any(alive(each) for each in processes):
            return True
        time.sleep(0.05)
    return False


def keeper(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KEEPER), str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_part_that_dies_is_begun_anew_and_all_end_together(tmp_path: Path) -> None:
    running = keeper(tmp_path / "parts")
    first = lines(tmp_path / "parts", 2)
    os.kill(first[0], signal.SIGKILL)
    begun = lines(tmp_path / "parts", 3)
    running.send_signal(signal.SIGTERM)
    out, error = running.communicate(timeout=20)
    assert out.strip() in {"15", "Signals.SIGTERM"}
    assert "begun anew" in error
    assert gone(begun)


def test_parts_end_when_their_keeper_is_killed(tmp_path: Path) -> None:
    running = keeper(tmp_path / "parts")
    begun = lines(tmp_path / "parts", 2)
    running.kill()
    running.communicate(timeout=20)
    assert gone(begun)
