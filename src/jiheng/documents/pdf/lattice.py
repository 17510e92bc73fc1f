"""Lattice (线框): the ruling lines of a page as tables of cells; where a line is missing between two places, they are one merged cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

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


class Line(NamedTuple):
    """A ruling line: where it lies across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
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
    middles = snapped([at for at, _, _ in lines], near, spread)
    for at, start, end in lines:
        places.setdefault(middles[at], []).append((start, end))
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
    heads = _heads(flat, upright)
    groups = {head: _Lines() for head in heads if head is not None}
    for line, head in zip(flat, heads, strict=False):
        if head is not None:
            groups[head].flat.append(line)
    lonely: list[Line] = []
    for line, head in zip(upright, heads[len(flat) :], strict=True):
        (lonely if head is None else groups[head].upright).append(line)
    for group in groups.values() if lonely else ():
        _take_open_columns(group, lonely)
    return list(groups.values())


def _heads(flat: Sequence[Line], upright: Sequence[Line]) -> list[int | None]:
    """For each line, the flat ones first, the number of the one that stands for all that it hangs together with; None where it meets none."""
    places = [line.at for line in upright]
    parent = list(range(len(flat) + len(upright)))
    met = set[int]()

    def root(number: int) -> int:
        """The line that stands for all that a line hangs together with."""
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for number, (at, start, end) in enumerate(flat):
        first, last = bisect_left(places, start - REACH), bisect_right(places, end + REACH)
        meeting = [
            other for other, (_, begin, stop) in enumerate(upright[first:last], len(flat) + first) if begin - REACH <= at <= stop + REACH
        ]
        met.update((number, *meeting) if meeting else ())
        for other in meeting:
            if parent[other] != number:
                parent[root(other)] = number
    return [root(number) if number in met else None for number in range(len(parent))]


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
        at, begin, stop = line
        first, last = max(bisect_right(crossing, begin) - 1, 0), min(bisect_left(crossing, stop), len(crossing) - 1)
        # only the stretches at its two ends may be covered in part
        whole = range(first + 1, last - 1)
        covered[number_of[at]].update(whole)
        for stretch in {first, last - 1} if first < last else ():
            start, end = crossing[stretch], crossing[stretch + 1]
            if min(stop, end) - max(begin, start) >= COVERED * (end - start):
                covered[number_of[at]].add(stretch)
    return covered


def _boxes(over: list[set[int]], beside: list[set[int]], rows: int, columns: int) -> tuple[list[Box], tuple[tuple[int, ...], ...]]:
    """The cells, each as wide as no line parts it and then as deep; `over` are the borders above rows, `beside` those left of columns."""
    owner = [[-1] * columns for _ in range(rows)]
    parted = [{column for column in range(1, columns) if row in beside[column]} for row in range(rows)]
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            end = column + 1
            while end < columns and owner[row][end] < 0 and end not in parted[row]:
                end += 1
            bottom = row + 1
            # nothing parts the cell from the row below it, nor that row within the cell's width
            while bottom < rows and over[bottom].isdisjoint(range(column, end)) and parted[bottom].isdisjoint(range(column + 1, end)):
                bottom += 1
            for place in range(row, bottom):
                owner[place][column:end] = [len(boxes)] * (end - column)
            boxes.append(Box(row, column, bottom - row, end - column))
    return boxes, tuple(map(tuple, owner))


def _is_bare(box: Box, beside: list[set[int]], columns: int) -> bool:
    """Whether a box lies at the left or right margin of the table and no line closes it there."""
    down = range(box.row, box.row + box.rows)
    at_left = box.column == 0 and beside[0].isdisjoint(down)
    return at_left or (box.column + box.columns == columns and beside[columns].isdisjoint(down))


def _is_free(box: Box, border: set[int]) -> bool:
    return border.isdisjoint(range(box.column, box.column + box.columns))
