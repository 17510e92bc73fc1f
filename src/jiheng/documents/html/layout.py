"""Layout of a page (版面): the tree of texts and tables that a page holds, and the blocks that it comes to."""

import re
from collections.abc import Iterator

from attrs import Factory, define

from jiheng.documents import refusals
from jiheng.documents.document import Block, Paragraph
from jiheng.documents.drafts import CellDraft, TableDraft, close
from jiheng.documents.visible import visible
from jiheng.model.place import Place

DIGITS = re.compile(r"\s*(\d{1,9})", re.ASCII)
MAX_COLUMNS = 1000
MAX_ROWS = 65_534
MAX_CELLS = 2_000_000


@define
class Container:
    r"""A flow of texts and tables: the page, a caption or a cell; line breaks stand as `\n` pieces."""

    items: "list[str | Table]" = Factory(list["str | Table"])


@define
class Slot(Container):
    """A cell of a table with its place."""

    row: int = 1
    column: int = 1
    row_span: int = 1
    column_span: int = 1


@define
class Table:
    """A table being read. `taken` is the last row that a cell from above covers, by column; `group` the first row of its row group."""

    around: Container
    caption: Container = Factory(Container)
    slots: list[Slot] = Factory(list[Slot])
    row: int = 0
    free: int = 1
    group: int = 0
    covered: int = 0
    taken: dict[int, int] = Factory(dict[int, int])
    presentation: bool = False


def begin_row(table: Table) -> None:
    """Go to the next row."""
    table.row += 1
    table.free = 1


def begin_cell(table: Table, column_span: str | None, row_span: str | None, path: str | None) -> Slot:
    """A new cell at the next free column; spans are read as browsers read them (`rowspan=0`: to the end of the row group)."""
    if table.row == 0:
        begin_row(table)
    width = min(max(_number(column_span, 1), 1), MAX_COLUMNS)
    height = min(_number(row_span, 1), MAX_ROWS) or MAX_ROWS
    while table.taken.get(table.free, 0) >= table.row:
        table.free += 1
    slot = Slot([], table.row, table.free, height, width)
    table.slots.append(slot)
    if height > 1:
        table.taken.update(dict.fromkeys(range(table.free, table.free + width), table.row + height - 1))
        table.covered += width
    table.free += width
    if len(table.slots) + table.covered > MAX_CELLS:
        raise refusals.TOO_MANY.at(path, part="网页表格 table", limit=MAX_CELLS)
    return slot


def end_group(table: Table) -> None:
    """Close a row group: no cell reaches out of it."""
    for slot in reversed(table.slots):
        if slot.row <= table.group:
            break
        slot.row_span = min(slot.row_span, table.row - slot.row + 1)
    table.group = table.row
    table.taken.clear()


def blocks_of(page: Container, path: str | None) -> tuple[Block, ...]:
    """Paragraphs and grids of the page in order, tables numbered from 1."""
    blocks: list[Block] = []
    tables = 0
    for block in _flattened(page, path):
        if isinstance(block, TableDraft):
            tables += 1
            blocks.append(close(block, Place(path, table=tables), wide=0))
        else:
            blocks.append(block)
    return tuple(blocks)


def _flattened(container: Container, path: str | None) -> Iterator[Paragraph | TableDraft]:
    pieces: list[str] = []
    for item in container.items:
        if isinstance(item, str):
            pieces.append(item)
        else:
            yield from _paragraphs(pieces, path)
            pieces = []
            yield from _opened(item, path)
    yield from _paragraphs(pieces, path)


def _opened(table: Table, path: str | None) -> Iterator[Paragraph | TableDraft]:
    """A table as a grid and the tables inside it, or, where it only lays out the page, what stands in it."""
    end_group(table)
    yield from _flattened(table.caption, path)
    if _is_layout(table):
        for slot in table.slots:
            yield from _flattened(slot, path)
        return
    draft = TableDraft(rows=table.row, width=MAX_COLUMNS)
    for slot in table.slots:
        text = _shown([item for item in slot.items if isinstance(item, str)])
        draft.cells.append(CellDraft(slot.row, slot.column, [text], slot.row_span, slot.column_span))
    if any(cell.texts[0] for cell in draft.cells):
        yield draft
    for slot in table.slots:
        for item in slot.items:
            if isinstance(item, Table):
                yield from _opened(item, path)


def _is_layout(table: Table) -> bool:
    """A table of one cell, and one that says less by itself than a table inside it, only lays out the page."""
    if len(table.slots) == 1 or table.presentation:
        return True
    inner = [item for slot in table.slots for item in slot.items if isinstance(item, Table)]
    return bool(inner) and _speaking(table) < max(map(_weight, inner))


def _speaking(table: Table) -> int:
    """Cells that hold text and no table."""
    return sum(
        any(isinstance(item, str) and item.strip() for item in slot.items) and not any(isinstance(item, Table) for item in slot.items)
        for slot in table.slots
    )


def _weight(table: Table) -> int:
    inner = [item for slot in table.slots for item in slot.items if isinstance(item, Table)]
    return _speaking(table) + sum(map(_weight, inner))


def _paragraphs(pieces: list[str], path: str | None) -> Iterator[Paragraph]:
    for line in _shown(pieces).split("\n"):
        if line:
            yield Paragraph(Place(path), line)


def _shown(pieces: list[str]) -> str:
    """Pieces as one text: no blanks around breaks, no empty lines, non-breaking blanks as blanks."""
    lines = (line.strip() for line in visible("".join(pieces)).replace("\xa0", " ").split("\n"))
    return "\n".join(filter(None, lines))


def _number(text: str | None, default: int) -> int:
    """The leading digits of an attribute, as browsers read it."""
    found = DIGITS.match(text) if text else None
    return int(found[1]) if found else default
