"""Layered pages (双层 PDF): a picture of a page with a layer of recognised text that nobody sees, under it or drawn without ink.

Scanners and their programs make them. The layer has the text without the cells, and as well as their recogniser knew it.
"""

from ctypes import byref, c_float

from jiheng.documents.pdf.handles import Handle, library
from jiheng.documents.pdf.sheet import Sheet

COVERED = 0.6
"""The share of the page that pictures cover."""
HIDDEN = 0.8
"""The share of its texts that are hidden."""
MOST_OBJECTS = 20_000
TEXT, IMAGE = 1, 3
"""PDFium's numbers for the kinds of objects."""
INVISIBLE = 3
"""PDF's number for text that is drawn without ink."""
WHOLE = 0.6
"""The share of the layer's signs that must be seen on the picture for it to be read in its place."""


def is_layered(document: Handle, number: int) -> bool:
    """Whether a page is a picture with hidden text; texts on forms within the page are not asked."""
    pdfium = library()
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return False
    try:
        count = pdfium.FPDFPage_CountObjects(page)
        if count > MOST_OBJECTS:
            return False
        return _is_layered(page, [pdfium.FPDFPage_GetObject(page, at) for at in range(count)])
    finally:
        pdfium.FPDF_ClosePage(page)


def _is_layered(page: Handle, items: list[Handle]) -> bool:
    pdfium = library()
    kinds = [pdfium.FPDFPageObj_GetType(item) for item in items]
    pictures = [item for item, kind in zip(items, kinds, strict=True) if kind == IMAGE]
    area = float(pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page))
    if sum(map(_area, pictures)) < COVERED * area:
        return False
    last = max(number for number, kind in enumerate(kinds) if kind == IMAGE)
    texts = [number for number, kind in enumerate(kinds) if kind == TEXT]
    hidden = [number for number in texts if number < last or pdfium.FPDFTextObj_GetTextRenderMode(items[number]) == INVISIBLE]
    return bool(texts) and len(hidden) >= HIDDEN * len(texts)


def _area(item: Handle) -> float:
    sides = [c_float() for _ in range(4)]
    library().FPDFPageObj_GetBounds(item, *map(byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return (right - left) * (top - bottom)


def better(layer: Sheet, found: Sheet) -> Sheet:
    """The sheet to be read: what was seen, unless it has far fewer signs than the layer."""
    return found if found.pieces and found.glyphs >= WHOLE * layer.glyphs else layer
