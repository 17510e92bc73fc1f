"""Nothing typed is lost: a line that breaks, a session that ends, two people at one table, a form sent twice, a page that has grown old."""

import re
import time

import pytest
from office import PASSWORD, Office
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.xdist_group("browser")
EDITS = re.compile("/edits$")
KEPT = "Object.entries(localStorage).filter(([name]) => name.startsWith('jiheng.table')).map(([_, text]) => text)"


def cell(page: Page, row: int, field: str = "target") -> Locator:
    return page.locator("tr[data-key]").nth(row).locator(f"[data-field={field}]").first


def put(page: Page, where: Locator, text: str) -> None:
    where.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def kept(page: Page) -> str:
    """What the browser itself holds of tables."""
    return str(page.evaluate(f"() => {KEPT}.join()"))


def all_sent(page: Page) -> None:
    """Wait until the browser holds nothing that the server has not; the page's policy lets no string be run, so that it is asked again."""
    until = time.monotonic() + 10
    while kept(page):
        assert time.monotonic() < until, kept(page)
        page.wait_for_timeout(50)


def said(page: Page, row: int) -> str:
    """What the server holds in a cell."""
    page.reload()
    return cell(page, row).locator(".text").inner_text()


def test_what_is_typed_without_a_line_is_sent_when_it_is_back(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    page.context.set_offline(True)
    put(page, cell(page, 0), "≥41次")
    put(page, cell(page, 1), "≥42次")
    expect(page.locator("[data-offline]")).to_be_visible()
    assert "41" in kept(page)
    assert "42" in kept(page)
    with page.expect_response(EDITS):
        page.context.set_offline(False)
    expect(page.locator("[data-offline]")).to_be_hidden()
    all_sent(page)
    assert said(page, 0) == "≥41次"
    assert said(page, 1) == "≥42次"


def test_what_is_typed_without_a_line_outlives_the_window(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    page.route(EDITS, lambda route: route.abort())
    put(page, cell(page, 0), "≥43次")
    expect(page.locator("[data-offline]")).to_be_visible()
    page.unroute(EDITS)
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_response(EDITS):
        page.goto("/tables/1/")
    all_sent(page)
    assert said(page, 0) == "≥43次"


def test_a_session_that_ended_keeps_the_text_and_sends_it_after_the_sign_in(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    page.context.clear_cookies(name="sessionid")
    put(page, cell(page, 0), "≥44次")
    again = page.locator("[data-saved] a")
    expect(again).to_be_visible()
    assert "44" in kept(page)
    page.once("dialog", lambda dialog: dialog.accept())
    again.click()
    page.fill("#id_login", "clerk")
    page.fill("#id_password", PASSWORD)
    with page.expect_response(EDITS):
        page.click("form[action='/account/login/'] button")
    all_sent(page)
    assert page.url.endswith("/tables/1/")
    assert said(page, 0) == "≥44次"


def test_the_second_at_a_table_sees_who_has_it_and_takes_over_with_a_word(office: Office) -> None:
    first, second = office.page("clerk", "/tables/1/"), office.page("colleague", "/tables/1/")
    with first.expect_response(EDITS):
        put(first, cell(first, 0), "≥45次")
    second.reload()
    expect(second.locator("[data-held]")).to_contain_text("小马")
    second.fill("[data-take] input[name=word]", "小马请假，由我接手。")
    with second.expect_navigation():
        second.click("[data-take] button")
    expect(second.locator("[data-held]:visible")).to_have_count(0)
    assert cell(second, 0).locator(".text").inner_text() == "≥45次"
    with second.expect_response(EDITS):
        put(second, cell(second, 0), "≥46次")
    put(first, cell(first, 1), "≥47次")
    expect(first.locator("[data-saved]")).to_contain_text("正在编辑")
    assert "47" in kept(first)
    back = office.page("clerk", "/tables/1/")
    back.fill("[data-take] input[name=word]", "已回岗。")
    with back.expect_navigation():
        back.click("[data-take] button")


def test_an_old_page_keeps_what_was_typed_and_says_so(office: Office) -> None:
    old, new = office.page("clerk", "/tables/1/"), office.page("clerk", "/tables/1/")
    with new.expect_response(EDITS):
        put(new, cell(new, 0), "≥48次")
    with old.expect_response(EDITS):
        put(old, cell(old, 1), "≥49次")
    assert said(new, 1) == "≥49次"  # another cell: merged
    with new.expect_response(EDITS):
        put(new, cell(new, 2), "≥50次")
    stale = office.page("clerk", "/tables/1/")
    with new.expect_response(EDITS):
        put(new, cell(new, 2), "≥51次")
    with stale.expect_response(EDITS) as answer:
        put(stale, cell(stale, 2), "≥52次")
    assert answer.value.status == 409
    expect(cell(stale, 2).locator(".unfit-word")).to_be_visible()
    expect(cell(stale, 2).locator(".text")).to_have_text("≥52次")


def test_a_form_that_is_sent_twice_is_done_once(office: Office) -> None:
    page, old = office.page("clerk", "/tables/5/"), office.page("clerk", "/tables/5/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("form[action$='/withdraw'] button").dblclick()
    expect(page.locator(".alert-success")).to_be_visible()
    assert len([url for url in sent if url.endswith("/withdraw")]) == 1
    old.locator("form[action$='/withdraw'] button").click()
    expect(old.locator(".alert-danger, .empty-title")).to_be_visible()
