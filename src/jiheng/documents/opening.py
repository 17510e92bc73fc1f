"""Opening (打开): which format some bytes are, by their content, and the Document that the format gives."""

from collections.abc import Iterator
from pathlib import Path

from jiheng.documents import refusals
from jiheng.documents.bundles import is_bundle, sources_in
from jiheng.documents.document import Document
from jiheng.documents.formats import Format, formats
from jiheng.documents.signatures import foreign, unread
from jiheng.documents.source import Source, source_of
from jiheng.errors import UnreadableDocument

DEPTH = 2
"""Bundles inside a bundle that are opened: a department's zip of its units' zips."""


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


def open_each(source: Path | bytes, *, path: str | None = None) -> Iterator[Document | UnreadableDocument]:
    """The document in a source, or each one in a zip of documents, named `包.zip/内/表.docx`, in the order of their names.

    What can't be opened comes as its refusal in its place, so that the others go on; nothing is raised.
    """
    try:
        opened = source_of(source, path)
    except UnreadableDocument as refusal:
        yield refusal
        return
    yield from _each(opened, DEPTH)


def _each(source: Source, depth: int) -> Iterator[Document | UnreadableDocument]:
    try:
        if depth and source.archive is not None and _format_of(source) is None and is_bundle(source.archive):
            for inner in sources_in(source):
                if isinstance(inner, Source):
                    yield from _each(inner, depth - 1)
                else:
                    yield inner
        else:
            yield _read(source)
    except UnreadableDocument as refusal:
        yield refusal
    except (RecursionError, MemoryError):
        yield refusals.TOO_DEEP.at(source.path, part=source.path or "-", limit=256)


def _read(source: Source) -> Document:
    found = foreign(source)
    if found is not None:
        raise found
    candidate = _format_of(source)
    if candidate is None:
        raise unread(source)
    return candidate.read(source)


def _format_of(source: Source) -> Format | None:
    return next((candidate for candidate in formats() if candidate.recognises(source)), None)
