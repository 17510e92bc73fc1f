"""Scanned PDF files with a layer of hidden text, and files of which some pages are pictures: what is read, and how that is told."""

import ctypes
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from documents import test_scan as scan
from documents.making import grids
from jiheng.documents import Document, open_document
from jiheng.documents.scan import engine

HIDDEN = raw.FPDF_TEXTRENDERMODE_INVISIBLE


def layered(*texts: str, mode: int = HIDDEN, pages: int = 1) -> bytes:
    """A scanned PDF, texts drawn over its last page in a mode of their own."""
    image = scan.picture()
    content = scan.saved(image, "PDF", save_all=True, append_images=[image] * (pages - 1), resolution=150)
    document = pdfium.PdfDocument(content)
    page = document[pages - 1]
    for number, text in enumerate(texts):
        item = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", ctypes.c_float(10))
        encoded = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
        raw.FPDFText_SetText(item, ctypes.cast(encoded, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFTextObj_SetTextRenderMode(item, mode)
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, 20, 200 - 14 * number)
        raw.FPDFPage_InsertObject(page.raw, item)
    page.gen_content()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def kinds(document: Document) -> set[str]:
    return {repair.kind for repair in document.repairs}


def test_a_picture_is_read_in_place_of_its_hidden_layer() -> None:
    document = open_document(layered("garbled layer", ">35 km"))
    assert scan.texts(grids(document)[0]) == scan.WANTED
    assert "page-seen" in kinds(document)


def test_a_layer_that_says_far_more_than_is_seen_is_read_and_told() -> None:
    document = open_document(layered(*(f"line {number} of a long layer of text" for number in range(12))))
    assert not grids(document)
    assert kinds(document) == {"layer-read"}
    assert all(repair.doubtful for repair in document.repairs)


def test_text_that_is_seen_is_read_whatever_picture_lies_under_it() -> None:
    assert not kinds(open_document(layered("a heading in ink", mode=raw.FPDF_TEXTRENDERMODE_FILL))) & {"page-seen", "layer-read"}


def test_without_the_extra_the_layer_is_read_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PACKAGES", ("cv2", "not_installed_at_all"))
    assert kinds(open_document(layered("a layer of text"))) == {"layer-read"}


def test_pages_that_are_pictures_are_seen_beside_pages_with_text() -> None:
    document = open_document(layered("a page of text", mode=raw.FPDF_TEXTRENDERMODE_FILL, pages=2))
    assert [grid.place.page for grid in grids(document)] == [1]
    assert [repair.place.page for repair in document.repairs if repair.place] == [1]
