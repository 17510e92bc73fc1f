"""Lattice (切分网格): the cheapest way to lay a run of pieces into rows of given columns, found by dynamic programming."""

import re
from collections.abc import Sequence
from itertools import accumulate

from attrs import frozen

from jiheng.reading.cutting.fits import BLANK, TICKS, Fits
from jiheng.reading.cutting.kinds import LISTED, Column, Kind
from jiheng.reading.cutting.pieces import Break, Piece

NEVER = 1e9
LEVEL_ONLY = 0.6
DROPPED = 0.12
SWALLOWED = 7.0
SWALLOWED_WORD = 1.0
SWALLOWED_MARK, SURE = 1.5, 0.1
LEFT_OUT = 20.0
CUT_OFF = 0.8
SWALLOWED_VALUE = 1.6
MOST_PIECES = 40
HOPELESS = 8.0
OVER_ROWS = 3.0
GOAL_GLUE = 0.35
WITHIN_BARS = 0.15
"""Where bars part the cells, a blank parts little."""
AGAIN_BLANK = 0.6
UNWEIGHTED = 1.5
"""Points given without points to be had: the first of several columns of points is hardly blank alone."""
UNDER_BLANK = 0.02
WORDS_AFTER_VALUE, LONGEST_UNIT, LONGEST_AFTER = 1.5, 2, 8
LEAST_TWIN = 4
"""Words as long as this that follow themselves are two cells."""
UNLINED_BREAK = 0.8
"""Where every cell has a line of its own, a cell hardly goes on in the next."""
UNSCORED = {Kind.POINTS: 0.15, Kind.RATE: 0.2, Kind.MONEY: 0.3}
"""Only the whole of the money is scored: its other lines leave these columns blank."""
NEVER_BLANK = frozenset({Kind.BANNER, Kind.NAME, Kind.LINE})
SHOWN_BLANK = 0.2
"""A cell that the source shows as empty: the share of a blank's cost that it keeps."""
UNSURE_BLANK = 0.4
"""A line's end between bars may be an empty cell or a row's end: the share of a blank's cost that it adds."""
JOIN = {Break.NONE: 0.0, Break.BLANK: 0.9, Break.WIDE: 2.5, Break.LINE: 1.0}
NEXT_ROW = {Break.NONE: 0.3, Break.BLANK: 0.6, Break.WIDE: 0.4, Break.LINE: 0.2, Break.CELL: 0.3, Break.ROW: 0.1}
SAME_ROW = {Break.LINE: 0.5, Break.ROW: 0.4}
_CJK = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_BLANK_IN_WORDS = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])|\s+(?=[%％)）,，、。；])|(?<=[(（≥≤<>=])\s+")
_TEMPLATE = re.compile(
    r"[…．.。]{1,6}|[(（]?\d{1,3}(?:[-—~～至]\d{1,3})?\s*分[)）]|[(（]\d{1,3}[-—~～至]\d{1,3}[)）]分|(?:三级)?指标\s*\d{0,2}\s*[:：]\s*[/／\s]+|(?:三级)?指标\s*\d{0,2}\s*[:：]|指标\s*\d{1,2}|(?:\d{1,2}[.．、])+|[-—]{2,}"
)
"""What an empty form prints in its cells, and what may be passed over like an empty cell."""
_SUM = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d\d")
_WORD_END = re.compile(r"[\u4e00-\u9fff)）]$")
_FIGURE_BEFORE_UNIT = re.compile(r"\d[万千百亿]?$")


@frozen
class Cut:
    """One cell of a cut table: its column (from 0), its text, and which pieces it was made of (`first` to `after`, excluded)."""

    column: int
    text: str
    first: int
    after: int


@frozen
class Rows:
    """The rows found, the piece where they end, and what the whole way cost."""

    rows: tuple[tuple[Cut, ...], ...]
    end: int
    cost: float = 0.0


@frozen
class _Step:
    """How a state was reached: from which column, at which piece, and whether a cell was made and a row begun."""

    cost: float
    piece: int
    column: int
    filled: bool
    fresh: bool


def joined(pieces: Sequence[Piece]) -> str:
    """The text of one cell made of several pieces; blanks between Chinese characters go."""
    parts = [pieces[0].text]
    parts.extend(("" if piece.before is Break.NONE else " ") + piece.text for piece in pieces[1:] if piece.text)
    return _BLANK_IN_WORDS.sub("", "".join(parts))


def lay(pieces: Sequence[Piece], columns: Sequence[Column], fits: Fits, *, whole: bool = False) -> Rows:
    """Lay pieces into rows of `columns`, from the first piece on; what fits better below the rows ends them, unless they are the `whole`."""
    if not pieces:
        return Rows((), 0)
    money = any(column.kind is Kind.LINE for column in columns)
    table = _Moves(columns, lined=_has_lines(pieces))
    best = _forward(pieces, table, fits)
    below = [0.0, *accumulate(LEFT_OUT if whole else fits.outside(piece.text, money=money) for piece in reversed(pieces))][::-1]
    closing = [
        (step.cost + (min(CUT_OFF, table.close[column]) if end == len(pieces) else table.close[column]) + below[end], end, column)
        for end, states in enumerate(best)
        for column, step in enumerate(states)
        if step is not None
    ]
    cost, end, column = min(closing)
    return Rows(_back(pieces, best, end, column), end, cost)


class _Moves:
    """What it costs to go from one column to the next, within a row and into the next one."""

    def __init__(self, columns: Sequence[Column], *, lined: bool) -> None:
        self.columns = columns
        self.count = len(columns)
        self.lined = lined
        seen: set[Kind] = set()
        money = any(column.kind is Kind.LINE for column in columns)
        blank: list[float] = []
        several = sum(column.kind is Kind.POINTS for column in columns) > 1
        for column in columns:
            again = column.kind in seen and column.kind in (Kind.NAME, Kind.VALUE)
            scored = column.kind is Kind.POINTS and column.kind not in seen and several
            blank.append(UNWEIGHTED if scored and not money else _blank(column, again=again, money=money))
            seen.add(column.kind)
        self.blank = blank
        before = [0.0, *accumulate(blank)]
        name = next((place for place, column in enumerate(columns) if column.kind in (Kind.NAME, Kind.LINE)), 0)
        self.close = [LEVEL_ONLY if place < name else before[-1] - before[place + 1] for place in range(self.count)] + [0.0]
        own = [0.0, *accumulate(0.0 if column.kind in LISTED else cost for column, cost in zip(columns, blank, strict=True))]
        self.open = [before[place] if columns[place].kind in LISTED else own[place] for place in range(self.count)]
        self.within = [[before[to] - before[place + 1] if to > place else NEVER for to in range(self.count)] for place in range(self.count)]
        self.within.append([NEVER] * self.count)

    def same_row(self, gap: Break) -> float:
        """What a cell pays for standing in the row of the one before it across this gap."""
        return SAME_ROW.get(gap, 0.0) if self.lined or gap is not Break.LINE else 0.0

    def next_row(self, gap: Break) -> float:
        """What a cell pays for beginning a row at this gap."""
        return NEXT_ROW[gap] if self.lined or gap is not Break.LINE else NEXT_ROW[Break.CELL]


def _blank(column: Column, *, again: bool, money: bool) -> float:
    """What a blank cell of the column costs; one of several under one head is hardly missed."""
    if column.over or again:
        return UNDER_BLANK if column.over else AGAIN_BLANK
    return UNSCORED.get(column.kind, BLANK[column.kind]) if money else BLANK[column.kind]


def _has_lines(pieces: Sequence[Piece]) -> bool:
    """Whether the lines of the source say something about rows: most of them hold several pieces."""
    lines = sum(piece.before in (Break.LINE, Break.ROW) for piece in pieces)
    return lines * 2 < sum(bool(piece.text) for piece in pieces)


def _forward(pieces: Sequence[Piece], moves: _Moves, fits: Fits) -> list[list[_Step | None]]:
    best: list[list[_Step | None]] = [[None] * (moves.count + 1) for _ in range(len(pieces) + 1)]
    heavy = [_weight(piece, fits) + _twin(pieces, place) for place, piece in enumerate(pieces)]
    best[0][moves.count] = _Step(0.0, 0, moves.count, filled=False, fresh=False)
    for start, piece in enumerate(pieces):
        states = best[start]
        if not piece.text or _TEMPLATE.fullmatch(piece.text):
            for column, step in enumerate(states):
                if step is not None:
                    _keep(best[start + 1], column, _Step(step.cost + DROPPED, start, column, filled=False, fresh=False))
        entries = [_entry(states, to, piece, moves, start) for to in range(moves.count)]
        if any(entries):
            _fill(pieces, start, entries, best, moves, fits, heavy)
    return best


def _entry(states: Sequence[_Step | None], to: int, piece: Piece, moves: _Moves, start: int) -> _Step | None:
    """The cheapest way to begin a cell of column `to` at this piece."""
    found: _Step | None = None
    same, fresh = moves.same_row(piece.before) + piece.doubt, moves.next_row(piece.before) + piece.doubt
    for column, step in enumerate(states):
        if step is None:
            continue
        stay = step.cost + moves.within[column][to] + same
        begin = step.cost + moves.close[column] + moves.open[to] + fresh
        cost = min(stay, begin)
        if found is None or cost < found.cost:
            found = _Step(cost, start, column, filled=True, fresh=begin < stay)
    return found


def _fill(
    pieces: Sequence[Piece],
    start: int,
    entries: Sequence[_Step | None],
    best: list[list[_Step | None]],
    moves: _Moves,
    fits: Fits,
    heavy: Sequence[float],
) -> None:
    glue = weight = 0.0
    for end in range(start + 1, min(len(pieces), start + MOST_PIECES) + 1):
        if end > start + 1:
            more = _joining(pieces, start, end - 1, fits)
            if more is not None and pieces[end - 1].before is Break.LINE and not moves.lined:
                more += UNLINED_BREAK
            if more is None:
                return
            glue += more
            weight += heavy[end - 1] + (heavy[start] if end == start + 2 else 0.0)
            if glue + weight > HOPELESS:
                return
            if not pieces[end - 1].text:
                continue
        text = joined(pieces[start:end]) if pieces[start].text else ""
        unsure = 0.0 if text or pieces[start].before is not Break.ROW else UNSURE_BLANK
        for to, entry in enumerate(entries):
            if entry is None or (not text and moves.columns[to].kind in NEVER_BLANK):
                continue
            price = GOAL_GLUE if moves.columns[to].kind is Kind.GOAL else 1.0
            own = fits.cost(text, moves.columns[to].kind) if text else moves.blank[to] * (SHOWN_BLANK + unsure)
            cost = entry.cost + glue * price + weight + own
            _keep(best[end], to, _Step(cost, start, entry.column, filled=True, fresh=entry.fresh))


def _joining(pieces: Sequence[Piece], start: int, at: int, fits: Fits) -> float | None:
    """What it costs to take the piece at `at` into the cell begun at `start`; None where the cell must have ended."""
    added, before = pieces[at], pieces[at - 1]
    if not pieces[start].text or _TEMPLATE.fullmatch(added.text):
        return None
    if not added.text:
        goes_on = added.before is Break.ROW and before.text and at + 1 < len(pieces) and pieces[at + 1].text
        return OVER_ROWS if goes_on else None
    if not before.text:
        return 0.0
    if added.before not in JOIN:
        return None
    barred = added.before is Break.BLANK and pieces[start].before is Break.CELL
    glue = _glue(before, added, fits)
    return glue + WITHIN_BARS - JOIN[Break.BLANK] if barred and glue >= JOIN[Break.BLANK] else glue


def _weight(piece: Piece, fits: Fits) -> float:
    """What it costs to make a piece only a part of a cell that could be a cell by itself."""
    if not piece.text:
        return 0.0
    if fits.lexicon.level(piece.text) is not None:
        return SWALLOWED if "指标" in piece.text else SWALLOWED_WORD
    if piece.text in TICKS or fits.is_foot(piece.text):
        return SWALLOWED
    if fits.cost(piece.text, Kind.MARK) == 0.0 and len(piece.text) > 1:
        return SWALLOWED_MARK
    if _SUM.fullmatch(piece.text) or fits.cost(piece.text, Kind.BODY) <= SURE:
        return SWALLOWED_MARK
    shapes = fits.shapes
    if piece.before is Break.NONE and (
        shapes.value.fullmatch(piece.text) or shapes.explanation.match(piece.text) or shapes.phrase.fullmatch(piece.text)
    ):
        return SWALLOWED_VALUE
    return 0.0


def _twin(pieces: Sequence[Piece], place: int) -> float:
    """What a piece pays for being no cell of its own though the next or the last one says the same."""
    text = pieces[place].text
    beside = (pieces[near].text for near in (place - 1, place + 1) if 0 <= near < len(pieces))
    return SWALLOWED_MARK if len(text) >= LEAST_TWIN and any(text == each for each in beside) else 0.0


def _glue(left: Piece, right: Piece, fits: Fits) -> float:
    """A blank between a sign and its figure, or a figure and its unit, parts nothing."""
    if left.text == right.text and len(left.text) >= LEAST_TWIN:
        return JOIN[right.before] + SWALLOWED
    unit = len(right.text) <= LONGEST_AFTER and bool(fits.shapes.unit.match(right.text))
    if right.before is Break.BLANK and _FIGURE_BEFORE_UNIT.search(left.text) and (unit or len(right.text) <= LONGEST_UNIT):
        return 0.1
    if right.before is Break.BLANK and right.text[0].isdigit() and fits.shapes.sign.fullmatch(left.text):
        return 0.1
    words = len(right.text) > LONGEST_UNIT and not right.text[0].isdigit() and not fits.shapes.unit.fullmatch(right.text)
    shaped = fits.shapes.value.fullmatch
    if right.text[-1] in "%％" and left.text[-1] in "%％" and shaped(right.text) and shaped(left.text):
        return JOIN[right.before] + SWALLOWED_VALUE
    signed = right.text[0] in "≥≤≧≦<>" or (right.text[0].isdigit() and right.text[-1] in "%％")
    if signed and _WORD_END.search(left.text) and fits.shapes.value.fullmatch(right.text):
        return JOIN[right.before] + SWALLOWED_VALUE
    if right.before is Break.LINE and _WORD_END.search(left.text) and fits.shapes.value.fullmatch(right.text):
        return JOIN[right.before] + SWALLOWED_VALUE
    return JOIN[right.before] + (WORDS_AFTER_VALUE if words and fits.shapes.value.fullmatch(left.text) else 0.0)


def _keep(states: list[_Step | None], column: int, step: _Step) -> None:
    held = states[column]
    if held is None or step.cost < held.cost:
        states[column] = step


def _back(pieces: Sequence[Piece], best: Sequence[Sequence[_Step | None]], end: int, column: int) -> tuple[tuple[Cut, ...], ...]:
    rows: list[list[Cut]] = [[]]
    while end:
        step = best[end][column]
        if step is None:
            break
        if step.filled:
            rows[-1].append(Cut(column, joined(pieces[step.piece : end]), step.piece, end))
            if step.fresh:
                rows.append([])
        end, column = step.piece, step.column
    return tuple(tuple(reversed(row)) for row in reversed(rows) if row)
