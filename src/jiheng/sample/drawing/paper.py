"""Paper (纸面): a page of cells set on sheets of A4: where each line of text stands and where each border runs, in millimetres.

Rows never part; a cell over several rows goes on with the rest of its text where a sheet ends, and its border is left open there.
"""

from collections.abc import Iterator, Sequence

from attrs import Factory, define, frozen

from jiheng.sample.layouts.page import Box, Line, Page, placed

WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP, BOTTOM = 15.0, 20.0, 275.0
SIZE, LEADING, PAD = 3.175, 4.6, 1.0
NEVER_FIRST = frozenset("，。；：、！？）】》”％%,.;:!?)]}°℃")


@frozen
class Words:
    """One line of text: where it begins, and its baseline from the top of the sheet."""

    text: str
    x: float
    y: float


@frozen
class Rule:
    """One border from point to point."""

    x: float
    y: float
    to_x: float
    to_y: float


@define
class Leaf:
    """One sheet of paper."""

    words: list[Words] = Factory(list[Words])
    rules: list[Rule] = Factory(list[Rule])


@frozen
class _Spot:
    """A cell with its place in the table, counted from 0, and its lines."""

    row: int
    column: int
    box: Box
    lines: tuple[str, ...]


def width_of(sign: str) -> float:
    """The width of a character: Chinese signs are as wide as high, others half."""
    return SIZE if ord(sign) > 0x2000 else SIZE / 2


def leaves(page: Page, bottom: float = BOTTOM) -> tuple[Leaf, ...]:
    """The sheets that the page fills down to `bottom`; a table that goes on begins a new sheet."""
    found = [Leaf()]
    y = _prose(found, page.above, TOP, bottom)
    across = _columns([spot for table in page.tables for spot in placed(table)], page.wide) if page.wide else []
    for number, table in enumerate(page.tables):
        if number:
            found.append(Leaf())
            y = TOP
        y = _table(found, table, across, y, bottom)
    _prose(found, page.below, y + LEADING, bottom)
    return tuple(found)


def _prose(found: list[Leaf], texts: Sequence[str], y: float, bottom: float) -> float:
    for text in texts:
        for line in wrapped(text, WIDTH - 2 * LEFT):
            if y + LEADING > bottom:
                found.append(Leaf())
                y = TOP
            found[-1].words.append(Words(line, LEFT, y + SIZE))
            y += LEADING
        y += LEADING / 2
    return y


def _table(found: list[Leaf], rows: Sequence[Line], across: Sequence[float], y: float, bottom: float) -> float:
    places = [(row, column, box) for row, column, box in placed(rows)]
    wide = len(across) - 1
    spots = [
        _Spot(row, column, box, tuple(wrapped(box.text, across[min(column + box.columns, wide)] - across[column] - 2 * PAD)))
        for row, column, box in places
    ]
    heights = _heights(spots, len(rows))
    said = [0] * len(spots)
    first = 0
    while first < len(rows):
        last, down = first, [y]
        while last < len(rows) and (down[-1] + heights[last] <= bottom or (last == first and y == TOP)):
            down.append(down[-1] + heights[last])
            last += 1
        if last > first:
            shown = [(at, spot) for at, spot in enumerate(spots) if spot.row < last and spot.row + spot.box.rows > first]
            for at, spot in shown:
                said[at] += _draw(found[-1], spot, said[at], across, down, first)
        first, y = last, down[-1]
        if first < len(rows):
            found.append(Leaf())
            y = TOP
    return y


def _draw(leaf: Leaf, spot: _Spot, said: int, across: Sequence[float], down: Sequence[float], first: int) -> int:
    """What of a cell stands on one sheet that begins with row `first`: how many more of its lines, after those `said` before."""
    rows = len(down) - 1
    left, right = across[spot.column], across[min(spot.column + spot.box.columns, len(across) - 1)]
    top, foot = max(spot.row - first, 0), min(spot.row + spot.box.rows - first, rows)
    ends = spot.row + spot.box.rows - first <= rows
    over = [(left, down[top], right, down[top])] if spot.row >= first else []
    under = [(left, down[foot], right, down[foot])] if ends else []
    sides = [(x, down[top], x, down[foot]) for x in (left, right)]
    leaf.rules += [Rule(*place) for place in (*over, *under, *sides)]
    room = len(spot.lines) if ends else int((down[foot] - down[top] - 2 * PAD) / LEADING + 0.001)
    lines = spot.lines[said : said + room]
    leaf.words += [Words(line, left + PAD, down[top] + PAD + SIZE + at * LEADING) for at, line in enumerate(lines)]
    return len(lines)


def _columns(places: Sequence[tuple[int, int, Box]], wide: int) -> list[float]:
    """The x of the borders: columns with more text are wider."""
    longest = [6.0] * wide
    for _, column, box in places:
        if box.columns == 1 and column < wide:
            longest[column] = max(longest[column], min(max(map(len, box.text.split("\n"))), 24))
    share = (WIDTH - 2 * LEFT) / sum(longest)
    across = [LEFT]
    for each in longest:
        across.append(across[-1] + each * share)
    return across


def _heights(spots: Sequence[_Spot], rows: int) -> list[float]:
    heights = [LEADING + 2 * PAD] * rows
    for spot in sorted(spots, key=lambda each: each.box.rows):
        last = min(spot.row + spot.box.rows, rows)
        lacking = len(spot.lines) * LEADING + 2 * PAD - sum(heights[spot.row : last])
        heights[last - 1] += max(lacking, 0.0)
    return heights


def wrapped(text: str, room: float) -> Iterator[str]:
    """Lines that have room; a word of letters or a figure stays whole where it can."""
    for part in text.split("\n"):
        line = ""
        used = 0.0
        for token in _short(part, room):
            wide = sum(map(width_of, token))
            if line and used + wide > room:
                yield line
                line, used = "", 0.0
            line += token
            used += wide
        yield line


def _short(text: str, room: float) -> Iterator[str]:
    """What can't be parted, except where it is wider than the room."""
    for token in _tokens(text):
        fits = max(int(room / max(map(width_of, token))), 1)
        whole = sum(map(width_of, token)) <= room
        yield from [token] if whole else (token[at : at + fits] for at in range(0, len(token), fits))


def _tokens(text: str) -> Iterator[str]:
    token = ""
    for sign in text:
        joins = token and (sign in NEVER_FIRST or (sign.isascii() and token[-1].isascii() and sign != " " and token[-1] != " "))
        if token and not joins:
            yield token
            token = ""
        token += sign
    if token:
        yield token
