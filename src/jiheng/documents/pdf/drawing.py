"""Drawing of PDF (PDF 成文): forms set by typst, fonts embedded, heads repeated, levels that go on said again with （续）."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.documents.document import Block, Document, Grid
from jiheng.documents.pdf.drawing_breaks import BEHIND, LIKELY, SURE, Breaks, Form, Spot, breaks_of, forms, pieces
from jiheng.documents.pdf.drawing_cells import cell_source, string
from jiheng.documents.pdf.drawing_lines import TITLE_SIZE, line_source
from jiheng.documents.sections import title_of
from jiheng.documents.shape import Shape
from jiheng.errors import UnwritableDocument

if TYPE_CHECKING:
    from typst import Compiler, Fonts

SONG = ("SimSun", "NSimSun", "Songti SC", "STSong", "Source Han Serif SC", "Noto Serif CJK SC")
FANG = ("FangSong", "FangSong_GB2312", "STFangsong", "Source Han Serif SC", "Noto Serif CJK SC")
TITLE = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Source Han Serif SC", "Noto Serif CJK SC")
HEI = ("SimHei", "STHeiti", "Heiti SC", "Source Han Sans SC", "Noto Sans CJK SC")
"""heads of annexes; where none is installed they are set like labels"""
MARGIN = "(x: 18mm, y: 20mm)"
LETTER_MARGIN = "(top: 37mm, right: 26mm, bottom: 35mm, left: 28mm)"
"""of papers of state organs (GB/T 9704)"""
DESCENT, LETTER_DESCENT = "6mm", "21mm"
"""how far below the text a page's number stands: at one height on a letter and on its annexes"""
MOST_PASSES = 6
"""a label said again may push a row to the next page, so that pages are looked at once more"""
PAGE_OBJECT = re.compile(rb"/Type ?/Page\b")
MARK = "#metadata(({grid}, {row}))<at>"
WHERE = "query(<at>).map(mark => (..mark.value, mark.location().page()))"


@frozen
class _Paged:
    """Where the pages of some forms begin, and how many pages these forms take."""

    breaks: Breaks
    pages: int


def draw(document: Document) -> bytes:
    """The document as a tagged, searchable PDF. Raises UnwritableDocument where no font for Chinese is installed.

    Forms that likely go over a page are set once to learn where; whether all others had room on one is told by the pages made.
    """
    found = forms(document.blocks)
    made = b""
    for least, passes in ((LIKELY, 1), (SURE, MOST_PASSES), (Decimal(0), MOST_PASSES)):
        long = [form for form in found if form.height > least]
        paged = _paged(long, passes)
        made = _set(_source(found, paged.breaks))
        if len(PAGE_OBJECT.findall(made)) == paged.pages + len(found) - len(long):
            break
    return made


def typeset(blocks: Sequence[Block]) -> bytes:
    """The blocks set once as they are, without a look at where pages end."""
    return _set(_source(forms(blocks), {}))


def _paged(long: Sequence[Form], passes: int) -> _Paged:
    """Some forms set until no row goes over a page where no break is known, `passes` times at most."""
    known: Breaks = {}
    pages = 0
    for _ in range(passes if long else 0):
        spots = _spots(_source(long, known))
        found, pages = breaks_of(spots, known), spots[-1].page
        if found == known:
            break
        known = found
    return _Paged(known, pages)


def _spots(source: str) -> list[Spot]:
    import json

    return [Spot(*value) for value in json.loads(_compiler(source).eval(WHERE))]


def _set(source: str) -> bytes:
    made = _compiler(source).compile(format="pdf", timestamp=0)
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


def _source(found: Sequence[Form], breaks: Breaks) -> str:
    """The forms in typst's own language, with a mark in each row by which to ask on which page it stands."""
    song, fang, title = map(_listed, _families())
    hei = _listed(tuple(name for name in HEI if name in {*_fonts().families()}) or _families()[0])
    name = title_of([block for form in found for _, block in form.blocks])
    head = (
        f"#set document(title: {string(name)}, date: none)\n"
        f'#set page(paper: "a4", margin: {MARGIN}, numbering: "— 1 —")\n'
        f'#set text(font: {fang}, size: 10.5pt, lang: "zh", region: "cn", cjk-latin-spacing: none)\n'
        "#set par(leading: 0.5em, spacing: 0.6em)\n"
        "#set table(stroke: 0.5pt, inset: (x: 1.2mm, y: 2mm))\n#show table: set block(spacing: 0pt)\n"
        f"#show heading: set align(center)\n#show heading: set text(font: {title}, size: {TITLE_SIZE}, weight: 400)\n"
        f"#let label(body) = text(font: {song}, body)\n#let hei = {hei}\n"
    )
    return head + "".join(_pages(found, breaks)) + MARK.format(grid=BEHIND, row=0)


def _listed(names: Sequence[str]) -> str:
    return f"({', '.join(map(string, names))},)"


def _pages(found: Sequence[Form], breaks: Breaks) -> Iterator[str]:
    page = (False, False)
    for at_all, form in enumerate(found):
        if at_all and (form.wide, form.letter) == page:
            yield "#pagebreak(weak: true)\n"
        elif (form.wide, form.letter) != page:
            margin, descent = (LETTER_MARGIN, LETTER_DESCENT) if form.letter else (MARGIN, DESCENT)
            yield f"#set page(flipped: {str(form.wide).lower()}, margin: {margin}, footer-descent: {descent})\n"
        page = (form.wide, form.letter)
        yield f"#metadata(none)<form-{form.number}>\n"
        for at, block in form.blocks:
            yield _tables(at, block, breaks.get(at, ())) if isinstance(block, Grid) else line_source(block)


def _tables(number: int, grid: Grid, starts: Sequence[int]) -> str:
    """A grid as a table, as one on each page where it is broken."""
    return "#pagebreak()\n".join(_table(number, start, piece) for start, piece in pieces(grid, starts))


def _table(number: int, start: int, grid: Grid) -> str:
    shape = grid.shape or Shape((1,) * (max(cell.column + cell.column_span for cell in grid.cells) - 1))
    columns = ", ".join(f"{width / 100:g}mm" for width in shape.scaled())
    up = max(start - shape.repeated - 1, 0)
    told = {cell.row: cell for cell in sorted(grid.cells, key=lambda cell: (-cell.row_span, len(cell.text)))}
    head = [cell_source(cell, shape) for cell in grid.cells if cell.row <= shape.repeated]
    rest = [
        cell_source(cell, shape, up, MARK.format(grid=number, row=cell.row) if told[cell.row] is cell else "")
        for cell in grid.cells
        if cell.row > shape.repeated
    ]
    repeated = f"  table.header(\n{''.join(head)}  ),\n" if head else ""
    return f"#text(size: {shape.size}pt)[#table(columns: ({columns}),\n{repeated}{''.join(rest)})]\n"
