"""Drawing of workbooks (Excel 成文): a sheet a form, merged cells, labels locked, lists to choose from, pages that print well."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, Any

from attrs import define, field

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.documents.fitting import LONGEST_CELL
from jiheng.documents.sections import named_after, sections
from jiheng.documents.shape import PAGE, TITLES, TYPE, Line, Role, Shape

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MADE = datetime(2000, 1, 1, tzinfo=UTC)
AMOUNT = re.compile(r"-?\d{1,15}(?:\.\d{1,8})?")
LONGEST_AMOUNT = 15
"""digits that a number of a workbook holds exactly"""
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
FIRST_LINE = "　　"
LOOKS: dict[Role | Line, dict[str, Any]] = {
    Role.LABEL: {"font_name": "宋体", "align": "center", "border": 1},
    Role.LINE: {"font_name": "宋体", "align": "left", "border": 1},
    Role.HEAD: {"font_name": "宋体", "align": "center", "border": 1, "bold": True},
    Role.LEVEL: {"font_name": "宋体", "align": "center", "border": 1, "locked": False},
    Role.TEXT: {"font_name": "仿宋", "align": "left", "border": 1, "locked": False},
    Role.SHORT: {"font_name": "仿宋", "align": "center", "border": 1, "locked": False},
    Role.MONEY: {"font_name": "仿宋", "align": "right", "indent": 1, "border": 1, "locked": False},
    Line.TITLE: {"font_name": "方正小标宋简体", "align": "center", "font_size": 18},
    Line.UNDER_TITLE: {"font_name": "仿宋", "align": "center", "font_size": 12, "locked": False},
    Line.NOTE: {"font_name": "仿宋", "align": "left", "font_size": 9},
    Line.NUMBER: {"font_name": "仿宋", "align": "center", "font_size": 16, "locked": False},
    Line.LETTER: {"font_name": "方正小标宋简体", "align": "center", "font_size": 22},
    Line.ADDRESS: {"font_name": "仿宋", "align": "left", "font_size": 16, "locked": False},
    Line.BODY: {"font_name": "仿宋", "align": "left", "font_size": 16, "locked": False},
    Line.ATTACHED: {"font_name": "仿宋", "align": "left", "font_size": 16, "locked": False},
    Line.CLOSING: {"font_name": "仿宋", "align": "right", "font_size": 16, "locked": False},
    Line.ANNEX: {"font_name": "黑体", "align": "left", "font_size": 16},
    Line.ENTRY: {"font_name": "仿宋", "align": "left", "font_size": 12, "underline": 1, "font_color": "#0563C1"},
}
SERIF = {"font_family": 1, "font_charset": 134}
"""what a program that has not the font takes another by: with serifs, simplified Chinese"""
WIDTH_OF_A_LETTER = 206
"""hundredths of a millimetre"""
LINE_HEIGHT = 15
LETTER = 190
"""half the width of a Chinese character in hundredths of a millimetre"""
SPARE = 150
HIGHEST = 400
"""points: a row of a workbook is not higher than 409"""


@define(eq=False)
class _Book:
    """A workbook in the making; its cell formats, each made once."""

    book: "Workbook"
    formats: dict[tuple[Role | Line, str, tuple[bool, bool]], Any] = field(factory=dict)
    names: list[str] = field(factory=list)
    """of the sheets, in order; what leads to a section leads to its sheet"""

    def look(self, role: Role | Line, number: str = "@", opens: tuple[bool, bool] = (False, False)) -> Any:
        """The format of a cell; `number` is how its figure is shown, `opens` tells where it has no line above and below."""
        known = self.formats.get((role, number, opens))
        if known is None:
            settings = {"font_size": 10.5, **SERIF, "valign": "vcenter", "text_wrap": True, "num_format": number, **LOOKS[role]}
            settings |= {side: 0 for side, opened in zip(("top", "bottom"), opens, strict=True) if opened}
            known = self.formats[role, number, opens] = self.book.add_format(settings)
        return known


def draw(document: Document) -> bytes:
    """The document as a workbook; amounts are numbers shown with all their digits, everything else is text."""
    import xlsxwriter

    out = BytesIO()
    book = _Book(
        xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False, "strings_to_formulas": False})
    )
    book.book.set_properties({"created": MADE})
    forms = [[block for _, block in section] for section in sections(document.blocks)]
    for form in forms:
        book.names.append(_name(book, form))
    for form, name in zip(forms, book.names, strict=True):
        _sheet(book, form, name)
    book.book.close()
    return out.getvalue()


def _sheet(book: _Book, form: Sequence[Block], name: str) -> None:
    sheet = book.book.add_worksheet(name)
    grids = [block for block in form if isinstance(block, Grid)]
    shape = max((grid.shape for grid in grids if grid.shape is not None), key=lambda each: len(each.widths), default=Shape((PAGE,)))
    widths = shape.scaled()
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width / WIDTH_OF_A_LETTER)
    at = 0
    for block in form:
        at = _grid(book, sheet, block, at, widths) if isinstance(block, Grid) else _line(book, sheet, block, at, widths)
    _page(sheet, at, len(widths), wide=any(grid.shape is not None and grid.shape.wide for grid in grids))


def _name(book: _Book, form: Sequence[Block]) -> str:
    """The sheet's name: what the form's first text field says, within the bounds of a workbook, told apart by a number."""
    wanted = FORBIDDEN.sub("", named_after(form)).strip() or "表"
    name = wanted[:LONGEST_NAME]
    number = 1
    while name.lower() in {other.lower() for other in book.names}:
        number += 1
        name = f"{wanted[: LONGEST_NAME - 4]}({number})"
    return name


def _line(book: _Book, sheet: "Worksheet", block: Paragraph, at: int, widths: Sequence[int]) -> int:
    line = block.line or Line.NOTE
    look = book.look(line)
    text = FIRST_LINE + block.text if line is Line.BODY else block.text
    if len(widths) > 1:
        sheet.merge_range(at, 0, at, len(widths) - 1, text, look)
    else:
        sheet.write_string(at, 0, text, look)
    if block.leads_to is not None:
        sheet.write_url(at, 0, f"internal:'{book.names[block.leads_to]}'!A1", look, block.text)
    sheet.set_row(at, _line_height(block.text, line, sum(widths)))
    return at + 1


def _line_height(text: str, line: Line, width: int) -> int:
    """Points that a paragraph takes over the whole width, by the size of its type."""
    size = int(LOOKS[line]["font_size"])
    lines = sum(-(-_width(part) * size // int(TYPE) // max(width - SPARE, 1)) or 1 for part in text.split("\n"))
    least = 30 if line in TITLES else 20
    return min(HIGHEST, max(least, lines * (size + size // 2)))


def _grid(book: _Book, sheet: "Worksheet", grid: Grid, at: int, widths: Sequence[int]) -> int:
    shape = grid.shape or Shape((1,) * len(widths))
    last = max(cell.row + cell.row_span for cell in grid.cells) - 1
    if shape.repeated:
        sheet.repeat_rows(at, at + shape.repeated - 1)
    for row, height in _heights(grid, widths).items():
        sheet.set_row(at + row - 1, height)
    for cell in grid.cells:
        _cell(book, sheet, cell, at, shape)
    return at + last


def _cell(book: _Book, sheet: "Worksheet", cell: Cell, at: int, shape: Shape) -> None:
    role = shape.role(cell.row, cell.column)
    row, column = at + cell.row - 1, cell.column - 1
    number = _amount(cell.text) if role is Role.MONEY else None
    look = book.look(role, "@" if number is None else _shown(cell.text), shape.opens(cell.row, cell.column))
    if cell.row_span > 1 or cell.column_span > 1:
        sheet.merge_range(row, column, row + cell.row_span - 1, column + cell.column_span - 1, "", look)
    if number is not None:
        sheet.write_number(row, column, Fraction(number), look)
    elif cell.text:
        sheet.write_string(row, column, cell.text[:LONGEST_CELL], look)
    else:
        sheet.write_blank(row, column, None, look)
    choices = shape.choices.get((cell.row, cell.column))
    if choices:
        sheet.data_validation(row, column, row, column, {"validate": "list", "source": list(choices), "error_type": "information"})


def _amount(text: str) -> Decimal | None:
    """The amount as a number; None where it is none, or has more digits than a workbook keeps."""
    if not AMOUNT.fullmatch(text) or len(text.replace(".", "").lstrip("-0")) > LONGEST_AMOUNT:
        return None
    return Decimal(text)


def _shown(text: str) -> str:
    """The number format that shows the digits of an amount and no others."""
    places = len(text.partition(".")[2])
    return "0." + "0" * places if places else "0"


def _heights(grid: Grid, widths: Sequence[int]) -> dict[int, int]:
    """The least height of each row in points, so that wrapped texts show whole: a workbook does not fit merged cells by itself."""
    heights: dict[int, int] = {}
    for cell in grid.cells:
        needed = _height(cell, widths)
        for row in range(cell.row, cell.row + cell.row_span):
            heights[row] = max(heights.get(row, 22), -(-needed // cell.row_span))
    return {row: min(height, HIGHEST) for row, height in heights.items()}


def _height(cell: Cell, widths: Sequence[int]) -> int:
    """The height in points that a cell's text takes."""
    room = sum(widths[cell.column - 1 : cell.column - 1 + cell.column_span]) - SPARE
    lines = sum(max(1, -(-_width(line) // max(room, LETTER * 2))) for line in cell.text.split("\n"))
    return lines * LINE_HEIGHT + 7


def tall_cells(grid: Grid) -> list[Cell]:
    """The cells whose texts are higher than rows of a workbook may be: they hold them and show a part."""
    widths = grid.shape.scaled() if grid.shape is not None else ()
    return [cell for cell in grid.cells if widths and _height(cell, widths) > HIGHEST * cell.row_span]


def _width(text: str) -> int:
    return sum(LETTER if letter.isascii() else LETTER * 2 for letter in text)


def _page(sheet: "Worksheet", rows: int, columns: int, *, wide: bool) -> None:
    sheet.set_paper(9)
    if wide:
        sheet.set_landscape()
    sheet.set_margins(0.7, 0.7, 0.79, 0.79)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, rows - 1, columns - 1)
    sheet.set_footer("&C— &P —")
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True})
