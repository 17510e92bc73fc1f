"""A picture of each page (图片): the form set by hand on sheets of A4, as a scanner or a phone would see it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from attrs import define, frozen

from jiheng.sample.layouts.page import Box, Page, placed

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

NOTO = "/usr/share/fonts/opentype/noto/"
FONTS: Mapping[str, tuple[str, int]] = {
    "song": (NOTO + "NotoSerifCJK-Regular.ttc", 2),
    "hei": (NOTO + "NotoSansCJK-Regular.ttc", 2),
    "song bold": (NOTO + "NotoSerifCJK-Bold.ttc", 2),
    "micro hei": ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
}
"""Chinese fonts by a name; the file and the number of the face in it. Each has Latin letters, figures and signs of its own."""
SHEET = (595, 842)
"""A4 in points."""
MARGIN, PADDING = 45, 3
FINE = 2
"""A page is drawn at so many times its size and brought down, which is what a scanner does."""
NOT_FIRST = frozenset("，。；：、！？）》」”％%,.;:!?)]°℃‰")
LEAST, MOST = 2, 12
"""Characters that a column is made for at least, and those that it takes before its texts are wrapped."""


@frozen
class Setting:
    """How a form is set: font by name, its size and the leading in points, the width of rules, and how many columns lie a page on its side."""

    font: str = "song"
    size: int = 10
    leading: int = 14
    rule: int = 1
    wide: int = 9


@define
class _Sheet:
    """A sheet being drawn: the picture, its pen, and the height that is used already; all lengths in pixels."""

    image: "Image"
    pen: "ImageDraw"
    down: int


@define
class _Form:
    """A form being set: what it is set in, pixels to a point, the sheets so far and the size of each."""

    setting: Setting
    scale: int
    size: tuple[int, int]
    sheets: list[_Sheet]

    def px(self, points: int) -> int:
        """Points as pixels."""
        return points * self.scale // 72

    def next_sheet(self) -> _Sheet:
        """A new blank sheet."""
        from PIL import Image, ImageDraw

        image = Image.new("L", self.size, 255)
        self.sheets.append(_Sheet(image, ImageDraw.Draw(image), self.px(MARGIN)))
        return self.sheets[-1]


def pictures(page: Page, dpi: int = 200, setting: Setting | None = None) -> list["Image"]:
    """The page in shades of grey, one picture a sheet, at `dpi` pixels to the inch."""
    setting = setting or Setting()
    scale = dpi * FINE
    wide, high = SHEET[::-1] if page.wide >= setting.wide else SHEET
    form = _Form(setting, scale, (wide * scale // 72, high * scale // 72), [])
    form.next_sheet()
    for number, text in enumerate(page.above):
        _paragraph(form, text, title=number == 0)
    for table in page.tables:
        _table(form, table)
    for text in page.below:
        _paragraph(form, text, title=False)
    return [sheet.image.reduce(FINE) for sheet in form.sheets]


@cache
def _font(name: str, pixels: int) -> "FreeTypeFont":
    from PIL import ImageFont

    path, face = FONTS[name]
    return ImageFont.truetype(path, pixels, index=face)


def _paragraph(form: _Form, text: str, *, title: bool) -> None:
    """A line or more over the whole width; the first one is the title."""
    font = _font(form.setting.font, form.px(form.setting.size + (5 if title else 0)))
    leading = form.px(form.setting.leading + (7 if title else 0))
    room = form.size[0] - 2 * form.px(MARGIN)
    sheet = form.sheets[-1]
    for line in wrapped(text, font, room):
        if sheet.down + leading > form.size[1] - form.px(MARGIN):
            sheet = form.next_sheet()
        left = (form.size[0] - int(font.getlength(line))) // 2 if title else form.px(MARGIN)
        sheet.pen.text((left, sheet.down), line, fill=0, font=font)
        sheet.down += leading
    sheet.down += form.px(3)


def wrapped(text: str, font: "FreeTypeFont", room: int) -> list[str]:
    """The lines of a text in so many pixels: figures and words stay whole where they fit, no line begins with a closing sign."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in _words(part):
            if line and font.getlength(line + word) > room:
                lines.append(line)
                line = ""
            while font.getlength(word) > room and len(word) > 1:
                cut = next(at for at in range(len(word), 0, -1) if at == 1 or font.getlength(word[:at]) <= room)
                lines.append(word[:cut])
                word = word[cut:]  # noqa: PLW2901 - the rest of a word that is longer than a line
            line += word
        lines.append(line)
    return lines


