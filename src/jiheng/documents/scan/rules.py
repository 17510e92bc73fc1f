"""Ruling lines (框线): the long level and plumb strokes of a straight page, told from the strokes of its characters by length and by what they meet."""

from collections.abc import Iterator

from attrs import frozen

from jiheng.documents.scan.engine import Pixels, arrays, vision

SHORTEST_LEVEL, SHORTEST_PLUMB = 2.2, 1.3
"""How long a rule is at least, in heights of the text: a dash of two characters is shorter, and so is the stroke of any character."""
THICKEST = 0.45
"""How thick a rule is at most, in heights of the text."""
ALONE = 8
"""How long, in heights of the text, a level rule is at least that meets no plumb one."""
BEYOND = 16
"""How long, in heights of the text, a rule is at least that is not asked for white beside it: a row of blurred characters is shorter."""
BROKEN = 0.07
"""The longest gap in a rule, in heights of the text: less than between two characters, whose strokes may lie at one height."""
BESIDE, INKED = 0.2, 0.55
"""How far beside a short rule its page is looked at, in heights of the text, and the share of its length that may have ink there."""
TOUCHING = 0.3
"""How near, in heights of the text, the end of a plumb rule must be to a level one."""
WAVERING = 3
"""Pixels by which a rule may waver, and by which its strokes are spread before they are looked at."""
Box = tuple[float, float, float, float]


@frozen(eq=False)
class Stroke:
    """A long stroke: its parts as thin boxes, one where it is straight, from left to right or from top to bottom."""

    parts: tuple[Box, ...]
    flat: bool

    @property
    def long(self) -> float:
        """How long it is."""
        first, last = self.parts[0], self.parts[-1]
        return last[2] - first[0] if self.flat else last[3] - first[1]

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The upper and the lower end of a plumb one."""
        first, last = self.parts[0], self.parts[-1]
        return ((first[0] + first[2]) / 2, first[1]), ((last[0] + last[2]) / 2, last[3])


@frozen(eq=False)
class Rules:
    """Ruling lines as thin boxes (left, top, right, bottom) in pixels, and the picture's dark points that are no part of them."""

    level: tuple[Box, ...]
    plumb: tuple[Box, ...]
    ink: Pixels
    mask: Pixels


