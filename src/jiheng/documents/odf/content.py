"""Content of OpenDocument (正文内容): made plain first, so that a paragraph's text is what it shows."""

from typing import TYPE_CHECKING

from jiheng.documents.odf.names import DRAW, OFFICE, PARAGRAPHS, STYLE, TABLE, TEXT, count

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

UNSEEN = (
    TEXT + "tracked-changes",
    TEXT + "note",
    TEXT + "ruby-text",
    TEXT + "hidden-text",
    OFFICE + "annotation",
    OFFICE + "forms",
    TABLE + "tracked-changes",
    TABLE + "shapes",
)


def make_plain(root: "Element") -> None:
    """Take out what is not shown, write out blanks, tabs and breaks, and lay text boxes and inner tables beside what holds them."""
    from lxml import etree

    etree.strip_elements(root, *UNSEEN, with_tail=False)
    hidden = {style.get(STYLE + "name") for style in root.iter(STYLE + "style") if _hides(style)}
    for span in root.iter(TEXT + "span") if hidden else ():
        if span.get(TEXT + "style-name") in hidden:
            _empty(span)
    for blank in root.iter(TEXT + "s"):
        blank.text = " " * min(count(blank.get(TEXT + "c")), 200)
    for tab in root.iter(TEXT + "tab"):
        tab.text = "\t"
    for line_break in root.iter(TEXT + "line-break"):
        line_break.text = "\n"
    for box in list(root.iter(DRAW + "text-box")):
        _lay_after(box, next(box.iterancestors(*PARAGRAPHS), None))
    for table in reversed(list(root.iter(TABLE + "table"))):
        around = list(table.iterancestors(TABLE + "table"))
        _lay_after(table, around[-1] if around else None)


def _hides(style: "Element") -> bool:
    return any(properties.get(TEXT + "display") == "none" for properties in style.iterchildren(STYLE + "text-properties"))


def _empty(span: "Element") -> None:
    """Take out what a span holds; the text behind it stays."""
    tail = span.tail
    span.clear()
    span.tail = tail


def text_of(container: "Element") -> str:
    """The paragraphs of a cell, or one paragraph, as text with line breaks."""
    if container.tag in PARAGRAPHS:
        return "".join(str(piece) for piece in container.itertext())
    return "\n".join("".join(str(piece) for piece in paragraph.itertext()) for paragraph in container.iter(*PARAGRAPHS)).strip()


def _lay_after(element: "Element", anchor: "Element | None") -> None:
    """Move an element behind its anchor; the text that followed it stays where it was."""
    parent = element.getparent()
    if anchor is None or parent is None:
        return
    tail, element.tail = element.tail or "", None
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    anchor.addnext(element)
