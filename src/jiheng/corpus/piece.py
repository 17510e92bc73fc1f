"""Pieces (来源件): one content that is to be read, where it lies, and the batch of them that makes one part of the corpus."""

import hashlib
from collections.abc import Mapping

from attrs import Factory, field, frozen

SHOWN = 16


@frozen(order=True)
class Piece:
    """One content: the SHA-256 of its bytes, their number, the name to show, and the address that they are fetched from.

    `inside` is the document's name in the zip at the address, None for one that lies by itself.
    """

    content: str
    size: int
    path: str
    address: str
    inside: str | None = None


@frozen
class Versions:
    """What a result rests on: the reader (program and law) and the rules (with their settings)."""

    reader: str
    rules: str


@frozen
class Batch:
    """The pieces of one part in the order of their contents, and the versions that it is made with.

    Those in `unread` are read; the others stand in `stock`, the Parquet files (by table) of the part that this one takes the place of,
    and are only reviewed again where the rules have changed. `turn` counts how often the part was made anew, so that no part is ever
    written over: the same pieces, versions and turn give the same name.
    """

    pieces: tuple[Piece, ...]
    versions: Versions
    unread: frozenset[str] = Factory(lambda self: frozenset(piece.content for piece in self.pieces), takes_self=True)
    stock: Mapping[str, bytes] = Factory(dict[str, bytes])
    replaces: str | None = None
    turn: int = 0
    name: str = field(init=False, default=Factory(lambda self: name_of(self), takes_self=True))  # noqa: PLW0108 - functions stand below


def name_of(batch: Batch) -> str:
    """What a part is called: the beginning of a hash of what it is made of."""
    said = (batch.versions.reader, batch.versions.rules, str(batch.turn), *(piece.content for piece in batch.pieces))
    return content_of("\n".join(said).encode())[:SHOWN]


def content_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
