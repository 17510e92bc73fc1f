"""Outlining (勾勒): the cells of a document outlined on the pictures of its pages, upright, as shares of each picture."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from jiheng.documents.document import Cell, Document
from jiheng.documents.outlines import Outline, Point, turned
from jiheng.documents.pictures import PagePicture
from jiheng.documents.showing import outlines_in

STRAIGHT = 0.002
"""How far, as a share of the page, a corner may lie off the box around an outline that is shown as that box."""
PER_CENT = 100


@frozen
class Spot:
    """An outline on a picture: the cell's anchor, its box in percent of the picture, its corners in percent of the box (blank where it is the box)."""

    anchor: str
    left: float
    top: float
    wide: float
    high: float
    corners: str = ""

    @property
    def side(self) -> str:
        """Where there is more room beside it for what is told of it."""
        return ("right " if self.left + self.wide / 2 > PER_CENT / 2 else "") + ("low" if self.top + self.high > 0.75 * PER_CENT else "")


@frozen
class ShownPage:
    """A page with what is outlined on it; `address` holds the picture itself (`data:`), so that nothing is fetched."""

    number: int
    address: str
    wide: int
    high: int
    spots: tuple[Spot, ...]


def outlined(document: Document, cells: Iterable[tuple[str, Sequence[Outline]]]) -> tuple[ShownPage, ...]:
    """The pages that the document has pictures of, each with the cells on it; `cells` are their anchors with where they stand."""
    by_page: dict[int, list[tuple[str, Outline]]] = {}
    for anchor, outlines in cells:
        for outline in outlines:
            by_page.setdefault(outline.page, []).append((anchor, outline))
    return tuple(_page(picture, by_page.get(picture.number, ())) for picture in document.pages)


def left_out(document: Document) -> int:
    """How many pages with something outlined have no picture; 0 where the document has none at all."""
    return max(0, len(outlines_in(document)) - len(document.pages)) if document.pages else 0


def is_outlined(cell: Cell) -> bool:
    """Whether a cell stands on a page and shows something there."""
    return bool(cell.outlines and cell.text.strip())


def _page(picture: PagePicture, found: Sequence[tuple[str, Outline]]) -> ShownPage:
    address = f"data:{picture.kind};base64,{b64encode(picture.content).decode()}"
    return ShownPage(picture.number, address, picture.wide, picture.high, tuple(_spots(picture, found)))


def _spots(picture: PagePicture, found: Sequence[tuple[str, Outline]]) -> Iterator[Spot]:
    for anchor, outline in found:
        corners = [turned(at, picture.turned) for at in outline.corners]
        across, down = ([min(max(at[side], 0.0), 1.0) for at in corners] for side in (0, 1))
        left, top, right, bottom = min(across), min(down), max(across), max(down)
        if right > left and bottom > top:
            at, size = (left * PER_CENT, top * PER_CENT), ((right - left) * PER_CENT, (bottom - top) * PER_CENT)
            yield Spot(anchor, *at, *size, corners=_corners(corners, (left, top), (right, bottom)))


def _corners(corners: Sequence[Point], first: Point, last: Point) -> str:
    """The corners within the box around them; blank where they are its own."""
    (left, top), (right, bottom) = first, last
    if all(min(abs(x - left), abs(x - right)) <= STRAIGHT and min(abs(y - top), abs(y - bottom)) <= STRAIGHT for x, y in corners):
        return ""
    return " ".join(f"{(x - left) / (right - left) * PER_CENT:.1f},{(y - top) / (bottom - top) * PER_CENT:.1f}" for x, y in corners)
