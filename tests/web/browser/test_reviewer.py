"""The reviewer's way, counted: ten tables reviewed, one of them returned with three opinions on cells, by keyboard alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from office import ROOT, Office
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser")
TABLES = 10
MOST_KEYS = 40
"""Keys for ten tables beside what is written: two to open, three an opinion, two a table."""


@pytest.fixture(scope="module")
def filled(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with ten tables before the section."""
    home = tmp_path_factory.mktemp("ten")
    shutil.copytree(filled, home, dirs_exist_ok=True)
    program = Path(__file__).with_name("ten_tables.py")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JIHENG_", "DJANGO_", "DATABASE_URL"))}
    subprocess.run([sys.executable, str(program), str(home)], env=environment, check=True, cwd=ROOT)
    return home


class Keyboard:
    """Hands on the keyboard: every key counts, what is written counts as its words; there is no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Press keys; a chord is one."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def onward(self, *keys: str) -> None:
        """Press keys of which the last leads to another page."""
        self.press(*keys[:-1])
        with self.page.expect_navigation():
            self.press(keys[-1])

    def write(self, text: str) -> None:
        """Write a text where the cursor is."""
        self.page.keyboard.insert_text(text)


def opinion(hands: Keyboard, text: str) -> str:
    """To the next finding, and an opinion on its cell; the cell's name."""
    hands.press("f")
    cell: str = hands.page.evaluate("document.activeElement.dataset.cell")
    hands.press("c")
    expect(hands.page.locator("#opinion-form textarea[name=text]")).to_be_focused()
    hands.write(text)
    hands.onward("Control+Enter")
    return cell


def test_ten_tables_by_keyboard_alone_one_returned_with_three_opinions_on_cells(office: Office) -> None:
    page = office.page("section05", "/desk/")
    expect(page.locator("[data-queue-row]")).to_have_count(TABLES)
    hands, seen = Keyboard(page), []
    hands.onward("j", "Enter")
    returned = page.url
    cells = [opinion(hands, f"请补充第 {number} 处的测算依据。") for number in (1, 2, 3)]
    assert len(set(cells)) == 3, "each on a cell of its own, since the cursor comes back to where it was"
    hands.press("r")
    hands.write("请按各处意见修改后重新报送。")
    hands.onward("Control+Enter")
    expect(page.locator(".alert-success")).to_contain_text("退回")
    for _ in range(TABLES - 1):
        seen.append(page.url)
        hands.press("a")
        expect(page.locator("dialog#pass")).to_be_visible()
        hands.write("同意。")
        hands.onward("Control+Enter")
        expect(page.locator(".alert-success")).to_contain_text("通过")
    assert len({returned, *seen}) == TABLES
    assert page.url == f"{office.address}/desk/", "back at the queue"
    expect(page.locator(".empty-title")).to_contain_text("没有等您审核的表")
    print(f"ten tables, one returned with three opinions on cells: {hands.keys} keys beside the words")
    assert hands.keys <= MOST_KEYS
    unit = office.page("clerk", returned.replace("/desk/", "/tables/").removeprefix(office.address))
    expect(unit.locator("h1 .badge")).to_contain_text("退回修改")
    expect(unit.locator(".threads > li")).to_have_count(3)
    expect(unit.locator(".threads button.where")).to_have_count(3)


def test_keys_walk_from_table_to_table_and_back_to_the_queue(office: Office) -> None:
    hands = Keyboard(office.page("section05", "/desk/?tab=all"))
    page = hands.page
    hands.onward("j", "Enter")
    first = page.url
    hands.onward("j")
    second = page.url
    assert second != first
    hands.onward("k")
    assert page.url == first
    hands.onward("u")
    assert page.url == f"{office.address}/desk/"


def test_the_queue_is_ticked_by_keyboard_and_many_are_returned_at_once(office: Office) -> None:
    hands = Keyboard(office.page("performance", "/desk/"))
    page = hands.page
    waiting = page.locator("[data-queue-row]").count()
    assert waiting >= TABLES - 1
    hands.press("j", "x", "j", "x")
    expect(page.locator("[data-queue-row] input:checked")).to_have_count(2)
    page.locator(".batch input[name=opinion]").focus()
    hands.write("请统一补充绩效依据。")
    hands.press("Tab", "Tab")
    hands.onward("Enter")
    expect(page.locator(".alert-success")).to_contain_text("已退回 2 张表")
    expect(page.locator("[data-queue-row]")).to_have_count(waiting - 2)
