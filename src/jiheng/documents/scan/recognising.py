"""Recognising (文字识别): what pieces of a picture say, character by character, each with its place and how sure the model is."""

from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from jiheng.documents.scan.engine import Engine, Pixels, arrays, vision

HEIGHT = 48
"""The height in pixels to which the recogniser's pieces are brought."""
NARROWEST = 64
BATCH = 8
"""Pieces that are recognised at once."""
LONGEST = 3200
"""A piece is made no wider than this: longer ones are squeezed."""


class Sign(NamedTuple):
    """A character: where its middle stands as a share of the piece's width, and how sure the model is of it (0 to 1)."""

    sign: str
    at: float
    sure: float


@frozen
class Said:
    """What a piece of a picture says."""

    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(sign.sign for sign in self.signs)

    @property
    def average(self) -> float:
        """How sure the model is of a character on average; 0 where it saw none."""
        return sum(sign.sure for sign in self.signs) / len(self.signs) if self.signs else 0.0

    @property
    def sure(self) -> float:
        """How sure the model is of the character that it is least sure of; 0 where it saw none."""
        return min((sign.sure for sign in self.signs), default=0.0)


def recognised(pieces: Sequence[Pixels], engine: Engine) -> list[Said]:
    """What each piece says, in the order of the pieces; shades of grey, text upright."""
    np = arrays()
    widths = [min(LONGEST, max(NARROWEST, -(-piece.shape[1] * HEIGHT // piece.shape[0]))) for piece in pieces]
    said: list[Said] = [Said(())] * len(pieces)
    order = sorted(range(len(pieces)), key=lambda number: widths[number])
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        wide = widths[batch[-1]]
        block = np.zeros((len(batch), HEIGHT, wide), np.float32)
        for row, number in enumerate(batch):
            block[row, :, : widths[number]] = _shaped(pieces[number], widths[number])
        (found,) = engine.recogniser.run(None, {"x": np.repeat(block[:, None], 3, axis=1)})
        for row, number in enumerate(batch):
            said[number] = _decoded(found[row], wide / widths[number], engine.signs)
    return said


def _shaped(piece: Pixels, wide: int) -> Pixels:
    cv2, np = vision(), arrays()
    shrunk = piece.shape[0] > HEIGHT
    shaped = cv2.resize(piece, (wide, HEIGHT), interpolation=cv2.INTER_AREA if shrunk else cv2.INTER_CUBIC)
    return shaped.astype(np.float32) / 127.5 - 1


def _decoded(likely: Pixels, stretched: float, signs: Sequence[str]) -> Said:
    """The characters of the best path: at each step the likeliest, the same again being one."""
    best = likely.argmax(axis=1)
    steps = len(best)
    out: list[Sign] = []
    start = 0
    while start < steps:
        end = start + 1
        while end < steps and best[end] == best[start]:
            end += 1
        number = int(best[start])
        if number:
            at = min((start + end) / 2 / steps * stretched, 1.0)
            out.append(Sign(signs[number], at, float(likely[start:end, number].max())))
        start = end
    return Said(tuple(out))
