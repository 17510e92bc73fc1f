"""Sign misread (符号误认): `≥` that recognition read as a digit or another sign (`295%` of a rate, `%=95`, `之95%`) is set right.

Acts on a whole cell: a percentage from 250 to 299 or of 2100 beside a name of a rate that can't pass 100 is a `≥` read as 2; `%=`, `之`,
`》` before a figure are a `≥`, and `二` is a `=`. Every such repair is doubtful, since it changes what the cell says. Where a table shows the first
misreading, a count that begins with 2 (`2150次`) may hide it too: its text stays and the doubt is recorded.
Never acts on growth, output or income, which pass 100%, nor on a figure without a percent sign.
"""

import re
from collections.abc import Sequence

from jiheng.documents.document import Cell, Document, Grid
from jiheng.framework.framework import Framework
from jiheng.model.repair import Repair
from jiheng.reading.repairs.mend import Mended, RowMended, each_row, rows

KIND = "sign-misread"
TRACE = re.compile(r"[2zZ](?:[5-9]\d(?:\.\d+)?|100)\s*[%％]|%=|[之二]\s*\d|[》〉≫]")
_AS_DIGIT = re.compile(r"[2zZ]([5-9]\d(?:\.\d+)?|100)\s*([%％])")
_AS_SIGN = re.compile(r"(?:%=|之|》=?|〉=?|≫)\s*(?=\d)")
_AS_EQUALS = re.compile(r"二\s*(?=\d)")
_COUNT = re.compile(r"2\d{2,}\s*[^\d\s%％.,，年].*")
_RATE = re.compile(r"率|度|比例|比重|覆盖|知晓")
_PASSES = re.compile(r"增长|增幅|产值|收益|回报|利润|增加|提高|提升|杠杆|撬动|负荷|周转")


def apply(document: Document, _framework: Framework) -> Mended:
    """Set misread signs right, row by row."""
    suspect = {id(block) for block in document.blocks if isinstance(block, Grid) and any(_misread(row) for row in rows(block))}
    return each_row(document, lambda grid, row: _mended(grid, row, counts=id(grid) in suspect))


def _misread(row: Sequence[Cell]) -> bool:
    return any(_AS_DIGIT.fullmatch(cell.text) and _is_rate(row, cell) for cell in row)


def _mended(grid: Grid, row: Sequence[Cell], *, counts: bool) -> RowMended | None:
    cells: list[Cell] = []
    repairs: list[Repair] = []
    for cell in row:
        after = cell.text
        if _AS_DIGIT.fullmatch(after) and _is_rate(row, cell):
            after = _AS_DIGIT.sub(r"≥\1\2", after)
        elif _AS_SIGN.match(after):
            after = _AS_SIGN.sub("≥", after, count=1)
        elif _AS_EQUALS.match(after):
            after = _AS_EQUALS.sub("=", after, count=1)
        if after != cell.text or (counts and _COUNT.fullmatch(after)):
            repairs.append(Repair(grid.place_of(cell), KIND, cell.text, after, doubtful=True))
        cells.append(cell._replace(text=after) if after != cell.text else cell)
    return RowMended(tuple(cells), tuple(repairs)) if repairs else None


def _is_rate(row: Sequence[Cell], cell: Cell) -> bool:
    """Whether the words to the left name a rate that can't pass 100%."""
    left = [each.text for each in row if each.column < cell.column and each.text]
    return any(_RATE.search(text) for text in left) and not any(_PASSES.search(text) for text in left)
