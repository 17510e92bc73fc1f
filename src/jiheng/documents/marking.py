"""Marking (批注与改写): comments and replacements written into the user's own file, all else in it left as it was."""

import importlib
from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from jiheng.documents.document import Document, Grid
from jiheng.documents.formats import Format, formats
from jiheng.documents.source import Source, source_of
from jiheng.errors import TextNotThere, UnmarkableDocument
from jiheng.model.place import Place

AUTHOR = "绩衡"

Given = TypeVar("Given")


@frozen
class Comment:
    """A remark (批注) at a cell; `place` as the reader gave it, `day` the day that it shows, None for none."""

    place: Place
    text: str
    author: str = AUTHOR
    day: date | None = None


@frozen
class Replacement:
    """`after` is put where `before` stands in the cell at `place`."""

    place: Place
    before: str
    after: str


def annotated(content: bytes, comments: Sequence[Comment], path: str | None = None) -> bytes:
    """The document with each comment at its cell, in place of those that its authors, or Jiheng, put there before.

    All other comments stay, and members that need no change keep their bytes.

    A comment whose place names no cell, or one that the file does not have, stands at the first filled cell of its table,
    of the first table where it names none, at the document's first paragraph where there is no table. Raises
    UnmarkableDocument for a format that carries no comments, and an UnreadableDocument.
    """
    source, candidate = _recognised(content, path)
    annotate: Callable[[Source, Sequence[Comment]], bytes] = _ability(source, candidate, "commenting", "annotate")
    for author in sorted({AUTHOR, *(comment.author for comment in comments)}):
        withdraw: Callable[[Source, str], bytes] = _ability(source, candidate, "withdrawing", "withdraw")
        source = source_of(withdraw(source, author), path)
    if not comments:
        return source.content
    document = candidate.read(source)
    return annotate(source, [evolve(comment, place=_at_cell(document, comment.place)) for comment in comments])


def replaced(content: bytes, replacements: Sequence[Replacement], path: str | None = None) -> bytes:
    """The document with each text put in place of the one that stands there; blanks and line breaks do not count in comparing.

    `before` is the whole text of the cell, or stands in it once. Raises TextNotThere where it does not, where the cell is
    computed by a formula, or where the format does not tell the cell with certainty; UnmarkableDocument for a format
    that is never rewritten; and an UnreadableDocument. All or none is replaced.
    """
    source, candidate = _recognised(content, path)
    replace: Callable[[Source, Sequence[Replacement]], bytes] = _ability(source, candidate, "replacing", "replace")
    return replace(source, replacements) if replacements else content


def not_there(replacement: Replacement, zh: str, en: str) -> TextNotThere:
    """The refusal of a replacement; `zh` and `en` say what was found at its place."""
    where, spot = spoken(replacement.place, "zh"), spoken(replacement.place, "en")
    return TextNotThere(
        f"{where}：{zh}。应为“{replacement.before}”；请打开文档手工改为“{replacement.after}”。",
        f"{spot}: {en}; expected “{replacement.before}”; open the document and write “{replacement.after}” by hand.",
        replacement,
    )


def spoken(place: Place, lang: str) -> str:
    """A place as a person says it: `表1 第3行 第4列`."""
    table = f"表{place.table}" if lang == "zh" else f"table {place.table}"
    words = ("第{}行", "第{}列", "第{}行") if lang == "zh" else ("row {}", "column {}", "line {}")
    parts = [place.sheet or (table if place.table else place.path)]
    parts += [
        word.format(number)
        for word, number in zip(words, (place.row, place.column, None if place.row else place.line), strict=True)
        if number
    ]
    return " ".join(part for part in parts if part) or ("全文" if lang == "zh" else "the document")


def _recognised(content: bytes, path: str | None) -> tuple[Source, Format]:
    source = source_of(content, path)
    for candidate in formats():
        if candidate.recognises(source):
            return source, candidate
    raise _unmarkable(source)


def _ability(source: Source, candidate: Format, module: str, name: str) -> Callable[[Source, Given], bytes]:
    """What a format's folder offers, found by being there; raises UnmarkableDocument where it offers no such thing."""
    folder = getattr(candidate, "__name__", "")
    if find_spec(f"{folder}.{module}") is None:
        raise _unmarkable(source)
    found: Callable[[Source, Given], bytes] = getattr(importlib.import_module(f"{folder}.{module}"), name)
    return found


def _unmarkable(source: Source) -> UnmarkableDocument:
    ending = Path(source.path).suffix if source.path else ""
    return UnmarkableDocument(
        f"{source.path or '文档'}：这种格式（{ending or '未知'}）不能原样写回。应为 .docx 或 .xlsx；请用 Office 或 WPS 另存后再试。",
        f"{source.path or 'the document'}: this format ({ending or 'unknown'}) can't be written back; expected .docx or .xlsx; save it as one.",
    )


def _at_cell(document: Document, place: Place) -> Place:
    """The place of a cell that is there: the one named, else the first filled one of the table; without a table the place as it is."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    named = [grid for grid in grids if (grid.place.sheet, grid.place.table) == (place.sheet, place.table)]
    for grid in named:
        if any((cell.row, cell.column) == (place.row, place.column) for cell in grid.cells):
            return place
    for grid in named or grids:
        for cell in grid.cells:
            if cell.text:
                return grid.place_of(cell)
    return Place(place.path)
