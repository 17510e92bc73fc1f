"""Comments taken back from Word (撤回 Word 批注): those of one author, with the marks that show where they stood."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from jiheng.documents.docx.cells import Body, body_of
from jiheng.documents.docx.commenting import KIND
from jiheng.documents.parts import part_of, relations_of
from jiheng.documents.repacking import repacked
from jiheng.documents.source import Source
from jiheng.documents.tags import Edit, spliced

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

MARKS = ("commentRangeStart", "commentRangeEnd")
REFERENCE = "commentReference"


def withdraw(source: Source, author: str) -> bytes:
    """The document without the author's comments; the very bytes where there are none. Raises an UnreadableDocument."""
    body = body_of(source)
    there = (relation.target for relation in relations_of(body.package, body.name) if relation.kind == KIND)
    name = next((target for target in there if target in body.package.archive.members), None)
    if name is None:
        return source.content
    part = part_of(body.package, name)
    own = [each for each in part.root if _attribute(each, "author") == author]
    if not own:
        return source.content
    body.package.changed[name] = spliced(part.xml, [_gone(part.spans[each].start, part.spans[each].after) for each in own])
    marks = _marks(body, {_attribute(each, "id") for each in own})
    body.package.changed[body.name] = spliced(
        body.part.xml, [_gone(body.part.spans[each].start, body.part.spans[each].after) for each in marks]
    )
    return repacked(body.package.archive, source.content, body.package.changed)


def _marks(body: Body, ids: Collection[str | None]) -> "Iterator[Element]":
    """The marks of the comments, each reference with its run where nothing else stands in it."""
    names = body.names
    for mark in MARKS:
        yield from (each for each in body.part.root.iter(names.of(mark)) if _attribute(each, "id") in ids)
    for each in body.part.root.iter(names.of(REFERENCE)):
        if _attribute(each, "id") in ids:
            run = each.getparent()
            alone = run is not None and run.tag == names.of("r") and all(other is each or other.tag == names.of("rPr") for other in run)
            yield run if run is not None and alone else each


def _attribute(element: "Element", name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _gone(start: int, after: int) -> Edit:
    return Edit(start, after, b"")
