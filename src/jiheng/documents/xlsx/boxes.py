"""Boxes (批注框): the drawing in which Excel shows a sheet's notes, in the language of shapes that it keeps for them (VML)."""

import re
from collections.abc import Iterable

from attrs import frozen

SPACES = (
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
)
TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;width:{width}pt;'
    'height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"{spaces}><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
END = re.compile(rb"</xml\s*>\s*\Z")
COLUMNS = 4
PER_LINE = 18
LINE = 15
IDS = 1024
"""Excel numbers the shapes of its n-th drawing from 1024 × n."""


@frozen
class Box:
    """A note's box: its cell, rows and columns from 1, and how many lines it must show."""

    row: int
    column: int
    lines: int


def lines_of(text: str) -> int:
    """How many lines a text takes in a box."""
    return sum(1 + len(line) // PER_LINE for line in text.split("\n"))


def empty_drawing(number: int) -> bytes:
    """A drawing without boxes; `number` tells it from the other drawings of the workbook."""
    spaces = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in SPACES)
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/></o:shapelayout>'
    return f"<xml{spaces}>{layout}</xml>".encode()


def with_boxes(drawing: bytes, boxes: Iterable[Box], number: int) -> bytes:
    """The drawing with more boxes before its end. It is not parsed: Excel itself writes some that are no well-formed XML."""
    taken = [int(found) for found in NUMBER.findall(drawing)]
    first = max(taken, default=IDS * number) + 1
    missing = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in SPACES if f"xmlns:{prefix}=".encode() not in drawing)
    shapes = [_shape(box, first + at, len(taken) + at + 1, missing) for at, box in enumerate(boxes)]
    kind = "" if b'id="_x0000_t202"' in drawing else TYPE.replace("<v:shapetype ", f"<v:shapetype{missing} ", 1)
    end = END.search(drawing)
    at = end.start() if end else len(drawing)
    return drawing[:at] + (kind + "".join(shapes)).encode() + drawing[at:]


def _shape(box: Box, number: int, order: int, spaces: str) -> str:
    """Beside its cell, as high as its lines."""
    rows = max(3, box.lines)
    anchor = f"{box.column}, 15, {max(0, box.row - 2)}, 4, {box.column + COLUMNS}, 15, {max(0, box.row - 2) + rows}, 4"
    return SHAPE.format(
        id=number,
        width=COLUMNS * 64,
        height=rows * LINE,
        order=order,
        spaces=spaces,
        anchor=anchor,
        row=box.row - 1,
        column=box.column - 1,
    )
