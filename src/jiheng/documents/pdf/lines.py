"""Lines of text (文本行): glyphs put on lines by their origin, and lines as the text that they were before they were wrapped."""

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from attrs import frozen

from jiheng.documents.pdf.glyphs import BLANKS, Glyph

SAME_LINE = 0.36
"""Origins of one line differ by less than this share of the font's height: raised and lowered signs do, the next line does not."""
DOUBLED = 0.08
"""The same sign again this near is one sign printed bold."""
LIGATURE = 1.5
"""Two signs in one place that are wider than this share of the font's height are one long glyph, as of a dash."""
WORD_GAP, LETTER_GAP = 0.17, 0.6
"""The gap, as a share of the font's height, that is a blank between letters or digits, and between other signs."""
FITTING = 0.3
"""How much room, as a share of the font's height, the end of a wrapped line may lack or leave."""
WITHIN = frozenset("，,、")
"""Signs within a sentence: a line that ends with one was wrapped, however short it is."""
ITEM = re.compile(r"([\u4e00-\u9fff]{0,4})[(（]?\d{1,2}[)）]?\s*[.、．:：](?!\d)")
"""The beginning of an item of a list, with the word that all its items begin with."""
_HEIGHT, _PLACE = attrgetter("y"), attrgetter("x")
NOT_FIRST = frozenset("，。；：、！？）】》〉”’％%,.;:!?)]}°℃‰")
"""Signs that no line begins with."""
NOT_LAST = frozenset("（《〈“‘【〔「『([{￥$")
"""Signs that no line ends with."""


@frozen(eq=False)
class TextLine:
    """Glyphs on one line from left to right, without blanks at its ends; `ragged` tells that a blank ended it."""

    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    y: float
    size: float
    ragged: bool = False

    @property
    def text(self) -> str:
        """What the line says, with blanks where the page shows them."""
        return spoken(self.glyphs)


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines of glyphs that run the same way, from top to bottom."""
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=_HEIGHT):
        y = glyph.y
        if row and (y == row[0].y or y - row[0].y <= SAME_LINE * max(glyph.size, row[0].size)):
            row.append(glyph)
        else:
            row = [glyph]
            rows.append(row)
    return [line for row in rows if (line := line_of(row)) is not None]


def line_of(row: list[Glyph]) -> TextLine | None:
    """Glyphs of one baseline as a line; None where they are all blanks."""
    row.sort(key=_PLACE)
    first, last = 0, len(row)
    while first < last and row[first].sign in BLANKS:
        first += 1
    while last > first and row[last - 1].sign in BLANKS:
        last -= 1
    if first == last:
        return None
    kept = tuple(row[first:last])
    sizes = sorted([glyph.size for glyph in kept])
    return TextLine(kept, kept[0].x, kept[-1].end, kept[-1].y, sizes[len(sizes) // 2], last < len(row))


def spoken(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs on one line. Blanks of the document stay; a gap is a blank only where it is wide enough to be meant."""
    out: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        sign, x, _, _, size, *_ = glyph
        # most stand right behind the one before: neither a gap nor the same once more
        if last is not None and not (x - last[3] < WORD_GAP * size and x - last[1] >= DOUBLED * size):
            if _is_doubled(last, glyph):
                continue
            if _is_gap(last, glyph):
                out.append(" ")
        out.append(sign)
        last = glyph
    return "".join(out)


def _is_doubled(one: Glyph, other: Glyph) -> bool:
    """Whether a sign is the one before, printed once more to be bold."""
    same = one.sign == other.sign and one.sign not in BLANKS
    return same and other.x - one.x < DOUBLED * other.size and other.end - other.x < LIGATURE * other.size


def _is_gap(one: Glyph, other: Glyph) -> bool:
    gap = other.x - one.end
    if gap < WORD_GAP * other.size or one.sign in BLANKS or other.sign in BLANKS:
        return False
    return gap > LETTER_GAP * other.size or (_is_latin(one.sign) and _is_latin(other.sign))


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def flowed(lines: Sequence[TextLine], room: float) -> str:
    r"""The text of the lines of one cell that leaves `room` points for a line.

    A line that was only wrapped goes on without a break; a line that ends earlier ends with `\n`, and so does one before
    the next item of a numbered list (指标1：… 指标2：…).
    """
    texts = [line.text for line in lines]
    first = ITEM.match(texts[0]) if texts else None
    out = texts[:1]
    for number, text in enumerate(texts[1:]):
        item = ITEM.match(text) if first else None
        begins = first is not None and item is not None and item[1] == first[1]
        out += ["\n" if begins else between(lines[number], lines[number + 1], room), text]
    return "".join(out)


def is_full(line: TextLine, after: TextLine, room: float) -> bool:
    """Whether a line ended only since what begins the next one had no room on it."""
    return _token(after.glyphs) > _left(line, room)


def between(line: TextLine, after: TextLine, room: float) -> str:
    """What stands between two lines: nothing or a blank where the first was wrapped, else a break.

    It was where it is full, ends inside a sentence, or is half full and ends with a blank.
    """
    glyphs = after.glyphs
    one, other = line.glyphs[-1].sign, glyphs[0].sign
    spaced = line.ragged and (line.right - line.left) * 2 > room
    if one not in WITHIN and not spaced and not is_full(line, after, room):
        return "\n"
    if _is_latin(one) and _is_latin(other):
        return " " if line.ragged or glyphs[0].end - glyphs[0].x <= _left(line, room) else ""
    return " " if line.ragged and not (is_wide(one) and is_wide(other)) else ""


def _left(line: TextLine, room: float) -> float:
    """How much room a line leaves, with some doubt."""
    return room - (line.right - line.left) - FITTING * line.size


def _token(glyphs: Sequence[Glyph]) -> float:
    """The width of what can't be parted at the beginning of a line."""
    last = 1
    while last < len(glyphs) and not _may_part(glyphs[last - 1].sign, glyphs[last].sign):
        last += 1
    return glyphs[last - 1].end - glyphs[0].x


def _may_part(one: str, other: str) -> bool:
    if other in BLANKS:
        return True
    if other in NOT_FIRST or one in NOT_LAST:
        return False
    wide = is_wide(one), is_wide(other)
    return all(wide) or (wide[0] and _is_latin(other)) or (wide[1] and _is_latin(one))


def is_wide(sign: str) -> bool:
    """Whether a sign is as wide as it is high: Chinese characters, their punctuation, full-width forms."""
    return sign >= "\u2e80"
