"""Drawing of PDF (PDF 成文): forms set by typst, fonts embedded, heads repeated, levels that go on said again with （续）."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.documents.shape import Line, Role, Shape
from jiheng.errors import UnwritableDocument

if TYPE_CHECKING:
    from typst import Compiler, Fonts

SONG = ("SimSun", "NSimSun", "Songti SC", "STSong", "Source Han Serif SC", "Noto Serif CJK SC")
FANG = ("FangSong", "FangSong_GB2312", "STFangsong", "Source Han Serif SC", "Noto Serif CJK SC")
TITLE = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Source Han Serif SC", "Noto Serif CJK SC")
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
LONGEST = 1200
"""characters of a cell from which on its row may go over a page"""
INSET = 240
SMALLEST = Decimal("0.8")
"""the share of its size to which a value may be brought to stay on one line"""
POINT = Decimal("35.3")
"""the width of a Chinese character of one point, in hundredths of a millimetre"""
ASCII_WIDTH = Decimal("0.62")
BROAD = "%@WMm"
AGAIN = "（续）"
MOST_PASSES = 3
"""a label said again may push a row to the next page, so that it is looked at once more"""
PAGE_OBJECT = re.compile(rb"/Type ?/Page\b")
UPRIGHT_HEIGHT, WIDE_HEIGHT = 850, 600
"""points from which on a form is taken to need more than one page"""
PADDING = Decimal("11.4")
LINE_HEIGHT = Decimal("1.25")
FEW_ROWS = 2
MARK = "#metadata(({grid}, {row}))<at>"
WHERE = "query(<at>).map(mark => (..mark.value, mark.location().page()))"


@frozen
class _Spot:
    """Where a row came to stand: which grid, which row, which page."""

    grid: int
    row: int
    page: int


def draw(document: Document) -> bytes:
    """The document as a tagged, searchable PDF. Raises UnwritableDocument where no font for Chinese is installed."""
    forms = list(_numbered(document.blocks))
    if not any(map(_is_long, forms)):
        made = typeset(document.blocks)
        if len(PAGE_OBJECT.findall(made)) <= len(forms):
            return made  # a page for each form: nothing goes over a page
    blocks = document.blocks
    for _ in range(MOST_PASSES):
        again = _said_again(document.blocks, _pages(_source(blocks)))
        settled = again == blocks or not _may_push(document.blocks, again)
        blocks = again
        if settled:
            break
    return typeset(blocks)


def _is_long(form: Sequence[tuple[int, Block]]) -> bool:
    """Whether a form likely goes over a page, so that setting it on one need not be tried first."""
    grids = [block for _, block in form if isinstance(block, Grid)]
    wide = any(grid.shape is not None and grid.shape.wide for grid in grids)
    return sum(_height(grid) for grid in grids) > (WIDE_HEIGHT if wide else UPRIGHT_HEIGHT)


def _height(grid: Grid) -> Decimal:
    """About how high a grid is, in points: the lines of its highest cell in each row."""
    if grid.shape is None:
        return Decimal(0)
    lines: dict[int, int] = {}
    for cell in grid.cells:
        if cell.row_span == 1:
            room = _room(cell, grid.shape) / (grid.shape.size * POINT)
            needed = sum(int(_letters(line) / room) + 1 for line in cell.text.split("\n"))
            lines[cell.row] = max(lines.get(cell.row, 1), needed)
    return sum((PADDING + number * grid.shape.size * LINE_HEIGHT for number in lines.values()), Decimal(0))


def _may_push(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether a label said again stands beside so few rows that it may make them higher and push what follows to another page."""
    known = {id(block) for block in before}
    grids = [block for block in after if isinstance(block, Grid) and id(block) not in known]
    return any(cell.text.endswith(AGAIN) and cell.row_span <= FEW_ROWS for grid in grids for cell in grid.cells)


def typeset(blocks: Sequence[Block]) -> bytes:
    """The blocks set once as they are, without a look at where pages end."""
    made = _compiler(_source(blocks)).compile(format="pdf", timestamp=0)
    if not isinstance(made, bytes):
        raise UnwritableDocument(
            "PDF：排版程序没有给出文件。应得到一份 PDF；请把文件交给维护人员。", "PDF: the typesetter gave no file; report it."
        )
    return made


