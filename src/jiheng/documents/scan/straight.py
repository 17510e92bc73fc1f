"""Straightening (校正): a turned, skewed or slanting picture of a page brought upright, by its ruling lines, else by its lines of text.

Lines that are parallel on paper meet in one point on a photograph. The two points in which the level and the plumb lines meet, or their
directions where they are parallel on the picture too, give the one mapping that makes the page flat; the picture is resampled once.
"""

from collections.abc import Sequence

from attrs import frozen

from jiheng.documents.scan.engine import Pixels, arrays, vision
from jiheng.documents.scan.finding import Spot

SMALL = 1400
"""Pixels of the longer side on which ruling lines are looked for to straighten the page."""
LEANING = 0.45
"""How far from level or plumb (as a tangent) a line may lean on a picture."""
LEAST_SHARE = 0.05
"""A stroke is a ruling line from this share of the longer side on: a character has none so long."""
LEAST_LINES = 3
"""Lines of one direction from which on they say how the page lies."""
LEAST_LONG = 0.5
"""How long they are together at least, as a share of the longer side: a few strokes among text and grain say nothing."""
STEADY = 0.004
"""Lines that lean as differently over the page as this (as a tangent) are parallel: what differs is the measuring."""
SAMPLES, BESIDE, DARKER = 24, 6, 12
"""Points at which a stroke is looked at, how many pixels beside it paper must show, and by how many shades it is lighter there."""
STEP = 4.0
"""Pixels beside a stroke within which another one is part of it."""
LARGEST = 1.8
"""How much larger than the picture the straight page may become."""


@frozen(eq=False)
class Lay:
    """How a page lies: the points (homogeneous, in shares of the picture's longer side from its middle) that its level and plumb lines run through."""

    level: Pixels
    plumb: Pixels


def lay_of(gray: Pixels, spots: Sequence[Spot]) -> Lay:
    """How the page on a picture lies; straight where neither rules nor text tell."""
    np = arrays()
    ruled, strokes = _strokes(gray)
    level, plumb = (_meeting(_leaning_so(ruled, flat=flat)) for flat in (True, False))
    # where there are too few rules, the edges of the paper tell
    level = _meeting(_leaning_so(strokes, flat=True)) if level is None else level
    plumb = _meeting(_leaning_so(strokes, flat=False)) if plumb is None else plumb
    if level is None:
        level = _meeting(_baselines(gray, spots))
    if level is None:
        level = np.array([1.0, 0.0, 0.0]) if plumb is None else _across(plumb)
    return Lay(level, _across(level) if plumb is None else plumb)


def _across(point: Pixels) -> Pixels:
    """The direction at a right angle to that of a point, seen from the middle."""
    return arrays().array([-point[1], point[0], 0.0])


def _leaning_so(strokes: Pixels, *, flat: bool) -> Pixels:
    """The strokes that are more or less level, or plumb."""
    np = arrays()
    along = np.abs(strokes[:, 2:] - strokes[:, :2])
    one, other = (1, 0) if flat else (0, 1)
    return strokes[along[:, one] <= LEANING * along[:, other]]


def _strokes(gray: Pixels) -> tuple[Pixels, Pixels]:
    """Long straight strokes (x, y, x, y) in shares of the longer side, from the middle of the picture: those that are thin, and all."""
    cv2, np = vision(), arrays()
    high, wide = gray.shape
    longer = max(high, wide)
    shrunk = min(1.0, SMALL / longer)
    small = cv2.resize(gray, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA) if shrunk < 1 else gray
    dark = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    side = max(small.shape)
    found = cv2.HoughLinesP(dark, 1, np.pi / 720, int(side * LEAST_SHARE), None, side * LEAST_SHARE, 4)
    if found is None:
        return np.zeros((0, 4)), np.zeros((0, 4))
    strokes = found.reshape(-1, 4).astype(np.float64)
    middle = np.array([small.shape[1], small.shape[0]] * 2) / 2
    ruled, every = ((each + 0.5 - middle) / side for each in (_longest(strokes[_are_thin(small, strokes)]), strokes))
    return ruled, every


