"""Sheet (工作表): the cells of one sheet as they are shown, where they stand, and which are merged or hidden."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import Factory, define, frozen

from jiheng.documents import refusals
from jiheng.documents.markup import parse, refuse_doctype, refused_syntax, remove
from jiheng.documents.xlsx.number_format import shown_number, shown_text

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

MAX_CELLS = 1_000_000
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
LARGE = 8 * 2**20
"""Sheets above this size are read row by row and forgotten as they go, so that memory holds their texts only."""
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
RAISED = {"2": "²", "3": "³"}
TRUE = {"1", "true"}
NAMES = ("row", "c", "v", "t", "f", "mergeCell", "col")


@frozen
class Look:
    """What a sheet takes from its workbook: shared strings, number formats by style, the calendar."""

    strings: list[str]
    codes: dict[str | None, str]
    since_1904: bool
    path: str | None


@frozen
class Merge:
    """A merged range, its corners included."""

    top: int
    left: int
    bottom: int
    right: int


@define
class Sheet:
    """A sheet read: text by (row, column), both from 1; blank cells that the file names are there with an empty text.

    `row` is the row that was read last.
    """

    cells: dict[tuple[int, int], str] = Factory(dict[tuple[int, int], str])
    merges: list[Merge] = Factory(list[Merge])
    hidden_rows: set[int] = Factory(set[int])
    hidden_columns: list[tuple[int, int]] = Factory(list[tuple[int, int]])
    formulas: list[tuple[int, int]] = Factory(list[tuple[int, int]])
    row: int = 0


def read_sheet(xml: bytes, part: str, look: Look) -> Sheet:
    """The cells of one sheet; raises DamagedDocument for broken XML and HostileDocument for more than MAX_CELLS cells."""
    sheet = Sheet()
    if len(xml) > LARGE:
        refuse_doctype(xml, part, look.path)
        for element in _streamed(xml, part, look.path):
            _fill(sheet, element, part, look)
    else:
        _fill(sheet, parse(xml, part, look.path), part, look)
    sheet.cells.pop((0, 0), None)
    return sheet


def _streamed(xml: bytes, part: str, path: str | None) -> "Iterator[Element]":
    from lxml import etree

    wanted = ("{*}row", "{*}mergeCell", "{*}col")
    try:
        steps = etree.iterparse(BytesIO(xml), events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False)
        for _, element in steps:
            yield element
            element.clear()
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise refused_syntax(error, part, path) from error


def _fill(sheet: Sheet, root: "Element", part: str, look: Look) -> None:
    """Add what stands under `root`: a whole sheet, or one row of a sheet that is read row by row."""
    space = str(root.tag).rpartition("}")[0] + "}"
    is_row, is_cell, is_value, is_text, is_formula, *_ = wanted = [space + name for name in NAMES]
    make_plain(root, space)
    cells, codes = sheet.cells, look.codes
    spot = (sheet.row, 0)
    cell = root
    for element in root.iter(*wanted):
        tag = element.tag
        if tag == is_cell:
            cell = element
            spot = spot_of(cell.get("r"), spot[0], spot[1] + 1)
            cells[spot] = ""
        elif tag == is_text:
            if cell.get("t") == "inlineStr":
                cells[spot] += plain(element.text or "")
        elif tag == is_value:
            cells[spot] = _shown(element.text or "", cell.get("t"), codes.get(cell.get("s"), "General"), look)
        elif tag == is_row:
            _begin_row(sheet, element)
            spot = (sheet.row, 0)
            if len(cells) > MAX_CELLS:
                raise refusals.TOO_MANY.at(look.path, part=part, limit=MAX_CELLS)
        elif tag == is_formula:
            sheet.formulas.append(spot)
        else:
            _geometry(sheet, element, str(tag).rpartition("}")[2])


def make_plain(root: "Element", space: str) -> None:
    """Take out phonetic guides, and write a raised 2 or 3 as the sign of a square or a cube: m² and not m2."""
    for guide in list(root.iter(space + "rPh")):
        remove(guide)
    for mark in root.iter(space + "vertAlign"):
        run = next(mark.iterancestors(space + "r"), None)
        if run is not None and mark.get("val") == "superscript":
            for text in run.iter(space + "t"):
                text.text = RAISED.get(text.text or "", text.text)


def _begin_row(sheet: Sheet, element: "Element") -> None:
    stated = element.get("r")
    sheet.row = int(stated) if stated and stated.isdecimal() and len(stated) < 8 else sheet.row + 1
    if element.get("hidden") in TRUE:
        sheet.hidden_rows.add(sheet.row)


def _geometry(sheet: Sheet, element: "Element", name: str) -> None:
    if name == "mergeCell":
        first, _, last = (element.get("ref") or "").partition(":")
        top, left = spot_of(first, 0, 0)
        bottom, right = spot_of(last or first, 0, 0)
        if 0 < top <= bottom and 0 < left <= right:
            sheet.merges.append(Merge(top, left, bottom, right))
    elif element.get("hidden") in TRUE:
        least, most = element.get("min") or "", element.get("max") or ""
        if least.isdecimal() and most.isdecimal() and len(least + most) < 16:
            sheet.hidden_columns.append((int(least), int(most)))


def spot_of(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """The row and column of a cell: `AB12` is (12, 28); where there is no reference or none of this sheet, what the order of the cells gives."""
    return (reference and _stated(reference)) or (row, column)


@lru_cache(maxsize=2**15)
def _stated(reference: str) -> tuple[int, int] | None:
    """The row and column that a reference names, None for what is no cell of a sheet."""
    letters = reference.rstrip("0123456789")
    number, below = _column(letters), reference[len(letters) :]
    if number and below and len(below) < 8 and 0 < (stated := int(below)) <= MAX_ROW:
        return stated, number
    return None


def _column(letters: str) -> int:
    """`AB` as 28; 0 for what is no column of a sheet."""
    number = 0
    for letter in letters.replace("$", "").upper():
        number = number * 26 + ord(letter) - 64
    return number if letters.replace("$", "").isalpha() and letters.isascii() and len(letters) < 6 and number <= MAX_COLUMN else 0


def _shown(stored: str, kind: str | None, code: str, look: Look) -> str:
    if kind == "s":
        at = int(stored) if stored.isdecimal() and len(stored) < 9 else -1
        return shown_text(look.strings[at], code) if 0 <= at < len(look.strings) else ""
    if kind is None or kind == "n":
        return shown_number(stored, code, since_1904=look.since_1904)
    if kind == "b":
        return "TRUE" if stored == "1" else "FALSE"
    return shown_text(plain(stored), code) if kind == "str" else stored


def plain(text: str) -> str:
    """A stored string as shown: `_x000D_` and its like are the control characters that XML can't hold."""
    if "_x" in text:
        text = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
