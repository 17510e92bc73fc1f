"""Comments in Word (Word 批注): each around the paragraphs of its cell, in the part of comments that is there or a new one."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING

from jiheng.documents.docx.cells import Body, body_of, cell_at, paragraphs_in, prefixed
from jiheng.documents.docx.names import STRICT
from jiheng.documents.escaping import escaped
from jiheng.documents.marking import Comment
from jiheng.documents.parts import declare, free_name, part_of, relate, relations_of
from jiheng.documents.repacking import repacked
from jiheng.documents.source import Source
from jiheng.documents.tags import Edit, framed, spliced

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

KIND = "comments"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{space}"></w:comments>'


def annotate(source: Source, comments: Sequence[Comment]) -> bytes:
    """The document with the comments; all members but the main part, its comments, relations and content types keep their bytes.

    A comment without a cell stands at the first paragraph. Raises an UnreadableDocument.
    """
    body = body_of(source)
    name = _comments_part(body)
    part = part_of(body.package, name)
    taken = [str(value) for each in part.root for key, value in each.attrib.items() if str(key).endswith("}id")]
    numbers = count(max((int(value) for value in taken if value.isdecimal()), default=-1) + 1)
    numbered = list(zip(numbers, comments, strict=False))
    body.package.changed[name] = spliced(part.xml, framed(part, part.root, b"", b"".join(_comment(body, *each) for each in numbered)))
    body.package.changed[body.name] = spliced(body.part.xml, _marks(body, numbered))
    return repacked(body.package.archive, source.content, body.package.changed)


def _comments_part(body: Body) -> str:
    """The document's part of comments; a new one, related and declared, where it has none."""
    package, space = body.package, body.names.space
    for relation in relations_of(package, body.name):
        if relation.kind == KIND and relation.target in package.archive.members:
            return relation.target
    folder = body.name.rpartition("/")[0]
    name = free_name(package, lambda number: f"{folder}/comments{number if number > 1 else ''}.xml".lstrip("/"))
    package.changed[name] = EMPTY.format(space=space).encode()
    relate(package, body.name, KIND, name, strict=space == STRICT)
    declare(package, name, CONTENT_TYPE)
    return name


def _comment(body: Body, number: int, comment: Comment) -> bytes:
    """One comment with a paragraph a line."""
    author = escaped(comment.author)
    day = f' w:date="{comment.day.isoformat()}T00:00:00Z"' if comment.day else ""
    head = f'<w:comment xmlns:w="{body.names.space}" w:id="{number}" w:author="{author}"{day} w:initials="{author}">'
    lines = [f'<w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r>' for line in comment.text.split("\n")]
    first = "<w:r><w:annotationRef/></w:r>"
    return (head + "".join(f"<w:p>{first if at == 0 else ''}{line}</w:p>" for at, line in enumerate(lines)) + "</w:comment>").encode()


def _marks(body: Body, numbered: Sequence[tuple[int, Comment]]) -> Iterable[Edit]:
    """Where each comment's range begins and ends: around all paragraphs of its cell."""
    w, declared = prefixed(body)
    heads: dict[Element, bytes] = {}
    tails: dict[Element, bytes] = {}
    for number, comment in numbered:
        spot = _range(body, comment)
        if spot is None:
            continue
        first, last = spot
        end = f'<{w}:commentRangeEnd{declared} {w}:id="{number}"/><{w}:r{declared}><{w}:commentReference {w}:id="{number}"/></{w}:r>'
        heads[first] = heads.get(first, b"") + f'<{w}:commentRangeStart{declared} {w}:id="{number}"/>'.encode()
        tails[last] = tails.get(last, b"") + end.encode()
    settings = body.names.of("pPr")
    for paragraph in {**heads, **tails}:
        own = next(iter(paragraph), None)
        after = own if own is not None and own.tag == settings else None
        yield from framed(body.part, paragraph, heads.get(paragraph, b""), tails.get(paragraph, b""), after=after)


def _range(body: Body, comment: Comment) -> "tuple[Element, Element] | None":
    """The first and the last paragraph of the comment's cell; of the document's beginning where there is no cell; None where nothing is."""
    cell = cell_at(body, comment.place)
    if cell is not None and (own := paragraphs_in(cell, body.names)):
        return own[0], own[-1]
    anywhere = next((each for each in body.part.root.iter(body.names.p)), None)
    return None if anywhere is None else (anywhere, anywhere)
