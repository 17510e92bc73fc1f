"""Reader of text (文本读取): lines → paragraphs and unruled grids, with the line of each cell."""

from collections.abc import Iterator

from jiheng.documents import refusals
from jiheng.documents.compound import MAGIC
from jiheng.documents.document import Block, Cell, Document, Grid, Paragraph
from jiheng.documents.encoding import decode
from jiheng.documents.source import Source
from jiheng.documents.text.leftovers import without_marks, without_markup
from jiheng.documents.text.lines import Line, cut_lines, is_rule
from jiheng.documents.text.separated import records, separator_of
from jiheng.documents.visible import visible
from jiheng.model.place import Place
from jiheng.model.repair import Repair

RANK = 0
MARKDOWN = {"md", "markdown"}
MAX_TEXT = 48 * 2**20
MAX_LINE = 2**20
MAX_CELLS = 2_000_000
MAX_COLUMNS = 16_384
"""As many as an Excel sheet has."""


def recognises(source: Source) -> bool:
    """Whatever is no archive and no old Office file may be text; `read` says where it is not."""
    return source.archive is None and not source.content.startswith(MAGIC)


def read(source: Source) -> Document:
    """Rows where tabs, bars or a CSV's separators cut them, paragraphs elsewhere, each with its line.

    Consecutive rows make one grid, across blank lines too; a paragraph ends it. Blank cells are kept, so that a column's
    number is its position in the line. Raises DamagedDocument (mojibake, nothing but blanks), UnknownFormat (binary
    data) and HostileDocument (more than MAX_TEXT bytes, a line of more than MAX_LINE characters or MAX_COLUMNS columns).
    """
    if len(source.content) > MAX_TEXT:
        raise refusals.TOO_LARGE.at(source.path, limit=MAX_TEXT // 2**20)
    decoded = decode(source.content, source.path)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").lstrip("\ufeff")
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise refusals.LONG_LINE.at(source.path, line=number, limit=MAX_LINE)
    separator = separator_of(lines, named=source.ending == "csv")
    if source.ending in MARKDOWN or any("|" in line and "-" in line and is_rule(line) for line in lines):
        lines = [without_marks(line) for line in lines]
    cut = cut_lines(lines) if separator is None else (Line(record.line, "", record.cells) for record in records(text, separator))
    repairs: list[Repair] = []
    blocks = tuple(_blocks(cut, source.path, repairs, separated=separator is not None))
    if not blocks:
        raise refusals.EMPTY.at(source.path)
    return Document(source.path, "text", blocks, (*decoded.repairs, *repairs))


def _blocks(lines: Iterator[Line], path: str | None, repairs: list[Repair], *, separated: bool) -> Iterator[Block]:
    rows: list[Line] = []
    table = 0
    for line in lines:
        if line.cells is not None:
            rows.append(line)
        elif line.text.strip():
            if rows:
                table += 1
                yield _grid(rows, Place(path, table=table), repairs)
                rows = []
            place = Place(path, line=line.number)
            yield Paragraph(place, _bare(line.text, place, repairs))
    if rows and any(any(row.cells or ()) for row in rows):
        yield _grid(rows, Place(path, table=table + 1), repairs, ruled=separated and _is_list(rows))


def _is_list(rows: list[Line]) -> bool:
    """Whether the first row names every column and each has a cell in each row, so that a blank cell is blank and no merged one."""
    return all(rows[0].cells or ()) and len({len(row.cells) for row in rows if row.cells}) == 1


def _grid(rows: list[Line], place: Place, repairs: list[Repair], *, ruled: bool = False) -> Grid:
    cells: list[Cell] = []
    for row, line in enumerate(rows, 1):
        if len(line.cells or ()) > MAX_COLUMNS:
            raise refusals.TOO_WIDE.at(place.path, line=line.number, limit=f"{MAX_COLUMNS:,}")
        for column, text in enumerate(line.cells or (), 1):
            at = Place(place.path, table=place.table, row=row, column=column, line=line.number)
            cells.append(Cell(_bare(text, at, repairs), row, column, line=line.number))
        if len(cells) > MAX_CELLS:
            raise refusals.TOO_MANY.at(place.path, part="文本 text", limit=MAX_CELLS)
    return Grid(place, tuple(cells), ruled=ruled)


def _bare(text: str, place: Place, repairs: list[Repair]) -> str:
    bare = without_markup(text)
    if bare is not text:
        repairs.append(Repair(place, "markup", text, bare))
    return visible(bare)
