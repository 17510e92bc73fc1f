"""Sheet (工作表): the cells of one sheet as they are shown, where they stand, and which are merged or hidden."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import Factory, define, frozen

from jiheng.documents import refusals
from jiheng.documents.markup import parse, refuse_doctype, refused_syntax
from jiheng.documents.xlsx.number_format import shown_number, shown_text

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELLS = 1_000_000
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
LARGE = 8 * 2**20
"""Sheets above this size are read row by row and forgotten as they go, so that memory holds their texts only."""
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})\Z", re.ASCII)


@frozen
class Look:
    """What a sheet takes from its workbook: shared strings, number formats by style, the calendar."""

    strings: list[str]
    codes: list[str]
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
    """A sheet read: text by (row, column), both from 1; blank cells that the file names are there with an empty text."""

    cells: dict[tuple[int, int], str] = Factory(dict[tuple[int, int], str])
    merges: list[Merge] = Factory(list[Merge])
    hidden_rows: set[int] = Factory(set[int])
    hidden_columns: list[tuple[int, int]] = Factory(list[tuple[int, int]])
    formulas: list[tuple[int, int]] = Factory(list[tuple[int, int]])


def read_sheet(xml: bytes, part: str, look: Look) -> Sheet:
    """The cells of one sheet; raises DamagedDocument for broken XML and HostileDocument for more than MAX_CELLS cells."""
    if len(xml) > LARGE:
        refuse_doctype(xml, part, look.path)
        elements = _streamed(xml, part, look.path)
    else:
        root = parse(xml, part, look.path)
        elements = root.iter(*_wanted(str(root.tag).rpartition("}")[0] + "}"))
    return _fill(elements, part, look)


def _wanted(space: str) -> list[str]:
    return [space + name for name in ("row", "c", "v", "t", "f", "mergeCell", "col")]


def _streamed(xml: bytes, part: str, path: str | None) -> "Iterator[_Element]":
    from lxml import etree

    try:
        steps = etree.iterparse(
            BytesIO(xml), events=("end",), tag=("{*}row", "{*}mergeCell", "{*}col"), resolve_entities=False, no_network=True, load_dtd=False
        )
        for _, element in steps:
            yield from element.iter(*_wanted(str(element.tag).rpartition("}")[0] + "}"))
            element.clear()
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise refused_syntax(error, part, path) from error


def _fill(elements: "Iterator[_Element]", part: str, look: Look) -> Sheet:
    sheet = Sheet()
    cells = sheet.cells
    row = column = 0
    code, kind = "General", None
    spot = (0, 0)
    for element in elements:
        name = str(element.tag).rpartition("}")[2]
        if name == "c":
            row, column = _spot(element.get("r"), row, column + 1)
            spot = (row, column)
            kind = element.get("t")
            code = _code(element.get("s"), look)
            cells[spot] = ""
            if len(cells) > MAX_CELLS:
                raise refusals.TOO_MANY.at(look.path, part=part, limit=MAX_CELLS)
        elif name == "v":
            cells[spot] = _shown(element.text or "", kind, code, look)
        elif name == "t":
            if kind == "inlineStr" and not _is_phonetic(element):
                cells[spot] += plain(element.text or "")
        elif name == "f":
            sheet.formulas.append(spot)
        elif name == "row":
            stated = element.get("r")
            row = int(stated) if stated and stated.isdecimal() and len(stated) < 8 else row + 1
            column = 0
            if element.get("hidden") in {"1", "true"}:
                sheet.hidden_rows.add(row)
        else:
            _geometry(sheet, element, name)
    cells.pop((0, 0), None)
    return sheet


def _geometry(sheet: Sheet, element: "_Element", name: str) -> None:
    if name == "mergeCell":
        first, _, last = (element.get("ref") or "").partition(":")
        top, left = _spot(first, 0, 0)
        bottom, right = _spot(last or first, 0, 0)
        if 0 < top <= bottom and 0 < left <= right:
            sheet.merges.append(Merge(top, left, bottom, right))
    elif element.get("hidden") in {"1", "true"}:
        least, most = element.get("min") or "", element.get("max") or ""
        if least.isdecimal() and most.isdecimal() and len(least + most) < 16:
            sheet.hidden_columns.append((int(least), int(most)))


def _spot(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """`AB12` as (12, 28); where there is no reference or none of this sheet, what the order of the cells gives."""
    match = REFERENCE.match(reference or "")
    if match is None:
        return row, column
    number = 0
    for letter in match[1].upper():
        number = number * 26 + ord(letter) - 64
    below = int(match[2])
    return (below, number) if 0 < below <= MAX_ROW and number <= MAX_COLUMN else (row, column)


def _code(style: str | None, look: Look) -> str:
    if style is None or not style.isdecimal() or len(style) > 6:
        return look.codes[0] if look.codes else "General"
    at = int(style)
    return look.codes[at] if at < len(look.codes) else "General"


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


def _is_phonetic(element: "_Element") -> bool:
    parent = element.getparent()
    return parent is not None and str(parent.tag).endswith("}rPh")
