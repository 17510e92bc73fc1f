"""Pictured pages (图片页): pages of a PDF without text that can be read, drawn and handed to the folder that sees pictures."""

from collections.abc import Sequence

from jiheng.documents.pdf.handles import Handle, library
from jiheng.documents.pdf.sheet import Sheet
from jiheng.documents.pictures import Raster, seeing
from jiheng.model.place import Place
from jiheng.model.repair import Repair

SHARP = 220
"""Points to the inch at which a page is drawn: its text is some 30 high, which is what the recogniser wants."""
LEAST, MOST = 1400, 4000
"""Points of the longer side at least and at most, whatever size the page says that it has."""


def looked_at(document: Handle, sheets: Sequence[Sheet], path: str | None) -> tuple[list[Sheet], list[Repair]]:
    """The sheets, those that are pictures seen, and what is doubtful there; as they are where nothing can see."""
    if not any(sheet.pictured for sheet in sheets) or seeing().missing():
        return list(sheets), []
    out: list[Sheet] = []
    repairs: list[Repair] = []
    for sheet in sheets:
        raster = _drawn(document, sheet.number) if sheet.pictured else None
        if raster is None:
            out.append(sheet)
            continue
        found, doubts = seeing().seen(raster, sheet.number, path)
        out.append(found)
        if found.pieces:
            repairs += [Repair(Place(path, page=sheet.number), "page-seen", f"第 {sheet.number} 页", ""), *doubts]
    return seeing().aligned(out), repairs


def _drawn(document: Handle, number: int) -> Raster | None:
    """A page as points; None where it can't be drawn."""
    from ctypes import string_at

    pdfium = library()
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        longer = max(width, height, 1)
        scale = min(max(SHARP / 72, LEAST / longer), MOST / longer)
        wide, high = max(int(width * scale), 1), max(int(height * scale), 1)
        bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_BGR, None, 0)
        if not bitmap:
            return None
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, pdfium.FPDF_REVERSE_BYTE_ORDER)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            points = string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        pdfium.FPDF_ClosePage(page)
    rows = [points[row * stride : row * stride + 3 * wide] for row in range(high)]
    return Raster(wide, high, b"".join(rows))
