"""Columns (清单的列): the rows of a list under the heads that its sheet of `law/lists` names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from jiheng.documents.document import Document, Grid, Paragraph
from jiheng.framework.fields import fields, money_unit, spellings
from jiheng.framework.framework import Framework
from jiheng.model.place import Place
from jiheng.reading.texts import clean

BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]+)[)）\]】]")
NOTICE = re.compile(r"单位[:：]")


@frozen
class ListColumn:
    """One column of a list: its name, the labels of its head (bare, small letters), whether a blank means the cell above."""

    name: str
    labels: frozenset[str]
    carried: bool = False


@frozen
class ListRow:
    """One row: its cells by column, those that the list has. `heads` are the heads as written, `unit` yuan in one of the notice's unit."""

    cells: Mapping[str, str]
    heads: Mapping[str, str]
    unit: Decimal | None
    place: Place

    def text(self, name: str) -> str | None:
        """What a cell says; None where it is blank or the list has no such column."""
        return self.cells.get(name) or None

    def bracket(self, name: str) -> str | None:
        """What stands in brackets in the head of a column (万元, %); None where nothing does."""
        found = BRACKET.search(self.heads.get(name, ""))
        return found[1] if found else None

    def yuan(self, name: str) -> Decimal | None:
        """Yuan in one of the unit of money that the head names, else the notice above the list; None where neither does."""
        return money_unit(self.heads.get(name, "")) or self.unit


def list_columns(framework: Framework, name: str) -> tuple[ListColumn, ...]:
    """The columns of the list `law/lists/NAME.toml`. Raises BadFramework where there is none."""
    known = fields(framework)
    return tuple(
        ListColumn(
            entry["name"],
            frozenset(label.lower() for field in entry["fields"] for label in known.named(field).labels)
            | frozenset(label.lower() for label in entry["labels"]),
            entry.get("carried", False),
        )
        for entry in framework.sheet(f"lists/{name}")["column"]
    )


def list_rows(
    document: Document, columns: Sequence[ListColumn], needed: frozenset[str], sums: frozenset[str] = frozenset()
) -> Iterator[ListRow]:
    """The rows of every list in a document: what stands under a row of heads that names two columns, one of `needed` among them.

    What a row of `sums` says (a cell of it is one of these words) is not carried down.
    """
    unit: Decimal | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            unit = _notice(block.text) or unit
        else:
            yield from _rows(block, (columns, needed, sums), unit)


def _rows(grid: Grid, wanted: tuple[Sequence[ListColumn], frozenset[str], frozenset[str]], unit: Decimal | None) -> Iterator[ListRow]:
    columns, needed, sums = wanted
    heads: dict[int, tuple[str, str]] = {}
    above: dict[str, str] = {}
    carried = {column.name for column in columns if column.carried}
    for place, texts in _lines(grid):
        found = _heads(texts, columns)
        names = {name for name, _ in found.values()}
        if len(found) > 1 and needed & names:
            heads, above = found, {}
        elif not heads:
            unit = next((scale for text in texts.values() if (scale := _notice(text))), unit)
        elif any(texts.get(at) for at in heads):
            cells = {name: texts.get(at, "") for at, (name, _) in heads.items()}
            if sums & set(cells.values()):
                yield ListRow(cells, dict(heads.values()), unit, place)
                continue
            above = {name: cells[name] or above.get(name, "") for name in carried & cells.keys()}
            yield ListRow({**cells, **above}, dict(heads.values()), unit, place)


def _lines(grid: Grid) -> Iterator[tuple[Place, dict[int, str]]]:
    """The rows of a grid as column → text; a cell merged over several rows says the same in each."""
    rows: dict[int, dict[int, str]] = {}
    places: dict[int, Place] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, {})[cell.column] = clean(cell.text)
            places.setdefault(row, grid.place_of(cell._replace(row=row, column=1)))
    for row in sorted(rows):
        yield places[row], rows[row]


def _heads(texts: Mapping[int, str], columns: Sequence[ListColumn]) -> dict[int, tuple[str, str]]:
    """Which column each cell of a row of heads names, each column once."""
    found: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for at, text in sorted(texts.items()):
        named = {spelling.lower() for spelling in spellings(text)}
        column = next((column for column in columns if column.name not in taken and column.labels & named), None)
        if column is not None:
            found[at] = (column.name, text)
            taken.add(column.name)
    return found


def _notice(text: str) -> Decimal | None:
    return money_unit(text) if NOTICE.search(text) else None
