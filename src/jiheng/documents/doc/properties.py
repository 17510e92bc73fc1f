"""Properties (属性): which paragraphs of a binary document stand in a table, what the end of a row says, which text is hidden."""

from bisect import bisect_right
from collections.abc import Iterator
from struct import error, unpack_from

from attrs import Factory, define, frozen

PAGE = 512
TABLE_OF_LOOKS, TABLE_OF_PROPERTIES = 0xFA, 0x102
IN_TABLE, ROW_END, HUGE, CELLS, VERTICAL, TABS = 0x2416, 0x2417, 0x6646, 0xD608, 0xD62B, 0xC615
DELETED, VANISHED = 0x0800, 0x083C
SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the upper three bits of its code; 0 where it says its size itself."""
FIRST_MERGED, MERGED, GOES_ON, BEGINS = 0x01, 0x02, 0x20, 0x40


@frozen
class CellShape:
    """A cell of a row as its end describes it: left and right edge in twentieths of a point, and how it is merged."""

    left: int
    right: int
    merged_left: bool = False
    continues: bool = False
    begins: bool = False


@define
class Properties:
    """What matters of a paragraph's properties."""

    in_table: bool = False
    row_end: bool = False
    shapes: list[CellShape] = Factory(list[CellShape])


@frozen
class PropertyRuns:
    """Where in the stream each run of equal properties begins, and its raw properties."""

    starts: tuple[int, ...]
    raw: tuple[bytes, ...]
    data: bytes

    def at(self, place: int) -> Properties:
        """The properties of the paragraph whose mark stands at `place`."""
        number = bisect_right(self.starts, place) - 1
        found = Properties()
        if number >= 0:
            _apply(self.raw[number], found, self.data)
        return found


def hidden_runs(main: bytes, table: bytes) -> list[tuple[int, int]]:
    """Where in the stream text stands that is not shown: deleted while changes were tracked, or hidden."""
    found: list[tuple[int, int]] = []
    for page in _pages(main, table, TABLE_OF_LOOKS):
        count = page[-1]
        if (count + 1) * 4 + count > PAGE:
            continue
        starts = unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            at = page[4 * (count + 1) + number] * 2
            raw = page[at + 1 : at + 1 + page[at]] if at else b""
            if any(code in {DELETED, VANISHED} and operand[:1] == b"\x01" for code, operand in _changes(raw)):
                found.append((starts[number], starts[number + 1]))
    return sorted(found)


def _pages(main: bytes, table: bytes, listed: int) -> Iterator[bytes]:
    """The pages that one of the document's tables lists."""
    at, size = unpack_from("<II", main, listed)
    count = max(0, (min(size, len(table) - at) - 4) // 8)
    for number in unpack_from(f"<{count}I", table, at + 4 * (count + 1)):
        page = main[number * PAGE : (number + 1) * PAGE]
        if len(page) == PAGE:
            yield page


def property_runs(main: bytes, table: bytes, data: bytes) -> PropertyRuns:
    """The properties of all paragraphs, from the pages that list them."""
    runs: dict[int, bytes] = {}
    for page in _pages(main, table, TABLE_OF_PROPERTIES):
        runs.update(_runs(page))
    ordered = sorted(runs.items())
    return PropertyRuns(tuple(start for start, _ in ordered), tuple(raw for _, raw in ordered), data)


def _runs(page: bytes) -> Iterator[tuple[int, bytes]]:
    count = page[-1]
    if (count + 1) * 4 + count * 13 > PAGE:
        return
    starts = unpack_from(f"<{count}I", page)
    for number, start in enumerate(starts):
        at = page[4 * (count + 1) + 13 * number] * 2
        size = page[at] * 2 - 1
        if page[at] == 0:
            at += 1
            size = page[at] * 2 if at < PAGE else 0
        # the first two bytes name the style
        yield start, page[at + 3 : at + 1 + size] if at else b""


def _apply(raw: bytes, found: Properties, data: bytes) -> None:
    for code, operand in _changes(raw):
        if code == IN_TABLE:
            found.in_table = operand[:1] != b"\0"
        elif code == ROW_END:
            found.row_end = operand[:1] != b"\0"
        elif code == CELLS:
            found.shapes = _shapes(operand)
        elif code == VERTICAL and len(operand) >= 2 and operand[0] < len(found.shapes):
            shape = found.shapes[operand[0]]
            found.shapes[operand[0]] = CellShape(shape.left, shape.right, shape.merged_left, operand[1] == 1, operand[1] == 3)
        elif code == HUGE and len(operand) == 4:
            where = unpack_from("<I", operand)[0]
            if where + 2 <= len(data):
                # properties too long for their page lie in a stream of their own, which never points on
                _apply(data[where + 2 : where + 2 + unpack_from("<H", data, where)[0]], found, b"")


def _changes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(raw):
        code = unpack_from("<H", raw, at)[0]
        at += 2
        size = SIZES[code >> 13]
        if code == CELLS:
            size = unpack_from("<H", raw, at)[0] - 1 if at + 2 <= len(raw) else 0
            at += 2
        elif not size:
            size = raw[at]
            at += 1
            if code == TABS and size == 255:
                return
        yield code, raw[at : at + size]
        at += max(size, 0)


def _shapes(operand: bytes) -> list[CellShape]:
    try:
        count = operand[0]
        edges = unpack_from(f"<{count + 1}h", operand, 1)
    except (error, IndexError):
        return []
    first = 1 + 2 * (count + 1)
    shapes: list[CellShape] = []
    for number in range(count):
        at = first + 20 * number
        flags = unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        merged = bool(flags & MERGED) and not flags & FIRST_MERGED
        goes_on = bool(flags & GOES_ON)
        shapes.append(CellShape(edges[number], edges[number + 1], merged, goes_on and not flags & BEGINS, goes_on and bool(flags & BEGINS)))
    return shapes
