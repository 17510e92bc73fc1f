"""Frame (表头区与表尾区): what stands around the rows of indicators, cut into labels and their values, money lines and goals."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from jiheng.framework.fields import money_unit
from jiheng.reading.cutting.fits import Fits
from jiheng.reading.cutting.kinds import OF_FIELD, Column, Kind
from jiheng.reading.cutting.lattice import NEVER, joined, lay
from jiheng.reading.cutting.lexicon import Lexicon
from jiheng.reading.cutting.pieces import Break, Piece
from jiheng.reading.cutting.sheet import Entry

_COLON = re.compile(r"[:：]")
_FIGURE = re.compile(r"[\d,，.]+\s*(?:[%％]|万元|元|万|亿元)?|[—–\-/]{1,2}")
GOALS = ("goal", "goal_midterm", "goal_actual")
FEWEST_AMOUNTS = 2
FEWEST_TASK_HEADS = 2
TASK_KINDS = {"task.name": Kind.NAME, "task.content": Kind.TEXT, "task.amount": Kind.MONEY, "task.part": Kind.MONEY}


@frozen
class Span:
    """Pieces that were cut together: the rows they gave, and the piece after the last of them."""

    rows: tuple[tuple[Entry, ...], ...]
    after: int


def frame_rows(pieces: Sequence[Piece], fits: Fits) -> Iterator[tuple[Entry, ...]]:
    """The rows of labels and values; a label on a new line, or after a value without lines, begins a row."""
    pieces = tuple(_uncoloned(pieces, fits.lexicon))
    place = 0
    while place < len(pieces):
        span = (
            _tasks(pieces, place, fits)
            or _amounts(pieces, place, fits)
            or _goals(pieces, place, fits)
            or _pairs(pieces, place, fits)
        )
        yield from span.rows
        place = max(span.after, place + 1)


def _uncoloned(pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Piece]:
    """`项目名称：道路养护` is a label and its value, two pieces."""
    for piece in pieces:
        colon = _COLON.search(piece.text)
        if (
            colon
            and colon.end() < len(piece.text)
            and lexicon.label(piece.text) is None
            and lexicon.label(piece.text[: colon.end()]) is not None
        ):
            yield evolve(piece, text=piece.text[: colon.end()])
            yield evolve(piece, text=piece.text[colon.end() :].strip(), before=Break.BLANK, doubt=0.0)
        else:
            yield piece


def _labels(pieces: Sequence[Piece], place: int, lexicon: Lexicon) -> tuple[list[tuple[str, Piece]], int]:
    """The run of labels from here on, empty cells passed over, and the piece after it."""
    found: list[tuple[str, Piece]] = []
    after = place
    while place < len(pieces):
        piece = pieces[place]
        label = lexicon.amount(piece.text) or lexicon.label(piece.text)
        if piece.text and label is None:
            break
        place += 1
        if label is not None:
            found.append((label, piece))
            after = place
    return found, after


def _amounts(pieces: Sequence[Piece], place: int, fits: Fits) -> Span | None:
    """A block of money with columns (年初预算数, 全年预算数, 执行数 …) and a line of money in each row."""
    labels, after = _labels(pieces, place, fits.lexicon)
    start = next((number for number, (_, piece) in enumerate(labels) if fits.lexicon.amount(piece.text)), None)
    if start is None:
        return None
    heads = [piece for _, piece in labels[start:] if fits.lexicon.amount(piece.text)]
    if len(heads) < FEWEST_AMOUNTS:
        return None
    after = next(number for number in range(place, after) if pieces[number] is heads[-1]) + 1
    over = 1 if len(heads) > FEWEST_AMOUNTS and money_unit(heads[0].text) and not money_unit(heads[1].text) else 0
    tries = [(skip, lay(pieces[after:], _money_columns(heads[skip:], fits), fits)) for skip in sorted({0, over})]
    over, rows = min(tries, key=lambda tried: tried[1].cost if tried[1].rows else NEVER)
    if not rows.rows:
        return None
    banners = [piece for _, piece in labels[:start]] + heads[:over]
    extra = tuple((Entry(1, piece.text, piece.place),) for piece in banners[:-1])
    head = (
        *(Entry(1, piece.text, piece.place) for piece in banners[-1:]),
        *(Entry(number, piece.text, piece.place) for number, piece in enumerate(heads[over:], 2)),
    )
    body = tuple(tuple(Entry(cut.column + 1, cut.text, pieces[after + cut.first].place) for cut in row) for row in rows.rows)
    return Span((*extra, head, *body), after + rows.end)


def _money_columns(heads: Sequence[Piece], fits: Fits) -> list[Column]:
    names = [fits.lexicon.amount(piece.text) or "" for piece in heads]
    return [
        Column("", "funds.source", Kind.LINE),
        *(Column(piece.text, name, OF_FIELD.get(name, Kind.TEXT)) for name, piece in zip(names, heads, strict=True)),
    ]


def _tasks(pieces: Sequence[Piece], place: int, fits: Fits) -> Span | None:
    """The year's main tasks: their heads (任务名称, 主要内容, 总额 …), then a name, words and amounts in each row."""
    heads: list[tuple[str, Piece]] = []
    after = place
    while after < len(pieces) and (not pieces[after].text or fits.lexicon.task(pieces[after].text) is not None):
        if pieces[after].text:
            heads.append((fits.lexicon.task(pieces[after].text) or "", pieces[after]))
        after += 1
    names = [name for name, _ in heads]
    if len(heads) < FEWEST_TASK_HEADS or "task.name" not in names:
        return None
    over = next((piece for name, piece in heads if money_unit(piece.text)), None) if names.count("task.amount") > 1 else None
    below = [(name, piece) for name, piece in heads if piece is not over]
    stop = next((number for number in range(after, len(pieces)) if _ends_tasks(pieces[number], fits)), len(pieces))
    rows = lay(pieces[after:stop], [Column(piece.text, name, TASK_KINDS.get(name, Kind.TEXT)) for name, piece in below], fits)
    upper = ([Entry(1, over.text, over.place)],) if over else ()
    head = tuple(Entry(number, piece.text, piece.place) for number, (_, piece) in enumerate(below, 1))
    body = tuple(tuple(Entry(cut.column + 1, cut.text, pieces[after + cut.first].place) for cut in row) for row in rows.rows)
    return Span((*map(tuple, upper), head, *body), after + rows.end)


