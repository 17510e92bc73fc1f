"""Reader of binary workbooks (旧版 Excel 读取): the workbook's tables first, then each visible sheet as one grid."""

from struct import error, unpack_from

from attrs import Factory, define

from jiheng.documents import refusals
from jiheng.documents.compound import Compound, holds, open_compound
from jiheng.documents.document import Document, Grid
from jiheng.documents.signatures import OLD_EXCEL
from jiheng.documents.source import Source
from jiheng.documents.xls import records as kinds
from jiheng.documents.xls.records import Record, Strings, records
from jiheng.documents.xls.sheet import Look, read_sheet
from jiheng.documents.xlsx.styles import BUILTIN
from jiheng.documents.xlsx.used import cells_in_use, untold
from jiheng.model.place import Place
from jiheng.model.repair import Repair

RANK = 70
STREAM = "Workbook"
WORKSHEET = 0


@define
class _Workbook:
    """What the records before the sheets say: strings, formats, styles, the calendar, and (name, start, hidden) of each sheet."""

    strings: list[str] = Factory(list[str])
    formats: dict[int, str] = Factory(dict[int, str])
    styles: list[int] = Factory(list[int])
    since_1904: bool = False
    sheets: list[tuple[str, int, bool]] = Factory(list[tuple[str, int, bool]])


def recognises(source: Source) -> bool:
    """A compound file with a workbook of 1997 or later in it, and no encrypted package."""
    return holds(source.content, STREAM) and not holds(source.content, "EncryptedPackage")


def read(source: Source) -> Document:
    """One grid for each visible sheet that shows anything, as from a workbook of today; macros are not run.

    Raises DamagedDocument, EncryptedDocument, HostileDocument, and UnknownFormat for a workbook older than 1997.
    """
    compound = open_compound(source.content, source.path)
    stream = compound.read(STREAM)
    try:
        return _document(stream, compound)
    except (error, IndexError) as fault:
        raise refusals.TRUNCATED.at(source.path, reason="记录不完整 record", name="xls") from fault


def _document(stream: bytes, compound: Compound) -> Document:
    workbook = _workbook(stream, compound.path)
    codes = [workbook.formats.get(style) or BUILTIN.get(style, "General") for style in workbook.styles]
    look = Look(workbook.strings, codes, workbook.since_1904, compound.path)
    grids: list[Grid] = []
    repairs: list[Repair] = []
    for name, start, hidden in workbook.sheets:
        place = Place(compound.path, sheet=name, table=len(grids) + 1)
        if hidden:
            repairs.append(Repair(Place(compound.path, sheet=name), "hidden-sheet", name, ""))
            continue
        sheet = read_sheet(stream, start, name, look)
        repairs.extend(untold(sheet, place))
        cells = cells_in_use(sheet, name, compound.path)
        if cells:
            grids.append(Grid(place, cells))
    return Document(compound.path, "xls", tuple(grids), tuple(repairs))


def _workbook(stream: bytes, path: str | None) -> _Workbook:
    found = _Workbook()
    for number, record in enumerate(records(stream)):
        if number == 0 and (record.kind != kinds.BOF or unpack_from("<H", record.data)[0] != kinds.BIFF8):
            raise OLD_EXCEL.at(path)
        if record.kind == kinds.PASSWORD:
            raise refusals.ENCRYPTED.at(path)
        _take(found, record)
    return found


def _take(found: _Workbook, record: Record) -> None:
    data = record.data
    if record.kind == kinds.STRINGS:
        count = unpack_from("<I", data, 4)[0]
        strings = Strings((data[8:], *record.pieces[1:]))
        while len(found.strings) < count and strings.piece < len(strings.pieces):
            found.strings.append(strings.string())
    elif record.kind == kinds.FORMAT:
        found.formats[unpack_from("<H", data)[0]] = Strings((data[2:],)).string()
    elif record.kind == kinds.STYLE:
        found.styles.append(unpack_from("<H", data, 2)[0])
    elif record.kind == kinds.DATE_MODE:
        found.since_1904 = unpack_from("<H", data)[0] == 1
    elif record.kind == kinds.BOUND_SHEET:
        start, state, kind = unpack_from("<IBB", data)
        if kind == WORKSHEET and start not in {sheet[1] for sheet in found.sheets}:
            found.sheets.append((Strings((data[6:],)).string("<B"), start, state & 3 != 0))