def _are_thin(gray: Pixels, strokes: Pixels) -> Pixels:
    """Which strokes have paper on both sides: the edge of the paper on a desk, and that of a shadow, have it on one."""
    cv2, np = vision(), arrays()
    soft = cv2.GaussianBlur(gray, (0, 0), 1.0)
    one, other = strokes[:, None, :2], strokes[:, None, 2:]
    along = other - one
    across = np.stack([-along[..., 1], along[..., 0]], axis=-1) / np.maximum(np.linalg.norm(along, axis=-1, keepdims=True), 1)
    on = one + along * np.linspace(0.05, 0.95, SAMPLES)[None, :, None]

    def shade(off: float) -> Pixels:
        """How bright it is so many pixels beside each stroke, all along it."""
        at = np.rint(on + off * across).astype(np.int64)
        inside = np.clip(at, 0, np.array(gray.shape[::-1]) - 1)
        return soft[inside[..., 1], inside[..., 0]].astype(np.int64)

    dark = np.minimum(np.minimum(shade(-1), shade(0)), shade(1))
    sides = np.minimum(shade(-BESIDE), shade(BESIDE)) - dark
    return np.median(sides, axis=1) >= DARKER


def _longest(strokes: Pixels) -> Pixels:
    """The strokes without those that lie along a longer one: a line that leans a little is found as one and as many level steps."""
    np = arrays()
    order = np.argsort(-np.linalg.norm(strokes[:, 2:] - strokes[:, :2], axis=1))
    kept: list[Pixels] = []
    for stroke in strokes[order]:
        if not any(_is_along(stroke, other) for other in kept):
            kept.append(stroke)
    return np.array(kept).reshape(-1, 4)


def _is_along(stroke: Pixels, other: Pixels) -> bool:
    """Whether the ends of a stroke lie beside another one."""
    x, y, right, down = other
    long = max(float(((right - x) ** 2 + (down - y) ** 2) ** 0.5), 1.0)
    flat, up = (right - x) / long, (down - y) / long
    for at_x, at_y in ((stroke[0], stroke[1]), (stroke[2], stroke[3])):
        reached = (at_x - x) * flat + (at_y - y) * up
        if abs((at_x - x) * up - (at_y - y) * flat) > STEP or not -BESIDE <= reached <= long + BESIDE:
            return False
    return True


def _baselines(gray: Pixels, spots: Sequence[Spot]) -> Pixels:
    """The lower sides of lines of text, as strokes."""
    np = arrays()
    high, wide = gray.shape
    long = [spot for spot in spots if max(spot.wide, spot.high) > 5 * min(spot.wide, spot.high)]
    if not long:
        return np.zeros((0, 4))
    sides = np.array(
        [[*spot.corners[3], *spot.corners[2]] if spot.wide > spot.high else [*spot.corners[0], *spot.corners[3]] for spot in long]
    )
    return (sides - np.array([wide, high] * 2) / 2) / max(high, wide)


def _meeting(strokes: Pixels) -> Pixels | None:
    """The point in which strokes of one direction meet, at infinity where they are parallel; None where there are too few."""
    np = arrays()
    if len(strokes) < LEAST_LINES:
        return None
    one, other = strokes[:, :2], strokes[:, 2:]
    along = other - one
    long = np.linalg.norm(along, axis=1)
    if long.sum() < LEAST_LONG:
        return None
    lines = np.stack([along[:, 1], -along[:, 0], along[:, 0] * one[:, 1] - along[:, 1] * one[:, 0]], axis=1) / long[:, None]
    weights = long.copy()
    point = np.array([1.0, 0.0, 0.0])
    for _ in range(6):
        # the point nearest to all lines; a line far from it (a table askew, the edge of the desk) loses its say
        point = np.linalg.svd(lines * weights[:, None], full_matrices=False)[2][-1]
        off = _leaning(lines, one + along / 2, point)
        weights = long / (1 + (off / max(float(np.median(off)), 0.0005)) ** 2)
    spread = _spread(point, one + along / 2)
    if spread < STEADY:
        angle = np.arctan2(along[:, 1], along[:, 0])
        angle = np.where(
            np.abs(along[:, 0]) > np.abs(along[:, 1]), np.arctan(along[:, 1] / np.where(along[:, 0] == 0, 1, along[:, 0])), angle % np.pi
        )
        middle = _middle(angle, weights)
        return np.array([np.cos(middle), np.sin(middle), 0.0])
    return point / np.linalg.norm(point)


