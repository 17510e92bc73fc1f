"""Laying (各行入栏): the rows under a header put into its columns, by geometry or by words, and the projects of a list told apart."""

from collections.abc import Iterable, Sequence

from jiheng.documents.document import Cell
from jiheng.framework.fields import Part, money_unit
from jiheng.reading.forms.alignment import Aligner, Laid
from jiheng.reading.forms.columns import Header, flat_header, ruled_header
from jiheng.reading.forms.geometry import crosses, fills, in_order, is_shifted, lay_ruled
from jiheng.reading.forms.heads import Head, Said
from jiheng.reading.forms.indicator import Found
from jiheng.reading.forms.sections import Band
from jiheng.reading.rows import Row
from jiheng.reading.views import Views

REMEMBERED = 2000


def by_grid(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows grouped by the grid they stand in; unruled rows and paragraphs that follow each other are one group."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and (groups[-1][-1].grid is row.grid or not (row.framed or groups[-1][-1].framed)):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def header_of(views: Views, band: Band) -> Header:
    """The columns of a block of indicators."""
    first = band.header[0]
    top = first.cells[0].row
    by_place = first.framed or (first.ruled and len(band.header) == 1)
    places = tuple(
        (cell.row - top, cell.column, cell.row_span, cell.column_span, text)
        for row in band.header
        for cell, text in zip(row.cells, row.texts, strict=True)
    )
    key = (by_place, places)
    known = views.headers.get(key)
    if known is None:
        if len(views.headers) >= REMEMBERED:
            views.headers.clear()
        # without its rows, which would hold the whole document that they stand in
        known = views.headers[key] = (ruled_header if by_place else flat_header)(views.fields, band.header).over(())
    return known.over(band.header)


def parted(views: Views, header: Header, rows: Sequence[Row]) -> tuple[Sequence[Row], list[Row]]:
    """The rows of indicators, and those in which a cell stands across name and target and which so are none (立项依据, 说明 …)."""
    crossing = [
        row for row in rows if row.framed and crosses(header, row) and not any(views.looks(text).level for text in row.texts if text)
    ]
    return ([row for row in rows if row not in crossing] if crossing else rows), crossing


def laid(views: Views, header: Header, rows: Sequence[Row]) -> list[Laid]:
    """The rows under a header laid into its columns: by geometry where the grid is ruled, else by what the cells can be."""
    out: list[Laid] = []
    for group in by_grid(rows):
        ruled = group[0].ruled and header.placed and header.rows[0].ruled
        if ruled and fills(header, group) and (group[0].framed or not is_shifted(views.looks, header, group)):
            out += lay_ruled(header, group)
            continue
        again = in_order(header, group) if ruled and group[0].grid is not header.rows[0].grid else None
        if again is not None:
            out += lay_ruled(again, group)
            continue
        kept = any("" in row.texts for row in group)
        out += Aligner(header.columns, views.looks, views.fields, kept).lay(group)
    return out


def under_projects(header: Header, rows: Sequence[Laid]) -> list[Laid]:
    """The rows of a list; a project that stands in a row of its own leads the row of indicators below it, and the sum of a body none."""
    if not header.listed:
        return list(rows)
    own = {number for number, column in enumerate(header.columns) if column.head}
    out: list[Laid] = []
    waiting: Laid | None = None
    for laid in rows:
        filled = {number for number, cells in laid.cells.items() if any(spot[2] for spot in cells)}
        if filled and filled <= own and not laid.strays:
            waiting = laid
            continue
        out.append(laid if waiting is None or filled & own else laid._replace(cells={**laid.cells, **_filled(waiting)}))
        waiting = None
    return out


def _filled(laid: Laid) -> dict[int, list[tuple[Row, Cell, str]]]:
    return {number: cells for number, cells in laid.cells.items() if any(spot[2] for spot in cells)}


def projects(views: Views, header: Header, head: Head, rows: Iterable[Found]) -> list[tuple[Head, list[Found]]]:
    """The projects of a list, each with a head of its own made of the list's columns, and its indicators."""
    out: list[tuple[Head, list[Found]]] = []
    now: dict[str, Said] = {}
    for found in rows:
        begun = False
        for number, column in enumerate(header.columns):
            spot = next((spot for spot in found.laid.cells.get(number, ()) if spot[2]), None)
            if not column.head or spot is None:
                continue
            known = views.fields.find(column.label, Part.HEAD, Part.MONEY)
            begun = begun or (column.name == "project" and (column.name not in now or now[column.name].text != spot[2]))
            if begun and column.name == "project":
                now = {name: said for name, said in now.items() if name in ("unit", "department", "department.code")}
            now[column.name] = Said(known, column.label, spot[0], spot[1], spot[1], spot[2], money_unit(column.label))
        if begun or not out:
            out.append((Head([], unit=head.unit), []))
        out[-1][1].append(found)
        out[-1][0].said[:] = [*now.values(), *head.said]
    return out
