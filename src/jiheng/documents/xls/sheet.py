"""Sheet of a binary workbook (工作表): its records as cells, merges and hidden parts."""

from decimal import Decimal
from struct import unpack, unpack_from

from attrs import frozen

from jiheng.documents import refusals
from jiheng.documents.xls import records as kinds
from jiheng.documents.xls.records import Record, Strings
from jiheng.documents.xlsx.number_format import shown_number, shown_text
from jiheng.documents.xlsx.sheet import MAX_CELLS, Merge, Sheet

ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
HIDDEN_ROW = 0x20


@frozen
class Look:
    """What a sheet takes from its workbook: shared strings, the number format of each style, the calendar."""

    strings: list[str]
    codes: list[str]
    since_1904: bool
    path: str | None


def read_sheet(stream: bytes, start: int, name: str, look: Look) -> Sheet:
    """The cells of the sheet that begins at `start`; raises HostileDocument for more than MAX_CELLS cells."""
    sheet = Sheet()
    waiting: tuple[int, int, int] | None = None
    for record in kinds.records(stream, start):
        if record.kind == kinds.TEXT_RESULT:
            if waiting is not None:
                row, column, style = waiting
                sheet.cells[row, column] = shown_text(Strings(record.pieces).string(), _code(style, look))
            continue
        waiting = _take(sheet, record, look)
        if len(sheet.cells) > MAX_CELLS:
            raise refusals.TOO_MANY.at(look.path, part=name, limit=MAX_CELLS)
    return sheet


def _take(sheet: Sheet, record: Record, look: Look) -> tuple[int, int, int] | None:
    """Take in one record; a formula whose text follows in the next one is given back as row, column and style."""
    kind, data = record.kind, record.data
    if kind in {kinds.SHARED, kinds.LABEL, kinds.RICH, kinds.NUMBER, kinds.RK, kinds.FORMULA, kinds.TRUTH, kinds.BLANK}:
        row, column, style = unpack_from("<HHH", data)
        spot = (row + 1, column + 1)
        sheet.cells[spot] = _shown(record, _code(style, look), look)
        if kind == kinds.FORMULA and data[12:14] == b"\xff\xff" and data[6] == 0:
            return (*spot, style)
        if kind == kinds.FORMULA and not sheet.cells[spot]:
            sheet.formulas.append(spot)
    elif kind == kinds.MANY_RK:
        row, column = unpack_from("<HH", data)
        for at in range(4, len(data) - 7, 6):
            style = unpack_from("<H", data, at)[0]
            sheet.cells[row + 1, column + 1] = shown_number(_packed(data[at + 2 : at + 6]), _code(style, look), since_1904=look.since_1904)
            column += 1
    elif kind == kinds.MANY_BLANK:
        row, column = unpack_from("<HH", data)
        sheet.cells.update({(row + 1, column + 1 + at): "" for at in range((len(data) - 6) // 2)})
    else:
        _geometry(sheet, kind, data)
    return None


def _geometry(sheet: Sheet, kind: int, data: bytes) -> None:
    if kind == kinds.MERGED:
        count = min(unpack_from("<H", data)[0], (len(data) - 2) // 8)
        for at in range(count):
            top, bottom, left, right = unpack_from("<HHHH", data, 2 + 8 * at)
            if top <= bottom and left <= right:
                sheet.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))
    elif kind == kinds.ROW and unpack_from("<H", data, 12)[0] & HIDDEN_ROW:
        sheet.hidden_rows.add(unpack_from("<H", data)[0] + 1)
    elif kind == kinds.COLUMNS:
        first, last, _, _, flags = unpack_from("<HHHHH", data)
        if flags & 1:
            sheet.hidden_columns.append((first + 1, last + 1))


def _shown(record: Record, code: str, look: Look) -> str:
    kind, data = record.kind, record.data
    if kind == kinds.SHARED:
        at = unpack_from("<I", data, 6)[0]
        return shown_text(look.strings[at], code) if at < len(look.strings) else ""
    if kind in {kinds.LABEL, kinds.RICH}:
        return shown_text(Strings((data[6:], *record.pieces[1:])).string(), code)
    if kind == kinds.RK:
        return shown_number(_packed(data[6:10]), code, since_1904=look.since_1904)
    if kind == kinds.TRUTH:
        return _truth(data[6], is_error=data[7] != 0)
    if kind == kinds.FORMULA and data[12:14] == b"\xff\xff":
        return _truth(data[8], is_error=data[6] == 2) if data[6] in {1, 2} else ""
    if kind in {kinds.NUMBER, kinds.FORMULA}:
        return shown_number(_double(data[6:14]), code, since_1904=look.since_1904)
    return ""


def _truth(value: int, *, is_error: bool) -> str:
    return ERRORS.get(value, "#N/A") if is_error else "TRUE" if value else "FALSE"


def _double(data: bytes) -> str:
    """The stored binary number as the shortest decimal that is the same number."""
    return repr(unpack("<d", data)[0])


def _packed(data: bytes) -> str:
    """A number packed into 30 bits: a whole one or the upper half of a double, perhaps to be divided by a hundred."""
    word = unpack("<I", data)[0]
    if word & 2:
        value = Decimal(unpack("<i", data)[0] >> 2)
    else:
        value = Decimal(_double(b"\0\0\0\0" + (word & 0xFFFFFFFC).to_bytes(4, "little")))
    return str(value / 100 if word & 1 and value.is_finite() else value)


def _code(style: int, look: Look) -> str:
    return look.codes[style] if style < len(look.codes) else "General"
