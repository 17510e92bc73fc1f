"""Rows torn (行被撕开): the rest of a cell that a page break or a conversion left alone in a row of its own goes back to the cell above.

Acts under a head of indicators on a row whose one filled cell stands below a filled cell: where both together are a level (经济效 / 益指标)
and neither is one, or where both together end as names do, the upper does not, and neither is a value; then the mend is doubtful.
Never acts on names among merged cells, where a name may lack its value, nor where the lower text is a label, a level or a value by itself.
"""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from jiheng.documents.document import Block, Cell, Document, Grid
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.reading.cutting.fits import Fits, fits
from jiheng.reading.cutting.kinds import Kind
from jiheng.reading.repairs.mend import Mended, rows

TRACE = re.compile(r"三\s*级\s*指\s*标|指\s*标\s*值|目\s*标\s*值")
KIND = "row-torn"
FEWEST = 2
"""cells that the row above must have filled"""
VALUE = 0.3
LONGEST_REST = 20


def apply(document: Document, framework: Framework) -> Mended:
    """The document with such rows joined; silent where there is none."""
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for block in document.blocks:
        joined = dict(_joined(block, framework)) if isinstance(block, Grid) else {}
        if not joined or not isinstance(block, Grid):
            blocks.append(block)
            continue
        rest = {id(lower) for _, lower, _ in joined.values()}
        blocks.append(evolve(block, cells=tuple(_mended(cell, joined, rest) for cell in block.cells)))
        repairs += [_repair(block, upper, lower, doubtful=doubtful) for upper, lower, doubtful in joined.values()]
    return Mended(evolve(document, blocks=tuple(blocks)), tuple(repairs)) if repairs else Mended(document)


Torn = tuple[Cell, Cell, bool]
"""The cell above, its rest, and whether the mend is doubtful."""


def _mended(cell: Cell, joined: dict[int, Torn], rest: set[int]) -> Cell:
    if id(cell) in rest:
        return cell._replace(text="")
    torn = joined.get(id(cell))
    return cell if torn is None else cell._replace(text=torn[0].text + torn[1].text)


def _repair(grid: Grid, upper: Cell, lower: Cell, *, doubtful: bool) -> Repair:
    return Repair(grid.place_of(upper), KIND, f"{upper.text}⏎{lower.text}", upper.text + lower.text, doubtful=doubtful)


def _joined(grid: Grid, framework: Framework) -> Iterator[tuple[int, Torn]]:
    """Each torn cell by the identity of its upper half."""
    if not _has_lone_cell(grid):
        return
    costs: Fits | None = None
    headed = False
    above: list[Cell] = []
    for row in rows(grid):
        filled = [cell for cell in row if cell.text]
        if headed and len(filled) == 1 and len(above) >= FEWEST and len(row) > 1:
            upper = next((cell for cell in above if cell.column == filled[0].column), None)
            costs = costs or fits(framework)
            doubtful = _belongs(upper, filled[0], costs) if upper is not None and upper.row_span == 1 else None
            if upper is not None and doubtful is not None and (not doubtful or _is_plain((*above, *row))):
                yield id(upper), (upper, filled[0], doubtful)
        headed = headed or any(TRACE.fullmatch(cell.text) for cell in filled)
        above = filled


def _has_lone_cell(grid: Grid) -> bool:
    """Whether any row of several cells has one filled: most tables have none, and need no closer look."""
    row = size = filled = 0
    for cell in grid.cells:
        if cell.row != row:
            if filled == 1 and size > 1:
                return True
            row, size, filled = cell.row, 0, 0
        size += 1
        filled += bool(cell.text)
    return filled == 1 and size > 1


def _is_plain(cells: Sequence[Cell]) -> bool:
    return all(cell.row_span == cell.column_span == 1 for cell in cells)


def _belongs(upper: Cell, lower: Cell, costs: Fits) -> bool | None:
    """Whether joining is doubtful; None where the two do not belong together."""
    words, whole = costs.lexicon, upper.text + lower.text
    if words.known(lower.text) or words.known(upper.text) or len(lower.text) > LONGEST_REST:
        return None
    if words.level(whole) is not None:
        return False
    value = min(costs.cost(text, Kind.VALUE) for text in (upper.text, lower.text)) <= VALUE
    ends = costs.shapes.name_end
    return None if value or ends.fullmatch(upper.text) or not ends.fullmatch(whole) else True
