"""Text (纯文本): the form as text copied from it, with commas, tabs, bars or blanks between cells, or a cell a line."""

import csv
from collections.abc import Iterator
from io import StringIO

from jiheng.sample.layouts.page import Page, placed


def comma(page: Page) -> bytes:
    """CSV as a spreadsheet saves it, covered places blank, with the byte order mark."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    wide = max(page.wide, 1)
    writer.writerows([text, *[""] * (wide - 1)] for text in page.above)
    writer.writerows(_grid(page))
    writer.writerows([text, *[""] * (wide - 1)] for text in page.below)
    return out.getvalue().encode("utf-8-sig")


def tabs(page: Page) -> bytes:
    """Cells between tabs, covered places blank, as pasted from a spreadsheet."""
    return _text(page, ["\t".join(_flat(text) for text in row) for row in _grid(page)])


def bars(page: Page) -> bytes:
    """Cells between bars, covered places blank, as a table reader prints them."""
    return _text(page, ["| " + " | ".join(_flat(text) for text in row) + " |" for row in _grid(page)])


def blanks(page: Page) -> bytes:
    """Cells between two blanks, places without a text gone, as copied from a PDF."""
    return _text(page, ["  ".join(_flat(text).replace("  ", " ") for text in row if text.strip()) for row in _grid(page)])


def stacked(page: Page) -> bytes:
    """One cell a line, places without a text gone, as copied from a web page or a phone."""
    return _text(page, [_flat(text) for row in _grid(page) for text in row if text.strip()])


def _text(page: Page, lines: list[str]) -> bytes:
    return "\n".join((*page.above, *lines, *page.below, "")).encode()


def _flat(text: str) -> str:
    return text.strip().replace("\n", "")


def _grid(page: Page) -> Iterator[list[str]]:
    rows = [[""] * page.wide for _ in page.rows]
    start = 0
    for table in page.tables:
        for row, column, box in placed(table):
            rows[start + row][column] = box.text
        start += len(table)
    yield from rows
