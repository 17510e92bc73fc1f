"""Cells of a workbook (Excel 单元格): the sheet and the elements behind the places that the reader gives."""

from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.archive import Archive
from jiheng.documents.source import Source
from jiheng.documents.tags import Part
from jiheng.documents.xlsx.reader import WORKBOOK, opened_book, workbook_of
from jiheng.documents.xlsx.sheet import Look, Sheet, spot_of
from jiheng.model.place import Place

if TYPE_CHECKING:
    from jiheng.documents.markup import Element


@frozen(eq=False)
class Book:
    """A workbook: its part, what its sheets take from it, and the part of each visible sheet by name."""

    archive: Archive
    workbook: str
    look: Look
    sheets: dict[str | None, str]


def book_of(source: Source) -> Book:
    """The visible sheets of a workbook by name. Raises an UnreadableDocument."""
    if source.archive is None:
        raise refusals.PART_MISSING.at(source.path, part=WORKBOOK)
    look, sheets = opened_book(source.archive)
    return Book(source.archive, workbook_of(source.archive), look, {each.name: each.part for each in sheets if not each.hidden})


def space_of(part: Part) -> str:
    """The namespace of a part's root."""
    return str(part.root.tag).rpartition("}")[0].lstrip("{")


def cells_of(part: Part) -> "dict[tuple[int, int], Element]":
    """The element of each cell that a sheet names, by row and column, numbered as the reader does where the file does not say."""
    space = "{" + space_of(part) + "}"
    found: dict[tuple[int, int], Element] = {}
    row, spot = 0, (0, 0)
    for element in part.root.iter(f"{space}row", f"{space}c"):
        if element.tag == f"{space}row":
            stated = element.get("r")
            row = int(stated) if stated and stated.isdecimal() and len(stated) < 8 else row + 1
            spot = (row, 0)
        else:
            spot = spot_of(element.get("r"), spot[0], spot[1] + 1)
            found[spot] = element
    return found


def corner_of(sheet: Sheet, place: Place) -> tuple[int, int]:
    """The cell that holds the text of a place: itself, or the corner of the merged range around it."""
    spot = (place.row or 1, place.column or 1)
    for merge in sheet.merges:
        if merge.top <= spot[0] <= merge.bottom and merge.left <= spot[1] <= merge.right:
            return merge.top, merge.left
    return spot


def reference(row: int, column: int) -> str:
    """`(12, 28)` as `AB12`."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"
