"""The application as a browser of the tests meets it: Debian's Chromium or the one that $CHROMIUM names, somebody signed in."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Literal

import pytest
from attrs import frozen
from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src" / "jiheng" / "web" / "static" / "built" / "app.js"
PASSWORD = "jiheng-demo"  # the example's, said on its sign-in page
PATIENCE = 10_000
"""Milliseconds until a page that does not come fails its test."""


@frozen(eq=False)
class Office:
    """The application as a browser meets it: where it listens, where it keeps its data, and the browser."""

    address: str
    home: Path
    browser: Browser

    def visitor(self, *, width: int = 1280, dark: bool = False, locale: str = "zh-CN") -> BrowserContext:
        """A browser window of somebody who has not signed in."""
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        window = self.browser.new_context(
            base_url=self.address, viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale, reduced_motion="reduce"
        )
        window.set_default_timeout(PATIENCE)
        return window

    def page(self, who: str, address: str = "/", *, width: int = 1280, dark: bool = False, locale: str = "zh-CN") -> Page:
        """A page of somebody who has signed in by the example's button."""
        page = self.visitor(width=width, dark=dark, locale=locale).new_page()
        page.goto("/account/login/")
        page.click(f"form[action='/demo/enter/{who}'] button")
        page.wait_for_url(f"{self.address}/")
        if address != "/":
            page.goto(address)
        return page


def chromium() -> str | None:
    """The browser's program; None where there is none."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the application answers; fail the test where it ends or stays silent."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail("jiheng serve ended before it answered")
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=40).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("jiheng serve did not answer within 120 s")
