"""Showing (页面图): pages of an OFD file drawn again from their characters and lines; seals, notes and pictures are not shown."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from jiheng.documents.escaping import escaped
from jiheng.documents.ofd.drawn import Drawn, drawn_on
from jiheng.documents.ofd.extent import Extent, extent_of
from jiheng.documents.ofd.package import PageParts, pages_of
from jiheng.documents.pdf.glyphs import BLANKS, Glyph, glyph_at
from jiheng.documents.pdf.turning import Turn, box, main_turn
from jiheng.documents.pictures import PagePicture
from jiheng.documents.source import Source
from jiheng.documents.visible import visible

FONT = "'Noto Serif CJK SC', SimSun, STSong, serif"
BASE = 0.88
"""The height of the baseline below the top of a character, as a share of its size."""
SCALE = 1.6
"""Pixels to a point."""


def shown(source: Source, wanted: Mapping[int, int]) -> Iterator[PagePicture]:
    """The pages asked for as SVG, upright already; nothing in it is fetched or run."""
    if source.archive is None:
        return
    for page in pages_of(source.archive):
        if isinstance(page, PageParts) and page.number in wanted:
            yield _picture(page.number, drawn_on(page))


def _picture(number: int, drawn: Drawn) -> PagePicture:
    main = main_turn(sign.turn for sign in drawn.signs)
    extent = extent_of(drawn, main)
    glyphs = [glyph_at(one.sign, one.origin, one.sides, main, one.turn) for one in drawn.signs if one.turn is not Turn.SLANTED]
    rows = "".join(_row(list(row)) for _, row in groupby(glyphs, lambda glyph: (glyph.y, glyph.size, glyph.turn)))
    lines = "".join(_line(*box(main, *sides)) for sides in drawn.lines)
    wide, high = round(extent.wide * SCALE), round(extent.high * SCALE)
    content = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="{_view(extent)}">'
        f'<rect x="{extent.left:.1f}" y="{extent.top:.1f}" width="100%" height="100%" fill="#fff"/>{lines}'
        f'<g font-family="{FONT}" text-anchor="middle">{rows}</g></svg>'
    )
    return PagePicture(number, "image/svg+xml", content.encode(), wide, high)


def _view(extent: Extent) -> str:
    return f"{extent.left:.1f} {extent.top:.1f} {extent.wide:.1f} {extent.high:.1f}"


def _row(glyphs: list[Glyph]) -> str:
    """Characters of one line, each at its own place."""
    kept = [glyph for glyph in glyphs if glyph.sign not in BLANKS and visible(glyph.sign)]
    if not kept:
        return ""
    across = " ".join(f"{glyph.middle_x:.1f}" for glyph in kept)
    down = " ".join(f"{glyph.middle_y + (BASE - 0.5) * glyph.size:.1f}" for glyph in kept)
    text = escaped("".join(glyph.sign for glyph in kept))
    return f'<text x="{across}" y="{down}" font-size="{kept[0].size:.1f}">{text}</text>'


def _line(left: float, top: float, right: float, bottom: float) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 0.6):.1f}" height="{max(bottom - top, 0.6):.1f}"/>'
