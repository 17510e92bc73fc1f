"""A form that leads back to its own page leads back to the place, and says there what was done."""

import pytest
from office import Office
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("browser")


def test_an_objection_leaves_the_page_where_it_was(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    page.set_viewport_size({"width": 1280, "height": 500})
    last = page.locator("[data-findings] details.object").last
    last.locator("summary").click()
    last.locator("input[name=reason]").fill("单价已按合同核定。")
    page.evaluate("() => window.scrollTo(0, 300)")
    before = page.evaluate("() => [window.scrollY, document.querySelector('.margin').scrollTop]")
    last.locator("button:not([type=button])").press("Enter")
    expect(page.locator(".alert-success")).to_be_in_viewport()
    after = page.evaluate("() => [window.scrollY, document.querySelector('.margin').scrollTop]")
    assert after[0] == pytest.approx(before[0], abs=4)
    assert page.evaluate("() => window.scrollY") > 100
    expect(page.locator(".objection").last).to_contain_text("单价已按合同核定")


def test_the_field_for_a_file_is_reached_by_keyboard_and_says_what_was_chosen(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    page.locator("select[name=kind]").focus()
    page.keyboard.press("Tab")
    field = page.locator(".attach input[type=file]")
    expect(field).to_be_focused()
    field.set_input_files({"name": "测算明细.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"})
    expect(page.locator("[data-file-name]")).to_have_text("测算明细.pdf")


def test_an_opinion_and_a_grade_leave_the_desk_where_it_was(office: Office) -> None:
    page = office.page("section05", "/desk/2/")
    page.set_viewport_size({"width": 1280, "height": 500})
    page.locator("#opinion-form textarea").fill("请补充测算依据。")
    page.evaluate("() => { window.scrollTo(0, 240); document.querySelector('.margin').scrollTop = 180; }")
    before = page.evaluate("() => [window.scrollY, document.querySelector('.margin').scrollTop]")
    page.evaluate("() => document.querySelector('#opinion-form').requestSubmit()")
    expect(page.locator(".threads")).to_contain_text("请补充测算依据。")
    after = page.evaluate("() => [window.scrollY, document.querySelector('.margin').scrollTop]")
    assert after == pytest.approx(before, abs=4)
    grades = page.locator("form.grades")
    grades.locator("input[type=radio]").first.check()
    before = page.evaluate("() => [window.scrollY, document.querySelector('.margin').scrollTop]")
    with page.expect_navigation():
        page.evaluate("() => document.querySelector('form.grades').requestSubmit()")
    after = page.evaluate("() => [window.scrollY, document.querySelector('.margin').scrollTop]")
    assert after == pytest.approx(before, abs=4)
    expect(grades.locator("input[type=radio]").first).to_be_checked()
