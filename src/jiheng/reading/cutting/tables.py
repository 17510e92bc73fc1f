"""Tables (切分成表): a stretch of text → the grids of the forms in it, and the paragraphs around them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from attrs import define, evolve, field, frozen

from jiheng.documents.document import Block, Grid
from jiheng.framework.framework import Framework
from jiheng.model.place import Place
from jiheng.model.repair import Repair
from jiheng.reading.cutting.fits import Fits, fits
from jiheng.reading.cutting.flat import parted
from jiheng.reading.cutting.frame import frame_rows
from jiheng.reading.cutting.heads import Head, find_heads, supplied_head
from jiheng.reading.cutting.kinds import Column, Kind
from jiheng.reading.cutting.labels import whole_labels
from jiheng.reading.cutting.lattice import Cut, Rows, joined, lay
from jiheng.reading.cutting.outlines import outlined
from jiheng.reading.cutting.pieces import Break, Piece, pieces_of
from jiheng.reading.cutting.points import in_their_columns
from jiheng.reading.cutting.sheet import TITLE, Entry, Sheet, paragraphs

KIND, SUPPLIED = "cells-cut", "head-supplied"
CERTAIN = 0.5
DOUBT = "border-doubtful"
UNCUT, LEAST_UNCUT, SHOWN_UNCUT = "rows-uncut", 2, 12
"""Levels below the last row that could be laid: what stands beside them can't be cut with certainty, and stays as text."""
FEWEST_TOLD = 3
SHORTEST_PROJECT = "项目"
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]|[:：\s]")
SURE_LABEL = 4


@frozen
class Stretch:
    """What a run of text became: its blocks and what was decided on the way."""

    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]


def cut_stretch(blocks: Sequence[Block], framework: Framework) -> Stretch | None:
    """Cut the forms in consecutive blocks of text, or None where no head of indicators stands in them."""
    costs = fits(framework)
    pieces = cut_pieces(blocks, costs)
    heads = find_heads(pieces, costs.lexicon)
    if not heads:
        return None
    return _cut(pieces, heads, costs)


def cut_headless(blocks: Sequence[Block], framework: Framework) -> Stretch | None:
    """Cut rows of indicators over which no heads stand, or None where the text holds too few levels, names and values for that."""
    costs = fits(framework)
    pieces = cut_pieces(blocks, costs)
    head = supplied_head(pieces, costs)
    if head is None:
        return None
    led = outlined(pieces[: head.first], costs)
    shift = len(led) - head.first
    pieces, head = (*led, *pieces[head.first :]), evolve(head, first=head.first + shift, after=head.after + shift)
    stretch = _cut(pieces, [head], costs)
    return Stretch(stretch.blocks, tuple(evolve(repair, kind=SUPPLIED) for repair in stretch.repairs))


def cut_pieces(blocks: Sequence[Block], costs: Fits) -> tuple[Piece, ...]:
    """The pieces of the blocks: long runs parted at their labels, broken labels set whole, without what page breaks left."""
    said = [block for block in blocks if isinstance(block, Grid) or not costs.shapes.page.fullmatch(block.text.strip())]
    return whole_labels(parted(pieces_of(said), costs.lexicon, costs.shapes), costs.lexicon)


def _cut(pieces: Sequence[Piece], heads: Sequence[Head], costs: Fits) -> Stretch:
    layout = _Layout(costs, pieces[0].place.path)
    begun = 0
    for number, head in enumerate(heads):
        layout.lead(pieces[begun : head.first], head, first=number == 0)
        stop = _next_form(pieces, head.after, heads[number + 1].first if number + 1 < len(heads) else len(pieces), costs)
        begun = head.after + layout.rows(head, pieces[head.after : stop], pieces[head.first].place)
    layout.end(pieces[begun:])
    return Stretch(tuple(layout.made), tuple(layout.repairs))


