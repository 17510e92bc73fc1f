"""Pairs (标签与值): rows of labels, each with what answers it, around the rows of indicators."""

import re
from collections.abc import Sequence

from attrs import frozen

from jiheng.reading.cutting.fits import Fits
from jiheng.reading.cutting.lattice import joined
from jiheng.reading.cutting.lexicon import Lexicon
from jiheng.reading.cutting.pieces import Break, Piece
from jiheng.reading.cutting.sheet import Entry

_FIGURE = re.compile(r"[\d,，.]+\s*(?:[%％]|万元|元|万|亿元)?|[—–\-/]{1,2}")
GOALS = ("goal", "goal_midterm", "goal_actual")
FEWEST_AMOUNTS = 2
MIDTERM = "funds_midterm.total"
NEW_ROW = (Break.LINE, Break.ROW, Break.NONE)


@frozen
class Span:
    """Pieces that were cut together: the rows they gave, and the piece after the last of them."""

    rows: tuple[tuple[Entry, ...], ...]
    after: int


def labels_from(pieces: Sequence[Piece], place: int, lexicon: Lexicon) -> tuple[list[tuple[str, Piece]], int]:
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


def pairs(pieces: Sequence[Piece], place: int, fits: Fits) -> Span:
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
            and not _other_half(pieces[first:place], piece, fits.lexicon)
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
    field = fits.lexicon.label(piece.text) or ""
    return field in GOALS or field.startswith("block") or piece.before in NEW_ROW or piece.place.line != before.place.line


def _other_half(row: Sequence[Piece], piece: Piece, lexicon: Lexicon) -> bool:
    """Whether the label goes on with the row of money as its half of the year, beside that of the medium term."""
    if piece.before is not Break.CELL or not (lexicon.money(piece.text) or "").startswith("funds"):
        return False
    labels = [each.text for each in row if each.text and lexicon.label(each.text) is not None]
    fields = {lexicon.money(label) for label in labels}
    if lexicon.money(piece.text) == "funds.total":
        return MIDTERM in fields and "funds.total" not in fields
    return labels == [piece.text]


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
    run = [label for label, _ in labels_from(pieces, place, lexicon)[0][:3]]
    if not kinds or not run:
        return False
    if run[0] in GOALS and len(set(run) & set(GOALS)) > 1:
        return True
    return not kinds[-1] and (run[0].startswith("block.") or sum(label.startswith("execution.") for label in run) >= FEWEST_AMOUNTS)


def _parts(left: Piece, right: Piece) -> bool:
    """Whether two pieces of values are cells of their own: a border stands between them, or both are figures."""
    if right.before >= Break.CELL or not left.text:
        return True
    return bool(_FIGURE.fullmatch(left.text) and _FIGURE.fullmatch(right.text) and (right.before is not Break.NONE or right.doubt))
