"""A browser before the application: `jiheng serve --demo` on a free port, with a folder of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import BUILT, ROOT, Office, chromium, free_port, wait_for
from playwright.sync_api import sync_playwright

FILL = "import sys; from pathlib import Path; from jiheng.web.serving import Place, prepare; prepare(Place(home=Path(sys.argv[1]), demo='bureau'))"


def settings() -> dict[str, str]:
    """The environment without what tests of Django put into it."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("JIHENG_", "DJANGO_", "DATABASE_URL"))}


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the example bureau as it is filled at first, made once; each file of tests has a copy."""
    home = tmp_path_factory.mktemp("filled")
    subprocess.run([sys.executable, "-c", FILL, str(home)], env=settings(), check=True, cwd=ROOT)
    return home


@pytest.fixture(scope="session")
def browser_program() -> str:
    """The browser; tests are skipped where there is none, or where the pages were not built."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium is installed: `apt-get install chromium`, or name one in $CHROMIUM")
    if not BUILT.exists():
        pytest.skip("the pages are not built: run script/pages")
    return program


@pytest.fixture(scope="module")
def office(browser_program: str, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The example bureau, fresh for each file of tests; the browser's own event loop ends with it, so that other tests may use Django."""
    home, address = tmp_path_factory.mktemp("office"), f"http://localhost:{free_port()}"
    shutil.copytree(filled, home, dirs_exist_ok=True)
    jiheng = Path(sys.executable).with_name("jiheng")
    command = [str(jiheng), "serve", "--demo", "--port", address.rpartition(":")[2], "--home", str(home)]
    server = subprocess.Popen(command, env=settings(), stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        wait_for(address, server)
        with (
            sync_playwright() as playing,
            playing.chromium.launch(executable_path=browser_program, args=["--no-sandbox"]) as browser,
        ):
            yield Office(address, home, browser)
    finally:
        server.terminate()
        server.wait(20)
