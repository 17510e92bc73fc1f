"""Cells of a Word document (Word 单元格): the elements behind the places that the reader gives."""

from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.docx.names import Names
from jiheng.documents.docx.reader import USUAL, main_of, names_of, parts_of
from jiheng.documents.drafts import TableDraft, close
from jiheng.documents.parts import Package
from jiheng.documents.source import Source
from jiheng.documents.tags import Part, opened
from jiheng.model.place import Place

if TYPE_CHECKING:
    from jiheng.documents.markup import Element


@frozen(eq=False)
class Body:
    """The main part of a document: its bytes and spans, and each cell's element by number of table, row and column.

    The tree is pruned: what Word does not show is out of it, tables inside a cell are out of the cell.
    """

    package: Package
    name: str
    part: Part
    names: Names
    cells: "dict[tuple[int | None, int | None, int | None], Element]"


def body_of(source: Source) -> Body:
    """The cells of a document as the reader numbers them. Raises an UnreadableDocument."""
    archive = source.archive
    name = None if archive is None else main_of(archive)
    if archive is None or name is None:
        raise refusals.PART_MISSING.at(source.path, part=USUAL)
    part = opened(archive.read(name), name, source.path)
    names = names_of(part.root)
    cells: dict[tuple[int | None, int | None, int | None], Element] = {}
    number = 0
    for each in parts_of(part.root, names, source.path):
        if isinstance(each, TableDraft):
            number += 1
            close(each, Place(source.path, table=number))  # numbers the columns of wide tables anew
            for cell in each.cells:
                if cell.element is not None:
                    cells[number, cell.row, cell.column] = cell.element
    return Body(Package(archive), name, part, names, cells)


def cell_at(body: Body, place: Place) -> "Element | None":
    """The `tc` element of a cell; None where there is none."""
    return body.cells.get((place.table, place.row, place.column))


def paragraphs_in(container: "Element", names: Names) -> "list[Element]":
    """The paragraphs of a cell or body itself, not those of the text boxes in it."""
    box = names.of("txbxContent")
    return [each for each in container.iter(names.p) if next(each.iterancestors(box), None) is None]


def prefixed(body: Body) -> tuple[str, str]:
    """The prefix that the document gives its namespace, and the declaration that a new element needs: empty where it needs none."""
    space = body.names.space
    prefix = next((name for name, value in body.part.root.nsmap.items() if value == space and name), None)
    return (prefix, "") if prefix else ("w", f' xmlns:w="{space}"')
