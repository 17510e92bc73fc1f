"""Joining (跨页接续): the parts of a table that runs over pages put together again as one grid.

Parts are one table where the second begins its page, the first ends the page before, and both are equally wide. Rows of the head
that the second page repeats are dropped, a row that the break cut is made whole, a merged cell goes on; each is a repair.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from attrs import Factory, define

from jiheng.documents.document import Cell, Grid
from jiheng.documents.outlines import Outline
from jiheng.documents.pdf.lattice import SNAP, snapped
from jiheng.documents.pdf.lines import between, is_full
from jiheng.documents.pdf.sheet import BoxText, TablePart
from jiheng.model.place import Place
from jiheng.model.repair import Repair

LEAST_HEADS = 2
"""Filled cells that a row must have to be known as a row of the head again."""
MANY_HEADS = 4
"""From so many on a repeated row is one of the head though it holds figures (1-7月执行数)."""
OPENING = "（(【["
_BLANKS, _AGAIN = re.compile(r"\s"), re.compile(r"\s*[(（]续[)）]$")
STOPS = "。；;！？"
NEAR = 2.5
"""How far, as a share of the font's height, a text that goes on over the page may stand from the border at the break."""
SHORT_LINE = 3
"""Signs on a line of a label set upright."""


@define(eq=False)
class _Held:
    """A cell of the table so far: its rows from 1, its sides, and the lines that it last stood on.

    `begun` tells that no line closes it above, `broken` that none closes it below.
    """

    said: BoxText
    text: str
    row: int
    rows: int
    left: float
    right: float
    begun: bool = False
    broken: bool = False
    outlines: tuple[Outline, ...] = ()

    @property
    def end(self) -> int:
        """The row behind it."""
        return self.row + self.rows

    def over(self, other: "_Held") -> bool:
        """Whether it stands in the same column as another cell."""
        return abs(self.left - other.left) <= SNAP and abs(self.right - other.right) <= SNAP


@define(eq=False)
class Running:
    """A table while its parts are put together."""

    place: Place
    last: TablePart
    cells: list[_Held]
    rows: int
    breaks: list[tuple[int, int]] = Factory(list[tuple[int, int]])
    repairs: list[Repair] = Factory(list[Repair])


def begun(part: TablePart, place: Place) -> Running:
    """A table that begins with this part."""
    return Running(place, part, _held(part, 0), len(part.table.down) - 1)


def goes_on(table: Running, part: TablePart) -> bool:
    """Whether a part on the next page is as wide as the table and begins no form of its own (a title over its whole width)."""
    one, other = table.last.table.across, part.table.across
    if part.page <= table.last.page or abs(one[0] - other[0]) > SNAP or abs(one[-1] - other[-1]) > SNAP:
        return False
    first = part.table.boxes[0]
    return first.columns < len(other) - 1 or not part.texts[0].text or 0 in part.table.open_above


def add(table: Running, part: TablePart) -> None:
    """Put the next page's part under the table."""
    new = _without_head(table, _held(part, table.rows), part)
    first = table.rows + 1
    below = [cell for cell in new if cell.row == first]
    above = {id(cell): held for cell in below for held in table.cells if held.end == first and held.over(cell)}
    merged = [cell for cell in (*table.cells, *new) if cell.rows > 1]
    carried = _carried(below, above, merged)
    rest = [cell for cell in below if cell not in carried]
    apart = any(_AGAIN.search(cell.text) for cell in carried)  # who says labels again has broken the table between two rows
    whole = rest if not apart and _is_cut([above.get(id(cell)) for cell in rest], rest, labelled=not carried) else []
    shift = 1 if whole else 0
    if whole or any(cell.text for cell in carried):
        table.repairs.append(_told(table, part, (*whole, *carried), above))
    for cell in (*carried, *whole):
        _lengthen(above[id(cell)], cell, shift)
    for cell in new:
        if cell not in carried and cell not in whole:
            cell.row -= shift
            table.cells.append(cell)
    table.rows = max(cell.end for cell in table.cells) - 1
    table.breaks.append((first, part.page))
    table.last = part


