"""Comments in Excel (Excel 批注): notes at the cells, in the parts that hold them or in new ones."""

from collections.abc import Sequence
from itertools import groupby

from jiheng.documents.marking import Comment
from jiheng.documents.parts import OFFICE, STRICT_OFFICE, Package, declare, declare_ending, free_name, part_of, relate, relations_of
from jiheng.documents.repacking import repacked
from jiheng.documents.source import Source
from jiheng.documents.tags import Edit, Part, framed, spliced
from jiheng.documents.xlsx.boxes import Box, empty_drawing, lines_of, with_boxes
from jiheng.documents.xlsx.cells import book_of, reference, space_of
from jiheng.documents.xlsx.notes import EMPTY, with_notes
from jiheng.documents.xlsx.threads import Reply, with_replies

NOTES = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
BEHIND = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
}
"""What stands behind the mention of the drawing in a sheet."""


def annotate(source: Source, comments: Sequence[Comment]) -> bytes:
    """The workbook with the comments, one note a cell; of the sheets only those that get their first note change.

    A comment without a cell stands at the first cell of the first visible sheet. Raises an UnreadableDocument.
    """
    book = book_of(source)
    package = Package(book.archive)
    first = next(iter(book.sheets.values()), None)
    placed = [(book.sheets.get(comment.place.sheet, first), comment) for comment in comments]
    by_sheet = sorted(((part, comment) for part, comment in placed if part), key=lambda each: each[0])
    for sheet, group in groupby(by_sheet, key=lambda each: each[0]):
        of_sheet = [comment for _, comment in group]
        _annotate(package, sheet, of_sheet)
        with_replies(package, book.workbook, sheet, _replies(of_sheet))
    return repacked(package.archive, source.content, package.changed)


def _replies(comments: Sequence[Comment]) -> dict[str, Reply]:
    """What is to be said in the thread of a cell, where it has one."""
    said: dict[str, Reply] = {}
    for comment in comments:
        ref = reference(comment.place.row or 1, comment.place.column or 1)
        before = f"{said[ref].text}\n" if ref in said else ""
        said[ref] = Reply(before + comment.text, comment.author, comment.day)
    return said


def _annotate(package: Package, sheet: str, comments: Sequence[Comment]) -> None:
    """Put the comments of one sheet into it."""
    texts: dict[tuple[int, int], str] = {}
    for comment in comments:
        spot = (comment.place.row or 1, comment.place.column or 1)
        texts[spot] = f"{texts[spot]}\n{comment.text}" if spot in texts else comment.text
    there = next((relation.target for relation in relations_of(package, sheet) if relation.kind == "comments"), None)
    name = there or _new_notes(package, sheet)
    notes = part_of(package, name)
    named = {reference(*spot): text for spot, text in texts.items()}
    taken = {each.get("ref") for each in notes.root.iter("{*}comment")}
    package.changed[name] = with_notes(notes, comments[0].author, named)
    boxes = [Box(*spot, lines_of(text)) for spot, text in texts.items() if reference(*spot) not in taken]
    _draw(package, sheet, boxes)


def _new_notes(package: Package, sheet: str) -> str:
    """An empty part for the notes of a sheet."""
    part = part_of(package, sheet)
    name = free_name(package, lambda number: f"xl/comments{number}.xml")
    package.changed[name] = EMPTY.format(space=space_of(part)).encode()
    relate(package, sheet, "comments", name, strict=_is_strict(part))
    declare(package, name, NOTES)
    return name


def _draw(package: Package, sheet: str, boxes: Sequence[Box]) -> None:
    """Give the notes their boxes, in the sheet's drawing of notes or a new one that the sheet then mentions."""
    part = part_of(package, sheet)
    mention = part.root.find("{*}legacyDrawing")
    ids = [] if mention is None else [str(value) for key, value in mention.attrib.items() if str(key).endswith("}id")]
    name = next((relation.target for relation in relations_of(package, sheet) if relation.id in ids), None)
    number = 1 + sum(each.endswith(".vml") for each in {*package.archive.members, *package.changed})
    if name is None or (name not in package.changed and name not in package.archive.members):
        name = free_name(package, lambda number: f"xl/drawings/vmlDrawing{number}.vml")
        package.changed[name] = empty_drawing(number)
        declare_ending(package, "vml", DRAWING)
        package.changed[sheet] = _mentioning(part, relate(package, sheet, "vmlDrawing", name, strict=_is_strict(part)))
    drawing = package.changed.get(name)
    package.changed[name] = with_boxes(package.archive.read(name) if drawing is None else drawing, boxes, number)


def _mentioning(part: Part, relation: str) -> bytes:
    """The sheet with its drawing of notes mentioned where the order of its parts wants it."""
    p = f"{part.root.prefix}:" if part.root.prefix else ""
    space = STRICT_OFFICE if _is_strict(part) else OFFICE
    r = next((name for name, value in part.root.nsmap.items() if value == space and name), None)
    id_of = f' {r}:id="{relation}"' if r else f' xmlns:r="{space}" r:id="{relation}"'
    mention = f"<{p}legacyDrawing{id_of}/>".encode()
    for child in part.root:
        name = str(child.tag).rpartition("}")[2]
        if name == "legacyDrawing":  # it pointed to nothing
            span = part.spans[child]
            return spliced(part.xml, [Edit(span.start, span.after, mention)])
        if name in BEHIND:
            at = part.spans[child].start
            return spliced(part.xml, [Edit(at, at, mention)])
    return spliced(part.xml, framed(part, part.root, b"", mention))


def _is_strict(part: Part) -> bool:
    return space_of(part).startswith("http://purl.oclc.org/")
