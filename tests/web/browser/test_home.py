"""The first page's chart: drawn of the table beside it, a press on a part opens its list, and without scripts or on paper the table stands."""

import re

import pytest
from office import Office
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser")
CHART = "[data-chart] svg"


def painted(page: Page) -> set[str]:
    """The colours of the chart."""
    found = page.locator(f"{CHART} path").evaluate_all("paths => paths.map((path) => path.getAttribute('fill') ?? '')")
    return {colour for colour in found if colour not in {"", "none", "transparent"}}


def test_a_press_on_a_part_opens_the_list_behind_it(office: Office) -> None:
    page = office.page("auditor")
    expect(page.locator(CHART)).to_be_visible()
    expect(page.locator("[data-progress]")).to_be_hidden()
    first = page.locator("[data-progress] tbody a[data-kind]").first
    number, address = first.get_attribute("data-number"), first.get_attribute("href")
    colour = page.locator(".legend .dot").first.evaluate("dot => getComputedStyle(dot).backgroundColor")
    assert colour
    bars = page.locator(f"{CHART} path").evaluate_all(
        "paths => paths.map((path) => path.getBoundingClientRect()).filter((box) => box.height > 10 && box.height < 30 && box.width > 8)"
        ".map((box) => [box.left + box.width / 2, box.top + box.height / 2])"
    )
    left = min(bars)
    page.mouse.move(*left)
    expect(page.locator("[data-chart]")).to_contain_text(re.compile(str(number)))
    with page.expect_navigation():
        page.mouse.click(*left)
    assert str(address) in page.url


def test_colours_follow_light_and_dark(office: Office) -> None:
    page = office.page("performance")
    expect(page.locator(CHART)).to_be_visible()
    light = painted(page)
    page.click("[data-theme-switch]")
    page.wait_for_timeout(200)
    assert light
    assert painted(page) != light
    page.click("[data-theme-switch]")


def test_on_paper_the_table_stands(office: Office) -> None:
    page = office.page("section05")
    expect(page.locator(CHART)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("[data-chart]")).to_be_hidden()
    expect(page.locator("[data-progress]")).to_be_visible()


def test_without_scripts_the_table_stands(office: Office) -> None:
    held = office.page("department").context
    window = office.browser.new_context(base_url=office.address, java_script_enabled=False, locale="zh-CN")
    window.add_cookies(held.cookies())  # type: ignore[arg-type]
    page = window.new_page()
    page.goto("/")
    expect(page.locator("[data-progress]")).to_be_visible()
    expect(page.locator("[data-chart]")).to_be_hidden()


def test_the_table_is_opened_by_keyboard_and_leads_to_the_list(office: Office) -> None:
    page = office.page("department")
    page.locator(".as-table summary").focus()
    page.keyboard.press("Enter")
    link = page.locator("[data-progress] tbody a[data-kind]:visible").first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("main h1").count() == 1


def test_other_pages_load_no_chart(office: Office) -> None:
    page = office.page("clerk", "/tables/")
    assert page.locator("script[src*='home']").count() == 0
