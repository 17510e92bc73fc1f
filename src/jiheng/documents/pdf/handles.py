"""Handles (句柄): PDFium's documents and pages, opened with a sentence for what fails and closed whatever happens."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, TypeAlias

from attrs import frozen

from jiheng.documents import refusals

Handle: TypeAlias = Any
"""A pointer that PDFium handed out: a document, a page, its text, an object on it."""

MAX_PAGES = 3000
"""Pages of one file: a county's whole budget for publication has some hundreds."""
PASSWORD, SECURITY = 4, 5
"""What PDFium says of a file that it can't open without a password."""
ONE_AT_A_TIME = RLock()
"""PDFium is not made for threads."""


@frozen(eq=False)
class Page:
    """An open page with its layer of text; `number` counts from 1."""

    number: int
    page: Handle
    text: Handle


def library() -> Any:
    """PDFium's own functions; the first call takes some 40 ms."""
    import pypdfium2.raw as pdfium

    return pdfium


@contextmanager
def opened(content: bytes, path: str | None) -> Generator[Handle]:
    """The document; nothing in it is run and nothing fetched.

    Raises EncryptedDocument, DamagedDocument (no document, no pages) and HostileDocument (too many pages).
    """
    pdfium = library()
    with ONE_AT_A_TIME:
        document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        if not document:
            locked = pdfium.FPDF_GetLastError() in (PASSWORD, SECURITY)
            raise refusals.ENCRYPTED.at(path) if locked else refusals.BROKEN_PDF.at(path)
        try:
            pages = pdfium.FPDF_GetPageCount(document)
            if pages > MAX_PAGES:
                raise refusals.TOO_MANY_PAGES.at(path, pages=pages, limit=MAX_PAGES)
            if pages < 1:
                raise refusals.BROKEN_PDF.at(path)
            yield document
        finally:
            pdfium.FPDF_CloseDocument(document)


def pages_of(document: Handle) -> Iterator[Page | int]:
    """Each page in order, closed when the next is asked for; a page that can't be loaded comes as its number."""
    pdfium = library()
    for number in range(1, pdfium.FPDF_GetPageCount(document) + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            yield number
            continue
        try:
            text = pdfium.FPDFText_LoadPage(page)
            if not text:
                yield number
                continue
            try:
                yield Page(number, page, text)
            finally:
                pdfium.FPDFText_ClosePage(text)
        finally:
            pdfium.FPDF_ClosePage(page)
