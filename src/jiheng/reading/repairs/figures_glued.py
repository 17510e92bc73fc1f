"""Figures glued (数值粘连): `≥95%10 10` in the cell of a value whose weight and score are blank is parted into its three cells.

Acts under a head that has the columns, on a cell of the value's column that begins with a value with a sign or a unit and goes on with
exactly as many figures as blank cells of points (分值, 得分) follow. Never acts where no unit parts the figures (`10010` can be cut in
several ways) or the whole is a date or a ratio (`2024/12`, `3比1`), nor where a cell to be filled already holds something.
"""

import re
from collections.abc import Sequence

from attrs import evolve

from jiheng.documents.document import Block, Cell, Document, Grid
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.model.value import ValueKind
from jiheng.reading.cutting.kinds import OF_FIELD, Kind
from jiheng.reading.cutting.lexicon import Lexicon, lexicon
from jiheng.reading.repairs.mend import Mended, rows
from jiheng.values import read_value

KIND = "figures-glued"
TRACE = re.compile(r"[%％\u4e00-\u9fff㎡]\s*\d{1,3}(?:\.\d)?(?:\s+\d{1,3}(?:\.\d)?)?(?:$|\n)|\d\s+\d{1,3}(?:$|\n)", re.MULTILINE)
_GLUED = re.compile(
    r"(?P<value>[^\s\d]{0,4}\s*\d[\d,.]*\s*(?:[%％‰]|[万千百]?[\u4e00-\u9fff㎡/]{1,6}))\s*(?P<points>\d{1,3}(?:\.\d{1,2})?(?:\s+\d{1,3}(?:\.\d{1,2})?)?)"
)


def apply(document: Document, framework: Framework) -> Mended:
    """Part glued figures below every head of indicators with points."""
    words = lexicon(framework)
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for block in document.blocks:
        mended = _grid(block, words, repairs) if isinstance(block, Grid) else block
        blocks.append(mended)
    return Mended(evolve(document, blocks=tuple(blocks)), tuple(repairs)) if repairs else Mended(document)


def _grid(grid: Grid, words: Lexicon, repairs: list[Repair]) -> Grid:
    if not any(_is_glued(cell.text) for cell in grid.cells):
        return grid
    cells: list[Cell] = []
    columns: dict[int, Kind] = {}
    for row in rows(grid):
        named = {cell.column: OF_FIELD.get(field) for cell in row if (field := words.column(cell.text)) is not None}
        if Kind.VALUE in named.values() and Kind.POINTS in named.values():
            columns = {column: kind for column, kind in named.items() if kind is not None}
        parted = _parted(grid, row, columns, repairs) if columns else None
        cells.extend(parted or row)
    return evolve(grid, cells=tuple(cells))


def _is_glued(text: str) -> bool:
    text = text.strip()
    return text[-1:].isdigit() and _GLUED.fullmatch(text) is not None and read_value(text).kind not in (ValueKind.DATE, ValueKind.RATIO)


def _parted(grid: Grid, row: Sequence[Cell], columns: dict[int, Kind], repairs: list[Repair]) -> list[Cell] | None:
    at = {cell.column: cell for cell in row}
    value = next((cell for cell in row if columns.get(cell.column) is Kind.VALUE and _is_glued(cell.text)), None)
    if value is None:
        return None
    found = _GLUED.fullmatch(value.text.strip())
    points = found["points"].split() if found else []
    blank = [
        column
        for column, kind in sorted(columns.items())
        if kind is Kind.POINTS and column > value.column and not (at.get(column) and at[column].text)
    ]
    if not found or len(blank) != len(points) or sum(kind is Kind.POINTS for kind in columns.values()) != len(points):
        return None
    repairs.append(Repair(grid.place_of(value), KIND, value.text, " | ".join([found["value"], *points]), doubtful=False))
    filled = {value.column: value._replace(text=found["value"].strip())}
    for column, text in zip(blank, points, strict=True):
        filled[column] = at.get(column, value._replace(column=column))._replace(text=text)
    return sorted([*(cell for cell in row if cell.column not in filled), *filled.values()], key=lambda cell: cell.column)
