"""Source (来源): the bytes of a document, read once and with a bound, with the name as a mere hint."""

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.archive import Archive, open_archive

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""First bytes of a zip, and of one without members."""
MAX_BYTES = 128 * 2**20
SPECIAL = (
    (stat.S_ISDIR, "文件夹", "a folder"),
    (stat.S_ISFIFO, "管道", "a pipe"),
    (stat.S_ISSOCK, "套接字", "a socket"),
    (stat.S_ISCHR, "设备", "a device"),
    (stat.S_ISBLK, "设备", "a device"),
)


@frozen
class Source:
    """The whole content of one document.

    `path` is the name that the caller gave, None where there is none; `ending` its last suffix in lower case without the
    point (`docx`), empty where there is none: a hint, never a proof. `archive` is set where the content is a zip. `more` are the
    further pages of a document whose pages are pictures in files of their own.
    """

    path: str | None
    content: bytes
    ending: str = ""
    archive: Archive | None = None
    more: tuple[bytes, ...] = ()


def source_of(source: Path | bytes, path: str | None) -> Source:
    """The bytes of a file, of standard input (`-`) or as given, at most MAX_BYTES of them.

    Raises NoSuchDocument, ForbiddenDocument, UnknownFormat (folder, pipe, device), DamagedDocument (empty, truncated zip,
    failure while reading), HostileDocument (too large) and EncryptedDocument (zip with a password).
    """
    if isinstance(source, bytes):
        content, name = source, path
    elif str(source) == "-":
        content, name = read_bounded(sys.stdin.buffer, path), path
    else:
        name = path or named(source)
        content = read_file(source, name)
    if len(content) > MAX_BYTES:
        raise refusals.TOO_LARGE.at(name, limit=MAX_BYTES // 2**20)
    if not content.strip(b" \t\r\n\0"):
        raise refusals.EMPTY.at(name)
    ending = Path(name).suffix.lower().lstrip(".") if name else ""
    archive = open_archive(content, name, ending) if content.startswith(ZIP) else None
    return Source(name, content, ending, archive)


def named(path: Path) -> str:
    """A file's name as text. Bytes that are no UTF-8 are read as GB18030: Chinese Windows named the file, and JSON holds text only."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return os.fsencode(path).decode("gb18030", "replace")
    return str(path)


def read_bounded(stream: BinaryIO, name: str | None) -> bytes:
    """All bytes of a stream; raises HostileDocument as soon as there are more than MAX_BYTES, without reading on."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(2**20):
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            raise refusals.TOO_LARGE.at(name, limit=MAX_BYTES // 2**20)
    return b"".join(parts)


def read_file(path: Path, name: str) -> bytes:
    """All bytes of a file, at most MAX_BYTES of them, whatever they are; `name` is how it is told of. Raises what `source_of` does."""
    # the kind is asked before opening: opening a pipe would wait for ever
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode) and not os.access(path, os.R_OK | os.X_OK):
            raise refusals.FORBIDDEN.at(name)
        for is_kind, zh, en in SPECIAL:
            if is_kind(status.st_mode):
                raise refusals.NOT_REGULAR.at(name, what_zh=zh, what_en=en)
        if status.st_size > MAX_BYTES:
            raise refusals.TOO_LARGE.at(name, limit=MAX_BYTES // 2**20)
        with path.open("rb") as stream:
            return read_bounded(stream, name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise refusals.NO_FILE.at(name) from error
    except PermissionError as error:
        raise refusals.FORBIDDEN.at(name) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise refusals.UNREADABLE.at(name, reason=reason) from error
