"""Showing (页面图): pages of a PDF drawn for a person who looks at what was read from them."""

from collections.abc import Iterator, Mapping

from jiheng.documents.pdf.handles import opened
from jiheng.documents.pdf.raster import Sharpness, raster_of
from jiheng.documents.pictures import PagePicture, packed
from jiheng.documents.source import Source

SCREEN = Sharpness(dpi=130, least=1000, most=2200)
"""Small type can be read at the width of a screen, and a page takes some 100 kB."""


def shown(source: Source, wanted: Mapping[int, int]) -> Iterator[PagePicture]:
    """The pages asked for, each turned clockwise by so many quarters; one that can't be drawn is passed over."""
    with opened(source.content, source.path) as document:
        for number, turned in wanted.items():
            raster = raster_of(document, number, SCREEN, turned)
            if raster is not None:
                yield packed(raster, number, turned)
