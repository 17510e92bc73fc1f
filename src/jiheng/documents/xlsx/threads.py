"""Threads (批注会话): Excel shows the thread of a cell in place of its note, so that a comment there is a reply in the thread."""

from collections.abc import Mapping
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from attrs import frozen

from jiheng.documents.escaping import escaped
from jiheng.documents.parts import Package, part_of, relations_of
from jiheng.documents.tags import framed, spliced

KIND = "threadedComment"
PERSONS = "person"
UNDATED = date(2000, 1, 1)
"""A reply must have a date; where the comment has none, one that nobody takes for true."""


@frozen
class Reply:
    """What is said in a thread: the text, who says it, and the day."""

    text: str
    author: str
    day: date | None


def with_replies(package: Package, workbook: str, sheet: str, replies: Mapping[str, Reply]) -> None:
    """Add a reply to the thread of each cell (`B5`) that has one; cells without a thread keep their note alone."""
    threads = next((relation.target for relation in relations_of(package, sheet) if relation.kind == KIND), None)
    persons = next((relation.target for relation in relations_of(package, workbook) if relation.kind == PERSONS), None)
    if threads is None or persons is None:
        return
    part = part_of(package, threads)
    p = f"{part.root.prefix}:" if part.root.prefix else ""
    first: dict[str, str] = {}
    for each in part.root:
        first.setdefault(each.get("ref", ""), each.get("parentId") or each.get("id") or "")
    new: list[str] = []
    for ref, reply in replies.items():
        if ref in first:
            person = _person(package, persons, reply.author)
            own = _id(f"{sheet}/{ref}/{len(part.root)}/{reply.text}")
            said = (
                f'ref="{ref}" dT="{(reply.day or UNDATED).isoformat()}T00:00:00.00" personId="{person}" id="{own}" parentId="{first[ref]}"'
            )
            new.append(f"<{p}threadedComment {said}><{p}text>{escaped(reply.text)}</{p}text></{p}threadedComment>")
    if new:
        package.changed[threads] = spliced(part.xml, framed(part, part.root, b"", "".join(new).encode()))


def _person(package: Package, persons: str, name: str) -> str:
    """The id of a person of the workbook, who is added where he is not there yet."""
    part = part_of(package, persons)
    known = next((each.get("id") for each in part.root if each.get("displayName") == name), None)
    if known:
        return str(known)
    p = f"{part.root.prefix}:" if part.root.prefix else ""
    own, shown = _id(name), escaped(name)
    line = f'<{p}person displayName="{shown}" id="{own}" userId="{shown}" providerId="None"/>'
    package.changed[persons] = spliced(part.xml, framed(part, part.root, b"", line.encode()))
    return own


def _id(name: str) -> str:
    """An id made of a name: the same call gives the same bytes."""
    return "{" + str(uuid5(NAMESPACE_URL, name)).upper() + "}"
