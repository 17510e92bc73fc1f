"""Comments taken back from Excel (撤回 Excel 批注): one author's notes with their boxes, what he added to others', his replies."""

import re
from typing import TYPE_CHECKING

from jiheng.documents.parts import Package, part_of, relations_of
from jiheng.documents.repacking import repacked
from jiheng.documents.source import Source
from jiheng.documents.tags import Edit, Part, spliced
from jiheng.documents.xlsx.cells import Book, book_of
from jiheng.documents.xlsx.notes import added_by
from jiheng.documents.xlsx.sheet import spot_of
from jiheng.documents.xlsx.threads import KIND, PERSONS

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

SHAPE = re.compile(rb"<v:shape[\s>].*?</v:shape>", re.DOTALL)


def withdraw(source: Source, author: str) -> bytes:
    """The workbook without the author's comments; the very bytes where there are none. Raises an UnreadableDocument."""
    book = book_of(source)
    package = Package(book.archive)
    persons = _persons(package, book, author)
    for sheet in dict.fromkeys(book.sheets.values()):
        for relation in relations_of(package, sheet):
            if relation.target not in book.archive.members:
                continue
            if relation.kind == "comments":
                _withdraw_notes(package, sheet, relation.target, author)
            elif relation.kind == KIND and persons:
                part = part_of(package, relation.target)
                _take_out(package, relation.target, part, [each for each in part.root if each.get("personId") in persons])
    return repacked(package.archive, source.content, package.changed) if package.changed else source.content


def _persons(package: Package, book: Book, author: str) -> set[str | None]:
    """The ids under which the author speaks in threads."""
    name = next((relation.target for relation in relations_of(package, book.workbook) if relation.kind == PERSONS), None)
    if name is None or name not in book.archive.members:
        return set()
    return {each.get("id") for each in part_of(package, name).root if each.get("displayName") == author}


def _withdraw_notes(package: Package, sheet: str, name: str, author: str) -> None:
    part = part_of(package, name)
    authors = [each.text for each in next(part.root.iter("{*}authors"), ())]
    notes = list(part.root.iter("{*}comment"))
    own = [each for each in notes if _author(each, authors) == author]
    runs = [run for each in notes if each not in own for run in each.iter("{*}r") if added_by(author, run)]
    _take_out(package, name, part, [*own, *runs])
    cells = {spot_of(each.get("ref"), 0, 0) for each in own}
    for relation in relations_of(package, sheet):
        if cells and relation.kind == "vmlDrawing" and relation.target in package.archive.members:
            drawing = package.archive.read(relation.target)
            package.changed[relation.target] = SHAPE.sub(lambda found: b"" if _stands_at(found[0]) in cells else found[0], drawing)


def _take_out(package: Package, name: str, part: Part, elements: "list[Element]") -> None:
    if elements:
        spans = [part.spans[each] for each in elements]
        package.changed[name] = spliced(part.xml, [Edit(span.start, span.after, b"") for span in spans])


def _author(note: "Element", authors: list[str | None]) -> str | None:
    number = note.get("authorId", "")
    return authors[int(number)] if number.isdecimal() and int(number) < len(authors) else None


def _stands_at(shape: bytes) -> tuple[int, int] | None:
    """Row and column, from 1, of the cell whose note a shape shows."""
    row, column = (re.search(rb"<x:" + name + rb">(\d+)</x:", shape) for name in (b"Row", b"Column"))
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else None