@cache
def _fonts() -> "Fonts":
    """The fonts of the machine, looked for once: the search takes ten times as long as a form."""
    from typst import Fonts

    return Fonts(include_system_fonts=True, include_embedded_fonts=False)


def _compiler(source: str) -> "Compiler":
    from typst import Compiler

    return Compiler(source.encode(), font_paths=_fonts())


@cache
def _families() -> tuple[tuple[str, ...], ...]:
    """Of each list of fonts those that are installed; typst loses every Chinese character without a word where there is none."""
    there = set(_fonts().families())
    found = tuple(tuple(name for name in names if name in there) for names in (SONG, FANG, TITLE))
    if not all(found):
        raise UnwritableDocument(
            f"PDF：没有找到中文字体。应装有 {'、'.join((SONG[0], FANG[0], SONG[-1]))} 之一；Debian 上请运行 apt install fonts-noto-cjk。",
            f"PDF: no font for Chinese is installed; expected one of {SONG[0]}, {FANG[0]}, {SONG[-1]}; on Debian: apt install fonts-noto-cjk.",
        )
    return found


def _pages(source: str) -> list[_Spot]:
    import json

    return [_Spot(*value) for value in json.loads(_compiler(source).eval(WHERE))]


def _source(blocks: Sequence[Block]) -> str:
    """The document in typst's own language, with a mark in each row by which to ask on which page it stands."""
    song, fang, title = (f"({', '.join(map(_string, names))},)" for names in _families())
    name = next((block.text for block in blocks if isinstance(block, Paragraph) and block.line is Line.TITLE), "")
    head = (
        f"#set document(title: {_string(name)}, date: none)\n"
        '#set page(paper: "a4", margin: (x: 18mm, y: 20mm), numbering: "— 1 —")\n'
        f'#set text(font: {fang}, size: 10.5pt, lang: "zh", region: "cn", cjk-latin-spacing: none)\n'
        "#set par(leading: 0.5em, spacing: 0.6em)\n"
        "#set table(stroke: 0.5pt, inset: (x: 1.2mm, y: 2mm))\n#show table: set block(spacing: 0pt)\n"
        f"#show heading: set align(center)\n#show heading: set text(font: {title}, size: 18pt, weight: 400)\n"
        f"#let label(body) = text(font: {song}, body)\n"
    )
    return head + "".join(_forms(blocks))


def _forms(blocks: Sequence[Block]) -> Iterator[str]:
    wide = False
    forms = list(_numbered(blocks))
    for number, form in enumerate(forms):
        turned = any(isinstance(block, Grid) and block.shape is not None and block.shape.wide for _, block in form)
        if number and turned == wide:
            yield "#pagebreak(weak: true)\n"
        elif turned != wide:
            yield f"#set page(flipped: {str(turned).lower()})\n"
        wide = turned
        yield from (_table(grid, block) if isinstance(block, Grid) else _line(block) for grid, block in form)


