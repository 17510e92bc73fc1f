"""What is drawn (图形): the ruling lines of a page from its path objects, the direction of its texts, and its pictures.

Programs draw borders as strokes, as filled thin rectangles, as frames around cells or as rows of dots; a line counts by
where it lies, not by how it was drawn. Fills (shaded headers) draw no line.
"""

from ctypes import addressof, c_float, c_int
from itertools import repeat
from struct import iter_unpack

from attrs import Factory, define

from jiheng.documents.pdf.calls import Address, Call, address, calls, slots
from jiheng.documents.pdf.handles import Handle, library
from jiheng.documents.pdf.turning import Turn, turn_of

THIN = 3.2
"""A shape no thicker than this many points is a line."""
MAX_OBJECTS = 60_000
"""Objects of a page that are looked at: a page with more is a map or a drawing, and read without its lines."""
MAX_SEGMENTS = 20_000
MAX_DEPTH = 6
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
"""PDFium's numbers for the kinds of objects."""
CURVE, MOVE = 1, 2
"""PDFium's numbers for what a segment of a path does, where it draws no line."""
FRAME_POINTS = (4, 5)

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page."""
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


@define(eq=False)
class Drawn:
    """Boxes of lines (thin, along an axis), the turn of each text object, the number of pictures, and whether the walk was cut short.

    `blanks` are boxes of texts that show nothing: a blank between two fonts is a text of its own, which PDFium's text leaves out.
    """

    lines: list[Box] = Factory(list[Box])
    turns: list[Turn] = Factory(list[Turn])
    blanks: list[Box] = Factory(list[Box])
    pictures: int = 0
    overfull: bool = False
    seen: int = 0


def drawn_on(page: Handle) -> Drawn:
    """All that a page draws besides its letters."""
    found = Drawn()
    _walk(found, calls().page_object, (address(page), library().FPDFPage_CountObjects(page)), SAME, MAX_DEPTH)
    return found


def _walk(found: Drawn, item: Call, held: tuple[int, int], outer: Matrix, depth: int) -> None:
    """All objects of a page or of a form in it, given as its address and how many it holds; forms in forms as deep as MAX_DEPTH."""
    call = calls()
    holder, count = held
    if found.seen + count > MAX_OBJECTS:
        found.overfull = True
        count = MAX_OBJECTS - found.seen
    found.seen += count
    items = list(map(item, repeat(holder), range(count)))
    sides, systems = (c_float * (4 * count))(), (c_float * (6 * count))()
    bounded = list(map(call.object_bounds, items, *slots(sides, 4)))
    turned = list(map(call.object_matrix, items, slots(systems, 6)[0]))
    asked = zip(items, map(call.object_kind, items), bounded, iter_unpack("4f", sides), turned, iter_unpack("6f", systems), strict=True)
    for each, kind, is_bounded, bounds, is_turned, matrix in asked:
        inner = _inside(outer, matrix) if is_turned else outer
        if kind == FORM:
            if depth:
                _walk(found, call.form_object, (each, call.form_count(each)), inner, depth - 1)
        elif is_bounded:
            _take(found, each, kind, bounds if outer is SAME else _placed(outer, bounds), inner)


def _take(found: Drawn, item: Address, kind: int, bounds: Box, matrix: Matrix) -> None:
    """Note a path, a text or a picture."""
    left, bottom, right, top = bounds
    if kind == TEXT:
        found.turns.append(turn_of(matrix[0], matrix[1]))
        if left == right or bottom == top:
            found.blanks.append(bounds)
    elif right - left <= THIN or top - bottom <= THIN:
        found.lines.append(bounds)
    elif kind == IMAGE:
        found.pictures += 1
    elif kind == PATH:
        _take_path(found, item, bounds, matrix)


def _inside(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix from an object's own system to the page."""
    if outer is SAME:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(outer: Matrix, bounds: Box) -> Box:
    a, b, c, d, e, f = outer
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in bounds[::2] for y in bounds[1::2]]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _take_path(found: Drawn, item: Address, bounds: Box, matrix: Matrix) -> None:
    """The lines of a path that is no thin shape as a whole: sides of a stroked frame, thin parts of a filled path of many parts.

    A shape of four corners is taken for a frame; one on its point rules no table, since nothing meets its sides.
    """
    call = calls()
    count = call.path_count(item)
    if found.seen + count > MAX_OBJECTS + MAX_SEGMENTS:
        return
    filled, stroked = c_int(), c_int()
    call.path_mode(item, addressof(filled), addressof(stroked))
    if count in FRAME_POINTS:
        left, bottom, right, top = bounds
        if stroked.value:
            found.lines += [(left, bottom, right, bottom), (left, top, right, top), (left, bottom, left, top), (right, bottom, right, top)]
        return
    found.seen += count
    for part, closed in _parts(item, count, matrix):
        if stroked.value:
            ends = zip(part, [*part[1:], part[0]] if closed else part[1:], strict=False)
            boxes = [_around(one, other) for one, other in ends if one is not None and other is not None]
        else:
            boxes = [_around(*[at for at in part if at is not None])] if None not in part else []
        found.lines += [each for each in boxes if min(each[2] - each[0], each[3] - each[1]) <= THIN]


def _parts(item: Address, count: int, matrix: Matrix) -> list[tuple[list[tuple[float, float] | None], bool]]:
    """The parts of a path as points on the page, each with whether it is closed; None stands where a curve goes on."""
    call = calls()
    a, b, c, d, e, f = matrix
    point = (c_float * 2)()
    into_x, into_y = slots(point, 1)[0]
    parts: list[tuple[list[tuple[float, float] | None], bool]] = []
    for number in range(count):
        segment = call.path_segment(item, number)
        kind = call.segment_kind(segment)
        call.segment_point(segment, into_x, into_y)
        x, y = point
        at = (a * x + c * y + e, b * x + d * y + f)
        if kind == MOVE or not parts:
            parts.append(([at], False))
        elif kind == CURVE:
            parts[-1][0].append(None)
        else:
            parts[-1][0].append(at)
        if call.segment_closes(segment):
            parts[-1] = (parts[-1][0], True)
    return parts


def _around(*points: tuple[float, float]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
