"""Pictures of pages (页面图片): the door by which a format whose pages may be pictures asks the folder that can see them.

Folders of formats do not import each other's readers; the one that sees is found by its name, as all formats are.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from attrs import frozen

if TYPE_CHECKING:
    from jiheng.documents.pdf.sheet import Sheet
    from jiheng.model.repair import Repair


@frozen(eq=False)
class Raster:
    """A page as points of red, green and blue, a byte each, row by row without gaps."""

    wide: int
    high: int
    colours: bytes


class Seeing(Protocol):
    """What the folder that sees pictures offers."""

    def missing(self) -> tuple[str, ...]:
        """The packages that it lacks; empty where it can see."""
        ...

    def seen(self, raster: Raster, number: int, path: str | None) -> "tuple[Sheet, tuple[Repair, ...]]":
        """What a page says, as a sheet, and what is doubtful on it."""
        ...

    def aligned(self, sheets: "Sequence[Sheet]") -> "list[Sheet]":
        """The sheets with tables that go on laid over each other."""
        ...


def seeing() -> Seeing:
    """The folder that sees pictures."""
    return cast("Seeing", import_module("jiheng.documents.scan"))
