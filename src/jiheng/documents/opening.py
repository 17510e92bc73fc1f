"""Opening (打开): which format some bytes are, by their content, and the Document that the format gives."""

from pathlib import Path

from jiheng.documents import refusals
from jiheng.documents.document import Document
from jiheng.documents.formats import formats
from jiheng.documents.signatures import foreign, unread_archive
from jiheng.documents.source import Source, source_of


def open_document(source: Path | bytes, *, path: str | None = None) -> Document:
    """The Document in a file, in standard input (`Path("-")`) or in bytes; `path` is the name to show and a hint of the type.

    The type is decided by content: a web page named .xls is read as a web page. Raises an UnreadableDocument whose
    sentence says what was found, what was expected and what to do; nothing else, whatever the bytes are.
    """
    try:
        return _read(source_of(source, path))
    except (RecursionError, MemoryError) as error:
        name = path or (None if isinstance(source, bytes) else str(source))
        raise refusals.TOO_DEEP.at(name, part=name or "-", limit=256) from error


def _read(source: Source) -> Document:
    found = foreign(source)
    if found is not None:
        raise found
    for candidate in formats():
        if candidate.recognises(source):
            return candidate.read(source)
    raise unread_archive(source)
