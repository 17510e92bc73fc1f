"""Listing (清点来源): the files of folders and object storage, their contents hashed, each content once.

A file whose size and stamp are those of the last listing is not hashed again.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from attrs import evolve, frozen

from jiheng.corpus.piece import Piece, content_of
from jiheng.documents import leaves, named, walk
from jiheng.documents.source import MAX_BYTES, ZIP, Source, read_file
from jiheng.documents.walking import is_hidden, is_no_document
from jiheng.errors import JihengError, NoSuchDocument

REMOTE = "://"
LOCAL = "file://"
"""Before the path of a file whose name is no UTF-8, its bytes percent-encoded: tables hold text only."""
ZIP_PATH = "zip"
"""What stands for a zip before the names of its documents."""
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
    """A file and the contents in it: one, or those of a zip's documents."""

    found: Found
    pieces: tuple[Piece, ...]

    def stands_for(self, found: Found) -> bool:
        """Whether the file is as it was listed."""
        return (self.found.size, self.found.stamp) == (found.size, found.stamp)


def found(sources: Iterable[str]) -> Iterator[Found]:
    """Every file of the sources: files and folders of this machine, and whatever fsspec opens (`s3://…`, `memory://…`).

    Raises NoSuchDocument for a source that is not there, or of a storage whose package is not installed.
    """
    for source in sources:
        yield from _remote(source) if _is_remote(source) else _local(_path(source))


def hashed(each: Found) -> Listed:
    """A file with the contents in it; nothing is raised.

    One that can't be fetched stands under its address for a content, so that reading it tells why, and is hashed again next time.
    """
    try:
        content = fetched(each.address)
    except JihengError:
        return Listed(evolve(each, stamp=""), (Piece(content_of(each.address.encode()), 0, each.path, each.address),))
    return Listed(each, tuple(_pieces(each, content)))


def outside(files: Iterable[Found], folder: Path) -> list[Found]:
    """The files that do not lie in a folder: a corpus is no source of itself."""
    within = f"{folder.absolute()}{os.sep}"
    return [each for each in files if _is_remote(each.address) or not str(_path(each.address).absolute()).startswith(within)]


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
    for leaf in leaves(content):
        if isinstance(leaf, Source) and leaf.path == inside:
            return leaf.content
    raise NoSuchDocument(
        f"{inside}：压缩包中已没有这份文件。应与清点时相同；请重新运行 jiheng corpus build。",
        f"{inside}: the zip no longer holds it; expected what was listed; run `jiheng corpus build` again.",
        inside,
    )


def _pieces(each: Found, content: bytes) -> list[Piece]:
    whole = [Piece(content_of(content), len(content), each.path, each.address)]
    found = list(leaves(content)) if content.startswith(ZIP) else []
    inner = [(leaf.path, leaf.content) for leaf in found if isinstance(leaf, Source) and leaf.path is not None]
    # a zip with a document that can't be had, or that is a document itself, is one content: reading it will say why
    if not inner or len(inner) < len(found):
        return whole
    return [Piece(content_of(data), len(data), each.path + name.removeprefix(ZIP_PATH), each.address, name) for name, data in inner]


def _local(source: Path) -> Iterator[Found]:
    for path in walk([source]):
        try:
            status = path.stat()
        except OSError:
            # gone since the folder was read, or not to be looked at: reading it will say why
            yield Found(_address(path), named(path), 0, "")
            continue
        yield Found(_address(path), named(path), status.st_size, str(status.st_mtime_ns))


def _address(path: Path) -> str:
    """A path as text that leads back to it."""
    return str(path) if named(path) == str(path) else path.absolute().as_uri()


def _path(address: str) -> Path:
    """The path that an address on this machine names."""
    return Path(os.fsdecode(unquote_to_bytes(address.removeprefix(LOCAL)))) if address.startswith(LOCAL) else Path(address)


def _is_remote(address: str) -> bool:
    return REMOTE in address and not address.startswith(LOCAL)


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

    if not _is_remote(address):
        return read_file(_path(address), named(_path(address)))
    storage, name = _storage(address)
    try:
        with storage.open(name, "rb") as stream:
            content: bytes = stream.read(MAX_BYTES + 1)
    except Exception as error:
        raise _no_storage(address, error) from error
    if len(content) > MAX_BYTES:
        raise refusals.TOO_LARGE.at(address, limit=MAX_BYTES // 2**20)
    return content
