"""Replacements in Excel (Excel 改写): a text in one cell; a number stays a number where its format can show the new text."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from jiheng.documents.escaping import escaped
from jiheng.documents.marking import Replacement, not_there
from jiheng.documents.parts import Package, part_of
from jiheng.documents.repacking import repacked
from jiheng.documents.source import Source
from jiheng.documents.standing import replaced_in
from jiheng.documents.tags import Edit, Part, spliced
from jiheng.documents.xlsx.cells import Book, book_of, cells_of, corner_of
from jiheng.documents.xlsx.number_format import shown_number
from jiheng.documents.xlsx.sheet import read_sheet
from jiheng.model.decimals import plain

if TYPE_CHECKING:
    from jiheng.documents.markup import Element


def replace(source: Source, replacements: Sequence[Replacement]) -> bytes:
    """The workbook with the texts replaced; only their sheets change. Raises TextNotThere and an UnreadableDocument."""
    book = book_of(source)
    package = Package(book.archive)
    by_sheet: dict[str, list[Replacement]] = {}
    for replacement in replacements:
        sheet = book.sheets.get(replacement.place.sheet)
        if sheet is None:
            raise not_there(replacement, "工作簿中没有这个工作表", "the workbook has no such sheet")
        by_sheet.setdefault(sheet, []).append(replacement)
    for sheet, group in by_sheet.items():
        part = part_of(package, sheet)
        package.changed[sheet] = spliced(part.xml, _edits(part, sheet, book, group))
    return repacked(package.archive, source.content, package.changed)


def _edits(part: Part, sheet: str, book: Book, replacements: Sequence[Replacement]) -> list[Edit]:
    shown = read_sheet(part.xml, sheet, book.look)
    cells = cells_of(part)
    edits: dict[tuple[int, int], Edit] = {}
    for replacement in replacements:
        spot = corner_of(shown, replacement.place)
        cell = cells.get(spot)
        if cell is None:
            raise not_there(replacement, "工作表中没有这个单元格", "the sheet has no such cell")
        if cell.find("{*}f") is not None:
            raise not_there(replacement, "单元格由公式算出", "the cell is computed by a formula")
        if spot in edits:
            raise not_there(replacement, "同一处已有另一处修改", "the same cell is replaced already")
        text = shown.cells.get(spot, "")
        after = (
            replacement.after
            if not text.strip() and not replacement.before.strip()
            else replaced_in(text, replacement.before, replacement.after)
        )
        if after is None:
            raise not_there(replacement, f"单元格写的是“{text}”", f"the cell says “{text}”")
        span = part.spans[cell]
        edits[spot] = Edit(span.start, span.after, _cell(part, cell, after, book.look.codes.get(cell.get("s"), "General")))
    return list(edits.values())


def _cell(part: Part, cell: "Element", text: str, code: str) -> bytes:
    """The cell with another content; its place and style stay."""
    p = f"{part.root.prefix}:" if part.root.prefix else ""
    kept = "".join(f' {key}="{escaped(str(value))}"' for key, value in cell.attrib.items() if key in {"r", "s"})
    number = _number(text, code) if cell.get("t") in {None, "n"} and cell.find("{*}v") is not None else None
    if number is not None:
        return f"<{p}c{kept}><{p}v>{number}</{p}v></{p}c>".encode()
    inline = f'<{p}is><{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}is>'
    return f'<{p}c{kept} t="inlineStr">{inline}</{p}c>'.encode()


def _number(text: str, code: str) -> str | None:
    """The number that the format shows as this text; None where it shows none so."""
    bare = text.replace(",", "").strip()
    for digits, factor in ((bare, Decimal(1)), (bare.removesuffix("%"), Decimal("0.01"))):
        try:
            stored = format(plain(Decimal(digits) * factor), "f")
        except InvalidOperation:
            continue
        if shown_number(stored, code) == text:
            return stored
    return None