def _middle(values: Pixels, weights: Pixels) -> float:
    """The weighted median."""
    np = arrays()
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _leaning(lines: Pixels, middles: Pixels, point: Pixels) -> Pixels:
    """How far each line leans (as a tangent) from the direction from its middle to the point."""
    np = arrays()
    to = point[:2] - point[2] * middles
    norm = np.linalg.norm(to, axis=1)
    return np.abs((lines[:, :2] * to).sum(axis=1)) / np.where(norm == 0, 1, norm)


def _spread(point: Pixels, middles: Pixels) -> float:
    """How differently lines through a point lean over the picture."""
    np = arrays()
    to = point[:2] - point[2] * middles
    to = to * np.sign(to @ to[0])[:, None]
    angles = np.arctan2(to[:, 1] * to[0, 0] - to[:, 0] * to[0, 1], to @ to[0])
    return float(angles.max() - angles.min())


def mapping(lay: Lay, size: tuple[int, int], zoom: float) -> tuple[Pixels, tuple[int, int]]:
    """The mapping from a picture (wide, high) to the straight page, `zoom` times as large, and the page's size.

    Where the page would become far larger than the picture, its outermost parts are left out.
    """
    cv2, np = vision(), arrays()
    wide, high = size
    longer = max(size)
    half = np.array([wide, high]) / longer / 2
    sides = [(0.0, -half[1] * 0.8), (0.0, half[1] * 0.8), (-half[0] * 0.8, 0.0), (half[0] * 0.8, 0.0)]
    top, bottom = (np.cross(lay.level, (*at, 1.0)) for at in sides[:2])
    left, right = (np.cross(lay.plumb, (*at, 1.0)) for at in sides[2:])
    met = [np.cross(one, other) for one, other in ((top, left), (top, right), (bottom, right), (bottom, left))]
    corners = np.array([(at[:2] / at[2] * longer + (wide / 2, high / 2)) for at in met])
    across = (np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2 * zoom
    down = (np.linalg.norm(corners[3] - corners[0]) + np.linalg.norm(corners[2] - corners[1])) / 2 * zoom
    flat = cv2.getPerspectiveTransform(corners.astype(np.float32), np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float32))
    outer = cv2.perspectiveTransform(np.array([[[0, 0], [wide, 0], [wide, high], [0, high]]], np.float32), flat)[0]
    least = np.maximum(outer.min(axis=0), -0.4 * np.array([across, down]))
    most = np.minimum(outer.max(axis=0), 1.4 * np.array([across, down]))
    moved = np.array([[1, 0, -least[0]], [0, 1, -least[1]], [0, 0, 1]]) @ flat
    return moved, (int(np.ceil(most[0] - least[0])), int(np.ceil(most[1] - least[1])))


def flattened(gray: Pixels, way: Pixels, size: tuple[int, int], zoom: float) -> Pixels:
    """The picture resampled by a mapping to a page of this size; what lies beyond the picture is white."""
    cv2 = vision()
    source = gray
    if zoom < 0.75:
        # far smaller: brought down first, so that thin strokes do not fall between the points that are taken
        source = cv2.GaussianBlur(gray, (0, 0), 0.4 / zoom)
    return cv2.warpPerspective(source, way, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
