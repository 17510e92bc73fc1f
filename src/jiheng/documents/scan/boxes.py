"""Boxes (勾选框): the squares that forms have to tick, □ and ☑, told by their four sides and by what stands within.

The recogniser knows an empty box at best; one with a tick or a cross it passes over, or takes for a character.
"""

from collections.abc import Iterator
from typing import NamedTuple

from jiheng.documents.scan.engine import Pixels, arrays, vision
from jiheng.documents.scan.recognising import Said, Sign

EMPTY, TICKED = "□", "☑"
SMALLEST, LARGEST, SQUARE = 0.55, 1.4, 1.4
"""The side of a box in heights of the text at least and at most, and how much longer one side may be than the other."""
SIDE, COVERED = 0.14, 0.86
"""The share of a box within which each of its sides lies, and the share of its length that must be inked."""
WITHIN, FILLED = 0.24, 0.07
"""The share of a box that is left off on each side to see what stands in it, and the share of the rest that a tick inks."""
BOXES = frozenset("□■☐☑☒◻▢")
ALIKE = frozenset("口囗回国因田困囚日目曰区凶冈X×xDO0")
"""What a box is taken for."""
CERTAIN = 0.8
APART = 0.75
"""How far, in its own widths, the middle of a box that the model passed over stands from that of any character: nearer, it is a part of one."""
INK = 0.5
"""Between the darkest point and white, where ink begins."""


class _Box(NamedTuple):
    """A box on a piece: from where to where, as shares of its width, and whether anything stands in it."""

    left: float
    right: float
    sign: str


def with_boxes(piece: Pixels, said: Said, text: float) -> Said:
    """What a piece says, with its boxes: `text` is the height of its text in pixels. A character that the model is sure of stays."""
    signs = list(said.signs)
    for box in _boxes(piece, text):
        inside = [number for number, sign in enumerate(signs) if box.left <= sign.at <= box.right]
        if any(signs[number].sign not in BOXES and not _is_unsure(signs[number]) for number in inside):
            continue
        at = (box.left + box.right) / 2
        if not inside and any(abs(sign.at - at) < APART * (box.right - box.left) for sign in signs):
            continue
        kept = [sign for number, sign in enumerate(signs) if number not in inside]
        before = sum(sign.at < at for sign in kept)
        signs = [*kept[:before], Sign(box.sign, at, 1.0), *kept[before:]]
    return said if tuple(signs) == said.signs else Said(tuple(signs))


def _is_unsure(sign: Sign) -> bool:
    return sign.sign in ALIKE and sign.sure < CERTAIN


def _boxes(piece: Pixels, text: float) -> Iterator[_Box]:
    cv2, np = vision(), arrays()
    least, most = SMALLEST * text, LARGEST * text
    dark = (piece < piece.min() + (255 - int(piece.min())) * INK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    for left, top, wide, high, _ in stats[1:count]:
        if least <= min(wide, high) and max(wide, high) <= most and max(wide, high) <= SQUARE * min(wide, high):
            part = dark[top : top + high, left : left + wide]
            if _is_framed(part):
                yield _Box(left / piece.shape[1], (left + wide) / piece.shape[1], TICKED if _is_filled(part) else EMPTY)


def _is_framed(part: Pixels) -> bool:
    """Whether all four sides of a square are drawn through."""
    down, across = (max(2, round(SIDE * side)) for side in part.shape)
    sides = (part[:down].any(axis=0), part[-down:].any(axis=0), part[:, :across].any(axis=1), part[:, -across:].any(axis=1))
    return all(side.mean() >= COVERED for side in sides)


def _is_filled(part: Pixels) -> bool:
    off, aside = (round(WITHIN * side) for side in part.shape)
    inner = part[off:-off, aside:-aside]
    return bool(inner.size) and inner.mean() >= FILLED
