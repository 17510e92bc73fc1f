"""Lattice (线框): the ruling lines of a page as tables of cells; where a line is missing between two places, they are one merged cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from attrs import Factory, define, frozen

SNAP, SPREAD = 4.0, 6.0
"""Lines of one table nearer than SNAP are one (double lines, frames of neighbouring cells) that spread no further than SPREAD."""
NARROW = 1.0
"""Pieces of one line lie as near as this, whatever table they belong to."""
GAP = 3.5
"""The longest gap, in points, inside one line: dots and dashes, the space between the frames of cells."""
REACH = 4.0
"""How far the end of a line may be from the line that it meets."""
SHORTEST = 5.0
LONGISH = 0.7
"""A piece whose one side is shorter than this share of the other is a dash and no dot."""
COVERED = 0.6
"""The share of a cell's side that a line must cover to be its border."""
MAX_MEETINGS = 1_000_000
MAX_PLACES = 20_000


@frozen
class Line:
    """A ruling line: where it lies across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


@frozen
class Box:
    """A cell of a table, counted from 0, with its spans."""

    row: int
    column: int
    rows: int
    columns: int


@frozen(eq=False)
class Table:
    """Cells between lines. `across` are the x of its columns' borders, `down` the y of its rows', both rising.

    `owner` is the number of the box at each row and column. `open_above` and `open_below` are boxes that no line closes at the table's
    upper or lower margin, as where a page breaks inside a cell; `bare` those that none closes to the left or right.
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    boxes: tuple[Box, ...]
    owner: tuple[tuple[int, ...], ...]
    bare: frozenset[int] = frozenset()
    open_above: frozenset[int] = frozenset()
    open_below: frozenset[int] = frozenset()

    def at(self, x: float, y: float) -> int:
        """The number of the box at a point, -1 outside the table."""
        column, row = bisect_right(self.across, x) - 1, bisect_right(self.down, y) - 1
        if 0 <= column < len(self.across) - 1 and 0 <= row < len(self.down) - 1:
            return self.owner[row][column]
        return -1

    def sides(self, number: int) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a box."""
        box = self.boxes[number]
        return self.across[box.column], self.down[box.row], self.across[box.column + box.columns], self.down[box.row + box.rows]


@define(eq=False)
class _Lines:
    """Lines that hang together."""

    flat: list[Line] = Factory(list[Line])
    upright: list[Line] = Factory(list[Line])


def tables_in(boxes: Iterable[tuple[float, float, float, float]]) -> list[Table]:
    """The tables that thin boxes (left, top, right, bottom; y downwards) rule, the smallest first, so that inner ones come before outer ones.

    A frame with one cell is no table, nor is a page with more lines than any form has.
    """
    flat: list[Line] = []
    upright: list[Line] = []
    for left, top, right, bottom in boxes:
        wide, high = right - left, bottom - top
        # square dots of a dotted line are both until they are put together
        if wide >= high * LONGISH:
            flat.append(Line((top + bottom) / 2, left, right))
        if high >= wide * LONGISH:
            upright.append(Line((left + right) / 2, top, bottom))
    flat, upright = (_long(_together(lines, NARROW, NARROW)) for lines in (flat, upright))
    if not flat or not upright or len(flat) * len(upright) > MAX_MEETINGS:
        return []
    found = [table for group in _groups(flat, upright) for table in _table(group)]
    return sorted(found, key=lambda table: (table.across[-1] - table.across[0]) * (table.down[-1] - table.down[0]))


def _together(lines: list[Line], near: float, spread: float) -> list[Line]:
    """Lines of one place put together where they follow each other, each at the middle of its place."""
    places: dict[float, list[tuple[float, float]]] = {}
    middles = snapped([line.at for line in lines], near, spread)
    for line in lines:
        places.setdefault(middles[line.at], []).append((line.start, line.end))
    out: list[Line] = []
    for at, parts in places.items():
        parts.sort()
        start, end = parts[0]
        for begin, stop in parts[1:]:
            if begin > end + GAP:
                out.append(Line(at, start, end))
                start = begin
                end = stop
            else:
                end = max(end, stop)
        out.append(Line(at, start, end))
    return out


def _long(lines: list[Line]) -> list[Line]:
    """Lines without the dots that belong to lines of the other direction."""
    return [line for line in lines if line.end - line.start > SHORTEST]


def snapped(values: Sequence[float], near: float = SNAP, spread: float = SPREAD) -> dict[float, float]:
    """Each value with the middle of those that it lies with: nearer than `near` to the next one, all within `spread`."""
    middles: dict[float, float] = {}
    group: list[float] = []
    for value in [*sorted(set(values)), float("inf")]:
        if group and (value - group[-1] > near or value - group[0] > spread):
            middles.update(dict.fromkeys(group, (group[0] + group[-1]) / 2))
            group = []
        group.append(value)
    return middles


def _groups(flat: list[Line], upright: list[Line]) -> list[_Lines]:
    """Lines that meet, directly or by others; a line that meets none (underlined text) is left out."""
    upright.sort(key=lambda line: line.at)
    places = [line.at for line in upright]
    parent = list(range(len(flat) + len(upright)))

    def root(number: int) -> int:
        """The line that stands for all that a line hangs together with."""
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    meetings = [0] * len(parent)
    for number, line in enumerate(flat):
        for other in range(bisect_left(places, line.start - REACH), bisect_right(places, line.end + REACH)):
            if upright[other].start - REACH <= line.at <= upright[other].end + REACH:
                parent[root(len(flat) + other)] = root(number)
                meetings[number] += 1
                meetings[len(flat) + other] += 1
    groups: dict[int, _Lines] = {}
    for number, met in enumerate(meetings):
        if met:
            group = groups.setdefault(root(number), _Lines())
            if number < len(flat):
                group.flat.append(flat[number])
            else:
                group.upright.append(upright[number - len(flat)])
    lonely = [upright[number - len(flat)] for number, met in enumerate(meetings) if number >= len(flat) and not met]
    for group in groups.values() if lonely else ():
        _take_open_columns(group, lonely)
    return list(groups.values())


def _take_open_columns(group: _Lines, lonely: Iterable[Line]) -> None:
    """Add the upright lines beside a table that are as high as it: sides of cells that go on from the page before to the next one."""
    top, bottom = min(line.start for line in group.upright), max(line.end for line in group.upright)
    group.upright += [line for line in lonely if abs(line.start - top) <= REACH and abs(line.end - bottom) <= REACH]


def _table(group: _Lines) -> list[Table]:
    """The table of lines that hang together, or none where they enclose fewer than two cells."""
    group.flat, group.upright = (_together(lines, SNAP, SPREAD) for lines in (group.flat, group.upright))
    across, down = sorted({line.at for line in group.upright}), sorted({line.at for line in group.flat})
    left, right = _open_ends(across, group.flat)
    above, below = _open_ends(down, group.upright)
    group.upright += [Line(at, down[0], down[-1]) for at in (left, right) if at is not None]
    across = sorted({line.at for line in group.upright})
    down = [*([above] if above is not None else []), *down, *([below] if below is not None else [])]
    rows, columns = len(down) - 1, len(across) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > MAX_PLACES:
        return []
    over = _borders(group.flat, down, across)
    beside = _borders(group.upright, across, down)
    boxes, owner = _boxes(over, beside, rows, columns)
    if len(boxes) < 2:
        return []
    numbered = list(enumerate(boxes))
    bare = frozenset(number for number, box in numbered if _is_bare(box, beside, columns))
    first = frozenset(number for number, box in numbered if box.row == 0 and _is_free(box, over[0]))
    last = frozenset(number for number, box in numbered if box.row + box.rows == rows and _is_free(box, over[rows]))
    return [Table(tuple(across), tuple(down), tuple(boxes), owner, bare, first, last)]


def _open_ends(places: list[float], crossing: list[Line]) -> tuple[float | None, float | None]:
    """Where a side has no line of its own, the place at which the lines that cross the table end, else None; before and after.

    The outermost lines on both sides must end there, or most of all.
    """
    starts = [(line.start, line.at) for line in crossing if line.start < places[0] - REACH]
    ends = [(line.end, line.at) for line in crossing if line.end > places[-1] + REACH]
    outer = {min(line.at for line in crossing), max(line.at for line in crossing)}
    found: list[float | None] = []
    for farthest, beyond in ((min, starts), (max, ends)):
        limit = farthest(end for end, _ in beyond) if beyond else 0.0
        same = {at for end, at in beyond if abs(end - limit) <= SNAP}
        found.append(limit if len(same) > 1 and (outer <= same or len(same) * 2 > len(crossing)) else None)
    return found[0], found[1]


def _borders(lines: list[Line], places: list[float], crossing: list[float]) -> list[set[int]]:
    """For each place the stretches between the crossing lines that a line covers."""
    number_of = {at: number for number, at in enumerate(places)}
    covered: list[set[int]] = [set() for _ in places]
    for line in lines:
        stretches = covered[number_of[line.at]]
        first = max(bisect_right(crossing, line.start) - 1, 0)
        for stretch in range(first, min(bisect_left(crossing, line.end), len(crossing) - 1)):
            start, end = crossing[stretch], crossing[stretch + 1]
            if min(line.end, end) - max(line.start, start) >= COVERED * (end - start):
                stretches.add(stretch)
    return covered


def _boxes(over: list[set[int]], beside: list[set[int]], rows: int, columns: int) -> tuple[list[Box], tuple[tuple[int, ...], ...]]:
    """The cells, each as wide as no line parts it and then as deep; `over` are the borders above rows, `beside` those left of columns."""
    owner = [[-1] * columns for _ in range(rows)]
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            end = column + 1
            while end < columns and owner[row][end] < 0 and row not in beside[end]:
                end += 1
            bottom = row + 1
            while bottom < rows and _goes_on(over[bottom], beside, bottom, column, end):
                bottom += 1
            for place in range(row, bottom):
                owner[place][column:end] = [len(boxes)] * (end - column)
            boxes.append(Box(row, column, bottom - row, end - column))
    return boxes, tuple(map(tuple, owner))


def _goes_on(border: set[int], beside: list[set[int]], row: int, column: int, end: int) -> bool:
    """Whether nothing parts a cell from the row below it, nor that row within the cell's width."""
    return not any(at in border for at in range(column, end)) and not any(row in beside[at] for at in range(column + 1, end))


def _is_bare(box: Box, beside: list[set[int]], columns: int) -> bool:
    """Whether a box lies at the left or right margin of the table and no line closes it there."""
    down = range(box.row, box.row + box.rows)
    at_left = box.column == 0 and not any(row in beside[0] for row in down)
    return at_left or (box.column + box.columns == columns and not any(row in beside[columns] for row in down))


def _is_free(box: Box, border: set[int]) -> bool:
    return not any(column in border for column in range(box.column, box.column + box.columns))
