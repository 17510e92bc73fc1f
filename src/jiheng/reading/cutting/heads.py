"""Heads (表头): the run of column heads over the indicators, found among pieces and put into the order of the columns."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from jiheng.reading.cutting.fits import Fits
from jiheng.reading.cutting.kinds import LEVELS, LISTED, OF_FIELD, Column, Kind
from jiheng.reading.cutting.lattice import lay
from jiheng.reading.cutting.lexicon import Lexicon
from jiheng.reading.cutting.pieces import Break, Piece

_REGION = re.compile(r"[\u4e00-\u9fff]{1,6}(?:省|市|县|区|旗|州|盟|镇|乡|村|街道|社区)")
FEWEST = 3
INDEX = "序号"
SCORE = "得分"
_MEASURED = re.compile(r"[%％≥≤<>=]")
_FULL = re.compile(r"\d{2,3}")
"""The points of all rows, printed where the head of their column is due."""
LEVEL_COLUMNS = (Column("一级指标", "level1", Kind.LEVEL1), Column("二级指标", "level2", Kind.LEVEL2))
PLAIN = (*LEVEL_COLUMNS, Column("三级指标", "name", Kind.NAME), Column("指标值", "target", Kind.VALUE))
ACTUAL = Column("实际完成值", "actual", Kind.VALUE)
PARTED = (
    *PLAIN[:3],
    Column("指标性质", "sign", Kind.MARK),
    PLAIN[3],
    Column("度量单位", "measure", Kind.UNIT),
    ACTUAL,
    Column("分值", "weight", Kind.POINTS),
)
"""Sign, value and unit in columns of their own, as the finance offices' system prints them."""
SUPPLIED = (PLAIN, (*PLAIN, Column("分值", "weight", Kind.POINTS)), (*PLAIN, ACTUAL), PARTED)
PARTS_OF_VALUE = frozenset({Kind.MARK, Kind.VALUE, Kind.UNIT})
FEWEST_PARTS = 2
BANNER_CUT = frozenset({"绩", "绩效"})
"""What a narrow cell left of 绩效指标 beside the heads."""
MOST_ABOVE, SURE = 4, 0.4
"""How many lines above the first level may be rows that lost theirs, and how surely a value of theirs must be one."""
FEWEST_LEVELS, FEWEST_ROWS, MOST_WHOLE = 4, 3, 0.7


@frozen
class Head:
    """A run of column heads: its columns in the order of the cells below, and the pieces it stands in."""

    columns: tuple[Column, ...]
    first: int
    after: int


