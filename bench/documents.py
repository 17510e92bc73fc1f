"""Word, Excel and PDF to declarations and findings, against what merely unpacks the same bytes, and against other readers."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from xml.parsers import expat

import forms
from timing import least, table

from jiheng.doors import check, read
from jiheng.sources import Call

BODY = ("word/document.xml",)
SHEETS = ("xl/worksheets/", "xl/sharedStrings.xml")


def limit(content: bytes, parts: tuple[str, ...]) -> Callable[[], None]:
    """Unzip and expat, without handlers, over the parts of an archive."""

    def run() -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.startswith(parts):
                    expat.ParserCreate().Parse(archive.read(name), True)

    return run


def report() -> str:
    """All tables."""
    Call()
    return _word(dressed=True) + _word(dressed=False) + _excel() + _pdf()


def _word(*, dressed: bool) -> str:
    content = forms.word(dressed=dressed)
    tables = read(content)
    contestants = {
        "limit: unzip + expat": limit(content, BODY),
        "jiheng: declarations": lambda: read(content),
        "jiheng: findings": lambda: check(content),
        "jiheng: review alone": lambda: check(tables),
        "python-docx, opening only": lambda: _python_docx(content, cells=False),
        "python-docx, table._cells": lambda: _python_docx(content, cells=True),
        "docx2python": lambda: _docx2python(content),
        "markitdown": lambda: _markitdown(content),
    }
    took = least(contestants)
    wanted = {"jiheng: declarations": "≤ 10 ×; python-docx ≥ 5 × slower", "jiheng: findings": "≤ 25 ×"}
    kind = "borders and fonts on every cell" if dressed else "bare cells"
    return _section(f"Word: six tables, {kind}, {len(content) // 1024} KB", took, wanted)


def _excel() -> str:
    content = forms.excel()
    contestants = {
        "limit: unzip + expat": limit(content, SHEETS),
        "jiheng: declarations": lambda: read(content),
        "openpyxl, values and merges": lambda: _openpyxl(content),
    }
    return _section(
        f"Excel: six tables, {len(content) // 1024} KB", least(contestants), {"jiheng: declarations": "≤ 15 ×; openpyxl ≥ 8 × slower"}
    )


def _pdf() -> str:
    content = forms.pdf()
    contestants = {
        "limit: pypdfium2, characters with boxes": lambda: _pypdfium2(content),
        "jiheng: declarations": lambda: read(content),
        "jiheng: findings": lambda: check(content),
    }
    if find_spec("pdfplumber") is not None:
        contestants["pdfplumber, find_tables"] = lambda: _pdfplumber(content)
    title = f"PDF: six ruled tables, {len(content) // 1024} KB" + ("" if len(contestants) > 3 else " (pdfplumber is not installed)")
    return _section(title, least(contestants), {"jiheng: declarations": "≤ 5 ×; pdfplumber ≥ 10 × slower"})


def _section(title: str, took: dict[str, float], wanted: dict[str, str]) -> str:
    bottom, ours = next(iter(took.values())), took["jiheng: declarations"]
    rows = [
        (name, f"{seconds * 1000:.2f} ms", f"{seconds / bottom:.1f} ×", f"{seconds / ours:.2f} ×", wanted.get(name, ""))
        for name, seconds in took.items()
    ]
    return f"\n## {title}\n\n" + table(("reader", "time", "× limit", "× our declarations", "wanted"), rows)


def _python_docx(content: bytes, *, cells: bool) -> None:
    from docx import Document

    for each in Document(io.BytesIO(content)).tables if cells else ():
        for cell in each._cells:  # noqa: SLF001 - the fastest way that python-docx has to all cells
            _ = cell.text
    if not cells:
        Document(io.BytesIO(content))


def _docx2python(content: bytes) -> None:
    from docx2python import docx2python

    with docx2python(io.BytesIO(content)) as document:
        _ = document.body


def _markitdown(content: bytes) -> None:
    from markitdown import MarkItDown

    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        Path(file.name).write_bytes(content)
        MarkItDown().convert(file.name)


def _openpyxl(content: bytes) -> None:
    from openpyxl import load_workbook

    for sheet in load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                _ = (cell.value, cell.number_format)
        _ = sheet.merged_cells.ranges


def _pypdfium2(content: bytes) -> None:
    from pypdfium2 import PdfDocument

    with PdfDocument(content) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            for number in range(text.count_chars()):
                text.get_charbox(number)


def _pdfplumber(content: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            for each in page.find_tables():
                each.extract()


if __name__ == "__main__":
    print(report())
