"""Bundles (打包的文档): a zip that is no document itself and holds documents."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from jiheng.documents import refusals
from jiheng.documents.archive import Archive
from jiheng.documents.signatures import PACKAGES
from jiheng.documents.source import MAX_BYTES, Source, source_of
from jiheng.documents.walking import is_hidden, is_no_document
from jiheng.errors import UnreadableDocument

MAX_TOTAL = 512 * 2**20
"""Bytes that a bundle may inflate to in all."""
UTF_8_NAME = 0x800
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".bmp"}
"""Pictures lie in a bundle as stamps and seals beside the documents."""


def is_bundle(archive: Archive) -> bool:
    """Whether a zip that no format recognised may hold documents: no package of another kind."""
    return not any(known.head.decode() in archive.members for known in PACKAGES) and bool(_documents(archive))


def sources_in(source: Source) -> Iterator[Source | UnreadableDocument]:
    """The documents of a bundle by their names; hidden files, locks and pictures are passed over.

    A member that can't be read comes as its refusal. Raises HostileDocument where they inflate to more than MAX_TOTAL.
    """
    archive = source.archive
    if archive is None:
        return
    total = 0
    for shown, member in _documents(archive):
        name = f"{source.path or 'zip'}/{shown}"
        total += archive.members[member].file_size
        if total > MAX_TOTAL:
            raise refusals.ZIP_BOMB.at(source.path, what=f"> {MAX_TOTAL:,} B")
        try:
            yield source_of(Archive(name, "zip", archive.file, archive.members).read(member, MAX_BYTES), name)
        except UnreadableDocument as refusal:
            yield refusal


def _documents(archive: Archive) -> list[tuple[str, str]]:
    """Shown name and member name of what may be a document, by shown name."""
    named = [(_shown(archive, member), member) for member in archive.members if not member.endswith("/")]
    return sorted((shown, member) for shown, member in named if _may_be_document(PurePosixPath(shown)))


def _shown(archive: Archive, member: str) -> str:
    """Chinese Windows packs names in GBK without saying so; they arrive read as code page 437."""
    if archive.members[member].flag_bits & UTF_8_NAME or member.isascii():
        return member
    try:
        return member.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member


def _may_be_document(path: PurePosixPath) -> bool:
    return (
        not any(is_hidden(part) or part == "__MACOSX" for part in path.parts)
        and path.suffix.lower() not in PICTURES
        and not is_no_document(path.name)
    )
