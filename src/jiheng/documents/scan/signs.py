"""Signs (单独的符号): a sign that stands alone in its cell, looked at a second time beside figures of the same page.

The recogniser knows signs by what stands around them: ≥ before 95% is never mistaken, ≥ alone in a column of signs is read as W or 二,
0 alone as O. So the piece is put before a figure that was read with certainty and both are read as one line.
"""

import re
from collections.abc import Sequence

from jiheng.documents.scan.engine import Engine, Pixels, arrays, vision
from jiheng.documents.scan.recognising import Said, Sign, recognised

CERTAIN = 0.97
"""How sure the model must be of each digit of a figure that stands beside the sign."""
FIGURE = re.compile(r"[1-9]\d{1,2}")
PLAIN = re.compile(r"[\u4e00-\u9fff1-9]")
LOOKALIKES = frozenset("一二三工王不乙了〇口")
"""Characters for which signs and zeros are taken."""
ROUND = frozenset("OoQ〇○°Ｏ")
BARRED = {">": "≥", "<": "≤", "〉": "≥", "〈": "≤"}
INKED, CROSSED, BAR_SHARE, HEAVIER = 250, 3, 0.35, 1.2
"""The shade of white paper, the crossings of a sign with a bar, the share of its width that has them, and how much more ink its lower half has."""
BAR, EVEN = 6, 0.12
"""Pixels from which a stroke is no speck, and by what share of the longer one the strokes of = may differ: those of 二 do by more."""
COMPARING, SPECKS = frozenset("≥≤><="), frozenset(".,。、·")
AGREED = 0.5
"""What the second look must be sure of to stand against the first."""
MOST_SIGNS = 2


def is_doubtful(said: Said) -> bool:
    """Whether what a narrow piece says may be a sign or a zero that was taken for something else."""
    text = said.text
    if len(text) > MOST_SIGNS:
        return False
    return any(not PLAIN.fullmatch(sign) or sign in LOOKALIKES for sign in text) or said.sure < CERTAIN


def figure_among(said: Sequence[Said]) -> int | None:
    """The number of a piece that is a figure beyond doubt; None where the page has none."""
    found = [number for number, each in enumerate(said) if FIGURE.fullmatch(each.text) and each.sure >= CERTAIN]
    return max(found, key=lambda number: said[number].sure, default=None)


def seen_beside(pieces: Sequence[Pixels], figure: Pixels, shows: str, engine: Engine) -> list[Said | None]:
    """What each piece says before a figure that shows this text; None where the figure itself came out otherwise."""
    together = [_beside(piece, figure) for piece in pieces]
    out: list[Said | None] = []
    for piece, whole, said in zip(pieces, together, recognised(together, engine), strict=True):
        before = said.text[: -len(shows)] if said.text.endswith(shows) else ""
        signs = tuple(Sign(sign.sign, min(sign.at * whole.shape[1] / piece.shape[1], 1.0), sign.sure) for sign in said.signs[: len(before)])
        kept = Said(tuple(sign for sign in signs if sign.sign != " "))
        out.append(kept if kept.signs and kept.sure >= AGREED else None)
    return out


def zero_for_letter(said: Said) -> Said:
    """A round sign that stands alone is the figure 0: no cell of a form says the letter O. A speck behind a lone sign is dropped."""
    if said.text[:1] in COMPARING and said.text[1:] in SPECKS:
        return Said(said.signs[:1])
    if said.text not in ROUND:
        return said
    return Said((said.signs[0]._replace(sign="0"),))


def barred(piece: Pixels, said: Said) -> Said:
    """A first sign > or < that has a bar under it, read as ≥ or ≤.

    From top to bottom it is crossed three times over a good part of its width, or, where blur has joined the bar to the wedge, its lower half holds far more ink than its upper one.
    """
    np = arrays()
    if not said.signs or said.text[0] not in BARRED:
        return said
    middle = said.signs[0].at * piece.shape[1]
    end = (said.signs[1].at * piece.shape[1] + middle) / 2 if len(said.signs) > 1 else piece.shape[1]
    shade = piece.min() / 2 + INKED / 2
    part = piece[:, : int(end)]
    dark = part < shade
    columns, rows = dark.any(axis=0).nonzero()[0], dark.any(axis=1).nonzero()[0]
    if not len(columns):
        return said
    inner = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    crossings = (np.diff(dark[inner].astype(np.int8), axis=0, prepend=0) == 1).sum(axis=0)
    ink = np.clip(INKED - part[inner].astype(np.int32), 0, None).sum(axis=1)
    upper, lower = ink[: len(ink) // 2].sum(), ink[-(len(ink) // 2) :].sum()
    if (crossings >= CROSSED).mean() < BAR_SHARE and lower < HEAVIER * upper:
        return said
    return Said(tuple(sign if at else sign._replace(sign=BARRED[said.text[0]]) for at, sign in enumerate(said.signs)))


def paired(piece: Pixels, said: Said) -> Said:
    """二 that stands alone and whose strokes are as long as each other, read as =."""
    if said.text != "二":
        return said
    cv2, np = vision(), arrays()
    count, _, stats, _ = cv2.connectedComponentsWithStats((piece < piece.min() / 2 + INKED / 2).astype(np.uint8), connectivity=8)
    bars = sorted((int(wide), int(left), int(high)) for left, _, wide, high, _ in stats[1:count] if wide >= BAR)
    if len(bars) != MOST_SIGNS or any(high * 3 > wide for wide, _, high in bars):
        return said
    (shorter, one, _), (longer, other, _) = bars
    if longer - shorter > EVEN * longer or abs(one - other) > EVEN * longer:
        return said
    return Said((said.signs[0]._replace(sign="="),))


def _beside(piece: Pixels, figure: Pixels) -> Pixels:
    cv2 = vision()
    high = max(piece.shape[0], figure.shape[0])
    parts = []
    for part in (piece, figure):
        lacking = high - part.shape[0]
        parts.append(cv2.copyMakeBorder(part, lacking // 2, lacking - lacking // 2, 0, 0, cv2.BORDER_CONSTANT, value=255))
    return cv2.hconcat(parts)
