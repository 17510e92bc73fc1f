"""A browser before the application: `jiheng serve --demo` on a free port, with a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import BUILT, ROOT, Office, chromium, free_port, wait_for
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The example bureau, fresh for each file of tests; the browser's own event loop ends with it, so that other tests may use Django."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium is installed: `apt-get install chromium`, or name one in $CHROMIUM")
    if not BUILT.exists():
        pytest.skip("the pages are not built: run script/pages")
    home, address = tmp_path_factory.mktemp("office"), f"http://localhost:{free_port()}"
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("JIHENG_", "DJANGO_", "DATABASE_URL"))}
    jiheng = Path(sys.executable).with_name("jiheng")
    command = [str(jiheng), "serve", "--demo", "--port", address.rpartition(":")[2], "--home", str(home)]
    server = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        wait_for(address, server)
        with sync_playwright() as playing, playing.chromium.launch(executable_path=program, args=["--no-sandbox"]) as browser:
            yield Office(address, home, browser)
    finally:
        server.terminate()
        server.wait(20)
