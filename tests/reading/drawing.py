"""Forms drawn in the cases' own notation, as a ruled web page and as text in the ways that such pages are copied.

A line is a row, cells stand between ` | `, `⏎` is a line break in a cell, and a cell ends with `{2}` where it is two rows high,
with `{1x3}` where it is three columns wide.
"""

import html
import re
from collections.abc import Iterator

from attrs import frozen

SPANS = re.compile(r"\{(\d+)(?:x(\d+))?\}$")


@frozen
class Drawn:
    """One cell of a drawn form with its spans."""

    text: str
    rows: int
    columns: int


def cells(line: str) -> list[Drawn]:
    """The cells of one row."""
    out = []
    for part in line.split("|"):
        text = part.strip()
        found = SPANS.search(text)
        rows, columns = (int(found[1]), int(found[2] or 1)) if found else (1, 1)
        out.append(Drawn(SPANS.sub("", text).strip().replace("⏎", "\n"), rows, columns))
    return out


def ruled(above: list[str], table: str) -> bytes:
    """A web page: the lines above the form as paragraphs, the form as a table with its merged cells."""
    parts = [f"<p>{html.escape(line)}</p>" for line in above]
    parts.append("<table border=1>")
    for line in table.strip().splitlines():
        drawn = "".join(
            f"<td rowspan={cell.rows} colspan={cell.columns}>{html.escape(cell.text).replace(chr(10), '<br>')}</td>" for cell in cells(line)
        )
        parts.append(f"<tr>{drawn}</tr>")
    return f"<html><head><meta charset=utf-8></head><body>{''.join(parts)}</table></body></html>".encode()


def text(above: list[str], table: str, separator: str, *, kept: bool) -> bytes:
    """Text with `separator` between cells; a place covered by a merged cell is `kept` blank or left out."""
    lines = [separator.join(row) for row in _grid(table, kept=kept)]
    return "\n".join([*above, *lines]).encode()


def _grid(table: str, *, kept: bool) -> Iterator[list[str]]:
    covered: dict[int, int] = {}
    for line in table.strip().splitlines():
        row: list[str] = []
        column = 0
        for cell in cells(line):
            while covered.get(column, 0):
                covered[column] -= 1
                column += 1
                row += [""] if kept else []
            row.append(cell.text.replace("\n", " "))
            row += [""] * (cell.columns - 1) if kept else []
            for place in range(column, column + cell.columns):
                covered[place] = cell.rows - 1
            column += cell.columns
        while covered.get(column, 0):
            covered[column] -= 1
            column += 1
            row += [""] if kept else []
        yield row