def _ends_tasks(piece: Piece, fits: Fits) -> bool:
    """The sum of the tasks, or whatever the form says next."""
    field = fits.lexicon.label(piece.text) if piece.text else None
    return field is not None and (field.startswith(("goal", "tail", "block")) or field == "funds.total")


def _goals(pieces: Sequence[Piece], place: int, fits: Fits) -> Span | None:
    """Two goals side by side (预期目标 and 实际完成情况, 中期目标 and 年度目标): their labels, then their texts."""
    labels, after = _labels(pieces, place, fits.lexicon)
    run = [(label, piece) for label, piece in labels if label in (*GOALS, "block.goal")]
    if not labels or [piece for _, piece in labels] != [piece for _, piece in run] or len({label for label, _ in run} & set(GOALS)) < 2:
        return None
    distinct = [item for number, item in enumerate(run) if item[0] not in [label for label, _ in run[number + 1 :]]]
    banners = len(run) - len(distinct)
    stop = next((number for number in range(after, len(pieces)) if fits.lexicon.label(pieces[number].text) is not None), len(pieces))
    rows = lay(pieces[after:stop], [Column(piece.text, label, Kind.GOAL) for label, piece in distinct], fits, whole=True)
    head = tuple(
        Entry(number, piece.text, piece.place)
        for number, (_, piece) in enumerate([*(item for item in run if item not in distinct), *distinct], 1)
    )
    body = tuple(tuple(Entry(cut.column + 1 + banners, cut.text, pieces[after + cut.first].place) for cut in row) for row in rows.rows)
    return Span((head, *body), after + rows.end)


def _pairs(pieces: Sequence[Piece], place: int, fits: Fits) -> Span:
    """One row of labels and values: a label, or several, then what belongs to the last of them, up to the next row."""
    row: list[list[Piece]] = []
    kinds: list[bool] = []
    first = place
    while place < len(pieces):
        piece = pieces[place]
        is_label = bool(piece.text) and fits.is_label(piece.text)
        if (
            place > first
            and is_label
            and (_begins_row(piece, _said_before(pieces, place), kinds, fits) or _begins_block(pieces, place, kinds, fits.lexicon))
        ):
            break
        if place > first and not is_label and piece.before is Break.LINE and kinds and not any(kinds):
            break
        if not piece.text:
            if kinds and kinds[-1] and piece.before is Break.CELL and _label_follows(pieces, place, fits):
                row.append([piece])
                kinds.append(False)
        elif is_label or not kinds or kinds[-1] or _parts(row[-1][-1], piece):
            row.append([piece])
            kinds.append(is_label)
        else:
            row[-1].append(piece)
        place += 1
    entries = tuple(Entry(number, joined(cell), cell[0].place) for number, cell in enumerate(row, 1))
    return Span((entries,), place)


def _begins_row(piece: Piece, before: Piece, kinds: Sequence[bool], fits: Fits) -> bool:
    if not kinds:
        return False
    if fits.lexicon.notice(piece.text) or (fits.is_foot(piece.text) and not kinds[-1]):
        return True
    if kinds[-1]:
        return False
    return piece.before in (Break.LINE, Break.ROW, Break.NONE) or piece.place.line != before.place.line


def _label_follows(pieces: Sequence[Piece], place: int, fits: Fits) -> bool:
    """Whether the next piece that says something is a label, so that the cell before it is blank."""
    following = next((piece for piece in pieces[place:] if piece.text), None)
    return following is not None and fits.is_label(following.text)


def _said_before(pieces: Sequence[Piece], place: int) -> Piece:
    """The last piece before this one that says something."""
    return next((piece for piece in reversed(pieces[:place]) if piece.text), pieces[place])


def _begins_block(pieces: Sequence[Piece], place: int, kinds: Sequence[bool], lexicon: Lexicon) -> bool:
    """Whether the heads of money columns (after a value), of tasks or of two goals begin here."""
    if kinds and lexicon.task(pieces[place].text) == "task.name" and place + 1 < len(pieces) and lexicon.task(pieces[place + 1].text):
        return True
    run = [label for label, _ in _labels(pieces, place, lexicon)[0][:3]]
    if not kinds or not run:
        return False
    if run[0] in GOALS and len(set(run) & set(GOALS)) > 1:
        return True
    return not kinds[-1] and (run[0].startswith("block.") or sum(label.startswith("execution.") for label in run) >= FEWEST_AMOUNTS)


def _parts(left: Piece, right: Piece) -> bool:
    """Whether two pieces of values are cells of their own: a border stands between them, or both are figures."""
    if right.before >= Break.CELL or not left.text:
        return True
    return bool(_FIGURE.fullmatch(left.text) and _FIGURE.fullmatch(right.text) and right.before is not Break.NONE)
