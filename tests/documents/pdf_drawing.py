"""PDF files drawn for tests: tables with merged cells in the ways that programs rule them, cut by page breaks, turned, or without rules.

The font is one of those that PDF readers bring along, so that no font file is needed.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, Protocol

from attrs import frozen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, LEADING, PAD = "STSong-Light", 10, 13, 4
LEFT, TOP, BOTTOM = 50, 800, 40
WIDTHS = (70, 110, 90, 140, 90)
BREAKING = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,%/-~≥≤＝=")


class Box(Protocol):
    """A cell counted from 0 with its spans."""

    @property
    def text(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def columns(self) -> int: ...


@frozen
class Cell:
    """A cell of a drawn table."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@frozen
class Frame:
    """What stands of a cell on one page: its sides, its lines, and whether it goes on above and below."""

    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[str, ...]
    begun: bool = False
    broken: bool = False


Ruling = Callable[[Canvas, Frame], None]


def strokes(canvas: Canvas, frame: Frame) -> None:
    """A frame around each cell."""
    canvas.rect(frame.left, frame.bottom, frame.right - frame.left, frame.top - frame.bottom)


def lines(canvas: Canvas, frame: Frame) -> None:
    """Four lines."""
    for one, other in pairwise(_corners(frame)):
        canvas.line(*one, *other)