def even(gray: Pixels, text: float) -> Pixels:
    """The picture on an evenly white ground, whatever shade lay over it; `text` is the height of its text in pixels."""
    cv2, np = vision(), arrays()
    step = max(1, round(text / 10))
    small = cv2.resize(gray, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    around = cv2.getStructuringElement(cv2.MORPH_RECT, (25, 25))
    ground = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, around), (0, 0), 6)
    ground = cv2.resize(ground, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.minimum(cv2.divide(gray, ground, scale=250), 255).astype(np.uint8)


def rules_on(white: Pixels, text: float) -> Rules:
    """The ruling lines of a straight page on white ground whose text is so many pixels high."""
    cv2, np = vision(), arrays()
    dark = _dark(white)
    flat, upright = (
        [stroke for stroke in _strokes(dark, text, flat=level) if _is_clear(stroke, dark, text, flat=level)] for level in (True, False)
    )
    near = TOUCHING * text
    upright = [stroke for stroke in upright if all(_ends_at(end, flat, near) for end in stroke.ends)]
    flat = [stroke for stroke in flat if stroke.long >= ALONE * text or any(_touches(stroke, other, near) for other in upright)]
    mask = np.zeros(dark.shape, np.uint8)
    for left, top, right, bottom in (part for stroke in (*flat, *upright) for part in stroke.parts):
        mask[int(top) : int(bottom) + 1, int(left) : int(right) + 1] = 1
    mask = cv2.dilate(mask & (dark > 0), np.ones((3, 3), np.uint8))
    ink = dark.copy()
    ink[mask > 0] = 0
    level, plumb = (tuple(part for stroke in strokes for part in stroke.parts) for strokes in (flat, upright))
    return Rules(level, plumb, ink, mask)


def _dark(white: Pixels) -> Pixels:
    cv2 = vision()
    blurred = cv2.GaussianBlur(white, (3, 3), 0)
    limit, _ = cv2.threshold(blurred[blurred < 245], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU) if (blurred < 245).any() else (128, None)
    # thin grey rules are lighter than text: a generous limit, since what is no rule is too short anyway
    limit = min(max(limit, 150) + 35, 225)
    return cv2.threshold(blurred, limit, 255, cv2.THRESH_BINARY_INV)[1]


def _long(dark: Pixels, length: int, text: float, *, flat: bool) -> Pixels:
    """The dark strokes at least so long; they may waver by a pixel or two and have small gaps."""
    cv2 = vision()
    gap = max(2, round(text * BROKEN))
    spread = cv2.dilate(dark, _bar(WAVERING, flat=not flat))
    joined = cv2.morphologyEx(spread, cv2.MORPH_CLOSE, _bar(gap, flat=flat))
    long = cv2.morphologyEx(joined, cv2.MORPH_OPEN, _bar(length, flat=flat))
    thick = cv2.morphologyEx(long, cv2.MORPH_OPEN, _bar(round(THICKEST * text) + WAVERING, flat=not flat))
    return cv2.subtract(long, thick)


def _bar(long: int, *, flat: bool) -> Pixels:
    return arrays().ones((1, long) if flat else (long, 1), "uint8")


def _strokes(dark: Pixels, text: float, *, flat: bool) -> list[Stroke]:
    """The long strokes of one direction; one that bends with the paper has several parts."""
    cv2 = vision()
    found = _long(dark, round((SHORTEST_LEVEL if flat else SHORTEST_PLUMB) * text), text, flat=flat)
    count, _, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    out: list[Stroke] = []
    for left, top, wide, high, _ in stats[1:count]:
        thin, long = (high, wide) if flat else (wide, high)
        box = (float(left), float(top), float(left + wide), float(top + high))
        if long >= text:
            straight = thin <= THICKEST * text
            parts = (box,) if straight else tuple(_bent(found[top : top + high, left : left + wide], left, top, text, flat=flat))
            if parts:
                out.append(Stroke(parts, flat))
    return out


def _bent(stroke: Pixels, left: int, top: int, text: float, *, flat: bool) -> Iterator[Box]:
    """A stroke that is no thin box as a whole, in pieces as long as two characters."""
    cv2 = vision()
    step = max(8, round(2 * text))
    high, wide = stroke.shape
    for start in range(0, wide if flat else high, step):
        piece = stroke[:, start : start + step] if flat else stroke[start : start + step]
        count, _, stats, _ = cv2.connectedComponentsWithStats(piece, connectivity=8)
        for x, y, across, down, _ in stats[1:count]:
            if (down if flat else across) <= THICKEST * text:
                x0, y0 = left + x + (start if flat else 0), top + y + (0 if flat else start)
                yield float(x0), float(y0), float(x0 + across), float(y0 + down)


def _is_clear(stroke: Stroke, dark: Pixels, text: float, *, flat: bool) -> bool:
    """Whether a stroke has white on both sides for most of its length, as a rule has and the strokes of characters in a row have not."""
    if stroke.long >= BEYOND * text:
        return True
    reach, off = max(3, round(BESIDE * text)), 2
    counts, long = [0, 0], 0
    for left, top, right, bottom in stroke.parts:
        x0, y0, x1, y1 = int(left), int(top), int(right), int(bottom)
        if flat:
            sides = (dark[max(0, y0 - off - reach) : max(0, y0 - off), x0:x1], dark[y1 + off : y1 + off + reach, x0:x1])
        else:
            sides = (dark[y0:y1, max(0, x0 - off - reach) : max(0, x0 - off)], dark[y0:y1, x1 + off : x1 + off + reach])
        for number, side in enumerate(sides):
            counts[number] += int((side > 0).any(axis=0 if flat else 1).sum())
        long += (x1 - x0) if flat else (y1 - y0)
    return max(counts) <= INKED * long


def _ends_at(end: tuple[float, float], flat: list[Stroke], near: float) -> bool:
    """Whether a plumb rule's end lies at a level one."""
    x, y = end
    return any(
        left - near <= x <= right + near and top - near <= y <= bottom + near
        for stroke in flat
        for left, top, right, bottom in stroke.parts
    )


def _touches(stroke: Stroke, other: Stroke, near: float) -> bool:
    """Whether a level rule begins, ends or is met at a plumb one."""
    return any(
        left - near <= (plumb[0] + plumb[2]) / 2 <= right + near and plumb[1] - near <= (top + bottom) / 2 <= plumb[3] + near
        for left, top, right, bottom in stroke.parts
        for plumb in other.parts
    )
