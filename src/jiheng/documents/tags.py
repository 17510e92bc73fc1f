"""Tags (标签): where each element stands in the bytes of a part, so that a part is changed at one spot and nowhere else."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from jiheng.documents.markup import parse

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

TAG = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<end>/)?(?P<name>[^\s/>"'=!?]+)(?:"[^"]*"|'[^']*'|[^>"'/]|/(?!>))*(?P<empty>/)?>""",
    re.DOTALL,
)
UTF_8 = {None, "UTF-8", "utf-8", "UTF8", "utf8", "ASCII", "US-ASCII", "us-ascii"}


class Span(NamedTuple):
    """One element: its start tag is `[start, inside)`, its end tag `[end, after)`; an empty one (`<w:p/>`) has all but `start` at its end."""

    start: int
    inside: int
    end: int
    after: int

    @property
    def empty(self) -> bool:
        """Whether the element is written as one tag that closes itself."""
        return self.inside == self.after


class Edit(NamedTuple):
    """The bytes `[start, stop)` are replaced by `text`; where both are the same, `text` is inserted."""

    start: int
    stop: int
    text: bytes


class Part(NamedTuple):
    """A part as bytes in UTF-8, as a tree, and each element's span by the element itself."""

    xml: bytes
    root: "Element"
    spans: "dict[Element, Span]"


def opened(xml: bytes, name: str, path: str | None) -> Part:
    """A part with the span of every element. Raises DamagedDocument and HostileDocument as `parse` does."""
    from lxml import etree

    root = parse(xml, name, path)
    if root.getroottree().docinfo.encoding not in UTF_8:
        xml = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        root = parse(xml, name, path)
    return Part(xml, root, dict(zip(root.iter(), spans_of(xml), strict=True)))


def spans_of(xml: bytes) -> list[Span]:
    """The spans of all elements in the order of their start tags; `xml` is well-formed, in UTF-8 and without a DTD."""
    found: list[Span] = []
    unclosed: list[int] = []
    for tag in TAG.finditer(xml):
        if tag["name"] is None:
            continue
        if tag["end"]:
            at = unclosed.pop()
            found[at] = Span(found[at].start, found[at].inside, tag.start(), tag.end())
        else:
            if not tag["empty"]:
                unclosed.append(len(found))
            found.append(Span(tag.start(), tag.end(), tag.end(), tag.end()))
    return found


def framed(part: Part, element: "Element", head: bytes, tail: bytes = b"", *, after: "Element | None" = None) -> list[Edit]:
    """`head` put at an element's beginning (behind its child `after`, where there is one) and `tail` at its end."""
    span = part.spans[element]
    if span.empty:
        tag = TAG.match(part.xml, span.start)
        name = tag["name"] if tag else b""
        return [Edit(span.after - 2, span.after, b">" + head + tail + b"</" + name + b">")]
    begin = span.inside if after is None else part.spans[after].after
    return [Edit(begin, begin, head), Edit(span.end, span.end, tail)]


def spliced(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with all edits made; edits at one spot in the order given. They may not overlap."""
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda each: each.start):
        pieces += (xml[at : edit.start], edit.text)
        at = edit.stop
    return b"".join((*pieces, xml[at:]))
