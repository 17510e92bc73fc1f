"""What is drawn (图形): the ruling lines of a page from its path objects, the direction of its texts, and its pictures.

Programs draw borders as strokes, as filled thin rectangles, as frames around cells or as rows of dots; a line counts by
where it lies, not by how it was drawn. Fills (shaded headers) draw no line.
"""

from collections.abc import Callable
from ctypes import byref, c_float, c_int
from functools import partial

import attr
from attrs import Factory, define

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
    seen: int = attr.ib(default=0, repr=False)


def drawn_on(page: Handle) -> Drawn:
    """All that a page draws besides its letters."""
    pdfium = library()
    found = Drawn()
    count = pdfium.FPDFPage_CountObjects(page)
    _walk(found, count, lambda number: pdfium.FPDFPage_GetObject(page, number), SAME, MAX_DEPTH)
    return found


def _walk(found: Drawn, count: int, item: Callable[[int], Handle], outer: Matrix, depth: int) -> None:
    """All objects of a page or of a form in it, forms in forms as deep as MAX_DEPTH."""
    pdfium = library()
    kind_of, bounds_of, form = pdfium.FPDFPageObj_GetType, pdfium.FPDFPageObj_GetBounds, FORM
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    into = byref(left), byref(bottom), byref(right), byref(top)
    for number in range(count):
        found.seen += 1
        if found.seen > MAX_OBJECTS:
            found.overfull = True
            return
        each = item(number)
        kind = kind_of(each)
        if kind == form:
            if depth:
                within = pdfium.FPDFFormObj_CountObjects(each)
                _walk(found, within, partial(pdfium.FPDFFormObj_GetObject, each), _inside(outer, each), depth - 1)
        elif bounds_of(each, *into):
            _take(found, each, kind, _placed(outer, (left.value, bottom.value, right.value, top.value)), outer)


def _take(found: Drawn, item: Handle, kind: int, bounds: Box, outer: Matrix) -> None:
    """Note a path, a text or a picture."""
    left, bottom, right, top = bounds
    if kind == TEXT:
        a, b, *_ = _inside(outer, item)
        found.turns.append(turn_of(a, b))
        if left == right or bottom == top:
            found.blanks.append(bounds)
    elif right - left <= THIN or top - bottom <= THIN:
        found.lines.append(bounds)
    elif kind == IMAGE:
        found.pictures += 1
    elif kind == PATH:
        _take_path(found, item, bounds, outer)


def _inside(outer: Matrix, item: Handle) -> Matrix:
    """The matrix from an object's own system to the page."""
    pdfium = library()
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(found)):
        return outer
    a, b, c, d, e, f = found.a, found.b, found.c, found.d, found.e, found.f
    if outer is SAME:
        return a, b, c, d, e, f
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(outer: Matrix, bounds: Box) -> Box:
    if outer is SAME:
        return bounds
    a, b, c, d, e, f = outer
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in bounds[::2] for y in bounds[1::2]]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _take_path(found: Drawn, item: Handle, bounds: Box, outer: Matrix) -> None:
    """The lines of a path that is no thin shape as a whole: sides of a stroked frame, thin parts of a filled path of many parts.

    A shape of four corners is taken for a frame; one on its point rules no table, since nothing meets its sides.
    """
    pdfium = library()
    count = pdfium.FPDFPath_CountSegments(item)
    if found.seen + count > MAX_OBJECTS + MAX_SEGMENTS:
        return
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
    if count in FRAME_POINTS:
        left, bottom, right, top = bounds
        if stroke.value:
            found.lines += [(left, bottom, right, bottom), (left, top, right, top), (left, bottom, left, top), (right, bottom, right, top)]
        return
    found.seen += count
    for part, closed in _parts(item, count, _inside(outer, item)):
        if stroke.value:
            ends = zip(part, [*part[1:], part[0]] if closed else part[1:], strict=False)
            boxes = [_around(one, other) for one, other in ends if one is not None and other is not None]
        else:
            boxes = [_around(*[at for at in part if at is not None])] if None not in part else []
        found.lines += [each for each in boxes if min(each[2] - each[0], each[3] - each[1]) <= THIN]


def _parts(item: Handle, count: int, matrix: Matrix) -> list[tuple[list[tuple[float, float] | None], bool]]:
    """The parts of a path as points on the page, each with whether it is closed; None stands where a curve goes on."""
    pdfium = library()
    a, b, c, d, e, f = matrix
    x, y = c_float(), c_float()
    parts: list[tuple[list[tuple[float, float] | None], bool]] = []
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        at = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append(([at], False))
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            parts[-1][0].append(None)
        else:
            parts[-1][0].append(at)
        if pdfium.FPDFPathSegment_GetClose(segment):
            parts[-1] = (parts[-1][0], True)
    return parts


def _around(*points: tuple[float, float]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