def dashes(canvas: Canvas, frame: Frame) -> None:
    """Four lines, each of many short ones."""
    for (x0, y0), (x1, y1) in pairwise(_corners(frame)):
        count = max(int((abs(x1 - x0) + abs(y1 - y0)) // 4), 1)
        for step in range(count):
            x, y = x0 + (x1 - x0) * step / count, y0 + (y1 - y0) * step / count
            canvas.line(x, y, x + (x1 - x0) / count / 2, y + (y1 - y0) / count / 2)


def dots(canvas: Canvas, frame: Frame) -> None:
    """Four lines of square dots."""
    for (x0, y0), (x1, y1) in pairwise(_corners(frame)):
        count = int((abs(x1 - x0) + abs(y1 - y0)) // 2)
        for step in range(count + 1):
            x, y = x0 + (x1 - x0) * step / count, y0 + (y1 - y0) * step / count
            canvas.rect(x - 0.5, y - 0.5, 1, 1, stroke=0, fill=1)


def thick(canvas: Canvas, frame: Frame) -> None:
    """Four thick lines."""
    canvas.setLineWidth(2.25)
    lines(canvas, frame)
    canvas.setLineWidth(1)


def bars(canvas: Canvas, frame: Frame) -> None:
    """Four filled thin rectangles, on a shaded ground."""
    canvas.setFillGray(0.9)
    canvas.rect(frame.left, frame.bottom, frame.right - frame.left, frame.top - frame.bottom, stroke=0, fill=1)
    canvas.setFillGray(0)
    for (x0, y0), (x1, y1) in pairwise(_corners(frame)):
        left, bottom = min(x0, x1) - 0.25, min(y0, y1) - 0.25
        canvas.rect(left, bottom, abs(x1 - x0) + 0.5, abs(y1 - y0) + 0.5, stroke=0, fill=1)


def doubled(canvas: Canvas, frame: Frame) -> None:
    """Two frames, one inside the other."""
    strokes(canvas, frame)
    canvas.rect(frame.left + 2, frame.bottom + 2, frame.right - frame.left - 4, frame.top - frame.bottom - 4)


def unclosed(canvas: Canvas, frame: Frame) -> None:
    """Four lines, but none where the page breaks inside the cell."""
    canvas.line(frame.left, frame.top, frame.left, frame.bottom)
    canvas.line(frame.right, frame.top, frame.right, frame.bottom)
    if not frame.begun:
        canvas.line(frame.left, frame.top, frame.right, frame.top)
    if not frame.broken:
        canvas.line(frame.left, frame.bottom, frame.right, frame.bottom)


def unruled(_canvas: Canvas, _frame: Frame) -> None:
    """Nothing."""


def _corners(frame: Frame) -> tuple[tuple[float, float], ...]:
    left, top, right, bottom = frame.left, frame.top, frame.right, frame.bottom
    return (left, top), (right, top), (right, bottom), (left, bottom), (left, top)


@frozen
class Pen:
    """How tables are drawn: their columns, their rules, a turn of the page, marks on every page, margins inside cells."""

    widths: Sequence[float] = WIDTHS
    ruling: Ruling = strokes
    turned: int = 0
    marks: Callable[[Canvas, int], None] | None = None
    size: float = SIZE


def drawn(
    tables: Sequence[tuple[Sequence[str], Sequence[Box]]], pen: Pen | None = None, *, breaks: Sequence[int] = (), cut: int = 0
) -> bytes:
    """A PDF of tables, each under its paragraphs and on a page of its own.

    A page begins before each row in `breaks`; where `cut` is a row, a page break follows the first line of its cells.
    """
    pen = pen or Pen()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    pages = 0
    for above, boxes in tables:
        for number, frames in enumerate(_pages(list(boxes), pen, TOP - 20 * len(above), breaks, cut)):
            pages += 1
            _turn(canvas, pen.turned)
            canvas.setFont(FONT, pen.size)
            for at, text in enumerate(above if number == 0 else ()):
                canvas.drawString(LEFT + 100, TOP - 20 * at, text)
            for frame in frames:
                pen.ruling(canvas, frame)
                for step, line in enumerate(frame.lines):
                    canvas.drawString(frame.left + PAD, frame.top - PAD - pen.size - step * LEADING, line)
            if pen.marks is not None:
                pen.marks(canvas, pages)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _turn(canvas: Any, turned: int) -> None:
    if turned:
        canvas.setPageRotation(turned)
    if turned == 90:
        canvas.translate(595, 0)
        canvas.rotate(90)
    elif turned == 180:
        canvas.translate(595, 842)
        canvas.rotate(180)
    elif turned == 270:
        canvas.translate(0, 842)
        canvas.rotate(270)


def _pages(boxes: Sequence[Box], pen: Pen, top: float, breaks: Sequence[int], cut: int) -> Iterator[list[Frame]]:
    across = [LEFT + sum(pen.widths[:number]) for number in range(len(pen.widths) + 1)]
    texts = {id(box): tuple(wrapped(box.text, across[box.column + box.columns] - across[box.column] - 2 * PAD, pen.size)) for box in boxes}
    rows = max(box.row + box.rows for box in boxes)
    heights = [LEADING + 2 * PAD] * rows
    for box in boxes:
        # a merged cell that a page break cuts shows its text above the break
        heights[box.row] = max(heights[box.row], LEADING * len(texts[id(box)]) + 2 * PAD)
    starts = [0, *breaks, rows]
    if cut:
        starts = [0, cut, rows]
    for number, (first, end) in enumerate(pairwise(starts)):
        yield list(_frames(boxes, across, heights, texts, range(first, end), top if number == 0 else TOP, cut))


def _frames(
    boxes: Sequence[Box],
    across: Sequence[float],
    heights: Sequence[float],
    texts: dict[int, tuple[str, ...]],
    page: range,
    top: float,
    cut: int,
) -> Iterator[Frame]:
    """The frames of the rows of one page; the row `cut` shows its first line on the page before and the others on its own."""
    one_line = LEADING + 2 * PAD
    down = {page.start: top}
    for row in page:
        down[row + 1] = down[row] - heights[row]
    for box in boxes:
        first, end = max(box.row, page.start), min(box.row + box.rows, page.stop)
        lines_of = texts[id(box)]
        if cut and cut == page.stop and box.row <= cut < box.row + box.rows:
            low = down[page.stop] - one_line
            shown = lines_of if box.rows > 1 and box.row < cut else lines_of[:1]
            yield Frame(across[box.column], down[first], across[box.column + box.columns], low, shown, broken=True)
        elif first < end:
            begun = first > box.row or bool(cut and first == cut and box.row <= cut)
            shown = lines_of if first == box.row and not begun else lines_of[1:] if cut and box.row == cut else ()
            broken = end < box.row + box.rows
            yield Frame(across[box.column], down[first], across[box.column + box.columns], down[end], shown, begun=begun, broken=broken)


def wrapped(text: str, room: float, size: float = SIZE) -> Iterator[str]:
    """The lines of a text as Word breaks them: between Chinese characters, never inside a figure; blanks stay at the ends of lines."""
    for paragraph in text.split("\n"):
        line = ""
        for word in _words(paragraph):
            if line and word != " " and pdfmetrics.stringWidth(line + word, FONT, size) > room:
                yield line
                line = ""
            line += word
        yield line


def _words(text: str) -> Iterator[str]:
    word = ""
    for sign in text:
        if word and not (sign in BREAKING and word[-1] in BREAKING) and sign not in "，。；：、）％%":
            yield word
            word = ""
        word += sign
    if word:
        yield word
