"""Every page of every role: it says nothing to the console, axe finds nothing against WCAG 2.2 AA, in light and dark, wide and narrow."""

import json
from typing import Any, Literal

import pytest
from office import ROOT, Office
from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("browser")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    "clerk": (
        "/",
        "/tables/",
        "/tables/new",
        "/tables/1/",
        "/tables/4/",
        "/tables/3/",
        "/tables/1/history",
        "/keys/",
        "/rules/FND004/",
        "/design/",
        "/approvals/",
    ),
    "head": ("/", "/desk/", "/desk/5/", "/tasks/"),
    "department": ("/", "/desk/?tab=all", "/desk/2/"),
    "section05": ("/", "/desk/", "/desk/2/", "/desk/4/", "/desk/common/"),
    "section06": ("/desk/",),
    "performance": ("/", "/desk/", "/desk/6/", "/tasks/", "/approvals/"),
    "auditor": ("/", "/tables/", "/tables/3/", "/trail/"),
    "administrator": ("/", "/people/", "/trail/", "/tables/999/", "/nowhere/"),
}
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (390, "dark"))
"""Each width and each of the two colours once: what axe says of colours does not hang on the width."""


def violations(page: Page) -> list[str]:
    """What axe finds, a line for each element, with what is wrong and the colours where it is they."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run script/setup")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        """standard => axe.run(document, {runOnly: {type: "tag", values: standard}, rules: {"target-size": {enabled: true}}})
            .then((answer) => answer.violations)""",
        STANDARD,
    )
    return [
        f"{page.url} {each['id']}: {' '.join(map(str, node['target']))} {json.dumps(node['any'][:1] and node['any'][0].get('message'), ensure_ascii=False)}"
        for each in found
        for node in each["nodes"]
    ]


def listen(page: Page) -> list[str]:
    """What the page says to the console as a mistake, as it comes."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url} {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    return said


@pytest.mark.parametrize("who", PAGES)
def test_pages_are_accessible_and_silent(office: Office, who: str) -> None:
    page = office.page(who)
    said, found = listen(page), []
    for address in PAGES[who]:
        page.goto(address)
        found += [each for width, colours in VIEWS for each in seen(page, width, colours)]
    assert not found, "\n".join(found)
    assert not [each for each in said if "404" not in each and "403" not in each], said


def seen(page: Page, width: int, colours: Literal["light", "dark"]) -> list[str]:
    """What axe finds on the page at a width and in light or dark."""
    page.emulate_media(color_scheme=colours)
    page.set_viewport_size({"width": width, "height": 900})
    return [f"{width} {colours} {each}" for each in violations(page)]


@pytest.mark.parametrize("dark", [False, True])
def test_the_sign_in_is_accessible_and_silent(office: Office, dark: bool) -> None:  # noqa: FBT001 - a view
    page = office.visitor(dark=dark).new_page()
    said = listen(page)
    page.goto("/account/login/")
    found = violations(page)
    assert not found, "\n".join(found)
    assert not said


@pytest.mark.parametrize("width", [1280, 390])
def test_open_menus_and_dialogs_are_accessible(office: Office, width: int) -> None:
    page = office.page("clerk", "/tables/1/", width=width)
    page.locator("tr[data-key] [data-field=target]").first.focus()
    page.keyboard.press("Enter")
    found = violations(page)
    page.keyboard.press("Escape")
    page.click("[data-open=submit]")
    found += violations(page)
    page.keyboard.press("Escape")
    page.locator("details.who summary").click()
    found += violations(page)
    assert not found, "\n".join(found)


def test_what_was_read_of_a_document_is_shown_accessibly(office: Office) -> None:
    page = office.page("clerk", "/tables/new")
    page.set_input_files("[data-dropzone] input[type=file]", next((ROOT / "examples").iterdir()))
    page.wait_for_url("**/preview/**", timeout=60_000)  # reading is done in a process of its own, which other work may hold up
    found = violations(page) + seen(page, 390, "dark")
    assert not found, "\n".join(found)
