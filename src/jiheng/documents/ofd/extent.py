"""Extent (版面范围): the part of a page that its characters and lines reach over, which is all that is shown of it."""

from attrs import frozen

from jiheng.documents.ofd.drawn import Drawn
from jiheng.documents.outlines import Onto
from jiheng.documents.pdf.turning import Turn, box

AROUND = 24.0
"""Points of white around what is shown."""


@frozen
class Extent:
    """A part of a page in points, y downwards, in the system in which its main text runs to the right."""

    left: float
    top: float
    wide: float
    high: float

    @property
    def onto(self) -> Onto:
        """How the sheet of the page lies on this part of it."""
        return Onto((1 / self.wide, 0, -self.left / self.wide, 0, 1 / self.high, -self.top / self.high, 0, 0, 1))


def extent_of(drawn: Drawn, main: Turn) -> Extent:
    """The part of a page that holds all that it draws."""
    boxes = [box(main, *sides) for sides in (*(sign.sides for sign in drawn.signs), *drawn.lines)] or [(0.0, 0.0, 0.0, 0.0)]
    left, top = min(sides[0] for sides in boxes) - AROUND, min(sides[1] for sides in boxes) - AROUND
    right, bottom = max(sides[2] for sides in boxes) + AROUND, max(sides[3] for sides in boxes) + AROUND
    return Extent(left, top, right - left, bottom - top)
