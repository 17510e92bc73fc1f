"""What is drawn (图形): the characters and the ruling lines of a page in points, from its objects in millimetres.

An object lies in a frame of its own (`Boundary`) in which a matrix (`CTM`) may turn and stretch it. The file says where each character
begins; its width is known from where the next one does, since fonts are seldom inside.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import Factory, define, frozen

from jiheng.documents.ofd.package import PageParts, below, kind
from jiheng.documents.pdf.drawn import THIN
from jiheng.documents.pdf.glyphs import is_unmapped
from jiheng.documents.pdf.lines import is_wide
from jiheng.documents.pdf.turning import Turn, turn_of

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

POINTS = 72 / 25.4
"""in a millimetre"""
MAX_OBJECTS = 60_000
"""Objects of a page that are looked at: a page with more is a map or a drawing."""
MAX_DEPTH = 6
"""How deep drawings may lie in drawings."""
ASCENT, DESCENT = 0.88, 0.12
"""Shares of a font's size above and below the baseline, as Chinese fonts have them."""
WIDE, NARROW = 1.0, 0.5
"""Widths of characters as shares of the font's size, where nothing tells them."""
WIDEST = 1.2
"""A step to the next character beyond this share of the font's size is a gap."""
STEP = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow each letter of a path."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


@frozen
class Sign:
    """One character: where it begins, the box around it (left, bottom, right, top; y upwards, in points) and the way its text runs."""

    sign: str
    origin: Point
    sides: Box
    turn: Turn


@define(eq=False)
class Drawn:
    """Characters, boxes of thin straight lines, and whether there are pictures or more objects than are looked at."""

    signs: list[Sign] = Factory(list[Sign])
    lines: list[Box] = Factory(list[Box])
    pictures: int = 0
    seen: int = 0

    @property
    def overfull(self) -> bool:
        """Whether the page is a drawing."""
        return self.seen > MAX_OBJECTS


def drawn_on(page: PageParts) -> Drawn:
    """All that a page and its templates show, in the order in which it is drawn."""
    found = Drawn()
    for content in page.contents:
        _walk(found, content, page.units, SAME, MAX_DEPTH)
    return found


def _walk(found: Drawn, holder: "Element", units: "dict[str, Element]", outer: Matrix, depth: int) -> None:
    for each in holder.iterchildren():
        name = kind(each)
        if found.overfull or each.get("Visible") == "false":
            continue
        found.seen += 1
        if name in ("Layer", "PageBlock", "Content"):
            _walk(found, each, units, outer, depth)
        elif name == "CompositeObject" and depth and (unit := units.get(each.get("ResourceID", ""))) is not None:
            _walk(found, unit, units, _within(each, outer), depth - 1)
        elif name in TAKEN:
            TAKEN[name](found, each, _within(each, outer))


def _within(item: "Element", outer: Matrix) -> Matrix:
    """The matrix from an object's own system to the page's."""
    numbers = _numbers(item.get("Boundary"))
    x, y = numbers[:2] if len(numbers) >= 2 else (0.0, 0.0)
    own = _numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == len(SAME) else SAME
    return _after((a, b, c, d, e + x, f + y), outer)


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    if outer is SAME:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _on_page(matrix: Matrix, x: float, y: float) -> Point:
    """A point in points, y upwards."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINTS, -(b * x + d * y + f) * POINTS


def _around(*points: Point) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _take_picture(found: Drawn, _item: "Element", _matrix: Matrix) -> None:
    found.pictures += 1


def _take_text(found: Drawn, item: "Element", matrix: Matrix) -> None:
    size, stretch = _number(item.get("Size"), 0.0), _number(item.get("HScale"), 1.0)
    if size <= 0:
        return
    x = y = 0.0
    for code in below(item, "TextCode"):
        text = (code.text or "").strip("\r\n\t")
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        found.signs += _signs(text, (x, y), code, (size, stretch), matrix)
        found.seen += len(text) // 64


def _signs(text: str, start: Point, code: "Element", font: tuple[float, float], matrix: Matrix) -> Iterator[Sign]:
    """The characters of one run of text, each where the run's steps lead."""
    size, stretch = font
    steps = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
    turn = turn_of(matrix[0], -matrix[1])
    x, y = start
    for number, sign in enumerate(text):
        usual = size * stretch * (WIDE if is_wide(sign) or sign in "“”‘’—…≥≤×" else NARROW)
        step = steps[0][number] if number < len(steps[0]) else (0.0 if steps[1] else usual)
        width = step if 0 < step <= WIDEST * size * max(stretch, 1.0) else usual
        corners = (_on_page(matrix, x + right, y + down) for right in (0, width) for down in (-ASCENT * size, DESCENT * size))
        yield Sign(sign if not is_unmapped(sign) else "\ufffd", _on_page(matrix, x, y), _around(*corners), turn)
        x += step
        y += steps[1][number] if number < len(steps[1]) else 0.0


def _steps(text: str | None, most: int) -> list[float]:
    """Steps from character to character; `g 3 5.2` stands for three steps of 5.2. No more of them than characters."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            times, step = int(min(max(_number(next(words, None), 0.0), 0), most)), _number(next(words, None), 0.0)
            found += [step] * times
        else:
            found.append(_number(word, 0.0))
        if len(found) >= most:
            break
    return found[:most]


def _take_path(found: Drawn, item: "Element", matrix: Matrix) -> None:
    """The straight parts along an axis of what is stroked, the thin shapes of what is only filled."""
    data = next((each.text or "" for each in below(item, "AbbreviatedData")), "")
    stroked = item.get("Stroke", "true") != "false"
    if not stroked and item.get("Fill", "false") != "true":
        return
    for part in _parts(data, found):
        points = [_on_page(matrix, *at) if at is not None else None for at in part]
        straight = [at for at in points if at is not None]
        if stroked:
            boxes = [_around(one, other) for one, other in pairwise(points) if one is not None and other is not None]
        else:
            boxes = [_around(*straight)] if straight and len(straight) == len(points) else []
        found.lines += [each for each in boxes if min(each[2] - each[0], each[3] - each[1]) <= THIN]


def _parts(data: str, found: Drawn) -> list[list[Point | None]]:
    """The parts of a path as points; None stands where a curve goes on."""
    words = STEP.findall(data)
    parts: list[list[Point | None]] = []
    at = 0
    while at < len(words) and not found.overfull:
        found.seen += 1
        letter = words[at]
        count = OPERANDS.get(letter)
        numbers = _numbers(" ".join(words[at + 1 : at + 1 + (count or 0)]))
        if count is None or len(numbers) != count:
            break
        _go_on(parts, letter, numbers)
        at += 1 + count
    return parts


def _go_on(parts: list[list[Point | None]], letter: str, numbers: Sequence[float]) -> None:
    if letter == "C":
        if parts and len(parts[-1]) > 1:
            parts[-1].append(parts[-1][0])
        return
    end = (numbers[-2], numbers[-1])
    if letter in "MS" or not parts:
        parts.append([end])
    elif letter == "L":
        parts[-1].append(end)
    else:
        parts[-1] += [None, end]


def _numbers(text: str | None) -> list[float]:
    try:
        found = [float(word) for word in (text or "").split()]
    except ValueError:
        return []
    return found if all(abs(number) < 1e7 for number in found) else []


def _number(text: str | None, otherwise: float) -> float:
    found = _numbers(text)
    return found[0] if found else otherwise


TAKEN: "dict[str, Callable[[Drawn, Element, Matrix], None]]" = {
    "TextObject": _take_text,
    "PathObject": _take_path,
    "ImageObject": _take_picture,
}
