"""Lines of a PDF form in typst's language (PDF 文字): titles, notes, the paragraphs of letters, the entries of the contents."""

from jiheng.documents.document import Paragraph
from jiheng.documents.pdf.drawing_cells import content
from jiheng.documents.shape import Line

TITLE_SIZE = "18pt"
LETTER_SET = (
    "#set text(size: 16pt, top-edge: 0.8em, bottom-edge: -0.2em)\n#set par(leading: 12pt, spacing: 12pt, justify: true)\n"
    "#set block(spacing: 12pt)\n"
)
"""三号 type, 28 points from line to line: 22 lines a page"""
LETTERS = {
    Line.NUMBER: "#align(center, {text})\n#v(6pt)",
    Line.LETTER: "#show heading: set text(size: 22pt)\n#set par(leading: 14pt, justify: false)\n#heading({text})\n#v(14pt)",
    Line.ADDRESS: "#par({text})",
    Line.BODY: "#par(first-line-indent: (amount: 2em, all: true), {text})",
    Line.ATTACHED: "#v(12pt)\n#block(breakable: false, sticky: true, pad(left: 2em, par(hanging-indent: 3em, justify: false, {text})))\n#v(14pt)",
    Line.CLOSING: "#block(sticky: true, width: 100%, pad(right: 2em, align(right, {text})))",
    Line.ANNEX: "#text(font: hei, {text})\n#v(2mm)",
}


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
    return f"{above}#align({side}, text(size: {size}, {text}))\n#v(3mm)\n"


def _entry(number: int, text: str) -> str:
    """A line of the contents: a link, dots, and the page; blank while only some of the forms are set to learn their breaks."""
    return (
        f"#context {{ let found = query(<form-{number}>); let told = {text}; block(spacing: 4mm, text(size: 12pt, grid(\n"
        "  columns: (1fr, auto), column-gutter: 2mm, align: (left, right + bottom),\n"
        f'  [#if found.len() > 0 {{ link(<form-{number}>, told) }} else {{ told }} #box(width: 1fr, inset: (bottom: 2pt), line(length: 100%, stroke: (thickness: 0.6pt, dash: "loosely-dotted")))],\n'
        "  if found.len() > 0 { str(found.first().location().page()) }))) }\n"
    )