def _numbered(blocks: Sequence[Block]) -> Iterator[list[tuple[int, Block]]]:
    """The blocks form by form, each with its number in the document."""
    form: list[tuple[int, Block]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.line is Line.TITLE and form:
            yield form
            form = []
        form.append((number, block))
    if form:
        yield form


def _line(block: Paragraph) -> str:
    if block.line is Line.TITLE:
        return f"#heading({_content(block.text)})\n"
    size = "12pt" if block.line is Line.UNDER_TITLE else "9pt"
    side = "center" if block.line is Line.UNDER_TITLE else "left"
    above = "#v(2mm)\n" if block.line is Line.NOTE else ""
    return f"{above}#align({side}, text(size: {size}, {_content(block.text)}))\n#v(2mm)\n"


def _table(number: int, grid: Grid) -> str:
    shape = grid.shape or Shape((1,) * (max(cell.column + cell.column_span for cell in grid.cells) - 1))
    columns = ", ".join(f"{width / 100:g}mm" for width in shape.scaled())
    lowest = {cell.row: cell for cell in sorted(grid.cells, key=lambda cell: (-cell.row_span, cell.column))}
    head = [_cell(cell, shape, "") for cell in grid.cells if cell.row <= shape.repeated]
    rest = [
        _cell(cell, shape, MARK.format(grid=number, row=cell.row) if lowest[cell.row] is cell else "")
        for cell in grid.cells
        if cell.row > shape.repeated
    ]
    repeated = f"  table.header(\n{''.join(head)}  ),\n" if head else ""
    return f"#text(size: {shape.size}pt)[#table(columns: ({columns}),\n{repeated}{''.join(rest)})]\n"


def _cell(cell: Cell, shape: Shape, mark: str) -> str:
    role = shape.role(cell.row, cell.column)
    text = _content(cell.text)
    if role in WHOLE and (size := _fitting(cell, shape)) is not None:
        text = f"box({text})" if size == shape.size else f"box(text(size: {size}pt, {text}))"
    if role in PRINTED:
        text = f"label({text})" if role is not Role.HEAD else f"label(strong({text}))"
    at = f"x: {cell.column - 1}, y: {cell.row - 1}, rowspan: {cell.row_span}, colspan: {cell.column_span}"
    above, below = shape.opens(cell.row, cell.column)
    at += f", stroke: (top: {'none' if above else '0.5pt'}, bottom: {'none' if below else '0.5pt'}, x: 0.5pt)" if above or below else ""
    at += f", breakable: {str(cell.row_span > 1 or len(cell.text) > LONGEST).lower()}"
    return f"  table.cell({at}, align: {ALIGN[role]} + horizon)[#{text}{mark}],\n"


def _fitting(cell: Cell, shape: Shape) -> Decimal | None:
    """The size in which the text surely has room on one line, so that it is not parted between a figure and its unit.

    None where it would be too small to read, and the text is better set on several lines.
    """
    letters, room = _letters(cell.text), _room(cell, shape)
    if "\n" in cell.text or not letters:
        return None
    size = min(shape.size, (room / (letters * POINT)).quantize(Decimal("0.1"), ROUND_DOWN))
    return size if size >= shape.size * SMALLEST else None


def _letters(text: str) -> Decimal:
    """The width of a text in Chinese characters."""
    return sum((ASCII_WIDTH if letter.isascii() and letter not in BROAD else Decimal(1) for letter in text), Decimal(0))


def _room(cell: Cell, shape: Shape) -> int:
    """The width that a cell has for its text, in hundredths of a millimetre."""
    return sum(shape.scaled()[cell.column - 1 : cell.column - 1 + cell.column_span]) - INSET


def _content(text: str) -> str:
    """A text as typst's content: a string for each line."""
    return "[" + " \\ ".join(f"#{_string(line)}" for line in text.split("\n")) + "]"


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(max(letter, " ") for letter in escaped) + '"'


def _said_again(blocks: Sequence[Block], spots: Iterable[_Spot]) -> tuple[Block, ...]:
    """The blocks with every merged cell that goes over a page cut there, its text said again."""
    pages: dict[int, dict[int, int]] = {}
    for spot in spots:
        pages.setdefault(spot.grid, {})[spot.row] = spot.page
    return tuple(
        _cut(block, pages[number]) if isinstance(block, Grid) and number in pages else block for number, block in enumerate(blocks)
    )


def _cut(grid: Grid, pages: dict[int, int]) -> Grid:
    if len(set(pages.values())) < 2 or grid.shape is None:
        return grid
    cells: list[Cell] = []
    roles: dict[tuple[int, int], Role] = dict(grid.shape.roles)
    opened = set(grid.shape.open_above)
    for cell in grid.cells:
        for start, size in _stretches(cell, pages):
            text = cell.text + AGAIN if start != cell.row and cell.text else cell.text
            cells.append(cell._replace(row=start, row_span=size, text=text))
            if (cell.row, cell.column) in opened:
                opened.add((start, cell.column))
            roles[start, cell.column] = grid.shape.role(cell.row, cell.column)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return evolve(grid, cells=tuple(cells), shape=evolve(grid.shape, roles=roles, open_above=frozenset(opened)))


def _stretches(cell: Cell, pages: dict[int, int]) -> list[tuple[int, int]]:
    """The first row and the number of rows of a cell on each page that it stands on."""
    rows = range(cell.row, cell.row + cell.row_span)
    starts = [row for row in rows if row == cell.row or (row in pages and row - 1 in pages and pages[row] != pages[row - 1])]
    return [(start, end - start) for start, end in zip(starts, (*starts[1:], rows.stop), strict=True)]
