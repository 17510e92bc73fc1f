"""Reader of PDF files (PDF 读取): each page's tables by their ruling lines, the text around them by its baselines.

Nothing in the file is run and nothing fetched. A page without text that can be read is drawn and seen like a scan, where that is installed.
"""

import re
from collections.abc import Iterator, Sequence

from jiheng.documents import refusals
from jiheng.documents.document import Document
from jiheng.documents.pdf.blocks import blocks_of
from jiheng.documents.pdf.handles import opened, pages_of
from jiheng.documents.pdf.pictured import looked_at
from jiheng.documents.pdf.placing import placed
from jiheng.documents.pdf.sheet import Sheet, taken_apart
from jiheng.documents.source import Source
from jiheng.model.place import Place
from jiheng.model.repair import Repair

RANK = 90
HEAD = re.compile(rb"%PDF-\d\.\d")
MAX_HEAD = 1024
"""A PDF may begin after as much of something else."""
MAX_GLYPHS = 5_000_000


def recognises(source: Source) -> bool:
    """A PDF by its first bytes, which other bytes may stand before where it is whole."""
    head = source.content[:MAX_HEAD]
    found = HEAD.search(head)
    return found is not None and (not head[: found.start()].strip() or b" obj" in source.content[: MAX_HEAD * 64])


def read(source: Source) -> Document:
    """Paragraphs and grids in order, page by page.

    Raises EncryptedDocument, DamagedDocument, HostileDocument (too many pages, too much text) and, where no page has text,
    UnreadableDocument. A page that was seen like a scan, and one that can't be or can't be read beside others that can is a repair.
    """
    sheets: list[Sheet] = []
    repairs: list[Repair] = []
    glyphs = 0
    with opened(source.content, source.path) as document:
        for page in pages_of(document):
            if isinstance(page, int):
                repairs.append(Repair(Place(source.path, page=page), "page-damaged", f"第 {page} 页", "", doubtful=True))
                continue
            sheet = taken_apart(page)
            glyphs += sheet.glyphs
            if glyphs > MAX_GLYPHS:
                raise refusals.TOO_LARGE_TEXT.at(source.path, page=page.number, limit=MAX_GLYPHS)
            sheets.append(sheet)
        sheets, seen = looked_at(document, sheets, source.path)
    if not any(sheet.pieces for sheet in sheets):
        raise _without_text(sheets, source.path)
    blocks, joins = blocks_of(sheets, source.path)
    repairs += [*placed(seen, blocks), *(repair for sheet in sheets for repair in _told(sheet, source.path))]
    return Document(source.path, "pdf", tuple(blocks), (*repairs, *joins))


def _without_text(sheets: Sequence[Sheet], path: str | None) -> Exception:
    pictured = [str(sheet.number) for sheet in sheets if sheet.pictured]
    if not pictured:
        return (refusals.BLANK_PDF if sheets else refusals.BROKEN_PDF).at(path)
    shown = "、".join(pictured[:8]) + ("…" if len(pictured) > 8 else "")
    return refusals.NO_TEXT.at(path, pages=shown, pages_en=shown.replace("、", ", "))


def _told(sheet: Sheet, path: str | None) -> Iterator[Repair]:
    """What the reader left out of a page."""
    place = Place(path, page=sheet.number)
    if sheet.pictured:
        yield Repair(place, "page-pictured", f"第 {sheet.number} 页", "", doubtful=True)
    if sheet.slanted:
        yield Repair(place, "watermark", sheet.slanted[:60], "")
    if sheet.overfull:
        yield Repair(place, "page-drawing", f"第 {sheet.number} 页", "", doubtful=True)
