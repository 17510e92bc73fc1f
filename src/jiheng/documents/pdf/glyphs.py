"""Glyphs (字形): the characters of a page, each with its origin on the baseline, its advance and its middle.

Characters are put on lines by their origin: the boxes of a point, a comma and a digit of one line begin at different heights.
"""

import re
from ctypes import byref, c_double, c_float, c_ushort
from functools import partial
from itertools import compress, repeat
from typing import NamedTuple

from jiheng.documents.pdf.calls import Address, address, calls, slots
from jiheng.documents.pdf.handles import Handle, library
from jiheng.documents.pdf.turning import Turn, box, point, turn_of

HYPHENS = dict.fromkeys(map(ord, "\x02\ufffe\xad"), "-")
"""What PDFium says for a hyphen at the end of a line."""
BLANKS = frozenset(" \xa0\u3000\t")
RISE = 2.0
"""How far above its baseline a blank is looked for."""
MEANINGLESS = re.compile("[\0\ufffd\ue000-\uf8ff]")
"""Characters that are none: their font does not say what its glyphs mean."""


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


NEW = partial(tuple.__new__, Glyph)
"""Makes a glyph of its values at half the cost of its own call; a page has hundreds."""


def glyphs_of(text: Handle, main: Turn, *, mixed: bool) -> list[Glyph]:
    """The characters in the order of the content, blanks among them, without the blanks and breaks that PDFium adds.

    `mixed` tells that not all texts run the same way, so that each is asked; slanted ones keep their turn and the main system.
    """
    signs = _signs(text)
    held, is_generated = address(text), calls().char_generated
    placed = _placed(held, len(signs))
    is_shown = [
        known and (sign > " " or (sign == " " and is_generated(held, number) != 1))
        for number, (known, sign) in enumerate(zip(placed.known, signs, strict=True))
    ]
    shown = compress(zip(signs, placed.x, placed.y, placed.left, placed.top, placed.right, placed.bottom, strict=True), is_shown)
    if main is Turn.RIGHT and not mixed:  # nearly every page
        return [
            NEW((sign, x, -y, max(right, x), top - bottom, (left + right) / 2, (top + bottom) / -2, main))
            for sign, x, y, left, top, right, bottom in shown
        ]
    numbers = compress(range(len(signs)), is_shown)
    return [
        glyph_at(sign, (x, y), (left, bottom, right, top), main, _turn(text, number) if mixed else main)
        for number, (sign, x, y, left, top, right, bottom) in zip(numbers, shown, strict=True)
    ]


class _Placed(NamedTuple):
    """For each character whether PDFium knows where it stands, its origin, and the sides of its loose box."""

    known: list[bool]
    x: list[float]
    y: list[float]
    left: list[float]
    top: list[float]
    right: list[float]
    bottom: list[float]


def _placed(text: Address, count: int) -> _Placed:
    call, held, numbers = calls(), repeat(text), range(count)
    origins, boxes = (c_double * (2 * count))(), (c_float * (4 * count))()
    found = map(call.char_origin, held, numbers, *slots(origins, 2))
    boxed = map(call.char_box, held, numbers, slots(boxes, 4)[0])
    known = [bool(there and sides) for there, sides in zip(found, boxed, strict=True)]
    return _Placed(known, *(origins[at::2] for at in range(2)), *(boxes[at::4] for at in range(4)))


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
    """Whether a character is none."""
    return MEANINGLESS.match(sign) is not None


def _signs(text: Handle) -> str:
    """All characters that the page says, each at its number."""
    pdfium = library()
    count = max(pdfium.FPDFText_CountChars(text), 0)
    buffer = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
    # a character without a code, or beyond the first plane, shifts the text against the numbers
    whole = bytes(buffer).decode("utf-16-le", "surrogatepass")[:count] if written == count else ""
    if len(whole) != count or "\0" in whole:
        whole = "".join([_character(pdfium.FPDFText_GetUnicode(text, number)) for number in range(count)])
    return whole.translate(HYPHENS)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _turn(text: Handle, number: int) -> Turn:
    pdfium = library()
    matrix = pdfium.FS_MATRIX()
    return turn_of(matrix.a, matrix.b) if pdfium.FPDFText_GetMatrix(text, number, byref(matrix)) else Turn.RIGHT