def _words(text: str) -> Iterator[str]:
    word = ""
    for sign in text:
        joined = word and (sign in NOT_FIRST or (_is_narrow(sign) and _is_narrow(word[-1])))
        if word and not joined:
            yield word
            word = ""
        word += sign
    if word:
        yield word


def _is_narrow(sign: str) -> bool:
    return sign.isascii() and not sign.isspace()


def _table(form: _Form, lines: Sequence[Sequence[Box]]) -> None:
    """The rows of a table; where a sheet is full they go on on the next one, cells that span the break closed on both."""
    spots = list(placed([tuple(row) for row in lines]))
    font = _font(form.setting.font, form.px(form.setting.size))
    across = _columns(form, spots)
    heights = _heights(form, spots, across, len(lines))
    first = 0
    while first < len(lines):
        sheet = form.sheets[-1]
        room = form.size[1] - form.px(MARGIN) - sheet.down
        last = first
        while last < len(lines) and sum(heights[first : last + 1]) <= room:
            last += 1
        if last == first:
            if sheet.down > form.px(MARGIN):
                form.next_sheet()
                continue
            last = first + 1
        down = [sheet.down + sum(heights[first:row]) for row in range(first, last + 1)]
        for row, column, box in spots:
            if row < last and row + box.rows > first:
                top, bottom = max(row, first) - first, min(row + box.rows, last) - first
                sides = (across[column], down[top], across[column + box.columns], down[bottom])
                _cell(form, sheet, sides, box.text if row >= first else "", font)
        sheet.down = down[-1] + form.px(4)
        first = last


def _cell(form: _Form, sheet: _Sheet, sides: tuple[int, int, int, int], text: str, font: "FreeTypeFont") -> None:
    left, top, right, bottom = sides
    sheet.pen.rectangle(sides, outline=0, width=max(1, form.px(form.setting.rule) * 2 // 3))
    lines = wrapped(text, font, right - left - 2 * form.px(PADDING)) if text else []
    leading = form.px(form.setting.leading)
    at = top + (bottom - top - len(lines) * leading) // 2
    for line in lines:
        room = right - left - int(font.getlength(line))
        sheet.pen.text((left + (room // 2 if len(lines) == 1 else form.px(PADDING)), at), line, fill=0, font=font)
        at += leading


def _columns(form: _Form, spots: Sequence[tuple[int, int, Box]]) -> list[int]:
    """Where each column begins, and the last one ends: wider for longer texts, together as wide as the sheet."""
    count = max(column + box.columns for _, column, box in spots)
    wants = [LEAST] * count
    for _, column, box in spots:
        longest = max(len(part) for part in box.text.split("\n"))
        share = -(-min(longest + 1, MOST * box.columns) // box.columns)
        for at in range(column, column + box.columns):
            wants[at] = max(wants[at], share)
    room = form.size[0] - 2 * form.px(MARGIN)
    return [form.px(MARGIN) + room * sum(wants[:at]) // sum(wants) for at in range(count + 1)]


def _heights(form: _Form, spots: Sequence[tuple[int, int, Box]], across: Sequence[int], rows: int) -> list[int]:
    """The height of each row: as its texts need, those that span several from their last row."""
    font = _font(form.setting.font, form.px(form.setting.size))
    leading, around = form.px(form.setting.leading), form.px(2 * PADDING)
    heights = [leading + around] * rows
    for row, column, box in sorted(spots, key=lambda spot: spot[2].rows):
        room = across[column + box.columns] - across[column] - 2 * form.px(PADDING)
        needed = len(wrapped(box.text, font, room)) * leading + around
        heights[row + box.rows - 1] += max(0, needed - sum(heights[row : row + box.rows]))
    return heights
