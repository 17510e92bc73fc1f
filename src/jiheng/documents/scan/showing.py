"""Showing (页面图): pages of a picture file in their own colours, as large as a screen needs."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from jiheng.documents.pictures import PagePicture
from jiheng.documents.scan.pictures import images_in, pages_of
from jiheng.documents.source import Source

LONGEST, QUALITY = 1800, 60
"""Pixels of the longer side, and the quality of JPEG: a page takes some 200 kB."""


def shown(source: Source, wanted: Mapping[int, int]) -> Iterator[PagePicture]:
    """The pages asked for, each turned clockwise by so many quarters."""
    for number, image in enumerate(pages_of(source, images_in), 1):
        turned = wanted.get(number)
        if turned is None:
            continue
        image.thumbnail((LONGEST, LONGEST))
        seen = image.rotate(-90 * turned, expand=True) if turned else image
        out = BytesIO()
        seen.save(out, "JPEG", quality=QUALITY)
        yield PagePicture(number, "image/jpeg", out.getvalue(), seen.width, seen.height, turned)