@define
class _Layout:
    """The blocks in the making: the sheet of the form at hand, the forms before it, and what was decided."""

    costs: Fits
    path: str | None
    made: list[Block] = field(factory=list)
    repairs: list[Repair] = field(factory=list)
    sheet: Sheet = field(factory=Sheet)
    tables: int = 0

    def lead(self, around: Sequence[Piece], head: Head, *, first: bool) -> None:
        """What stands before a head: the end of the form above, paragraphs, and this form's own labels and answers."""
        split = _form_begins(around, self.costs, first=first, listed=any(column.kind is Kind.PROJECT for column in head.columns))
        if split is not None:
            self.end(around[:split])
        own = around[split or 0 :]
        self.made.extend(paragraphs([piece for piece in own if self.costs.lexicon.notice(piece.text)]))
        self._frame([piece for piece in own if not self.costs.lexicon.notice(piece.text) and not TITLE.fullmatch(piece.text)])

    def rows(self, head: Head, body: Sequence[Piece], place: Place) -> int:
        """The head and the rows below it; the piece of the body where they end."""
        body = _once(body, head, self.costs)
        head, laid = _told_apart(head, body, self.costs)
        rows = _without_rest_of_head(in_their_columns(laid, head.columns), head)
        _add_rows(self.sheet, head, body, rows)
        before = " ".join(column.label for column in head.columns)
        self.repairs.append(Repair(place, KIND, before, f"{len(rows.rows)} × {len(head.columns)}"))
        left = body[rows.end :]
        if sum("指标" in piece.text and self.costs.lexicon.level(piece.text) is not None for piece in left) >= LEAST_UNCUT:
            self.repairs.append(Repair(left[0].place, UNCUT, joined(left[:SHOWN_UNCUT]), "", doubtful=True))
        return rows.end

    def end(self, rest: Sequence[Piece]) -> None:
        """Close the form at hand, if there is one, with what stands under its rows; the rest is paragraphs."""
        tail = _form_ends(rest, self.costs) if self.sheet.rows else 0
        if self.sheet.rows:
            self._frame(rest[:tail])
            self.tables += 1
            table = self.sheet.block(Place(self.path, table=self.tables))
            self.made.append(table)
            self.repairs.extend(self.sheet.doubted(table, DOUBT))
            self.sheet = Sheet()
        self.made.extend(paragraphs(rest[tail:]))

    def _frame(self, pieces: Sequence[Piece]) -> None:
        for row in frame_rows(pieces, self.costs):
            self.sheet.add(row)


def _without_rest_of_head(rows: Rows, head: Head) -> Rows:
    """The rows without words between the last head and the first level: heads that nobody knows (the names of villages), and no row."""
    if len(rows.rows) < FEWEST_TOLD or len(rows.rows[0]) != 1:
        return rows
    lone, after = rows.rows[0][0], rows.rows[1][0]
    begins = head.columns[lone.column].kind is Kind.NAME and head.columns[after.column].kind is Kind.LEVEL1
    return evolve(rows, rows=rows.rows[1:]) if begins else rows


def _told_apart(head: Head, body: Sequence[Piece], costs: Fits) -> tuple[Head, Rows]:
    """The head and its rows; a column whose head nobody knows (damaged, or a bureau's own) is one of words, or of points where that fits better."""
    unknown = [
        number for number, column in enumerate(head.columns) if column.field == "standard" and costs.lexicon.column(column.label) is None
    ]
    weighed = any(column.field == "weight" for column in head.columns)
    heads = [head]
    for number in () if weighed else unknown:
        points = evolve(head.columns[number], field="weight", kind=Kind.POINTS)
        heads.append(evolve(head, columns=(*head.columns[:number], points, *head.columns[number + 1 :])))
    return min(((each, lay(body, each.columns, costs)) for each in heads), key=lambda tried: tried[1].cost)


def _once(body: Sequence[Piece], head: Head, costs: Fits) -> Sequence[Piece]:
    """The pieces below a head of two halves; a second level said again at once has an empty half before it, and is said once."""
    if sum(column.field == "level2" for column in head.columns) < 2:
        return body
    again = {place for place, (one, two) in enumerate(pairwise(body)) if one.text == two.text and costs.lexicon.level(one.text) is not None}
    return [evolve(piece, text="") if place in again else piece for place, piece in enumerate(body)]


def _next_form(pieces: Sequence[Piece], start: int, stop: int, costs: Fits) -> int:
    """Where, before the next head, another form's title or project begins, or the notice around this one is signed; else `stop`."""
    stop = next((place for place in range(start, stop) if _opens_form(pieces[place], costs)), stop)
    form = pieces[:stop]
    return next((place for place in range(start, stop) if _is_signed(form, place, costs)), stop)


