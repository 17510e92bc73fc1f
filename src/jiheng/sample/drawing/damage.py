"""Damage (损坏): what copying, page breaks and recognition do to a page. Each harm is a step Page → Page; what it says stays the same."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from attrs import evolve

from jiheng.model.declaration import Declaration
from jiheng.sample.layouts.page import Box, Line, Page, placed

Harm = Callable[[Page, Random], Page]
ROW_HEAD, PROJECT = "三级指标", "项目名称"
FIRST_HEADS = ("序号", "单位名称", "一级指标")
UPRIGHT = range(3, 7)
"""Lengths of labels that are set upright in a narrow merged cell."""
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
LABEL = re.compile(r"[\u4e00-\u9fff（）()：:\s]{2,12}")
FIGURES = re.compile(r"[≥≤=<>\d.,%]+")


def lost_spans(page: Page, _random: Random) -> Page:
    """Merged cells fall apart: the text stays in the upper left one, the others are blank."""
    return evolve(page, lines=tuple(tuple(map(Box, row)) for row in _grid(page.lines)))


def dropped_blanks(page: Page, _random: Random) -> Page:
    """Covered and blank cells are gone, so that what follows moves left."""
    return evolve(page, lines=tuple(tuple(Box(text) for text in row if text.strip()) for row in _grid(page.lines)))


def shifted_left(page: Page, random: Random) -> Page:
    """Merged cells fall apart, and some rows lose a blank cell at their beginning."""
    rows = [list(row) for row in _grid(page.lines)]
    for row in rows:
        if not row[0] and random.random() < 0.4:
            row.append(row.pop(0))
    return evolve(page, lines=tuple(tuple(map(Box, row)) for row in rows))


def broken_page(page: Page, random: Random) -> Page:
    """A page break between two rows of indicators; the covers of merged cells go on as blanks."""
    at = _break(page, random)
    return page if at is None else _parted(page, at, ())


def broken_page_headed(page: Page, random: Random) -> Page:
    """A page break after which the head of the indicators is printed again."""
    at = _break(page, random)
    return page if at is None else _parted(page, at, _head(page))


def torn_row(page: Page, random: Random) -> Page:
    """A page break inside a row: its longest text goes on overleaf, its other cells are blank there."""
    at = _break(page, random)
    if at is None:
        return page
    first, rest = _parted(page, at, ()).lines, _parted(page, at, ()).more[0]
    grid = list(_grid(rest))
    longest = max(range(len(grid[0])), key=lambda column: len(grid[0][column]))
    whole = grid[0][longest]
    half = len(whole) // 2
    upper = tuple(evolve(box, text=whole[:half], rows=1) if box.text == whole else evolve(box, rows=1) for box in rest[0])
    lower = tuple(evolve(box, text=whole[half:] if box.text == whole else "") for box in rest[0])
    return evolve(page, lines=(*first, upper), more=((lower, *rest[1:]),))


def upright_labels(page: Page, _random: Random) -> Page:
    """Short labels in merged cells are set from top to bottom."""

    def set_upright(box: Box) -> Box:
        plain = "".join(box.text.split())
        return evolve(box, text="\n".join(plain)) if box.rows > 1 and len(plain) in UPRIGHT and LABEL.fullmatch(plain) else box

    return _each(page, set_upright)


def blanks_in_labels(page: Page, _random: Random) -> Page:
    """Labels and levels are spaced out, character by character."""
    said = {text for table in page.said for text in _texts(table)}

    def space(box: Box) -> Box:
        return evolve(box, text=" ".join(box.text)) if LABEL.fullmatch(box.text) and box.text not in said else box

    return _each(page, space)


def wide_figures(page: Page, _random: Random) -> Page:
    """Figures, signs and brackets in their full-width forms."""
    return _each(page, lambda box: evolve(box, text=box.text.translate(WIDE)) if FIGURES.search(box.text) else box)


def misread_signs(page: Page, random: Random) -> Page:
    """The sign ≥ of a rate is recognised as 2 or as %=."""

    def misread(box: Box) -> Box:
        wrong = random.choice(("2", "%="))
        return evolve(box, text=re.sub(r"^≥(?=\d\d%$)", wrong, box.text))

    return _each(page, misread)


HARMS: Mapping[str, Harm] = {
    "lost spans": lost_spans,
    "dropped blanks": dropped_blanks,
    "shifted left": shifted_left,
    "page break": broken_page,
    "page break, head again": broken_page_headed,
    "torn row": torn_row,
    "upright labels": upright_labels,
    "blanks in labels": blanks_in_labels,
    "full width": wide_figures,
    "misread signs": misread_signs,
}


def _texts(table: Declaration) -> Iterator[str]:
    yield from (text for text in (table.project, table.unit, table.goal, table.department and table.department.name) if text)
    for row in table.indicators:
        yield from (text for text in (row.name, row.target.text, row.explanation, row.remark, row.reason) if text)


def _each(page: Page, change: Callable[[Box], Box]) -> Page:
    return evolve(page, lines=tuple(tuple(map(change, row)) for row in page.lines))


def _grid(lines: Sequence[Line]) -> Iterator[list[str]]:
    spots = list(placed(lines))
    wide = max((column + box.columns for _, column, box in spots), default=0)
    rows = [[""] * wide for _ in lines]
    for row, column, box in spots:
        rows[row][column] = box.text
    yield from rows


def _head_at(page: Page) -> int | None:
    heads = (number for number, row in enumerate(page.lines) if any(box.text == ROW_HEAD for box in row))
    return next(heads, None)


def _head(page: Page) -> tuple[Line, ...]:
    """The head of the indicators again, without what covers it from the left."""
    at = _head_at(page)
    if at is None:
        return ()
    deep = max(box.rows for box in page.lines[at] if box.text == ROW_HEAD)
    first = next(column for row, column, box in placed(page.lines) if row == at and box.text in FIRST_HEADS)
    left = (Box("", deep, first),) if first else ()
    return (
        (*left, *(box for _, box in _under(page, at, first))),
        *(tuple(box for _, box in _under(page, at + more, first)) for more in range(1, deep)),
    )


def _under(page: Page, at: int, first: int) -> Iterator[tuple[int, Box]]:
    """The cells that begin in a row, from a column on."""
    return ((column, box) for row, column, box in placed(page.lines) if row == at and column >= first)


def _break(page: Page, random: Random) -> int | None:
    """A row of indicators before which the page ends; None where there are too few."""
    at = _head_at(page)
    if at is None:
        return None
    first = at + max(box.rows for box in page.lines[at] if box.text == ROW_HEAD) + 1
    below = (number for number, row in enumerate(page.lines) if number > at and any(box.text == PROJECT for box in row))
    last = next(below, len(page.lines) - 1)
    return None if first >= last else random.randrange(first, last)


def _parted(page: Page, at: int, head: tuple[Line, ...]) -> Page:
    """The table in two: what covers the break is cut there, its text staying above."""
    upper: list[list[Box]] = [[] for _ in page.lines[:at]]
    lower: list[list[tuple[int, Box]]] = [[] for _ in page.lines[at:]]
    for row, column, box in placed(page.lines):
        if row >= at:
            lower[row - at].append((column, box))
            continue
        upper[row].append(evolve(box, rows=min(box.rows, at - row)))
        if row + box.rows > at:
            lower[0].append((column, Box("", row + box.rows - at, box.columns)))
    rest = tuple(tuple(box for _, box in sorted(row, key=lambda spot: spot[0])) for row in lower)
    return evolve(page, lines=tuple(map(tuple, upper)), more=((*head, *rest),))
