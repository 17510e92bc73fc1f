"""Glyphs (字形): the characters of a page, each with its origin on the baseline, its advance and its middle.

Characters are put on lines by their origin: the boxes of a point, a comma and a digit of one line begin at different heights.
"""

from collections.abc import Iterator
from ctypes import byref, c_double, c_ushort
from typing import NamedTuple

from jiheng.documents.pdf.handles import Handle, library
from jiheng.documents.pdf.turning import Turn, box, point, turn_of

HYPHENS = frozenset("\x02\ufffe\xad")
"""What PDFium says for a hyphen at the end of a line."""
BLANKS = frozenset(" \xa0\u3000\t")
RISE = 2.0
"""How far above its baseline a blank is looked for."""
PRIVATE = range(0xE000, 0xF900)


class Glyph(NamedTuple):
    """One character; all lengths in points, y downwards.

    `x` and `y` are its origin and `end` where the next one would stand, in the system in which its own text runs to the right;
    `size` is the height of its font there. `middle_x` and `middle_y` are its middle in the system of the page's main text.
    """

    sign: str
    x: float
    y: float
    end: float
    size: float
    middle_x: float
    middle_y: float
    turn: Turn


def glyphs_of(text: Handle, main: Turn, *, mixed: bool) -> list[Glyph]:
    """The characters in the order of the content, blanks among them, without the blanks and breaks that PDFium adds.

    `mixed` tells that not all texts run the same way, so that each is asked; slanted ones keep their turn and the main system.
    """
    pdfium = library()
    origin_of, box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    x, y, loose = c_double(), c_double(), pdfium.FS_RECTF()
    into_x, into_y, into_box = byref(x), byref(y), byref(loose)
    make, upright = Glyph._make, Turn.RIGHT
    found: list[Glyph] = []
    for number, sign in _signs(text):
        if sign <= " " and (sign != " " or pdfium.FPDFText_IsGenerated(text, number) == 1):
            continue
        if not origin_of(text, number, into_x, into_y) or not box_of(text, number, into_box):
            continue
        sides = loose.left, loose.bottom, loose.right, loose.top
        own = _turn(text, number) if mixed else main
        if own is upright and main is upright:  # nearly every glyph
            left, bottom, right, top = sides
            at_x, end = x.value, max(right, x.value)
            found.append(make((sign, at_x, -y.value, end, top - bottom, (left + right) / 2, (top + bottom) / -2, own)))
        else:
            found.append(glyph_at(sign, (x.value, y.value), sides, main, own))
    return found


def glyph_at(sign: str, origin: tuple[float, float], sides: tuple[float, float, float, float], main: Turn, own: Turn) -> Glyph:
    """A glyph of text that does not run to the right, or stands on a page whose main text does not."""
    left, top, right, bottom = box(main, *sides)
    across, down = (left + right) / 2, (top + bottom) / 2
    at_x, at_y = point(main, *origin)
    if own is not main and own is not Turn.SLANTED:
        at_x, at_y = point(own, *origin)
        left, top, right, bottom = box(own, *sides)
    return Glyph(sign, at_x, at_y, max(right, at_x), bottom - top, across, down, own)


def blank_at(main: Turn, sides: tuple[float, float, float, float]) -> Glyph:
    """A blank where the page shows one that its text leaves out; it lies on the baseline."""
    left, top, _, bottom = box(main, *sides)
    return Glyph(" ", left, bottom, left, bottom - top, left, bottom - RISE, main)


def is_unmapped(sign: str) -> bool:
    """Whether a character is none: its font does not say what its glyphs mean."""
    return sign in ("\ufffd", "\0") or ord(sign) in PRIVATE


def _signs(text: Handle) -> Iterator[tuple[int, str]]:
    """The number and the character of all that the page says."""
    pdfium = library()
    count = max(pdfium.FPDFText_CountChars(text), 0)
    buffer = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
    # a character without a code, or beyond the first plane, shifts the text against the numbers
    whole = bytes(buffer).decode("utf-16-le", "surrogatepass")[:count] if written == count else ""
    if len(whole) != count or "\0" in whole:
        whole = "".join([_character(pdfium.FPDFText_GetUnicode(text, number)) for number in range(count)])
    for number, sign in enumerate(whole):
        yield number, "-" if sign in HYPHENS else sign


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _turn(text: Handle, number: int) -> Turn:
    pdfium = library()
    matrix = pdfium.FS_MATRIX()
    return turn_of(matrix.a, matrix.b) if pdfium.FPDFText_GetMatrix(text, number, byref(matrix)) else Turn.RIGHT
