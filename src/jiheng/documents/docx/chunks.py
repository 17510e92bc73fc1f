"""Chunks (嵌入片段): web pages and documents that a Word file carries whole, for Word to turn into text when it opens it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from jiheng.documents.archive import Archive, open_archive
from jiheng.documents.document import Block, Grid
from jiheng.documents.docx.names import STRICT, TRANSITIONAL
from jiheng.documents.package import relations
from jiheng.documents.signatures import foreign
from jiheng.documents.source import ZIP, Source

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

CHUNKS = tuple(f"{{{space}}}altChunk" for space in (TRANSITIONAL, STRICT))
MAX_CHUNKS = 100
MAX_CHUNK = 48 * 2**20


def with_chunks(blocks: tuple[Block, ...], root: "Element", archive: Archive, part: str) -> tuple[Block, ...]:
    """The blocks of the body and then those of its chunks, their tables numbered on; chunks of an unknown kind show nothing."""
    chunks = [str(value) for chunk in root.iter(*CHUNKS) for key, value in chunk.attrib.items() if str(key).endswith("}id")]
    if not chunks:
        return blocks
    targets = relations(archive, part)
    tables = sum(isinstance(block, Grid) for block in blocks)
    found = list(blocks)
    for chunk in chunks[:MAX_CHUNKS]:
        for block in _read(archive, targets.get(chunk)):
            if isinstance(block, Grid):
                tables += 1
                found.append(evolve(block, place=evolve(block.place, table=tables)))
            else:
                found.append(block)
    return tuple(found)


def _read(archive: Archive, part: str | None) -> Iterator[Block]:
    from jiheng.documents.formats import formats

    if part is None or part not in archive.members:
        return
    content = archive.read(part, MAX_CHUNK)
    inner = open_archive(content, archive.path, "docx") if content.startswith(ZIP) else None
    source = Source(archive.path, content, "", inner)
    for candidate in formats() if foreign(source) is None else ():
        if candidate.recognises(source):
            yield from candidate.read(source).blocks
            return
