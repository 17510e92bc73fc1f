"""Frame (表头区与表尾区): what stands around the rows of indicators, cut into labels and their values, money lines and goals."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from jiheng.framework.fields import money_unit
from jiheng.reading.cutting.fits import UNIT_LABELS, Fits
from jiheng.reading.cutting.kinds import OF_FIELD, Column, Kind
from jiheng.reading.cutting.lattice import NEVER, joined, lay
from jiheng.reading.cutting.lexicon import Lexicon
from jiheng.reading.cutting.pairs import FEWEST_AMOUNTS, GOALS, Span, labels_from, pairs
from jiheng.reading.cutting.pieces import Break, Piece
from jiheng.reading.cutting.sheet import Entry

_COLON = re.compile(r"[:：]")
_GOAL_ITEM = re.compile(r"(?:总体)?目标\s*\d{0,2}\s*[:：]")
_POINTS = re.compile(r"\d{1,3}")
FEWEST_TASK_HEADS = 2
GOALS_CUT = {"年度": "年度目标", "总体": "总体目标", "年度总体": "年度总体目标"}
SHORTEST_GOAL = 15
TASK_KINDS = {"task.name": Kind.NAME, "task.content": Kind.TEXT, "task.amount": Kind.MONEY, "task.part": Kind.MONEY}


def frame_rows(pieces: Sequence[Piece], fits: Fits) -> Iterator[tuple[Entry, ...]]:
    """The rows of labels and values; a label on a new line, or after a value without lines, begins a row."""
    pieces = tuple(_completed(tuple(_uncoloned(pieces, fits.lexicon)), fits))
    place = 0
    while place < len(pieces):
        span = _tasks(pieces, place, fits) or _amounts(pieces, place, fits) or _goals(pieces, place, fits) or pairs(pieces, place, fits)
        yield from span.rows
        place = max(span.after, place + 1)


def _uncoloned(pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Piece]:
    """`项目名称：道路养护` is a label and its value, two pieces."""
    for piece in pieces:
        colon = _COLON.search(piece.text)
        label, answer = (piece.text[: colon.end()], piece.text[colon.end() :].strip()) if colon else ("", "")
        if (
            answer
            and lexicon.label(piece.text) is None
            and not lexicon.notice(piece.text)
            and not _GOAL_ITEM.match(piece.text)
            and (lexicon.label(label) is not None or label in UNIT_LABELS)
        ):
            yield evolve(piece, text=label)
            yield evolve(piece, text=answer, before=Break.BLANK, doubt=0.0)
        else:
            yield piece


def _completed(pieces: Sequence[Piece], fits: Fits) -> Iterator[Piece]:
    """A goal's label of which a narrow cell left only the first line (年度／目标) is made whole where a text follows it."""
    for place, piece in enumerate(pieces):
        after = next((each.text for each in pieces[place + 1 :] if each.text), "")
        whole = GOALS_CUT.get(piece.text)
        yield evolve(piece, text=whole) if whole and len(after) >= SHORTEST_GOAL and not fits.is_label(after) else piece


def _amounts(pieces: Sequence[Piece], place: int, fits: Fits) -> Span | None:
    """A block of money with columns (年初预算数, 全年预算数, 执行数 …) and a line of money in each row."""
    labels, after = labels_from(pieces, place, fits.lexicon)
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
    over = next((piece for _, piece in heads if money_unit(piece.text)), None) if names.count("task.amount") > 1 else None
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


def _one_each(run: Sequence[tuple[str, Piece]], distinct: Sequence[tuple[str, Piece]], goals: Sequence[Piece], stop: int) -> Span:
    """As many goals as labels, each on a line of its own: one under each label."""
    banners = len(run) - len(distinct)
    head = [*(item for item in run if item not in distinct), *distinct]
    named = tuple(Entry(number, piece.text, piece.place) for number, (_, piece) in enumerate(head, 1))
    return Span((named, tuple(Entry(number + 1 + banners, piece.text, piece.place) for number, piece in enumerate(goals))), stop)


def _under_banner(run: Sequence[tuple[str, Piece]], goal: Piece, stop: int) -> Span:
    """A goal whose label stands beside a banner (项目绩效目标) that heads the goals below as well: one row."""
    said = (*(piece for _, piece in run), goal)
    return Span((tuple(Entry(number, piece.text, piece.place) for number, piece in enumerate(said, 1)),), stop)


def _goals(pieces: Sequence[Piece], place: int, fits: Fits) -> Span | None:
    """Two goals side by side (预期目标 and 实际完成情况, 中期目标 and 年度目标): their labels, then their texts."""
    labels, after = labels_from(pieces, place, fits.lexicon)
    run = [(label, piece) for label, piece in labels if label in (*GOALS, "block.goal")]
    if not labels or [piece for _, piece in labels] != [piece for _, piece in run] or len({label for label, _ in run} & set(GOALS)) < 2:
        return None
    distinct = [item for number, item in enumerate(run) if item[0] not in [label for label, _ in run[number + 1 :]]]
    banners = len(run) - len(distinct)
    stop = next((number for number in range(after, len(pieces)) if fits.lexicon.label(pieces[number].text) is not None), len(pieces))
    while after < stop and not pieces[after].text and pieces[after].before is Break.ROW:
        after += 1
    goals = [evolve(piece, text="") if _POINTS.fullmatch(piece.text) else piece for piece in pieces[after:stop]]
    flat = [piece for piece in goals if piece.text]
    after_them = fits.lexicon.label(pieces[stop].text) if stop < len(pieces) else None
    if len(flat) == 1 and len(distinct) > 1 and after_them == distinct[0][0]:
        return _under_banner(run, flat[0], stop)
    if flat and all(piece.before is Break.NONE for piece in flat) and "goal_midterm" in {label for label, _ in distinct}:
        goals = [evolve(goals[0], text=joined(flat))]
        distinct.sort(key=lambda item: item[0] == "goal_midterm")
    elif len(flat) == len(distinct) and all(piece.before >= Break.LINE for piece in flat):
        return _one_each(run, distinct, flat, stop)
    rows = lay(goals, [Column(piece.text, label, Kind.GOAL) for label, piece in distinct], fits, whole=True)
    head = tuple(
        Entry(number, piece.text, piece.place)
        for number, (_, piece) in enumerate([*(item for item in run if item not in distinct), *distinct], 1)
    )
    cells = [[(cut.column, cut.text, pieces[after + cut.first].place) for cut in row] for row in rows.rows]
    filled = [(number, text, place) for row in cells for number, text, place in row if text]
    if len(filled) == 1 and all(piece.before is Break.NONE for piece in flat) and distinct[0][0] == "goal":
        cells = [[(0, *filled[0][1:])]]
    body = tuple(tuple(Entry(number + 1 + banners, text, place) for number, text, place in row) for row in cells)
    return Span((head, *body), after + rows.end)
