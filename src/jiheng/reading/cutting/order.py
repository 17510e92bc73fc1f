"""Order (次序): whether the grids of a stretch of text are in order, each head in a cell of its own and each row true to them."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from jiheng.documents.document import Block, Cell, Grid
from jiheng.framework.framework import Framework
from jiheng.reading.cutting.fits import Fits, fits
from jiheng.reading.cutting.flat import figures
from jiheng.reading.cutting.heads import FEWEST, find_heads
from jiheng.reading.cutting.kinds import Kind
from jiheng.reading.cutting.sheet import TITLE
from jiheng.reading.cutting.tables import cut_pieces

MOST_STRAY = 0.2
MOST_BROKEN = 1
WORDS = 1.2
LAST_HEADS = frozenset({"weight", "score", "reason", "remark", "actual"})
FIRST_HEADS = frozenset({"level1", "level2"})
SURE_VALUE = 0.3


def in_order(blocks: Sequence[Block], framework: Framework) -> bool:
    """Whether nothing needs cutting: the heads are found in rows of their own, and few rows below break the columns."""
    costs = fits(framework)
    rows = [[cell.text for cell in row if cell.text] for block in blocks if isinstance(block, Grid) for row in _rows(block)]
    heads = find_heads(cut_pieces(blocks, costs), costs.lexicon)
    own = [number for number, row in enumerate(rows) if _is_head_row(row, costs)]
    if not heads or len(own) < len(heads):
        return not heads
    if any(_goes_on_below(rows, number, costs) or _begins_above(rows, number, costs) for number in own):
        return False
    below = [row for number, row in enumerate(rows) if number > own[0] and row]
    stray = sum(_is_stray(row, costs) for row in below)
    broken = sum(_is_broken(row, after, costs) for row, after in pairwise(below))
    glued = sum(bool(figures(text, costs.shapes)) for row in below for text in row)
    return stray <= MOST_STRAY * len(below) and broken <= MOST_BROKEN and not glued and not _is_torn(blocks, costs)


def _is_torn(blocks: Sequence[Block], costs: Fits) -> bool:
    """Whether lines without borders stand between the rows of one form: a table goes on after them without a head, title or project."""
    headed = False
    for block, after in pairwise(blocks):
        if isinstance(block, Grid):
            headed = headed or any(_is_head_row([cell.text for cell in row if cell.text], costs) for row in _rows(block))
        elif TITLE.fullmatch(block.text) or costs.lexicon.label(block.text) == "project":
            headed = False
        elif headed and isinstance(after, Grid) and _goes_on(after, costs):
            return True
    return False


def _goes_on(grid: Grid, costs: Fits) -> bool:
    """Whether a table's first row is one of indicators: it begins with a level, or holds a name and a value."""
    first = [cell.text for cell in _rows(grid)[0] if cell.text]
    if not first or costs.is_label(first[0]):
        return False
    return costs.lexicon.level(first[0]) is not None or costs.cost(first[-1], Kind.VALUE) <= SURE_VALUE


def _rows(grid: Grid) -> list[list[Cell]]:
    return [list(row) for _, row in groupby(sorted(grid.cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row)]


def _is_head_row(row: Sequence[str], costs: Fits) -> bool:
    columns = [text for text in row if costs.lexicon.column(text) is not None]
    named = [text for text in row if costs.lexicon.column(text) is not None or costs.lexicon.label(text) is not None]
    unnamed = [text for text in row if text not in named]
    labels = all(costs.lexicon.level(text) is None and not any(letter.isdigit() for letter in text) for text in unnamed)
    return len(columns) >= FEWEST and (len(named) >= len(row) - 1 or (labels and len(named) * 2 >= len(row)))


def _begins_above(rows: Sequence[Sequence[str]], own: int, costs: Fits) -> bool:
    """Whether a break inside a cell put the first head (一级指标) into a row of its own above the others."""
    above = next((row for row in reversed(rows[:own]) if row), ())
    return len(above) == 1 and costs.lexicon.column(above[0]) in FIRST_HEADS and above[0] not in rows[own]


def _goes_on_below(rows: Sequence[Sequence[str]], own: int, costs: Fits) -> bool:
    """Whether a break inside a cell put the last heads (分值, 得分 …) into rows of their own, so that the rows below are wider than the head."""
    fields: list[str | None] = []
    after = own + 1
    while after < len(rows) and rows[after] and all(costs.lexicon.column(text) is not None for text in rows[after]):
        fields += [costs.lexicon.column(text) for text in rows[after]]
        after += 1
    return bool(set(fields) & LAST_HEADS) and max((len(row) for row in rows[after:]), default=0) > len(rows[own])


def _is_stray(row: Sequence[str], costs: Fits) -> bool:
    """Whether a row breaks the columns: a level stands behind a name or value in it."""
    levels = [place for place, text in enumerate(row) if costs.lexicon.level(text) is not None]
    return bool(levels) and levels[-1] > len(levels) and len(row[0]) > 0 and costs.lexicon.level(row[-1]) is not None


def _is_broken(row: Sequence[str], after: Sequence[str], costs: Fits) -> bool:
    """Whether a row ends in words where its value is due and the next one goes on with words and a value, or with the rest of a label."""
    if costs.lexicon.level(row[-1] + after[0]) is not None and costs.lexicon.level(row[-1]) is None:
        return True
    goes_on = len(after) > 1 and not costs.is_label(after[0]) and costs.lexicon.level(after[0]) is None
    return goes_on and costs.cost(row[-1], Kind.VALUE) > WORDS and costs.cost(after[1], Kind.VALUE) <= WORDS
