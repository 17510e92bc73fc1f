"""A text that the server did not take outlives the page: it stands in its cell and in the margin, is sent again or dropped; a table that is pasted."""

import re

import pytest
from office import Office
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.xdist_group("browser")
EDITS = re.compile("/edits$")
PASTE = """([text, html]) => {
    const held = new DataTransfer();
    held.setData("text/plain", text);
    held.setData("text/html", html);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
}"""
TABLE = "产出指标\t数量指标\t走访商户数\t≥31户\n\t\t回访商户数\t≥32户\n\t质量指标\t问题办结率\t≥95%"


def cell(page: Page, row: int, field: str = "target") -> Locator:
    return page.locator("tr[data-key]").nth(row).locator(f"[data-field={field}]").first


def put(page: Page, where: Locator, text: str) -> None:
    where.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def left(page: Page) -> Locator:
    return page.locator("[data-left-list] > li:has(.left-text)")


def stale(office: Office, row: int, theirs: str, mine: str) -> Page:
    """A page on which a text was typed into a cell that has changed since it was opened."""
    old, new = office.page("clerk", "/tables/1/"), office.page("clerk", "/tables/1/")
    with new.expect_response(EDITS):
        put(new, cell(new, row), theirs)
    with old.expect_response(EDITS) as answer:
        put(old, cell(old, row), mine)
    assert answer.value.status == 409
    return old


def test_a_text_that_came_too_late_outlives_a_reload_and_is_sent_again(office: Office) -> None:
    page = stale(office, 0, "≥61次", "≥62次")
    expect(left(page)).to_have_count(1)
    page.reload()
    expect(left(page)).to_contain_text("≥62次")
    expect(cell(page, 0).locator(".text")).to_have_text("≥62次")
    expect(cell(page, 0).locator(".unfit-word")).to_contain_text("已改动")
    with page.expect_response(EDITS):
        page.click("[data-left=left-send]")
    expect(page.locator("[data-left]:not([data-left-list] *)").first).to_be_hidden()
    page.reload()
    expect(cell(page, 0).locator(".text")).to_have_text("≥62次")
    expect(page.locator(".unfit-word")).to_have_count(0)


def test_a_text_that_came_too_late_is_dropped_for_what_stands_there(office: Office) -> None:
    page = stale(office, 1, "≥63次", "≥64次")
    page.click("[data-left=left-drop]")
    expect(cell(page, 1).locator(".text")).to_have_text("≥63次")
    page.reload()
    expect(cell(page, 1).locator(".text")).to_have_text("≥63次")
    expect(left(page)).to_have_count(0)


def test_a_text_that_a_cell_can_not_hold_outlives_a_reload_until_it_is_mended(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    money = page.locator("[data-kind=money]").first
    stood = money.locator(".text").inner_text()
    with page.expect_response(EDITS):
        put(page, money, "三十来块")
    page.reload()
    expect(money.locator(".text")).to_have_text("三十来块")
    expect(left(page)).to_contain_text("应为金额数字")
    with page.expect_response(EDITS):
        put(page, money, stood)
    expect(left(page)).to_have_count(0)
    expect(money.locator(".unfit-word")).to_have_count(0)


def test_a_table_that_was_pasted_whole_is_looked_at_before_it_is_taken(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    cell(page, 0, "name").focus()
    page.evaluate(PASTE, [TABLE, ""])
    expect(page.locator("#pasted")).to_contain_text("读出 3 项指标")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/import/"))
    expect(page.locator(".read")).to_contain_text("回访商户数")
    expect(page.locator(".source")).to_contain_text("走访商户数")
    page.locator("button[data-key=a]").click()
    expect(page.locator(".alert-success")).to_be_visible()
    expect(page.locator("[data-cell]", has_text="回访商户数")).to_have_count(1)


def test_a_table_that_was_pasted_whole_is_left_or_laid_over_the_cells(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    cell(page, 0, "name").focus()
    page.evaluate(PASTE, [TABLE, ""])
    expect(page.locator("#pasted")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#pasted")).to_be_hidden()
    cell(page, 0, "name").focus()
    page.evaluate(PASTE, ["补贴人数\t≥31人\n回访人数\t≥32人", ""])
    expect(cell(page, 1, "target").locator(".text")).to_have_text("≥32人")
    expect(page.locator("#pasted")).to_be_hidden()
