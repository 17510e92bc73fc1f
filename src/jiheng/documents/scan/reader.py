"""Reader of pictures (扫描件读取): each page brought upright and seen, then laid into blocks as the sheets of a PDF are.

Nothing is fetched: the models lie in a wheel of the extra `scan`, without which a picture is refused with the name of what is missing.
"""

from jiheng.documents import refusals
from jiheng.documents.document import Document
from jiheng.documents.pdf.blocks import blocks_of
from jiheng.documents.pdf.placing import Doubt, placed
from jiheng.documents.pdf.sheet import Sheet
from jiheng.documents.pictures import Raster
from jiheng.documents.scan.aligning import aligned
from jiheng.documents.scan.engine import arrays, missing
from jiheng.documents.scan.page import Page, page_of
from jiheng.documents.scan.pictures import is_picture, pages_in, pages_of
from jiheng.documents.scan.seals import without_seals
from jiheng.documents.source import Source

RANK = 95


def recognises(source: Source) -> bool:
    """A picture by its first bytes."""
    return is_picture(source.content[:16])


def read(source: Source) -> Document:
    """Paragraphs and grids in order, page by page.

    Raises UnreadableDocument (no text on any page, or the extra is not installed), DamagedDocument and HostileDocument. What the reader
    can't be sure of is a repair: a sign told by its shape, a figure read two ways.
    """
    lacking = missing()
    if lacking:
        raise refusals.NO_SCAN_EXTRA.at(source.path, missing="、".join(lacking), missing_en=", ".join(lacking))
    pages: list[Page] = []
    for number, gray in enumerate(pages_of(source, pages_in), 1):
        pages.append(page_of(gray, number, source.path))
    if not any(page.sheet.pieces for page in pages):
        raise refusals.NOTHING_SEEN.at(source.path)
    blocks, joins = blocks_of(aligned([page.sheet for page in pages]), source.path)
    return Document(source.path, "scan", tuple(blocks), (*placed((doubt for page in pages for doubt in page.doubts), blocks), *joins))


def seen(raster: Raster, number: int, path: str | None) -> tuple[Sheet, tuple[Doubt, ...]]:
    """What a page of another format says that is a picture."""
    np = arrays()
    colours = np.frombuffer(raster.colours, np.uint8).reshape(raster.high, raster.wide, 3)
    page = page_of(without_seals(colours), number, path)
    return page.sheet, page.doubts
