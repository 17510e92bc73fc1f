"""Inputs that a careless pattern or loop would take minutes for; each must be answered at once."""

import time
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest

from documents.making import cell, packed, table, word, workbook
from jiheng.documents import open_document
from jiheng.errors import HostileDocument, UnreadableDocument

LONG = 200_000
HOSTILE = {
    "processing instructions": b"<??>" * 2000 + b"x",
    "comments": b"<!---->" * 2000 + b"x",
    "comments never closed": b"<!--" * 20_000,
    "tables never closed": b"<table" * 10_000,
    "tables without cells": b"<table>" * 10_000,
    "headers of a mail": b"a:b\n c\n" * 2000 + b"x",
    "blanks in a page": b"<html><p>" + "\u00a0 ".encode() * LONG + "完".encode(),
    "breaks in a page": b"<html>" + b"<br> " * LONG,
    "blanks in a heading": b"# " + b" " * LONG + b"x\n|---|\n",
    "hashes in a heading": b"# " + b"# " * LONG + b"x\n|---|\n",
    "stars": b"|---|\n" + b" **a" * LONG,
    "bars": b"|" * LONG,
    "bars and blanks": b"| " * LONG,
    "rule": b"|-" * LONG + b"x",
    "quotes": b'a\t"' + b'"' * LONG,
    "open quotes": b'a\t"b\n' * 20_000,
    "open quotes at the margin": b'"b\n' * 20_000,
    "tags in a cell": b"a\t" + b"<p " * LONG,
    "entities in a cell": b"a\t" + b"&#1" * LONG,
    "tabs": b"\t" * LONG,
    "latin letters": "é".encode() * LONG,
    "latin lines": "é\n".encode() * 50_000,
    "lone quote in a csv": b'a,b,c\n"' + b"x,y,z\n" * 20_000,
    "cells under one row": b"<table><tr>" + b"<td rowspan=9>x" * 20_000,
    "fields of a form": b"<html>" + b"<option>x" * 5_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_answered_at_once(content: bytes) -> None:
    begin = time.monotonic()
    with suppress(UnreadableDocument):
        open_document(content)
    assert time.monotonic() - begin < 3


def test_one_sheet_under_a_thousand_names_is_read_once() -> None:
    rows = "<sheetData>" + "<row><c><v>1</v></c></row>" * 2000 + "</sheetData>"
    content = workbook(rows)
    archive = ZipFile(BytesIO(content))
    members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    listed = archive.read("xl/workbook.xml")
    sheet = listed[listed.index(b"<sheet ") : listed.index(b"</sheets>")]
    members["xl/workbook.xml"] = listed.replace(sheet, sheet * 1000)
    begin = time.monotonic()
    assert len(open_document(packed(members)).blocks) == 1
    assert time.monotonic() - begin < 2


def test_a_table_of_very_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiheng.documents.docx.table.MAX_CELLS", 100)
    with pytest.raises(HostileDocument, match="单元格"):
        open_document(word(table(*[cell("x")] * 102)))


def test_merged_ranges_over_the_whole_sheet_many_times_are_refused() -> None:
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2000"><c r="CV2000"><v>1</v></c></row>'
    merges = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 200 + "</mergeCells>"
    with pytest.raises(HostileDocument):
        open_document(workbook(f"<sheetData>{corners}</sheetData>{merges}"))


def test_a_separated_text_of_more_columns_than_a_sheet_is_refused() -> None:
    line = "一级指标,三级指标,指标值" + ",甲" * 20_000 + "\n"
    with pytest.raises(HostileDocument, match="16,384 列"):
        open_document((line * 3).encode(), path="a.csv")
