"""Notes (批注文字): the part that holds a sheet's comments, with new ones added to it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jiheng.documents.escaping import escaped
from jiheng.documents.tags import Edit, Part, framed, spliced
from jiheng.documents.xlsx.cells import space_of

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{space}"><authors></authors><commentList></commentList></comments>'
)


SAYS = "："
"""Behind the name of one who adds to another's note."""


def with_notes(part: Part, author: str, notes: Mapping[str, str]) -> bytes:
    """The part with the notes, text by cell (`B5`); where a cell has one already, the text is added below what it says, under the author's name."""
    p = f"{part.root.prefix}:" if part.root.prefix else ""
    space = "{" + space_of(part) + "}"
    there = {each.get("ref"): each for each in part.root.iter(f"{space}comment")}
    edits: list[Edit] = []
    number = _author(part, author, edits)
    new: list[str] = []
    for ref, text in notes.items():
        if ref in there:
            _extend(part, there[ref], _run(p, f"\n{author}{SAYS}\n{text}"), edits)
        else:
            new.append(f'<{p}comment ref="{ref}" authorId="{number}"><{p}text>{_run(p, text)}</{p}text></{p}comment>')
    listed = part.root.find(f"{space}commentList")
    if listed is None:
        edits += framed(part, part.root, b"", f"<{p}commentList>{''.join(new)}</{p}commentList>".encode())
    else:
        edits += framed(part, listed, b"", "".join(new).encode())
    return spliced(part.xml, edits)


def added_by(author: str, run: "Element") -> bool:
    """Whether a run of a note is what the author added to it."""
    return "".join(map(str, run.itertext())).startswith(f"\n{author}{SAYS}\n")


def _author(part: Part, author: str, edits: list[Edit]) -> int:
    """The number of the author among those of the part, put there where it is missing."""
    p = f"{part.root.prefix}:" if part.root.prefix else ""
    authors = part.root.find("{" + space_of(part) + "}authors")
    named = f"<{p}author>{escaped(author)}</{p}author>".encode()
    if authors is None:
        edits += framed(part, part.root, f"<{p}authors>".encode() + named + f"</{p}authors>".encode())
        return 0
    known = [each.text for each in authors]
    if author not in known:
        edits += framed(part, authors, b"", named)
        return len(known)
    return known.index(author)


def _extend(part: Part, comment: "Element", run: str, edits: list[Edit]) -> None:
    """Add a run behind the texts of a comment that is there; phonetic guides stay last."""
    space = "{" + space_of(part) + "}"
    text = comment.find(f"{space}text")
    if text is None:
        return
    shown = [each for each in text if each.tag in {f"{space}t", f"{space}r"}]
    if shown:
        at = part.spans[shown[-1]].after
        edits.append(Edit(at, at, run.encode()))
    else:
        edits += framed(part, text, run.encode())


def _run(p: str, text: str) -> str:
    return f'<{p}r><{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'
