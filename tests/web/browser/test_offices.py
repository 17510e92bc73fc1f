"""Those who review and approve: the queue and the table by keyboard alone, a return with three opinions, the letter."""

import re

import pytest
from office import Office
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def open_first(page: Page) -> None:
    """From the queue to its first table, by J and Enter."""
    with page.expect_navigation():
        press(page, "j", "Enter")


def write_opinion(page: Page, text: str) -> None:
    """An opinion on the cell that has the focus."""
    press(page, "c")
    expect(page.locator("#opinion-form textarea[name=text]")).to_be_focused()
    page.keyboard.insert_text(text)
    with page.expect_navigation():
        press(page, "Control+Enter")


def test_the_reviewer_returns_with_three_opinions_by_keyboard_alone(office: Office) -> None:
    page = office.page("section05", "/desk/")
    open_first(page)
    address = page.url
    for number in range(3):
        press(page, *["ArrowDown"] * (4 + number))
        write_opinion(page, f"请补充第 {number + 1} 处的测算依据。")
    expect(page.locator(".threads > li")).to_have_count(3)
    press(page, "r")
    expect(page.locator("dialog#return")).to_be_visible()
    page.keyboard.insert_text("请按各处意见修改后重新报送。")
    with page.expect_navigation():
        press(page, "Control+Enter")
    expect(page.locator(".alert-success")).to_contain_text("退回")
    unit = office.page("clerk", address.replace("/desk/", "/tables/").removeprefix(office.address))
    expect(unit.locator("aside .panel", has=unit.locator(".threads"))).to_contain_text("审核意见")
    expect(unit.locator(".threads > li")).to_have_count(3)


def test_the_head_passes_what_waits_by_keyboard_alone(office: Office) -> None:
    page = office.page("head", "/desk/")
    waiting = page.locator("[data-queue-row]").count()
    assert waiting
    open_first(page)
    press(page, "a")
    expect(page.locator("dialog#pass")).to_be_visible()
    page.keyboard.insert_text("同意上报。")
    with page.expect_navigation():
        press(page, "Control+Enter")
    expect(page.locator(".alert-success")).to_contain_text("通过")
    page.goto("/desk/")
    assert page.locator("[data-queue-row]").count() == waiting - 1


def test_the_performance_section_approves_and_issues_the_letter(office: Office) -> None:
    page = office.page("performance", "/desk/")
    open_first(page)
    while page.locator("form[action*='/objections/']").count():
        form = page.locator("form[action*='/objections/']").first
        form.locator("input[name=reason]").fill("测算依据充分，予以豁免。")
        form.locator("button[value='1']").click()
        expect(page.locator(".alert-success")).to_be_visible()
    press(page, "a")
    page.keyboard.insert_text("同意。")
    with page.expect_navigation():
        press(page, "Control+Enter")
    expect(page.locator(".alert-success")).to_contain_text("审定")
    page.goto("/approvals/")
    form = page.locator("form[action$='/issue']").first
    form.locator("input[name=number]").fill("平财绩〔2024〕12号")
    form.locator("input[name=dated]").fill("2024-03-01")
    form.locator("button.btn-primary").click()
    expect(page.locator(".alert-success")).to_contain_text("平财绩〔2024〕12号")
    letter = page.request.get(page.locator("a[href*='/letters/']").first.get_attribute("href") or "")
    assert letter.ok
    assert len(letter.body()) > 1000
    page.click("a[href$='/units']")
    form = page.locator("form[action$='/split']")
    form.locator("input[name=number]").fill("平司发〔2024〕5号")
    form.locator("input[name=dated]").fill("2024-03-08")
    form.locator("button").click()
    expect(page.locator(".alert-success")).to_contain_text("平司发〔2024〕5号")
    bound = office.page("clerk", "/approvals/")
    expect(bound.locator("a[href*='/letters/']")).to_have_count(2)
    bound.goto("/tables/3/")
    expect(bound.locator("h1")).to_contain_text(re.compile("已批复"))
