"""Reader of workbooks (Excel 读取): each visible sheet as one grid in the sheet's own rows and columns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.archive import Archive
from jiheng.documents.document import Document, Grid
from jiheng.documents.markup import parse
from jiheng.documents.package import main_part, relations
from jiheng.documents.source import Source
from jiheng.documents.xlsx.sheet import Look, read_sheet
from jiheng.documents.xlsx.strings import strings_of
from jiheng.documents.xlsx.styles import codes_of
from jiheng.documents.xlsx.used import cells_in_use, untold
from jiheng.model.place import Place
from jiheng.model.repair import Repair

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

RANK = 80
MAX_CELLS = 2_000_000
MAX_SHEETS = 2_000
WORKBOOK = "xl/workbook.xml"
HIDDEN = {"hidden", "veryHidden"}


@frozen
class Named:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


def recognises(source: Source) -> bool:
    """A zip with a workbook as its main part."""
    return source.archive is not None and (WORKBOOK in source.archive.members or main_part(source.archive, "spreadsheetml") is not None)


def read(source: Source) -> Document:
    """One grid for each visible sheet that shows anything; numbers, dates and amounts as their formats show them.

    Rows, columns and sheets that are hidden are left out, each told by a repair; so is a formula whose value the
    program that wrote it did not store. Formulas are not computed, macros not run, links to other files not followed.
    Raises DamagedDocument, EncryptedDocument and HostileDocument.
    """
    archive = source.archive
    if archive is None:
        raise refusals.PART_MISSING.at(source.path, part=WORKBOOK)
    look, sheets = opened_book(archive)
    grids: list[Grid] = []
    repairs: list[Repair] = []
    cells_read = 0
    for named in sheets:
        if named.hidden:
            repairs.append(Repair(Place(source.path, sheet=named.name), "hidden-sheet", named.name, ""))
            continue
        sheet = read_sheet(archive.read(named.part), named.part, look)
        place = Place(source.path, sheet=named.name, table=len(grids) + 1)
        cells_read += len(sheet.cells)
        if cells_read > MAX_CELLS:
            raise refusals.TOO_MANY.at(source.path, part=named.part, limit=MAX_CELLS)
        repairs.extend(untold(sheet, place))
        cells = cells_in_use(sheet, named.part, source.path)
        if any(cell.text for cell in cells):
            grids.append(Grid(place, cells))
    return Document(source.path, "xlsx", tuple(grids), tuple(repairs))


def workbook_of(archive: Archive) -> str:
    """The name of the part that lists the sheets."""
    return WORKBOOK if WORKBOOK in archive.members else main_part(archive, "spreadsheetml") or WORKBOOK


def opened_book(archive: Archive) -> tuple[Look, Iterator[Named]]:
    """What the sheets take from their workbook, and the sheets as it lists them, hidden ones too."""
    workbook = workbook_of(archive)
    root = parse(archive.read(workbook, 2**25), workbook, archive.path)
    related = relations(archive, workbook)
    strings, styles = _part_named(related, "sharedStrings"), _part_named(related, "styles")
    look = Look(strings_of(archive, strings), codes_of(archive, styles), _since_1904(root), archive.path)
    return look, _sheets(root, related, archive)


def _part_named(related: dict[str, str], word: str) -> str | None:
    return next((part for part in related.values() if part.rpartition("/")[2].lower().startswith(word.lower())), None)


def _since_1904(root: "Element") -> bool:
    space = str(root.tag).rpartition("}")[0] + "}"
    settings = root.find(space + "workbookPr")
    return settings is not None and settings.get("date1904") in {"1", "true"}


def _sheets(root: "Element", related: dict[str, str], archive: Archive) -> Iterator[Named]:
    """The sheets of cells in the workbook's order; charts are no sheets of cells."""
    space = str(root.tag).rpartition("}")[0] + "}"
    listed: set[str] = set()
    for count, sheet in enumerate(root.iter(space + "sheet")):
        if count >= MAX_SHEETS:
            raise refusals.TOO_MANY.at(archive.path, part=WORKBOOK, limit=MAX_SHEETS)
        target = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        part = related.get(str(target))
        if part is None:
            raise refusals.PART_MISSING.at(archive.path, part=sheet.get("name", "sheet"))
        if "chartsheet" not in part and "dialogsheet" not in part and part not in listed:
            listed.add(part)  # a part that is listed twice is read once: a thousand names for one large sheet are a bomb
            yield Named(sheet.get("name", ""), part, sheet.get("state") in HIDDEN)
