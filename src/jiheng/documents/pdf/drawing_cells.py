"""Cells of a PDF form in typst's language (PDF 单元格): the side and the font of each, and the size in which its text has room."""

import re
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache

from jiheng.documents.document import Cell
from jiheng.documents.shape import Role, Shape

ALIGN = {
    Role.LABEL: "center",
    Role.HEAD: "center",
    Role.LEVEL: "center",
    Role.LINE: "left",
    Role.TEXT: "left",
    Role.SHORT: "center",
    Role.MONEY: "right",
}
PRINTED = (Role.LABEL, Role.LINE, Role.HEAD, Role.LEVEL)
WHOLE = (Role.SHORT, Role.MONEY)
"""what is kept on one line where there is room"""
UPRIGHT_HEIGHT, WIDE_HEIGHT = 728, 480
"""points that a page has for its tables, title and year aside"""
TALL = Decimal("0.8")
"""the share of a page from which on a row may go over its end"""
PADDING = Decimal("11.4")
LINE_HEIGHT = Decimal("1.25")
INSET = 240
LEAST_ROOM = 142
SMALLEST = Decimal("0.8")
"""the share of its size to which a value may be brought to stay on one line"""
LEAST_SIZE = Decimal(4)
"""points below which nothing is set, however long a figure is"""
POINT = Decimal("35.3")
"""the width of a Chinese character of one point, in hundredths of a millimetre"""
WIDTHS = {
    letter: Decimal(width)
    for width, letters in (
        ("0.3", " "),
        ("0.36", "!',-./:;[\\]ijl|"),
        ("0.46", '"()?IJ`frt{}'),
        ("0.58", "#$*+<=>S^~_0123456789acegsvxyz"),
        ("0.67", "BEFLPTZbdhknopqu"),
        ("0.75", "ACDGKOQRVXY"),
        ("0.93", "HNUw&%@"),
        ("1.06", "MmW"),
    )
    for letter in letters
}
"""the advance of a letter in Chinese characters: Noto Serif CJK's, the widest of the fonts that forms are set in, rounded up"""
ONE = Decimal(1)
UNPARTED = re.compile(r"(?:[\u3000-\uffff](?=[)\]},.;:!?%]))?[!-~\u00a0-\u1fff\u2010-\u2e7f]+")
"""what no line ends within"""
JOINTS = re.compile(r"(?<=[-/~–—])(?=[!-~])")
SOFT = "\u200b"
"""takes no room; a line may end there"""


def cell_source(cell: Cell, shape: Shape, up: int = 0, mark: str = "") -> str:
    """One cell of a table, its row counted from `up` rows further above; `mark` stands behind its text, of a long one before it too."""
    role = shape.role(cell.row, cell.column)
    text = _sized(cell, shape, role)
    if role in PRINTED:
        text = f"label({text})" if role is not Role.HEAD else f"label(strong({text}))"
    at = f"x: {cell.column - 1}, y: {cell.row - 1 - up}, rowspan: {cell.row_span}, colspan: {cell.column_span}"
    above, below = shape.opens(cell.row, cell.column)
    at += f", stroke: (top: {'none' if above else '0.5pt'}, bottom: {'none' if below else '0.5pt'}, x: 0.5pt)" if above or below else ""
    long = height(cell, shape) > TALL * page_height(wide=shape.wide)
    at += f", breakable: {str(cell.row_span > 1 or long).lower()}"
    return f"  table.cell({at}, align: {ALIGN[role]} + horizon)[{mark if long else ''}#{text}{mark}],\n"


def _sized(cell: Cell, shape: Shape, role: Role) -> str:
    """The text in the size in which it has room: on one line where it is a value that is not too long, else by its longest word."""
    text, available = cell.text, room(cell, shape) / POINT
    if role in WHOLE and text and "\n" not in text:
        size = _least(shape.size, available / letters(text))
        if size >= shape.size * SMALLEST:
            return f"box({content(text)})" if size == shape.size else f"box(text(size: {size}pt, {content(text)}))"
    if _longest(text) * shape.size > available:
        text = JOINTS.sub(SOFT, text)
    size = _least(shape.size, available / (_longest(text) or ONE))
    return content(text) if size == shape.size else f"text(size: {max(size, LEAST_SIZE)}pt, {content(text)})"


def _longest(text: str) -> Decimal:
    """The width of the longest word, in Chinese characters."""
    return max(map(letters, UNPARTED.findall(text)), default=Decimal(0))


def _least(size: Decimal, fitting: Decimal) -> Decimal:
    return min(size, fitting.quantize(Decimal("0.1"), ROUND_DOWN))


@lru_cache(maxsize=4096)  # labels and short values recur from form to form
def letters(text: str) -> Decimal:
    """The width of a text in Chinese characters."""
    return sum((WIDTHS.get(letter, ONE) for letter in text), Decimal(0))


def room(cell: Cell, shape: Shape) -> int:
    """The width that a cell has for its text, in hundredths of a millimetre; at least a letter's of the smallest type."""
    return max(sum(shape.scaled()[cell.column - 1 : cell.column - 1 + cell.column_span]) - INSET, LEAST_ROOM)


def height(cell: Cell, shape: Shape) -> Decimal:
    """About how high a cell is, in points, by the lines that its text takes."""
    width = room(cell, shape) / (shape.size * POINT)
    lines = sum(int(letters(line) / width) + 1 for line in cell.text.split("\n"))
    return PADDING + lines * shape.size * LINE_HEIGHT


def page_height(*, wide: bool) -> int:
    """Points that a page has for tables, upright or on its side."""
    return WIDE_HEIGHT if wide else UPRIGHT_HEIGHT


def content(text: str) -> str:
    """A text as typst's content: a string for each line."""
    return "[" + " \\ ".join(f"#{string(line)}" for line in text.split("\n")) + "]"


def string(text: str) -> str:
    """A text as a string of typst's language."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if escaped.isprintable() else '"' + "".join([max(letter, " ") for letter in escaped]) + '"'
