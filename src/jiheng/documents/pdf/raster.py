"""Rasters (点阵): a page of a PDF drawn as points, for the eyes of a person or of the recogniser."""

from attrs import frozen

from jiheng.documents.pdf.handles import Handle, library
from jiheng.documents.pictures import Raster


@frozen
class Sharpness:
    """Points to the inch, and the points of the longer side at least and at most, whatever size the page says that it has."""

    dpi: int
    least: int
    most: int


def raster_of(document: Handle, number: int, sharpness: Sharpness, turned: int = 0) -> Raster | None:
    """A page as points, turned clockwise by so many quarters; None where it can't be drawn."""
    pdfium = library()
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        longer = max(width, height, 1)
        scale = min(max(sharpness.dpi / 72, sharpness.least / longer), sharpness.most / longer)
        wide, high = max(int(width * scale), 1), max(int(height * scale), 1)
        return _raster(page, *((high, wide) if turned % 2 else (wide, high)), turned)
    finally:
        pdfium.FPDF_ClosePage(page)


def _raster(page: Handle, wide: int, high: int, turned: int) -> Raster | None:
    from ctypes import string_at

    pdfium = library()
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, turned, pdfium.FPDF_REVERSE_BYTE_ORDER)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        points = string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    rows = [points[row * stride : row * stride + 3 * wide] for row in range(high)]
    return Raster(wide, high, b"".join(rows))
