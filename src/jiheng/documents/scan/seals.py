"""Seals (印章): a red stamp over the text is looked through, since black text is dark in red light too; red text stays."""

from jiheng.documents.scan.engine import Pixels, arrays, vision

REDDISH = 40
"""How much more red than green and blue a point of a seal has."""
JOINED = 0.012
"""Red points nearer than this share of the longer side belong to one seal."""
LEAST, ROUND = 0.05, 2.2
"""How long each side of a seal is at least, as a share of the page's longer side, and how much longer one may be than the other."""


def without_seals(colours: Pixels) -> Pixels:
    """A picture of red, green and blue in shades of grey, with red seals taken off."""
    cv2 = vision()
    gray = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
    for left, top, right, bottom in _seals(colours):
        gray[top:bottom, left:right] = colours[top:bottom, left:right, 0]
    return gray


def _seals(colours: Pixels) -> list[tuple[int, int, int, int]]:
    cv2, np = vision(), arrays()
    high, wide = colours.shape[:2]
    shrunk = min(1.0, 1200 / max(high, wide))
    small = cv2.resize(colours, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA) if shrunk < 1 else colours
    red = cv2.subtract(small[:, :, 0], cv2.max(small[:, :, 1], small[:, :, 2]))
    mask = (red > REDDISH).astype(np.uint8)
    if not mask.any():
        return []
    longer = max(small.shape[:2])
    side = max(3, round(JOINED * longer))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[tuple[int, int, int, int]] = []
    for left, top, across, down, _ in stats[1:count]:
        if min(across, down) >= LEAST * longer and max(across, down) <= ROUND * min(across, down):
            x0, y0, x1, y1 = (round(side_at / shrunk) for side_at in (left - side, top - side, left + across + side, top + down + side))
            found.append((max(x0, 0), max(y0, 0), min(x1, wide), min(y1, high)))
    return found
