"""Pieces (切块): the parts of a straight page that hold one line of one cell each, from the detector's boxes, the cells and the ink itself."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiheng.documents.pdf.lattice import Table
from jiheng.documents.scan.engine import Pixels, arrays, vision

PARTED = 0.12
"""The gap, in heights of the text, between two lines of a cell."""
WHOLE = 0.5
"""How high, in heights of the text, a run of ink must be to be a line of its own."""
REACHED = 0.9
"""How far, in heights of the text, ink may stand beside a line and still be part of it: the detector cuts off signs at the ends."""
LEAST = 0.25
"""Width or height, in heights of the text, of ink that the detector passed over and that is more than a speck."""
ROOM = 0.14
"""The share of its height that the detector's box leaves free above its line, and below."""
MARGIN = 0.4
"""White kept around a line, in heights of the text."""


class Area(NamedTuple):
    """A part of a page in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def wide(self) -> int:
        """Its width."""
        return self.right - self.left

    @property
    def high(self) -> int:
        """Its height."""
        return self.bottom - self.top

    def within(self, other: "Area") -> "Area":
        """What of it lies in another."""
        return Area(max(self.left, other.left), max(self.top, other.top), min(self.right, other.right), min(self.bottom, other.bottom))


def cells_of(tables: Sequence[Table], scale: float) -> list[Area]:
    """The inside of each cell of all tables, in pixels; `scale` are the pixels to a point."""
    return [Area(*(round(side * scale) for side in table.sides(number))) for table in tables for number in range(len(table.boxes))]


def pieces_in(found: Sequence[Area], cells: Sequence[Area], ink: Pixels, text: float) -> list[Area]:
    """The lines of text: what the detector found, cut at the rules of cells and between lines, drawn out to all ink that belongs to it."""
    page = Area(0, 0, ink.shape[1], ink.shape[0])
    by_cell: dict[int, list[Area]] = {}
    outside: list[Area] = []
    for area in found:
        core = _core(area)
        homes = [(number, part) for number, cell in enumerate(cells) if _holds(part := core.within(cell), core, text)]
        for number, part in homes:
            by_cell.setdefault(number, []).append(part)
        if not homes:
            outside.append(area.within(page))
    lines = [line for area in outside for line in _lines(ink, area, text)]
    for number, cell in enumerate(cells):
        lines += _cell_lines(ink, cell, by_cell.get(number, []), text)
    return lines


def _core(area: Area) -> Area:
    """A box of the detector without the room that it leaves above and below, where the next line begins; its ink is brought back later."""
    off = int(area.high * ROOM)
    return Area(area.left, area.top + off, area.right, area.bottom - off)


def _holds(part: Area, area: Area, text: float) -> bool:
    return part.wide >= min(LEAST * text, area.wide / 2) and part.high >= min(WHOLE * text, area.high / 2)


def _lines(ink: Pixels, area: Area, text: float) -> Iterator[Area]:
    """The lines in a part of the page, each as high as its ink."""
    np = arrays()
    if area.wide <= 0 or area.high <= 0:
        return
    rows = (ink[area.top : area.bottom, area.left : area.right] > 0).sum(axis=1)
    runs = _runs(rows > 0, round(PARTED * text))
    if not runs:
        return
    whole = [(start, end) for start, end in runs if end - start >= WHOLE * text]
    if len(whole) < 2:
        spans = [(min(start for start, _ in runs), max(end for _, end in runs))]
    else:
        # marks lower than a line belong to the line that they stand nearest to
        middles = np.array([(start + end) / 2 for start, end in whole])
        grown = [list(span) for span in whole]
        for start, end in runs:
            near = int(np.abs(middles - (start + end) / 2).argmin())
            grown[near] = [min(grown[near][0], start), max(grown[near][1], end)]
        spans = [(start, end) for start, end in grown]
    for start, end in spans:
        columns = (ink[area.top + start : area.top + end, area.left : area.right] > 0).any(axis=0).nonzero()[0]
        if len(columns):
            yield Area(area.left + int(columns[0]), area.top + start, area.left + int(columns[-1]) + 1, area.top + end)


def _runs(filled: Pixels, gap: int) -> list[tuple[int, int]]:
    """From where to where values are set, gaps no longer than `gap` counted in."""
    at = filled.nonzero()[0]
    if not len(at):
        return []
    cuts = (arrays().diff(at) > gap + 1).nonzero()[0]
    starts, ends = [at[0], *at[cuts + 1]], [*at[cuts], at[-1]]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _cell_lines(ink: Pixels, cell: Area, found: Sequence[Area], text: float) -> list[Area]:
    """The lines of one cell: those found, drawn out to the ink beside them, and those that were passed over."""
    lines = [line for area in found for line in _lines(ink, area, text)]
    marks = _marks(ink, cell, text)
    rest: list[Area] = []
    for mark in marks:
        middle = (mark.top + mark.bottom) / 2
        near = [
            at
            for at, line in enumerate(lines)
            if line.top - PARTED * text <= middle <= line.bottom + PARTED * text and _gap(line, mark) <= REACHED * text
        ]
        if near:
            at = min(near, key=lambda number: _gap(lines[number], mark))
            lines[at] = _around(lines[at], mark)
        else:
            rest.append(mark)
    lines += _rows(rest, text)
    return _joined(lines, text)


def _marks(ink: Pixels, cell: Area, text: float) -> list[Area]:
    """The pieces of ink in a cell that are more than specks."""
    cv2 = vision()
    part = ink[cell.top : cell.bottom, cell.left : cell.right]
    if not part.size:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    return [
        Area(cell.left + int(left), cell.top + int(top), cell.left + int(left + wide), cell.top + int(top + high))
        for left, top, wide, high, filled in stats[1:count]
        if max(wide, high) >= LEAST * text and filled >= text
    ]


def _gap(one: Area, other: Area) -> int:
    return max(other.left - one.right, one.left - other.right, 0)


def _around(one: Area, other: Area) -> Area:
    return Area(min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom))


def _rows(marks: Sequence[Area], text: float) -> list[Area]:
    """Marks that stand beside each other as lines: the strokes of a character are marks of many heights."""
    lines: list[list[Area]] = []
    reached = 0
    for mark in sorted(marks, key=lambda area: area.top):
        if lines and mark.top <= reached + PARTED * text / 2:
            lines[-1].append(mark)
            reached = max(reached, mark.bottom)
        else:
            lines.append([mark])
            reached = mark.bottom
    whole = [part for line in lines for part in _parted(line, text)]
    return [line for line in whole if max(line.wide, line.high) >= 0.35 * text]


def _parted(line: Sequence[Area], text: float) -> list[Area]:
    """The parts of a line between wide gaps."""
    parts: list[Area] = []
    for mark in sorted(line, key=lambda area: area.left):
        if parts and mark.left - parts[-1].right <= REACHED * text:
            parts[-1] = _around(parts[-1], mark)
        else:
            parts.append(mark)
    return parts


def _joined(lines: Sequence[Area], text: float) -> list[Area]:
    """Lines of a cell that stand beside each other with little room between them, as one."""
    out: list[Area] = []
    for line in sorted(lines, key=lambda area: area.left):
        middle = (line.top + line.bottom) / 2
        at = next((n for n, one in enumerate(out) if one.top <= middle <= one.bottom and line.left - one.right <= REACHED * text), None)
        if at is None:
            out.append(line)
        else:
            out[at] = _around(out[at], line)
    return out


def cut(white: Pixels, area: Area, text: float) -> tuple[Pixels, int]:
    """A line with some white around it, at least as high as its text, and where it begins."""
    cv2 = vision()
    margin = max(2, round(MARGIN * text))
    lacking = max(0, round(text * 0.9) - area.high) // 2
    left, top = area.left - margin, area.top - margin - lacking
    right, bottom = area.right + margin, area.bottom + margin + lacking
    inner = Area(left, top, right, bottom).within(Area(0, 0, white.shape[1], white.shape[0]))
    part = white[inner.top : inner.bottom, inner.left : inner.right]
    edges = (inner.top - top, bottom - inner.bottom, inner.left - left, right - inner.right)
    return cv2.copyMakeBorder(part, *edges, cv2.BORDER_CONSTANT, value=255), left


def tight(piece: Pixels, text: float) -> Pixels:
    """A cut line without the white before it, so that another can stand there."""
    return piece[:, round(MARGIN * text) * 2 // 3 :]
