"""Files made from the code are fresh."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_generated_files_are_fresh() -> None:
    ended = subprocess.run([sys.executable, ROOT / "script/generate.py", "--check"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
