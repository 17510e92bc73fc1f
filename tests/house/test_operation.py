"""What an administrator reads and runs fits the program: every setting is described, every step of the guide is a command that there is."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

JIHENG = Path(sys.executable).with_name("jiheng")
ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "src" / "jiheng" / "web" / "settings.py"
GUIDES = (ROOT / "docs/howto/administer.md", ROOT / "docs/howto/administer.en.md")
INSIDE = {"JIHENG_DEMO"}
"""Set by --demo itself."""


def test_every_setting_is_described() -> None:
    page = (ROOT / "docs/howto/run-the-server.md").read_text("utf-8") + (ROOT / "docs/howto/sign-in.md").read_text("utf-8")
    known = set(re.findall(r"JIHENG_[A-Z][A-Z_]+", SETTINGS.read_text("utf-8"))) - INSIDE
    assert [name for name in sorted(known) if name not in page and f"`_{name.rpartition('_')[2]}`" not in page] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_command_of_the_guide_is_there(guide: Path) -> None:
    text = guide.read_text("utf-8")
    verbs = set(re.findall(r"\bjiheng (backup|restore|serve|check)\b", text))
    assert verbs >= {"backup", "restore", "serve"}
    for verb in verbs:
        said = subprocess.run([str(JIHENG), verb, "--help"], capture_output=True, text=True, check=True).stdout
        assert all(option in said for option in re.findall(rf"jiheng {verb} [^\n;]*?(--\w+)", text)), verb


@pytest.mark.parametrize("script", ["script/bundle", "script/bundled/install"])
def test_scripts_are_sound_and_can_be_run(script: str) -> None:
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(path)], check=True)  # noqa: S607 - whichever bash there is


def test_the_service_runs_as_its_own_user_and_writes_one_folder() -> None:
    unit = (ROOT / "script/bundled/jiheng.service").read_text("utf-8")
    assert "User=jiheng" in unit
    assert "ReadWritePaths=/var/lib/jiheng" in unit
    assert "/current/bin/jiheng serve" in unit
