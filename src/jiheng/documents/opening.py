"""Opening (打开): which format some bytes are, by their content, and the Document that the format gives."""

from collections.abc import Callable, Iterator
from pathlib import Path

from jiheng.documents import refusals
from jiheng.documents.bundles import is_bundle, sources_in
from jiheng.documents.document import Document
from jiheng.documents.formats import Format, formats
from jiheng.documents.showing import with_pages
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
        raise _overrun(error, name) from error


def open_each(
    source: Path | bytes, *, path: str | None = None, begin: Callable[[str], bool] | None = None, shown: bool = False
) -> Iterator[Document | UnreadableDocument]:
    """The document in a source, or each one in a zip of documents, named `包.zip/内/表.docx`, in the order of their names.

    What can't be opened comes as its refusal in its place, so that the others go on; nothing is raised. `begin` is asked with
    the name of each document before it is read, and passes over it by answering no. With `shown` documents come with pictures of their pages.
    """
    for leaf in leaves(source, path=path):
        if begin is None or begin(leaf.path or "-"):
            yield leaf if isinstance(leaf, UnreadableDocument) else _opened(leaf, shown=shown)


def leaves(source: Path | bytes, *, path: str | None = None) -> Iterator[Source | UnreadableDocument]:
    """The source itself, or the documents of a zip of documents, in the order of their names, none of them read yet.

    What can't be had comes as its refusal in its place; nothing is raised.
    """
    try:
        yield from _leaves(source_of(source, path), DEPTH)
    except UnreadableDocument as refusal:
        yield refusal
    except MemoryError as error:
        yield _overrun(error, path)


def _leaves(source: Source, depth: int) -> Iterator[Source | UnreadableDocument]:
    if not (depth and source.archive is not None and _format_of(source) is None and is_bundle(source.archive)):
        yield source
        return
    try:
        for inner in sources_in(source):
            yield from _leaves(inner, depth - 1) if isinstance(inner, Source) else (inner,)
    except UnreadableDocument as refusal:
        yield refusal


def _opened(leaf: Source, *, shown: bool) -> Document | UnreadableDocument:
    try:
        return _read(leaf, shown=shown)
    except UnreadableDocument as refusal:
        return refusal
    except (RecursionError, MemoryError) as error:
        return _overrun(error, leaf.path)


def _overrun(error: RecursionError | MemoryError, path: str | None) -> UnreadableDocument:
    if isinstance(error, MemoryError):
        return refusals.OVER_MEMORY.at(path)
    return refusals.TOO_DEEP.at(path, part=path or "-", limit=256)


def _read(source: Source, *, shown: bool = False) -> Document:
    found = foreign(source)
    if found is not None:
        raise found
    candidate = _format_of(source)
    if candidate is None:
        raise unread(source)
    document = candidate.read(source)
    return with_pages(document, candidate, source) if shown else document


def _format_of(source: Source) -> Format | None:
    return next((candidate for candidate in formats() if candidate.recognises(source)), None)