def find_heads(pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[Head, ...]:
    """Every head of indicators, in order. A head names a level or a name, and three columns at least."""
    return tuple(_heads(pieces, lexicon))


def _heads(pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Head]:
    place = 0
    while place < len(pieces):
        columns, after = _run(pieces, place, lexicon)
        if _is_head(columns):
            first, listed = _listed(pieces, place, lexicon)
            regions, after = _regions(pieces, after)
            columns += regions
            if after + 1 < len(pieces) and _FULL.fullmatch(pieces[after].text) and lexicon.level(pieces[after + 1].text) is not None:
                columns.append(Column(SCORE, "score", Kind.POINTS))
                after += 1
            if not listed and _is_goal_above(pieces[place : place + 2], columns, lexicon):
                columns, first = columns[1:], place + 1
            if listed and columns[0].kind in (Kind.BANNER, Kind.VALUE) and lexicon.label(columns[0].label) == "goal":
                columns[0] = Column(columns[0].label, "goal", Kind.GOAL)
            while first and pieces[first - 1].text in BANNER_CUT:
                first -= 1
            yield Head((*listed, *_ordered(columns, lexicon)), first, after)
        place = max(after, place + 1)


def _run(pieces: Sequence[Piece], place: int, lexicon: Lexicon) -> tuple[list[Column], int]:
    """The columns named from here on; one unknown word between heads is a column of its own."""
    columns: list[Column] = []
    after = place
    while place < len(pieces):
        text = pieces[place].text
        field = lexicon.column(text) if text else None
        if field is None and text and _is_head(columns) and _stranger(pieces, place, lexicon):
            field = "standard"
        if text and (field is None or (field == "side" and _is_head(columns) and _has(columns, Kind.VALUE))):
            break
        place += 1
        if field is not None:
            columns.append(Column(text, field, OF_FIELD.get(field, Kind.TEXT)))
            after = place
        elif not columns:
            break
    return columns, max(after, place if not columns else after)


def _regions(pieces: Sequence[Piece], after: int) -> tuple[list[Column], int]:
    """The heads of regions that follow in the same line, or each in a line as all heads (全市指标值, then 城关区 …), each with a value of its own."""
    found: list[Column] = []
    place = after
    stacked = after > 1 and pieces[after - 1].before == pieces[after - 2].before == Break.LINE
    ends = (Break.ROW,) if stacked else (Break.LINE, Break.ROW)
    while place < len(pieces) and pieces[place].before not in ends and _REGION.fullmatch(pieces[place].text):
        found.append(Column(pieces[place].text, "region", Kind.VALUE))
        place += 1
    return (found, place) if len(found) > 1 else ([], after)


def _stranger(pieces: Sequence[Piece], place: int, lexicon: Lexicon) -> bool:
    text, after = pieces[place].text, place + 1
    return (
        len(text) <= 12
        and after < len(pieces)
        and lexicon.column(pieces[after].text) is not None
        and lexicon.level(text) is None
        and not any(map(str.isdigit, text))
    )


def _is_head(columns: Sequence[Column]) -> bool:
    fields = [column.field for column in columns]
    levels = {"level1", "level2", "name"} & set(fields)
    if fields == ["name", "target"]:
        return "值" in columns[1].label
    return len(columns) >= FEWEST and (len(levels) >= 2 or (bool(levels) and "target" in fields))


def _is_goal_above(pieces: Sequence[Piece], columns: Sequence[Column], lexicon: Lexicon) -> bool:
    """Whether the first head (年度目标) is the label of a goal left blank on the line above, and no head of the targets."""
    above = columns[0].kind is Kind.VALUE and columns[1].kind in LEVELS and lexicon.label(columns[0].label) == "goal"
    return above and pieces[1].before is Break.LINE and _is_head(list(columns[1:])) and not _has(columns[1:], Kind.VALUE)


def _has(columns: Sequence[Column], kind: Kind) -> bool:
    return any(column.kind is kind for column in columns)


def _listed(pieces: Sequence[Piece], place: int, lexicon: Lexicon) -> tuple[int, list[Column]]:
    """The columns of the project itself before the levels, in a list of many projects (项目名称, 预算数, 年度目标 …)."""
    columns: list[Column] = []
    first = place
    while first:
        text = pieces[first - 1].text
        field = lexicon.label(text) if text else None
        if text and (field is None or OF_FIELD.get(field) not in LISTED):
            break
        first -= 1
        if field is not None:
            columns.insert(0, Column(text, field, OF_FIELD[field]))
    if len(columns) < 2 or not _has(columns, Kind.PROJECT):
        return place, []
    while not pieces[first].text:
        first += 1
    if first and pieces[first - 1].text == INDEX:
        first -= 1
        columns.insert(0, Column(INDEX, "side", Kind.INDEX))
    return first, columns


def _ordered(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Heads of two lines, read line by line, put into the order of the cells; the name's column is made sure of."""
    return _levelled(_named(_storeyed(_parted_value(_turned(columns)), lexicon)))


def _parted_value(columns: list[Column]) -> list[Column]:
    """Sign, value and unit read last are the lower line under the target's head."""
    start = len(columns)
    while start and columns[start - 1].kind in PARTS_OF_VALUE:
        start -= 1
    lower = columns[start:]
    target = next((place for place, column in enumerate(columns[:start]) if column.kind is Kind.VALUE), None)
    after_words = start > 0 and columns[start - 1].kind in (Kind.POINTS, Kind.TEXT)
    if target is None or len(lower) < FEWEST_PARTS or not after_words or not _has(lower, Kind.VALUE):
        return columns
    return [*columns[:target], *lower, *columns[target + 1 : start]]


def _storeyed(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Heads of a lower line, read after the whole upper line, put under the head that spans them."""
    upper = {column.field for column in columns if column.label not in lexicon.under}
    lower = [column for column in columns if lexicon.under.get(column.label) in upper]
    out: list[Column] = []
    for column in columns:
        below = [each for each in lower if lexicon.under[each.label] == column.field]
        if column in lower:
            continue
        kind = Kind.TICK if column.field == "possibility" else Kind.TEXT
        out.extend([Column(each.label, column.field, kind, column.label) for each in below] if len(below) > 1 else [column])
    return out


def _levelled(columns: list[Column]) -> list[Column]:
    """A head of names and values only has its levels in rows of their own: columns are made for them."""
    if _has(columns, Kind.LEVEL1) or _has(columns, Kind.LEVEL2):
        return columns
    place = next(number for number, column in enumerate(columns) if column.kind is Kind.NAME)
    return [*columns[:place], *LEVEL_COLUMNS, *columns[place:]]


def _turned(columns: list[Column]) -> list[Column]:
    """What stands before the levels is the upper line; its first head spans the lower line's last ones (年度指标值 over 符号, 值, 单位)."""
    level = next((place for place, column in enumerate(columns) if column.kind in LEVELS), 0)
    sides = (Kind.BANNER, *LISTED)
    upper, lower = [column for column in columns[:level] if column.kind not in sides], columns[level:]
    if not upper:
        return columns
    banners = [column for column in columns[:level] if column.kind in sides]
    if upper[0].kind is Kind.VALUE and _has(lower, Kind.VALUE):
        upper = upper[1:]
    return [*banners, *lower, *upper]


def _named(columns: list[Column]) -> list[Column]:
    """Without a column for the name 绩效指标 behind a level, else the last level, is it; beside a name, a second one holds its explanation."""
    if not _has(columns, Kind.NAME):
        levels = [place for place, column in enumerate(columns) if column.kind in LEVELS]
        behind = (place for place, column in enumerate(columns) if column.kind is Kind.BANNER and place > levels[0])
        last = next(behind, levels[-1])
        columns = [*columns[:last], Column(columns[last].label, "name", Kind.NAME), *columns[last + 1 :]]
    seen_value = seen_name = False
    ordered: list[Column] = []
    for column in columns:
        kind = column.kind
        if kind is Kind.NAME and seen_name and not seen_value:
            kind = Kind.TEXT
        seen_name, seen_value = seen_name or kind is Kind.NAME, seen_value or kind is Kind.VALUE
        ordered.append(evolve(column, kind=kind))
    return _free_levels(ordered)


def _free_levels(columns: list[Column]) -> list[Column]:
    """A second level with its points behind it is the form's own and may be called anything (投入指标｜资金到位率｜5｜指标内容)."""
    kinds = [column.kind for column in columns]
    if Kind.LEVEL2 in kinds and kinds[kinds.index(Kind.LEVEL2) + 1] is Kind.POINTS and Kind.NAME in kinds[kinds.index(Kind.LEVEL2) + 2 :]:
        columns[kinds.index(Kind.LEVEL2)] = evolve(columns[kinds.index(Kind.LEVEL2)], kind=Kind.TEXT)
    return columns


def supplied_head(pieces: Sequence[Piece], costs: Fits) -> Head | None:
    """The official heads for rows that lost theirs: levels, name and value, and points where that fits better.

    None unless several levels stand in the text and most rows laid under the heads have a name and a value.
    """
    first = next((place for place, piece in enumerate(pieces) if costs.lexicon.level(piece.text) is not None), None)
    found = {piece.text for piece in pieces if costs.lexicon.level(piece.text) is not None}
    if first is None or len(found) < FEWEST_LEVELS:
        return None
    body = pieces[first:]
    tries = [(lay(body, columns, costs), columns) for columns in SUPPLIED]
    rows, columns = min(tries, key=lambda tried: tried[0].cost)
    named = [row for row in rows.rows if any(columns[cut.column].kind is Kind.NAME for cut in row)]
    whole = sum(any(columns[cut.column].kind is Kind.VALUE for cut in row) for row in named)
    if whole < FEWEST_ROWS or whole < MOST_WHOLE * len(named):
        return None
    first = _first_row(pieces, first, columns, costs)
    return Head(columns, first, first)


def _first_row(pieces: Sequence[Piece], level: int, columns: Sequence[Column], costs: Fits) -> int:
    """Where the rows begin: before the first level where the text, cut off there, has lines above it that are whole rows."""
    lines = [place for place in range(level) if pieces[place].text and (not place or pieces[place].before in (Break.LINE, Break.ROW))]
    for begin in lines[-MOST_ABOVE:]:
        rows = lay(pieces[begin:level], columns, costs)
        kinds = [{columns[cut.column].kind for cut in row if cut.text} for row in rows.rows]
        values = [cut for row in rows.rows for cut in row if columns[cut.column].kind is Kind.VALUE]
        marked = all(Kind.MARK in held for held in kinds) or all(_MEASURED.search(cut.text) for cut in values)
        sure = [cut for cut in values if marked and costs.cost(cut.text, Kind.VALUE) <= SURE]
        whole = not any(piece.text for piece in pieces[begin + rows.end : level])
        if kinds and whole and len(sure) >= len(kinds) and all(Kind.NAME in held for held in kinds):
            return begin
    return level
