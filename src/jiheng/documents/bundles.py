"""Bundles (打包的文档): a zip that is no document itself and holds documents."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from attrs import evolve

from jiheng.documents import refusals
from jiheng.documents.archive import Archive
from jiheng.documents.series import called, is_picture_name, series
from jiheng.documents.signatures import PACKAGES
from jiheng.documents.source import MAX_BYTES, Source, source_of
from jiheng.documents.walking import is_hidden, is_no_document
from jiheng.errors import UnreadableDocument

MAX_TOTAL = 512 * 2**20
"""Bytes that a bundle may inflate to in all."""
UTF_8_NAME = 0x800
UPWARDS = (".", "..")
"""Parts of a name that would lead out of the folder where it is extracted; nothing is extracted here, and what it holds is read."""
SMALL_PICTURE = 30_000
"""Bytes below which a picture that lies beside documents is a stamp or a seal of theirs: a page that can be read takes more."""
MOST_PICTURES = 300
"""Pages that are pictures: each takes more than a second."""


def is_bundle(archive: Archive) -> bool:
    """Whether a zip that no format recognised may hold documents: no package of another kind."""
    return not any(known.head.decode() in archive.members for known in PACKAGES) and bool(_documents(archive))


def sources_in(source: Source) -> Iterator[Source | UnreadableDocument]:
    """The documents of a bundle by their names; hidden files, locks and small pictures are passed over.

    Pictures that are pages of one document by their names come as one; more than MOST_PICTURES of them are refused at once. A member
    that can't be read comes as its refusal. Raises HostileDocument where they inflate to more than MAX_TOTAL.
    """
    archive = source.archive
    if archive is None:
        return
    members = _documents(archive)
    pictures = sum(map(is_picture_name, members))
    if pictures > MOST_PICTURES:
        yield refusals.TOO_MANY_SCANS.at(source.path, pages=pictures, limit=MOST_PICTURES)
        members = {shown: member for shown, member in members.items() if not is_picture_name(shown)}
    total = 0
    for names in series(members):
        total += sum(archive.members[members[name]].file_size for name in names)
        if total > MAX_TOTAL:
            raise refusals.ZIP_BOMB.at(source.path, what=f"> {MAX_TOTAL:,} B")
        called_here = f"{source.path or 'zip'}/{called(names)}"
        whole = Archive(called_here, "zip", archive.file, archive.members)
        try:
            first, *more = (whole.read(members[name], MAX_BYTES) for name in names)
            yield evolve(source_of(first, called_here), more=tuple(more))
        except UnreadableDocument as refusal:
            yield refusal


def _documents(archive: Archive) -> dict[str, str]:
    """The member name of what may be a document by the name that it is shown under."""
    named = [(_shown(archive, member), member) for member in archive.members if not member.endswith("/")]
    found = {shown: member for shown, member in sorted(named) if _may_be_document(PurePosixPath(shown))}
    if all(map(is_picture_name, found)):
        return found
    sizes = {shown: archive.members[member].file_size for shown, member in found.items()}
    return {shown: member for shown, member in found.items() if not is_picture_name(shown) or sizes[shown] >= SMALL_PICTURE}


def _shown(archive: Archive, member: str) -> str:
    """Chinese Windows packs names in GBK without saying so; they arrive read as code page 437."""
    if archive.members[member].flag_bits & UTF_8_NAME or member.isascii():
        return member
    try:
        return member.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member


def _may_be_document(path: PurePosixPath) -> bool:
    folders = (part for part in path.parts if part not in UPWARDS)
    return not any(is_hidden(part) or part == "__MACOSX" for part in folders) and not is_no_document(path.name)
