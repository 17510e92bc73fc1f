"""Finding (文字检测): where lines of text stand on a picture, as the detector sees them."""

from attrs import frozen

from jiheng.documents.scan.engine import Engine, Pixels, arrays, vision

LONGEST = 1600
"""Pixels of the longer side on which text is looked for."""
STEP = 32
"""The detector takes pictures whose sides are multiples of this."""
SURE, SURE_BOX = 0.3, 0.5
"""What a pixel and a box must reach to be text."""
GROWN = 1.6
"""How far a box grows, as a share of its area by its girth: the detector marks the middle of a line only."""
LEAST = 3
"""Pixels that a box is high at least before it grows."""
MOST = 5000
"""Boxes that are looked at."""


@frozen(eq=False)
class Spot:
    """A line of text on a picture: its four corners, clockwise from the upper left one of the text, in pixels."""

    corners: Pixels

    @property
    def high(self) -> float:
        """Its height."""
        return float(arrays().linalg.norm(self.corners[0] - self.corners[3]))

    @property
    def wide(self) -> float:
        """Its width."""
        return float(arrays().linalg.norm(self.corners[0] - self.corners[1]))


def spots_on(gray: Pixels, engine: Engine) -> list[Spot]:
    """The lines of text on a picture, from top to bottom as far as they stand upright; none on a blank one."""
    cv2, np = vision(), arrays()
    high, wide = gray.shape
    shrunk = min(1.0, LONGEST / max(high, wide))
    size = tuple(max(STEP, round(side * shrunk / STEP) * STEP) for side in (wide, high))
    small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA if shrunk < 1 else cv2.INTER_LINEAR)
    one = small.astype(np.float32) / 127.5 - 1
    (found,) = engine.detector.run(None, {"x": np.repeat(one[None, None], 3, axis=1)})
    return _boxes(found[0, 0], wide / size[0], high / size[1])


def _boxes(likely: Pixels, across: float, down: float) -> list[Spot]:
    cv2, np = vision(), arrays()
    mask = cv2.dilate((likely > SURE).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    spots: list[Spot] = []
    for contour in contours[:MOST]:
        middle, (one, other), angle = cv2.minAreaRect(contour)
        if min(one, other) < LEAST or _certainty(likely, contour) < SURE_BOX:
            continue
        grown = 2 * GROWN * one * other / (2 * (one + other))
        corners = cv2.boxPoints((middle, (one + grown, other + grown), angle))
        spots.append(Spot(_clockwise(corners) * (across, down)))
    return sorted(spots, key=lambda spot: (spot.corners[:, 1].mean(), spot.corners[:, 0].mean()))


def _certainty(likely: Pixels, contour: Pixels) -> float:
    """How sure the detector is of what lies inside a contour."""
    cv2, np = vision(), arrays()
    left, top, wide, high = cv2.boundingRect(contour)
    mask = np.zeros((high, wide), np.uint8)
    cv2.fillPoly(mask, [contour - (left, top)], 1)
    return float(cv2.mean(likely[top : top + high, left : left + wide], mask)[0])


def _clockwise(corners: Pixels) -> Pixels:
    """Corners from the upper left one, as seen on the picture."""
    np = arrays()
    by_x = corners[np.argsort(corners[:, 0])]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]])
