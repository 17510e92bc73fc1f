"""The walls between the rooms, kept by import-linter, and the quick start."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("lxml", "rich", "msgspec", "docx", "openpyxl", "numpy", "jiheng.review", "jiheng.values", "jiheng.documents")


def test_the_rooms_import_one_way() -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout


def test_help_imports_nothing_heavy() -> None:
    program = "import sys\nfrom jiheng.cli.main import cli\ntry:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\nprint(sorted(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = ended.stdout.splitlines()[-1]
    assert [name for name in HEAVY if f"'{name}'" in loaded] == []