def _is_signed(pieces: Sequence[Piece], place: int, costs: Fits) -> bool:
    """Whether a body stands alone in its line, the day of its signature alone in the next, and no level after them."""
    after = next((number for number in range(place + 1, len(pieces)) if pieces[number].text), None)
    if after is None or not (costs.shapes.signing_day.fullmatch(pieces[after].text) and costs.shapes.issuer.fullmatch(pieces[place].text)):
        return False
    ends = next((piece.before for piece in pieces[after + 1 :] if piece.text), Break.ROW)
    alone = all(edge in (Break.LINE, Break.ROW) for edge in (pieces[place].before, pieces[after].before, ends))
    levels = (costs.lexicon.level(piece.text) is not None for piece in (pieces[place], *pieces[after + 1 :]))
    return alone and not any(levels)


def _opens_form(piece: Piece, costs: Fits) -> bool:
    """A title, or a label of the project long enough (项目名称) to be no word of a row."""
    named = len(_BRACKETED.sub("", piece.text)) >= SURE_LABEL and costs.lexicon.label(piece.text) == "project"
    return named or bool(TITLE.fullmatch(piece.text))


def _form_begins(around: Sequence[Piece], costs: Fits, *, first: bool, listed: bool) -> int | None:
    """Where in the pieces before a head its own form begins: after its title, else at its first label; None where it goes on.

    A title with nothing of a form's own before the next head is that of a new page, unless the head itself lists projects.
    """
    titles = [place for place, piece in enumerate(around) if TITLE.fullmatch(piece.text)]
    after_title = titles[-1] + 1 if titles else 0
    for place in range(after_title, len(around)):
        field = costs.lexicon.label(around[place].text.split("：")[0].split(":")[0])
        if field is not None and (first or titles or field == "project") and not costs.shapes.dated.fullmatch(around[place].text):
            return place
    return len(around) if first or (titles and listed) else None


def _form_ends(rest: Sequence[Piece], costs: Fits) -> int:
    """Where below the rows the form itself ends: at what the page prints around it, or at text that no label leads."""
    led = False
    for place, piece in enumerate(rest):
        if not piece.text:
            continue
        if costs.shapes.furniture.fullmatch(piece.text) or costs.shapes.dated.fullmatch(piece.text) or TITLE.fullmatch(piece.text):
            return place
        led = led or costs.is_foot(piece.text) or costs.lexicon.label(piece.text) is not None
        if not led:
            return place
    return len(rest)


def _add_rows(sheet: Sheet, head: Head, body: Sequence[Piece], rows: Rows) -> None:
    at = body[0].place if body else Place()
    for line in _head_rows(head.columns, at):
        sheet.add(line)
    among = frozenset(number for number, column in enumerate(head.columns) if column.kind is Kind.TICK)
    ticks = among if len(among) > 1 else frozenset[int]()  # a tick alone does not say in which of several columns it stood
    for row in rows.rows:
        filled = {cut.column: cut for cut in row}
        first = body[row[0].first].place
        loose = not all(body[number].text for number in range(row[0].first, row[-1].first)) or len(ticks & filled.keys()) != 1
        doubted = frozenset[int]() if loose else ticks
        sheet.add(
            _entry(filled[column], body, doubted=column in doubted) if column in filled else Entry(column + 1, "", first)
            for column in range(len(head.columns))
        )


def _entry(cut: Cut, body: Sequence[Piece], *, doubted: bool) -> Entry:
    """A cell of a row; where nothing but a weak sign in the words parts it from the one before, it is doubted too."""
    first = body[cut.first]
    return Entry(cut.column + 1, cut.text, first.place, doubted=doubted or first.doubt >= CERTAIN)


def _head_rows(columns: Sequence[Column], at: Place) -> Iterator[list[Entry]]:
    """The heads in one row, or in two where a head spans others."""
    groups = [(over, [number for number, _ in run]) for over, run in groupby(enumerate(columns, 1), key=lambda item: item[1].over)]
    upper = [
        Entry(numbers[0], over, at, len(numbers)) if over else Entry(number, columns[number - 1].label, at)
        for over, numbers in groups
        for number in (numbers[:1] if over else numbers)
    ]
    yield upper
    lower = [Entry(number, column.label, at) for number, column in enumerate(columns, 1) if column.over]
    if lower:
        yield lower
