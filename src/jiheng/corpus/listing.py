"""Listing (清点来源): the files of folders and object storage, their contents hashed, each content once.

A file whose size and stamp are those of the last listing is not hashed again.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from jiheng.corpus.piece import Piece, content_of
from jiheng.documents import leaves, named, walk
from jiheng.documents.source import MAX_BYTES, ZIP
from jiheng.documents.walking import is_hidden, is_no_document
from jiheng.errors import JihengError, NoSuchDocument, UnreadableDocument

REMOTE = "://"
FLAVOURS = ("ETag", "etag", "LastModified", "last_modified", "mtime", "created")
"""What storages call the stamp that changes with the content."""


@frozen
class Found:
    """A file of a source: its address, its name to show, its size and a stamp that changes when it is written."""

    address: str
    path: str
    size: int
    stamp: str


@frozen
class Listed:
    """A file and the contents in it: one, those of a zip's documents, or none where it can't be opened (`reason`)."""

    found: Found
    pieces: tuple[Piece, ...]
    reason: str = ""

    def stands_for(self, found: Found) -> bool:
        """Whether the file is as it was listed."""
        return not self.reason and (self.found.size, self.found.stamp) == (found.size, found.stamp)


def found(sources: Iterable[str]) -> Iterator[Found]:
    """Every file of the sources: files and folders of this machine, and whatever fsspec opens (`s3://…`, `memory://…`).

    Raises NoSuchDocument for a source that is not there, or of a storage whose package is not installed.
    """
    for source in sources:
        yield from _remote(source) if REMOTE in source else _local(Path(source))


def hashed(each: Found) -> Listed:
    """A file with the contents in it; nothing is raised."""
    try:
        return Listed(each, tuple(_pieces(each, fetched(each.address))))
    except JihengError as fault:
        return Listed(each, (), fault.zh)


def known(files: Sequence[Found], before: Mapping[str, Listed]) -> tuple[list[Listed], list[Found]]:
    """The files that stand as they were listed before, and those that are to be hashed."""
    same = [listed for each in files if (listed := before.get(each.address)) and listed.stands_for(each)]
    kept = {listed.found.address for listed in same}
    return same, [each for each in files if each.address not in kept]


def fetched(address: str, inside: str | None = None) -> bytes:
    """The bytes at an address, or of the document of that name in the zip there. Raises UnreadableDocument."""
    content = _fetched_from(address)
    if inside is None:
        return content
    for leaf in leaves(content, path=address):
        if not isinstance(leaf, UnreadableDocument) and leaf.path == inside:
            return leaf.content
    raise NoSuchDocument(
        f"{inside}：压缩包中已没有这份文件。应与清点时相同；请重新运行 jiheng corpus build。",
        f"{inside}: the zip no longer holds it; expected what was listed; run `jiheng corpus build` again.",
        inside,
    )


def _pieces(each: Found, content: bytes) -> Iterator[Piece]:
    if not content.startswith(ZIP):
        yield Piece(content_of(content), len(content), each.path, each.address)
        return
    for leaf in leaves(content, path=each.address):
        if isinstance(leaf, UnreadableDocument):
            # a zip that can't be opened is one content, whose reading will say why
            yield Piece(content_of(content), len(content), each.path, each.address)
            return
        if leaf.path == each.address:
            yield Piece(content_of(content), len(content), each.path, each.address)
        else:
            inside = leaf.path or each.path
            yield Piece(content_of(leaf.content), len(leaf.content), inside, each.address, inside)


def _local(source: Path) -> Iterator[Found]:
    for path in walk([source]):
        try:
            status = path.stat()
        except OSError:
            # gone since the folder was read, or not to be looked at: reading it will say why
            yield Found(str(path), named(path), 0, "")
            continue
        yield Found(str(path), named(path), status.st_size, str(status.st_mtime_ns))


def _remote(source: str) -> Iterator[Found]:
    storage, root = _storage(source)
    try:
        entries: Mapping[str, Mapping[str, Any]] = storage.find(root, detail=True)
    except Exception as error:
        raise _no_storage(source, error) from error
    if not entries:
        raise _no_storage(source, FileNotFoundError(root))
    for name, entry in sorted(entries.items()):
        last = name.rsplit("/", 1)[-1]
        if not (is_hidden(last) or is_no_document(last)):
            address = storage.unstrip_protocol(name)
            stamp = next((str(entry[flavour]) for flavour in FLAVOURS if entry.get(flavour)), "")
            yield Found(address, address, int(entry.get("size") or 0), stamp)


def _storage(address: str) -> tuple[Any, str]:
    import fsspec

    try:
        storage, root = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise _no_storage(address, error) from error
    return storage, root


def _no_storage(address: str, error: Exception) -> NoSuchDocument:
    return NoSuchDocument(
        f"{address}：打不开（{error}）。应为可以列出的文件夹或对象存储；请核对地址、权限和所需的 fsspec 组件（S3 为 s3fs）。",
        f"{address}: can't be opened ({error}); expected a folder or storage that can be listed; check the address, "
        "the permission and the fsspec package that it needs (s3fs for S3).",
        address,
    )


def _fetched_from(address: str) -> bytes:
    from jiheng.documents import refusals
    from jiheng.documents.source import source_of

    if REMOTE not in address:
        return source_of(Path(os.fspath(address)), None).content
    storage, name = _storage(address)
    try:
        with storage.open(name, "rb") as stream:
            content: bytes = stream.read(MAX_BYTES + 1)
    except Exception as error:
        raise _no_storage(address, error) from error
    if len(content) > MAX_BYTES:
        raise refusals.TOO_LARGE.at(address, limit=MAX_BYTES // 2**20)
    return content
