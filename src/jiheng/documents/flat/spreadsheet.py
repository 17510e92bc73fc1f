"""Spreadsheets of 2003 (XML 表格 2003): the sheets of one XML file, with formats, merges and hidden parts."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.documents import refusals
from jiheng.documents.document import Grid
from jiheng.documents.xlsx.calendar import EPOCH_1900
from jiheng.documents.xlsx.number_format import shown_number, shown_text
from jiheng.documents.xlsx.sheet import MAX_CELLS, MAX_COLUMN, MAX_ROW, Merge, Sheet
from jiheng.documents.xlsx.used import cells_in_use, untold
from jiheng.model.place import Place
from jiheng.model.repair import Repair

if TYPE_CHECKING:
    from jiheng.documents.markup import Element

SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
NAMED = {
    "General Number": "General", "Currency": "¥#,##0.00", "Euro Currency": "€#,##0.00", "Fixed": "0.00", "Standard": "#,##0.00",
    "Percent": "0.00%", "Scientific": "0.00E+00", "General Date": "yyyy/m/d h:mm", "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy", "Long Date": 'yyyy"年"m"月"d"日"', "Short Time": "h:mm", "Medium Time": "h:mm AM/PM",
    "Long Time": "h:mm:ss", "Yes/No": '"Yes";"Yes";"No"', "True/False": '"True";"True";"False"', "On/Off": '"On";"On";"Off"',
}  # fmt: skip


def sheets_of(root: "Element", path: str | None) -> tuple[tuple[Grid, ...], tuple[Repair, ...]]:
    """A grid for each visible sheet that shows anything, and a repair for each hidden one."""
    codes = {style.get(SS + "ID", ""): _code(style) for style in root.iter(SS + "Style")}
    grids: list[Grid] = []
    repairs: list[Repair] = []
    for worksheet in root.iter(SS + "Worksheet"):
        name = worksheet.get(SS + "Name", "")
        if any((mark.text or "").startswith("Sheet") for mark in worksheet.iter(EXCEL + "Visible")):
            repairs.append(Repair(Place(path, sheet=name), "hidden-sheet", name, ""))
            continue
        sheet, place = _sheet(worksheet, codes, path), Place(path, sheet=name, table=len(grids) + 1)
        repairs.extend(untold(sheet, place))
        cells = cells_in_use(sheet, name, path)
        if cells:
            grids.append(Grid(place, cells))
    return tuple(grids), tuple(repairs)


def _code(style: "Element") -> str:
    format_of = style.find(SS + "NumberFormat")
    code = "General" if format_of is None else format_of.get(SS + "Format", "General")
    return NAMED.get(code, code)


def _sheet(worksheet: "Element", codes: dict[str, str], path: str | None) -> Sheet:
    sheet = Sheet()
    column = 0
    for element in worksheet.iter(SS + "Column", SS + "Row", SS + "Cell"):
        if element.tag == SS + "Row":
            sheet.row = min(_number(element.get(SS + "Index")) or sheet.row + 1, MAX_ROW)
            column = 0
            if element.get(SS + "Hidden") == "1":
                sheet.hidden_rows.add(sheet.row)
        elif element.tag == SS + "Column":
            column = _number(element.get(SS + "Index")) or column + 1
            last = column + _number(element.get(SS + "Span"))
            if element.get(SS + "Hidden") == "1":
                sheet.hidden_columns.append((column, last))
            column = last
        else:
            column = min(_number(element.get(SS + "Index")) or column + 1, MAX_COLUMN)
            across, down = _number(element.get(SS + "MergeAcross")), _number(element.get(SS + "MergeDown"))
            sheet.cells[sheet.row, column] = _shown(element, codes)
            if across or down:
                sheet.merges.append(Merge(sheet.row, column, sheet.row + down, column + across))
            column += across
            if len(sheet.cells) > MAX_CELLS:
                raise refusals.TOO_MANY.at(path, part=worksheet.get(SS + "Name", ""), limit=MAX_CELLS)
    return sheet


def _shown(cell: "Element", codes: dict[str, str]) -> str:
    data = cell.find(SS + "Data")
    if data is None:
        return ""
    text = "".join(str(piece) for piece in data.itertext())
    code = codes.get(cell.get(SS + "StyleID", "Default"), "General")
    kind = data.get(SS + "Type", "String")
    if kind == "Number":
        return shown_number(text.strip(), code)
    if kind == "DateTime":
        return shown_number(_serial(text.strip()), "yyyy/m/d" if code == "General" else code)
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    return shown_text(text, code)


def _serial(text: str) -> str:
    """`2024-06-30T00:00:00.000` as the number that Excel stores; a text that is no such moment comes back as it is."""
    try:
        lapse = datetime.fromisoformat(text).replace(tzinfo=None) - EPOCH_1900
    except ValueError:
        return text
    return str(Decimal(lapse.days) + Decimal(lapse.seconds) / 86_400)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0
