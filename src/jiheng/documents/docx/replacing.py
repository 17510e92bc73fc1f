"""Replacements in Word (Word 改写): a text in one cell, in the formatting of the run in which the old one begins."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.documents.docx.cells import Body, body_of, cell_at, paragraphs_in, prefixed
from jiheng.documents.docx.table import sign_of
from jiheng.documents.escaping import escaped
from jiheng.documents.marking import Replacement, not_there
from jiheng.documents.repacking import repacked
from jiheng.documents.source import Source
from jiheng.documents.standing import stretch_of
from jiheng.documents.tags import TAG, Edit, framed, spliced

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

KEPT = b'xml:space="preserve"'


@frozen(eq=False)
class Piece:
    """A piece of what a cell shows: the element that shows it, None for the break between two paragraphs."""

    text: str
    element: "Element | None"


def replace(source: Source, replacements: Sequence[Replacement]) -> bytes:
    """The document with the texts replaced; only the main part changes. Raises TextNotThere and an UnreadableDocument."""
    body = body_of(source)
    edits: dict[int, Edit] = {}
    for replacement in replacements:
        for edit in _edits(body, replacement):
            if edit.start in edits:
                raise not_there(replacement, "同一处已有另一处修改", "the same text is replaced already")
            edits[edit.start] = edit
    body.package.changed[body.name] = spliced(body.part.xml, edits.values())
    return repacked(body.package.archive, source.content, body.package.changed)


def _edits(body: Body, replacement: Replacement) -> Iterable[Edit]:
    cell = cell_at(body, replacement.place)
    if cell is None:
        raise not_there(replacement, "文档中没有这个单元格", "the document has no such cell")
    pieces = list(_pieces(body, cell))
    shown = "".join(piece.text for piece in pieces).strip()
    if not shown and not replacement.before.strip():
        return _filled(body, cell, replacement.after)
    found = stretch_of([piece.text for piece in pieces], replacement.before)
    if found is None:
        raise not_there(replacement, f"单元格写的是“{shown}”", f"the cell says “{shown}”")
    edits: list[Edit] = []
    for number in range(found.first, found.last + 1):
        piece = pieces[number]
        begin = piece.text[: found.begin] + replacement.after if number == found.first else ""
        end = piece.text[found.end :] if number == found.last else ""
        if piece.element is not None:
            edits.append(_rewritten(body, piece.element, begin + end))
    return edits


def _pieces(body: Body, cell: "Element") -> Iterable[Piece]:
    """What the cell shows, as the reader puts it together."""
    names = body.names
    began = False
    for each in cell.iter(names.p, *names.shown):
        if each.tag == names.p:
            if began:
                yield Piece("\n", None)
        else:
            began = True
            yield Piece(each.text or "" if each.tag == names.t else sign_of(each, names), each)


def _rewritten(body: Body, element: "Element", text: str) -> Edit:
    """The element with another text; a sign of a symbol font becomes text, one without a text goes."""
    span, xml = body.part.spans[element], body.part.xml
    if str(element.tag).rpartition("}")[2] == "t":
        tag = TAG.match(xml, span.start)
        name = tag["name"] if tag else b""
        opening = xml[span.start : span.inside].rstrip(b"/>")
        kept = b"" if b"xml:space" in opening or text == text.strip() else b" " + KEPT
        return Edit(span.start, span.after, opening + kept + b">" + _lines(body, text) + b"</" + name + b">")
    return Edit(span.start, span.after, _text(body, text) if text else b"")


def _filled(body: Body, cell: "Element", text: str) -> Iterable[Edit]:
    """An empty cell with a text in its first paragraph, in the formatting that the paragraph has for its mark."""
    w, declared = prefixed(body)
    paragraph = next(iter(paragraphs_in(cell, body.names)), None)
    if paragraph is None:
        return []
    look = paragraph.find(f"{body.names.of('pPr')}/{body.names.of('rPr')}")
    span = None if look is None else body.part.spans[look]
    settings = b"" if span is None else body.part.xml[span.start : span.after]
    run = f"<{w}:r{declared}>".encode() + settings + _text(body, text) + f"</{w}:r>".encode()
    return [edit for edit in framed(body.part, paragraph, b"", run) if edit.text]


def _text(body: Body, text: str) -> bytes:
    w, declared = prefixed(body)
    return f"<{w}:t{declared} ".encode() + KEPT + b">" + _lines(body, text) + f"</{w}:t>".encode()


def _lines(body: Body, text: str) -> bytes:
    """A text inside its element; a line break ends the element and begins another."""
    w, declared = prefixed(body)
    between = f"</{w}:t><{w}:br{declared}/><{w}:t{declared} ".encode() + KEPT + b">"
    return between.join(escaped(line).encode() for line in text.split("\n"))