def _lengthen(held: _Held, cell: _Held, shift: int) -> None:
    """Let a cell go on with what stands under it on the next page."""
    held.text = _flow(held, cell)
    held.said = cell.said if cell.text else held.said
    held.rows += cell.rows - shift
    held.outlines += cell.outlines
    held.broken = cell.broken


def closed(table: Running) -> Grid:
    """The grid of a table, its columns counted over all of its parts."""
    middles = snapped([side for cell in table.cells for side in (cell.left, cell.right)])
    places = sorted(set(middles.values()))
    cells = [
        Cell(
            cell.text,
            cell.row,
            (column := bisect_left(places, middles[cell.left])) + 1,
            max(cell.rows, 1),
            max(bisect_left(places, middles[cell.right]) - column, 1),
            outlines=cell.outlines,
        )
        for cell in table.cells
    ]
    return Grid(table.place, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), breaks=tuple(table.breaks))


def _held(part: TablePart, rows: int) -> list[_Held]:
    """The cells of a part below so many rows; blank places at the margin that no line closes are no cells."""
    table = part.table
    cells: list[_Held] = []
    for number, (box, said) in enumerate(zip(table.boxes, part.texts, strict=True)):
        if said.text or number not in table.bare:
            left, right = table.across[box.column], table.across[box.column + box.columns]
            begun, broken = number in table.open_above, number in table.open_below
            cells.append(_Held(said, said.text, rows + box.row + 1, box.rows, left, right, begun, broken, part.outline(number)))
    return cells


