"""Outlines (轮廓): where on the page as it is shown a cell or a line stands, however the page was turned, skewed or photographed."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from attrs import frozen

Point = tuple[float, float]
UNIT = 1000.0
"""The step, in lengths of a sheet, with which an even mapping is asked for its directions."""
QUARTERS = 4


@frozen
class Onto:
    """The mapping from a sheet's own system, in which text runs to the right and lines follow downwards, to shares of the page as shown.

    Nine numbers of a projective mapping, row by row; a share of 0 is the left or upper side of the page, one of 1 the right or lower.
    """

    numbers: tuple[float, ...]

    def point(self, x: float, y: float) -> Point:
        """Where a point of the sheet stands on the page."""
        a, b, c, d, e, f, g, h, i = self.numbers
        depth = g * x + h * y + i or 1e-9
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth


UNKNOWN = Onto((0, 0, 0, 0, 0, 0, 0, 0, 1))


class Outline(NamedTuple):
    """Where a thing stands: the page, its sides (left, top, right, bottom) on the sheet, and how the sheet lies on the page; a tuple, for there are thousands."""

    page: int
    sides: tuple[float, float, float, float]
    onto: Onto

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Its corners on the page as shares, clockwise from the one at which its text begins."""
        left, top, right, bottom = self.sides
        at = self.onto.point
        return at(left, top), at(right, top), at(right, bottom), at(left, bottom)


def even_onto(way: Callable[[float, float], Point]) -> Onto:
    """The mapping that goes on evenly from where `way` puts three points: pages that are turned and scaled, and no photographs."""
    (c, f), (a, d), (b, e) = way(0.0, 0.0), way(UNIT, 0.0), way(0.0, UNIT)
    return Onto(((a - c) / UNIT, (b - c) / UNIT, c, (d - f) / UNIT, (e - f) / UNIT, f, 0.0, 0.0, 1.0))


def quarters(outlines: Iterable[Outline]) -> int:
    """How many quarters clockwise a page must be turned so that the text of most outlines runs to the right."""
    counted = [0] * QUARTERS
    for outline in outlines:
        (x, y), (right, down), *_ = outline.corners
        across, along = right - x, down - y
        way = (0 if across > 0 else 2) if abs(across) >= abs(along) else (3 if along > 0 else 1)
        counted[way] += 1
    return max(range(QUARTERS), key=lambda way: (counted[way], -way))


def turned(at: Point, times: int) -> Point:
    """A point of a page (in shares) after the page was turned clockwise by so many quarters."""
    x, y = at
    for _ in range(times % QUARTERS):
        x, y = 1 - y, x
    return x, y
