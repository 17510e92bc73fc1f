"""The page of contents before many tables in one file: what it leads to, and that it is no table."""

import re
import zipfile
from io import BytesIO

import pytest
from attrs import evolve
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

import jiheng
from writing.tables import tables

TABLES = tuple(
    evolve(table, project=f"渠道清淤工程之{name}", code=None) for table, name in zip(tables("local", 3, 4), "甲乙丙", strict=True)
)
NAMES = [f"渠道清淤工程之{name}" for name in "甲乙丙"]


def made(ending: str, *, number: int = 3) -> bytes:
    return jiheng.write(*TABLES[:number], ending=ending, contents=True).content


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".pdf", ".html"])
def test_what_has_contents_reads_back_as_the_same_tables(ending: str) -> None:
    again = jiheng.read(made(ending)).declarations
    assert [table.project for table in again] == NAMES
    assert [len(table.indicators) for table in again] == [len(table.indicators) for table in TABLES]
    assert made(ending) == made(ending)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".pdf", ".html"])
def test_one_table_has_no_contents(ending: str) -> None:
    assert made(ending, number=1) == jiheng.write(TABLES[0], ending=ending).content


def test_the_pdf_says_the_page_on_which_each_table_begins() -> None:
    pdf = PdfDocument(made(".pdf"))
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    for name in NAMES:
        found = re.search(rf"{name}\.*(\d)", pages[0])
        assert found is not None
        assert name in pages[int(found[1]) - 1]


def test_the_word_file_has_a_field_whose_entries_lead_to_bookmarks() -> None:
    xml = zipfile.ZipFile(BytesIO(made(".docx"))).read("word/document.xml").decode()
    assert r"TOC \f \h \z" in xml
    anchors = re.findall(r'w:anchor="(\w+)"', xml)
    assert anchors == re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml)
    assert len(anchors) == 3
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')


def test_the_workbook_has_a_first_sheet_that_leads_to_the_others() -> None:
    book = load_workbook(BytesIO(made(".xlsx")))
    assert book.sheetnames == ["目录", *NAMES]
    links = [cell.hyperlink.location for row in book["目录"].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in NAMES]


def test_the_page_has_anchors() -> None:
    page = made(".html").decode()
    assert all(f'href="#form-{number}"' in page and f'id="form-{number}"' in page for number in (1, 2, 3))