def _rows(cells: Sequence[_Held]) -> dict[int, list[_Held]]:
    rows: dict[int, list[_Held]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _without_head(table: Running, new: list[_Held], part: TablePart) -> list[_Held]:
    """The new cells without the rows of the head that stand above already."""
    rows, before = _rows(new), _rows(table.cells)
    first = min(rows)
    for start in before:
        again = (_is_again(before.get(start + step), rows.get(first + step)) for step in range(len(rows)))
        count = sum(1 for _ in takewhile(bool, again))
        heads = [cell for step in range(count) for cell in rows[first + step]]
        sides = [cell for cell in heads if cell.end > first + count]
        if (
            count
            and count < len(rows)
            and not _in_step(before, start, table.rows)
            and all(_is_side(cell, before[start], first) for cell in sides)
        ):
            place = Place(table.place.path, page=part.page, table=table.place.table)
            said = " | ".join(cell.text for cell in heads if cell.text and cell not in sides)
            table.repairs.append(Repair(place, "head-repeated", said, ""))
            for cell in sides:
                cell.row += count
                cell.rows -= count
            kept = [cell for cell in new if cell.row >= first + count]
            for cell in kept:
                cell.row -= count
            return kept
    return new


def _in_step(rows: dict[int, list[_Held]], start: int, last: int) -> bool:
    """Whether the last row before the break begins as the one above row `start`: forms that follow each other say the same in turn."""
    above, end = rows.get(start - 1), rows.get(last)
    return above is not None and end is not None and start - 1 != last and bool(end[0].text) and end[0].text == above[0].text


def _is_side(cell: _Held, above: Sequence[_Held], first: int) -> bool:
    """Whether a cell of the head's first row that no line parts from what stands below it went on to the end of the page before."""
    return cell.row == first and any(held.over(cell) and held.end == first for held in above)


def _is_again(above: list[_Held] | None, below: list[_Held] | None) -> bool:
    """Whether two rows say the same in the same columns, as heads do and rows of figures do not."""
    if not above or not below or len(above) != len(below):
        return False
    filled = [cell.text for cell in below if cell.text]
    if len(filled) < LEAST_HEADS or (len(filled) < MANY_HEADS and any(sign.isdigit() for text in filled for sign in text)):
        return False
    return all(one.over(other) and (_is_same(one, other) or _is_reaching(one, other)) for one, other in zip(above, below, strict=True))


def _is_same(one: _Held, other: _Held) -> bool:
    return one.text == other.text or _BLANKS.sub("", one.text) == _BLANKS.sub("", other.text)


def _is_reaching(one: _Held, other: _Held) -> bool:
    """Whether two cells reach below their row and the second goes on with the first."""
    return min(one.rows, other.rows) > 1 and (not other.text or (_AGAIN.search(other.text) is not None and _says_again(one, other)))


def _carried(below: list[_Held], above: dict[int, _Held], merged: Sequence[_Held]) -> list[_Held]:
    """The cells from the left that go on with a merged cell from above, in columns that have merged cells.

    They are blank, or it is (a text in the middle stands on one page only), they say its text again (as （续）), or no line parts them.
    """
    out: list[_Held] = []
    for cell in below:
        held = above.get(id(cell))
        if held is None:
            break
        unparted = held.broken and cell.begun
        if not (unparted or _AGAIN.search(cell.text) or any(other.over(cell) for other in merged)):
            break
        elsewhere = bool(out) and not held.text and held.rows + cell.rows > 2
        if cell.text and not elsewhere and not unparted and not _says_again(held, cell):
            break
        out.append(cell)
    return out


def _says_again(held: _Held, cell: _Held) -> bool:
    return _BLANKS.sub("", _AGAIN.sub("", cell.text)) == _BLANKS.sub("", held.text)


def _is_cut(above: Sequence[_Held | None], below: Sequence[_Held], *, labelled: bool) -> bool:
    """Whether the first row of a page, without merged cells carried on, is the rest of the row that the break cut in two.

    It must go on only with cells whose last line was full (or that a bracket goes on with, or the label of the row, set
    upright), and say nothing where a cell above had come to its end. Where no line parts them at the break, one of both is enough.
    """
    pairs = [(held, cell) for held, cell in zip(above, below, strict=True) if held is not None]
    if not below or len(pairs) < len(below):
        return False
    both = [(held, cell) for held, cell in pairs if held.text and cell.text]
    full = [_is_split(held, cell) for held, cell in both]
    ended = any(held.text and not cell.text for held, cell in pairs)
    lone = any(cell.text and not held.text for held, cell in pairs)
    if all(held.broken and cell.begun for held, cell in pairs if cell.text):
        return any(full) or ended or lone
    upright = labelled and bool(both) and both[0][1] is below[0] and _is_upright(*both[0])
    joined = [is_one or (upright and number == 0) for number, is_one in enumerate(full)]
    bracketed = all(is_one or cell.text[0] in OPENING for is_one, (_, cell) in zip(joined, both, strict=True))
    return bracketed and any(full) and not lone and (ended or all(joined))


def _is_upright(held: _Held, cell: _Held) -> bool:
    """Whether two texts may be one label set in short lines under each other."""
    return all(len(line) <= SHORT_LINE for line in f"{held.text}\n{cell.text}".split("\n"))


def _is_split(held: _Held, cell: _Held) -> bool:
    """Whether a text goes on over the page: from a full line at the foot of its cell to a line at the top of the next."""
    lines, after = held.said.lines, cell.said.lines
    if not lines or not after or held.text[-1] in STOPS or not is_full(lines[-1], after[0], held.said.room):
        return False
    return held.said.below <= NEAR * lines[-1].size and cell.said.above <= NEAR * after[0].size


def _flow(held: _Held, cell: _Held) -> str:
    if not held.text or not cell.text or _says_again(held, cell):
        return held.text or cell.text
    lines, after = held.said.lines, cell.said.lines
    return held.text + (between(lines[-1], after[0], held.said.room) if lines and after else "\n") + cell.text


def _told(table: Running, part: TablePart, whole: Sequence[_Held], above: dict[int, _Held]) -> Repair:
    """The cells made whole, told by the first one that goes on."""
    cell = next((cell for cell in whole if cell.text), whole[0])
    held = above[id(cell)]
    place = Place(table.place.path, page=part.page, table=table.place.table)
    return Repair(place, "row-over-page", f"{held.text}⏎{cell.text}", _flow(held, cell))
