"""Pictures of pages (页面图片): the door by which a format whose pages may be pictures asks the folder that can see them.

Folders of formats do not import each other's readers; the one that sees is found by its name, as all formats are.
"""

import zlib
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from attrs import field, frozen

if TYPE_CHECKING:
    from jiheng.documents.pdf.placing import Doubt
    from jiheng.documents.pdf.sheet import Sheet


@frozen(eq=False)
class Raster:
    """A page as points of red, green and blue, a byte each, row by row without gaps."""

    wide: int
    high: int
    colours: bytes


@frozen
class PagePicture:
    """A page as a person sees it: its number from 1, a picture that browsers show, its size there, and the quarters that it was turned clockwise."""

    number: int
    kind: str
    content: bytes = field(repr=False)
    wide: int
    high: int
    turned: int = 0


def packed(raster: Raster, number: int, turned: int) -> PagePicture:
    """The points of a page as PNG in sixteen shades a colour; in grey where it has no colours."""
    coarse = raster.colours.translate(_SHADES)
    red, green, blue = coarse[::3], coarse[1::3], coarse[2::3]
    is_grey = red == green == blue
    points, step = (red, raster.wide) if is_grey else (coarse, 3 * raster.wide)
    rows = b"".join([b"\0" + points[at : at + step] for at in range(0, len(points), step)])
    head = raster.wide.to_bytes(4, "big") + raster.high.to_bytes(4, "big") + bytes((8, 0 if is_grey else 2, 0, 0, 0))
    content = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")
    return PagePicture(number, "image/png", content, raster.wide, raster.high, turned)


_SHADES = bytes(round(shade / 17) * 17 for shade in range(256))


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


class Seeing(Protocol):
    """What the folder that sees pictures offers."""

    def missing(self) -> tuple[str, ...]:
        """The packages that it lacks; empty where it can see."""
        ...

    def seen(self, raster: Raster, number: int, path: str | None) -> "tuple[Sheet, tuple[Doubt, ...]]":
        """What a page says, as a sheet, and what is doubtful on it."""
        ...

    def aligned(self, sheets: "Sequence[Sheet]") -> "list[Sheet]":
        """The sheets with tables that go on laid over each other."""
        ...


def seeing() -> Seeing:
    """The folder that sees pictures."""
    return cast("Seeing", import_module("jiheng.documents.scan"))
