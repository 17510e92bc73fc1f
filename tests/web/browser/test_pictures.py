"""Pictures of the pages as docs/ shows them: taken of the example bureau, taken anew where JIHENG_PICTURES=1 asks for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from office import ROOT, Office, free_port, wait_for
from shooting import LARGEST, Shot, keep, small, taken

pytestmark = pytest.mark.xdist_group("browser")
STORED = ROOT / "docs" / "pictures" / "web"


SHOTS = (
    Shot("sign-in", "", "/account/login/"),
    Shot("home", "clerk", "/"),
    Shot("tables", "clerk", "/tables/"),
    Shot("new", "clerk", "/tables/new"),
    Shot("editor", "clerk", "/tables/1/", 1920, 1000),
    Shot("editor-dark", "clerk", "/tables/1/", dark=True),
    Shot("editor-phone", "clerk", "/tables/1/", 390, 800),
    Shot("hand-in", "clerk", "/tables/1/", open="[data-open=submit]"),
    Shot("returned", "clerk", "/tables/4/"),
    Shot("print", "clerk", "/tables/1/", print=True),
    Shot("queue", "section05", "/desk/"),
    Shot("desk", "section05", "/desk/2/", 1440, 900),
    Shot("desk-english", "section05", "/desk/2/", locale="en"),
    Shot("came-back", "section05", "/desk/2/", 1440, 1000, busy=True),
    Shot("came-back-dark", "section05", "/desk/2/", 390, 800, dark=True, busy=True),
    Shot("beside", "section05", "/desk/2/?fold=0", 1280, 1000, scroll=".beside", busy=True),
    Shot("common", "section05", "/desk/common/"),
    Shot("tasks", "performance", "/tasks/"),
    Shot("approvals", "performance", "/approvals/"),
    Shot("trail", "auditor", "/trail/"),
    Shot("people", "administrator", "/people/"),
)


@pytest.fixture(scope="module")
def busy(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a second office, in which a table came back to the section."""
    home, address = tmp_path_factory.mktemp("busy"), f"http://localhost:{free_port()}"
    shutil.copytree(filled, home, dirs_exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JIHENG_", "DJANGO_", "DATABASE_URL"))}
    subprocess.run([sys.executable, str(Path(__file__).with_name("came_back.py")), str(home)], env=environment, check=True, cwd=ROOT)
    command = [str(Path(sys.executable).with_name("jiheng")), "serve", "--demo", "--port", address.rpartition(":")[2], "--home", str(home)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.skipif(not os.environ.get("JIHENG_PICTURES"), reason="pictures are taken anew with JIHENG_PICTURES=1")
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_pages_are_drawn(office: Office, busy: str, shot: Shot) -> None:
    content = small(taken(evolve(office, address=busy) if shot.busy else office, shot))
    assert 4_000 < len(content) < LARGEST
    keep(STORED / f"{shot.name}.png", content)


def test_every_picture_is_there_and_shown_in_the_documentation() -> None:
    assert {each.stem for each in STORED.glob("*.png")} == {shot.name for shot in SHOTS}
    page = (ROOT / "docs" / "explanation" / "the-web-application.md").read_text("utf-8")
    assert not [shot.name for shot in SHOTS if f"pictures/web/{shot.name}.png" not in page]
