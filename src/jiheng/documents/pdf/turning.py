"""Turning (转向): which way the text of a page runs, and points turned so that it runs to the right and lines follow downwards.

A page may be laid on its side (`/Rotate`, or drawn so); the reader looks at the text and not at how the page is shown.
"""

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum

TILTED = 0.2
"""Text that leans further from an axis (as a tangent) is a watermark."""


class Turn(IntEnum):
    """The direction of text in the page's own system, whose y goes up."""

    RIGHT = 0
    UP = 1
    LEFT = 2
    DOWN = 3
    SLANTED = 4


def turn_of(along: float, up: float) -> Turn:
    """The turn of text that advances by this vector; SLANTED where it runs along no axis."""
    if not up and along > 0:  # nearly every text
        return Turn.RIGHT
    if abs(up) <= TILTED * abs(along):
        return Turn.RIGHT if along > 0 else Turn.LEFT
    if abs(along) <= TILTED * abs(up):
        return Turn.UP if up > 0 else Turn.DOWN
    return Turn.SLANTED


def main_turn(found: Iterable[Turn]) -> Turn:
    """The turn of most texts of a page that run along an axis; RIGHT where there are none."""
    counted = Counter(turn for turn in found if turn is not Turn.SLANTED)
    return max(counted, key=lambda turn: (counted[turn], -turn)) if counted else Turn.RIGHT


def point(turn: Turn, x: float, y: float) -> tuple[float, float]:
    """A point of the page as (right, down) where text of this turn runs to the right."""
    if turn is Turn.UP:
        return y, x
    if turn is Turn.LEFT:
        return -x, y
    if turn is Turn.DOWN:
        return -y, -x
    return x, -y


def boxes(turn: Turn, sides: Iterable[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    """Boxes whose left is not right of their right nor their bottom above their top, all turned."""
    if turn is Turn.RIGHT:
        return [(left, -top, right, -bottom) for left, bottom, right, top in sides]
    return [box(turn, *each) for each in sides]


def point_back(turn: Turn, right: float, down: float) -> tuple[float, float]:
    """The point of the page that `point` gives so."""
    if turn is Turn.UP:
        return down, right
    if turn is Turn.LEFT:
        return -right, down
    if turn is Turn.DOWN:
        return -down, -right
    return right, -down


def box(turn: Turn, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """A box of the page as (left, top, right, bottom), turned like its points."""
    x0, y0 = point(turn, left, bottom)
    x1, y1 = point(turn, right, top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
