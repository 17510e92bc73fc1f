"""Lines of a PDF form in typst's language (PDF 文字): titles, notes, the paragraphs of letters, the entries of the contents."""

from jiheng.documents.document import Paragraph
from jiheng.documents.pdf.drawing_cells import content
from jiheng.documents.shape import Line

TITLE_SIZE, LETTER_TITLE = "18pt", "22pt"
LETTER_TYPE = "16pt"
LETTER_SET = f"#set text(size: {LETTER_TYPE})\n#set par(leading: 12pt, spacing: 12pt, justify: true)\n"
"""三号 type, 28 points from line to line"""


def line_source(block: Paragraph) -> str:
    """One paragraph outside the tables, by what it is."""
    line, text = block.line, content(block.text)
    if line is Line.TITLE:
        return f"#heading({text})\n"
    if block.leads_to is not None:
        return _entry(block.leads_to, text)
    if line in LETTERS:
        return f"#[{LETTER_SET}{LETTERS[line].format(text=text)}]\n" if line is not None else ""
    size = "12pt" if line is Line.UNDER_TITLE else "9pt"
    side = "center" if line is Line.UNDER_TITLE else "left"
    above = "#v(2mm)\n" if line is Line.NOTE else ""
    return f"{above}#align({side}, text(size: {size}, {text}))\n#v(2mm)\n"


LETTERS = {
    Line.NUMBER: "#align(center, {text})\n#v(10mm)",
    Line.LETTER: "#show heading: set text(size: 22pt)\n#set par(leading: 14pt, justify: false)\n#heading({text})\n#v(10mm)",
    Line.ADDRESS: "#par({text})",
    Line.BODY: "#par(first-line-indent: (amount: 2em, all: true), {text})",
    Line.ATTACHED: "#v(12pt)\n#pad(left: 2em, par(hanging-indent: 3em, justify: false, {text}))",
    Line.CLOSING: "#pad(right: 2em, align(right, {text}))",
    Line.ANNEX: "#text(font: hei, {text})\n#v(2mm)",
}


def _entry(number: int, text: str) -> str:
    """A line of the contents: a link, dots, and the page; blank while only some of the forms are set to learn their breaks."""
    page = f"context {{ let found = query(<form-{number}>); if found.len() > 0 {{ str(found.first().location().page()) }} }}"
    linked = f"link(<form-{number}>, found-text)"
    return (
        f"#context {{ let found-text = {text}; let there = query(<form-{number}>).len() > 0; "
        f"text(size: 12pt, grid(columns: (1fr, auto), column-gutter: 2mm, row-gutter: 0pt, align: (left, right + bottom), "
        f"[#if there {{ {linked} }} else {{ found-text }} #box(width: 1fr, repeat(gap: 1pt)[.])], {page})) }}\n"
    )
