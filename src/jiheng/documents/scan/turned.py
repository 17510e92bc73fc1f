"""Turned pages (转向): which of four ways a picture lies, decided once for the page and never line by line.

A line alone is easily taken for its own reverse (≤0.3% upside down); a page is not.
"""

from collections.abc import Sequence

from jiheng.documents.scan.engine import Engine, Pixels, arrays
from jiheng.documents.scan.finding import Spot, spots_on
from jiheng.documents.scan.recognising import recognised

ASKED = 6
"""Lines that are asked which way up they are."""
LYING = 1.8
"""How much longer one side of a line of text is than the other, so that it shows which way text runs: a 0 is high too."""
LONG, LONGEST = 3, 16
"""How long the lines are that are asked, in their own heights."""
PLAIN = 0.9
"""How sure the model is of upright text on average; below it the page is tried upside down too."""


def upright(gray: Pixels, models: Engine) -> tuple[Pixels, Sequence[Spot], int]:
    """The picture turned so that its text runs to the right, its lines, and by how many quarters it was turned, against the clock."""
    np = arrays()
    spots = spots_on(gray, models)
    turned = 0
    if sum(spot.high for spot in spots if spot.high > LYING * spot.wide) > sum(
        spot.wide for spot in spots if spot.wide > LYING * spot.high
    ):
        gray, turned = np.ascontiguousarray(np.rot90(gray)), 1
        spots = spots_on(gray, models)
    lines = [_cut(gray, spot) for spot in _telling(spots)]
    if not lines:
        return gray, spots, turned
    sure = _sure(lines, models)
    if sure < PLAIN and _sure([np.ascontiguousarray(line[::-1, ::-1]) for line in lines], models) > sure:
        gray, turned = np.ascontiguousarray(gray[::-1, ::-1]), turned + 2
        spots = spots_on(gray, models)
    return gray, spots, turned


def _telling(spots: Sequence[Spot]) -> list[Spot]:
    """A few lines from all over the page that are neither short nor very long."""
    fit = [spot for spot in spots if LONG * spot.high <= spot.wide <= LONGEST * spot.high]
    return fit[:: max(1, len(fit) // ASKED)][:ASKED]


def _cut(gray: Pixels, spot: Spot) -> Pixels:
    left, top = (max(int(side), 0) for side in spot.corners.min(axis=0))
    right, bottom = (int(side) + 1 for side in spot.corners.max(axis=0))
    return gray[top:bottom, left:right]


def _sure(lines: Sequence[Pixels], models: Engine) -> float:
    """How sure the model is of the characters of lines, on average."""
    said = [sign.sure for each in recognised([line for line in lines if line.size], models) for sign in each.signs]
    return sum(said) / len(said) if said else 0.0
