"""The editor before a browser: typing that goes on while the sheet changes, blocks that bring rows, new versions, holds, tokens."""

import re
import sqlite3
import time
from contextlib import closing

import pytest
from office import ROOT, Office
from playwright.sync_api import Locator, Page, Route, expect

from jiheng import write

pytestmark = pytest.mark.xdist_group("browser")
EDITS = re.compile("/edits$")


def cell(page: Page, row: int, field: str = "target") -> Locator:
    return page.locator("tr[data-key]").nth(row).locator(f"[data-field={field}]").first


def text(where: Locator) -> Locator:
    return where.locator(".text")


def paste(page: Page, block: str) -> None:
    page.evaluate(
        """(block) => {
            const held = new DataTransfer();
            held.setData("text/plain", block);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
        }""",
        block,
    )


def test_the_reading_stays_in_sight_while_a_target_is_typed(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    target = cell(page, 0)
    target.click()
    target.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("≥1234 人次")
    reading = target.locator(".reading")
    expect(reading).to_contain_text("1,234")
    field, said = target.locator("textarea").bounding_box(), reading.bounding_box()
    assert field is not None
    assert said is not None
    assert said["y"] >= field["y"] + field["height"] - 1
    expect(target.locator("textarea")).to_have_attribute("aria-label", re.compile("指标值"))
    page.keyboard.press("Escape")


def test_escape_takes_back_what_was_sent_while_typing(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    target = cell(page, 0)
    held = text(target).inner_text()
    target.focus()
    page.keyboard.press("F2")
    page.keyboard.press("ControlOrMeta+a")
    with page.expect_response(EDITS):
        page.keyboard.type("≥88次")
    with page.expect_response(EDITS):
        page.keyboard.press("Escape")
    expect(text(target)).to_have_text(held)


def test_what_is_being_typed_outlives_a_sheet_that_is_drawn_anew(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    waiting: list[Route] = []
    page.route(EDITS, lambda route: route.continue_() if waiting else waiting.append(route))
    cell(page, 0, "name").focus()
    page.keyboard.press("ControlOrMeta+Enter")
    cell(page, 2).focus()
    page.keyboard.press("F2")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("≥2345次")
    with page.expect_response(EDITS):
        waiting[0].continue_()
    expect(page.locator("textarea.typing")).to_have_value("≥2345次")
    page.keyboard.type("日")
    with page.expect_response(EDITS):
        page.keyboard.press("Enter")
    expect(page.locator("[data-saved]")).to_contain_text("已保存 第")
    page.reload()
    expect(page.locator(".text", has_text="≥2345次日")).to_have_count(1)


def test_a_block_longer_than_the_table_brings_rows(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    rows = page.locator("tr[data-key]")
    number = rows.count()
    cell(page, number - 1, "name").focus()
    with page.expect_response(EDITS):
        paste(page, "甲类培训场次\t≥11场\n乙类培训场次\t≥12场\n丙类培训场次\t≥13场")
    expect(rows).to_have_count(number + 2)
    expect(text(cell(page, number + 1))).to_have_text("≥13场")
    with page.expect_response(EDITS):
        page.keyboard.press("ControlOrMeta+z")
    expect(rows).to_have_count(number)


def test_a_block_of_five_thousand_lines_is_refused_in_a_sentence(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    number = page.locator("tr[data-key]").count()
    cell(page, 0, "name").focus()
    paste(page, "\n".join(f"指标{line}\t≥{line}次" for line in range(5000)))
    expect(page.locator("[data-saved]")).to_contain_text("导入新版本")
    assert page.locator("tr[data-key]").count() == number


def test_a_new_version_is_looked_at_before_it_is_taken(office: Office) -> None:
    path = office.home / "新版.docx"
    path.write_bytes(write(ROOT / "examples", ending=".docx").content)
    page = office.page("clerk", "/tables/1/")
    key = page.locator("tr[data-key]").first.get_attribute("data-key")
    page.set_input_files("[data-dropzone] input[type=file]", path)
    page.wait_for_url("**/import/*/")
    expect(page.locator(".source-body table").first).to_be_visible()
    assert page.locator("input[name=table]").count() == 6
    assert page.locator("input[name=table]:checked").get_attribute("value") == "0"
    page.click("[data-key=a]")
    expect(page.locator(".alert-success")).to_contain_text("已导入")
    assert page.locator("tr[data-key]").first.get_attribute("data-key") == key
    page.goto("/tables/1/history")
    page.locator("form.filters button").click()
    expect(page.locator(".since h2")).to_contain_text("第 1 版")
    page.locator("form[action$='/restore'] button").first.click()
    expect(page.locator(".alert-success")).to_contain_text("已恢复")


def test_a_page_whose_token_is_old_goes_on(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    page.context.clear_cookies(name="csrftoken")
    page.evaluate("for (const each of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) each.value = 'x'.repeat(64)")
    cell(page, 1).focus()
    page.keyboard.press("F2")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("≥66次")
    page.keyboard.press("Enter")
    expect(page.locator("[data-saved]")).to_contain_text("已保存 第")
    page.reload()
    expect(text(cell(page, 1))).to_have_text("≥66次")


def test_what_is_typed_is_saved_before_the_table_is_handed_in(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route(EDITS, slowly)
    cell(page, 1).focus()
    page.keyboard.press("F2")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("≥67次")
    page.locator("[data-open=submit]").click()
    page.locator("#submit button.btn-primary").click()
    expect(page.locator(".alert-success, .alert-danger")).to_be_visible()
    assert text(cell(page, 1)).inner_text() == "≥67次"


def test_who_leaves_gives_the_table_free(office: Office) -> None:
    page = office.page("clerk", "/tables/1/")
    if not page.locator("[data-editor]").count():
        pytest.skip("the table was handed in")
    cell(page, 1).focus()
    page.keyboard.press("F2")
    with page.expect_response(EDITS):
        page.keyboard.insert_text("1")
    page.keyboard.press("Enter")
    expect(page.locator("[data-saved]")).to_contain_text("已保存 第")
    assert holder(office) is not None
    page.goto("/tables/")
    deadline = time.monotonic() + 5
    while holder(office) is not None and time.monotonic() < deadline:
        time.sleep(0.1)
    assert holder(office) is None


def holder(office: Office) -> object:
    """Who holds the first table, as the database says it."""
    with closing(sqlite3.connect(office.home / "jiheng.sqlite3")) as opened:
        return opened.execute("SELECT holder_id FROM filing_filing WHERE id = 1").fetchone()[0]


def test_the_page_speaks_english(office: Office) -> None:
    page = office.page("clerk", "/tables/7/", locale="en-US")
    if page.locator("html").get_attribute("lang") != "en":
        page.locator("button[name=language]").click()
    where = page.locator("[data-kind]:not([data-kind=''])").nth(3)
    where.focus()
    page.keyboard.press("F2")
    with page.expect_response(EDITS):
        page.keyboard.insert_text("x")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def test_a_press_on_a_blank_line_types_a_row(office: Office) -> None:
    page = office.page("clerk", "/tables/7/")
    number = page.locator("tr[data-key]").count()
    page.locator("tr[data-blank] td.blank").first.click()
    with page.expect_response(EDITS):
        page.keyboard.type("走访")
    page.keyboard.press("Tab")
    expect(page.locator("[data-saved]")).to_contain_text("已保存 第")
    expect(page.locator("span.text", has_text="走访")).to_have_count(1)
    expect(page.locator("tr[data-key]")).to_have_count(number + 1)
    expect(page.locator("[data-field=target][data-row]:focus")).to_have_count(1)


def test_the_sign_on_a_blank_line_makes_an_empty_row(office: Office) -> None:
    page = office.page("clerk", "/tables/7/")
    number = page.locator("tr[data-key]").count()
    with page.expect_response(EDITS):
        page.locator("tr[data-blank] [data-add]").first.click()
    expect(page.locator("tr[data-key]")).to_have_count(number + 1)
    expect(page.locator("[data-field=name][data-row]:focus")).to_have_count(1)
