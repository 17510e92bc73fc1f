"""The first walk of docs/contributing.md, performed on a copy of the program."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STEP = re.compile(r"`((?:src|tests)/[\w/.]+\.(?:py|md|toml))`.*?```\w+\n(.*?)```", re.DOTALL)


def test_the_walk_that_adds_a_rule(tmp_path: Path) -> None:
    for part in ("src", "tests/review", "tests/house"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests/cases").mkdir()
    shutil.copytree(ROOT / "tests/cases/rules", tmp_path / "tests/cases/rules")
    walk = (ROOT / "docs/contributing.md").read_text("utf-8").split("## Walk 2")[0]
    written = STEP.findall(walk)
    assert len(written) == 3
    for name, content in written:
        (tmp_path / name).write_text(content, "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django", "--import-mode=importlib", "-k", "VAL900 or val900",
         "tests/review/test_rules.py", "tests/house/test_rules_are_complete.py"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "src")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout
    assert "passed" in ended.stdout
