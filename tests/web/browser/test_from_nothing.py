"""A whole project form from nothing, by keyboard alone: begun on a blank form, filled cell by cell, without a press of the mouse."""

import re

import pytest
from office import Office
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser")
EDITS = re.compile("/edits$")
ROWS = (
    ("产出指标", "数量指标", "巡查水库次数", "≥48次"),
    ("产出指标", "质量指标", "隐患整改率", "≥95%"),
    ("产出指标", "时效指标", "巡查完成时间", "2024年12月底前"),
    ("产出指标", "成本指标", "每次巡查费用", "2500元/次"),
    ("效益指标", "社会效益指标", "下游受益村数", "≥12个"),
    ("满意度指标", "服务对象满意度指标", "库区居民满意度", "≥90%"),
)


def put(page: Page, where: str, text: str) -> None:
    """Type into a cell as a person does who has come to it by the arrow keys."""
    cell = page.locator(where).first
    cell.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
    with page.expect_response(EDITS):
        page.keyboard.press("Tab")


def fill(page: Page) -> None:
    """The head, the money, the goal and six lines."""
    put(page, "[data-cell='project']", "水库巡查经费")
    put(page, "[data-cell='funds.total']", "12")
    put(page, "[data-cell='goal']", "全年巡查水库不少于48次，隐患整改率达到95%以上，保障下游12个村安全。")
    for number, (_level1, level2, name, target) in enumerate(ROWS):
        blank = page.locator(f"tr[data-blank][data-level2='{level2}'] td.blank").first
        blank.focus()
        page.keyboard.press("Enter")
        page.keyboard.insert_text(name)
        with page.expect_response(EDITS):
            page.keyboard.press("Tab")
        row = page.locator("tr[data-key]", has_text=name).first
        expect(row).to_be_visible()
        put(page, f"tr[data-key='{row.get_attribute('data-key')}'] [data-field=target]", target)
        assert page.locator("tr[data-key]").count() == number + 1


@pytest.mark.parametrize(
    ("width", "dark", "locale"), [(1280, False, "zh-CN"), (1920, False, "zh-CN"), (390, True, "zh-CN"), (1280, False, "en")]
)
def test_a_whole_form_from_nothing_by_keyboard(office: Office, width: int, dark: bool, locale: str) -> None:  # noqa: FBT001 - a view
    page = office.page("clerk", "/tables/new", width=width, dark=dark, locale=locale)
    page.locator("form[action$='/begin'] button").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    fill(page)
    expect(page.locator("[data-saved]")).to_contain_text(re.compile("已保存|Saved", re.IGNORECASE))
    for _level1, _level2, name, target in ROWS:
        assert page.locator("tr[data-key]", has_text=name).locator("[data-field=target] .text").inner_text() == target
