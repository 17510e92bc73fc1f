"""Pictures of the example county as docs/ shows them; taken anew where JIHENG_PICTURES=1 asks for it, of a county that is filled in first."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import ROOT, Office, free_port, wait_for
from playwright.sync_api import sync_playwright
from shooting import Shot, keep, small, taken

pytestmark = pytest.mark.xdist_group("browser")
STORED = ROOT / "docs" / "pictures" / "county"
LARGEST = 300_000
SHOTS = (
    Shot("home", "performance", "/", height=1000),
    Shot("home-dark", "department", "/", height=1000, dark=True),
    Shot("queue", "section", "/desk/", 1920, 1000),
    Shot("projects", "performance", "/projects/"),
    Shot("tasks", "performance", "/tasks/"),
    Shot("common", "performance", "/desk/common/"),
    Shot("approvals", "performance", "/approvals/"),
    Shot("phone", "department", "/", 390, 844),
)


@pytest.fixture(scope="module")
def county(browser_program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The county, served; $JIHENG_COUNTY names one that runs already."""
    running = os.environ.get("JIHENG_COUNTY")
    home, address = tmp_path_factory.mktemp("county"), running or f"http://localhost:{free_port()}"
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("JIHENG_", "DJANGO_", "DATABASE_URL"))}
    command = [str(Path(sys.executable).with_name("jiheng")), "serve", "--demo", "county", "--port", address.rpartition(":")[2]]
    server = None if running else subprocess.Popen([*command, "--home", str(home)], env=bare, stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        if server is not None:
            wait_for(address, server)
        with sync_playwright() as playing, playing.chromium.launch(executable_path=browser_program, args=["--no-sandbox"]) as browser:
            yield Office(address, home, browser)
    finally:
        if server is not None:
            server.terminate()
            server.wait(20)


@pytest.mark.skipif(not os.environ.get("JIHENG_PICTURES"), reason="pictures are taken anew with JIHENG_PICTURES=1")
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_pages_of_the_county_are_drawn(county: Office, shot: Shot) -> None:
    content = small(taken(county, shot))
    assert 4_000 < len(content) < LARGEST
    keep(STORED / f"{shot.name}.png", content)


def test_every_picture_of_the_county_is_there_and_shown() -> None:
    assert {each.stem for each in STORED.glob("*.png")} == {shot.name for shot in SHOTS}
    assert all(each.stat().st_size < LARGEST for each in STORED.glob("*.png"))
    page = (ROOT / "docs" / "explanation" / "the-web-application.md").read_text("utf-8")
    assert not [shot.name for shot in SHOTS if f"pictures/county/{shot.name}.png" not in page]
