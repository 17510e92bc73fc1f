"""Labels set whole again: a label or level that blanks, lines or narrow cells broke (社会效益/指标, 项/目/名/称) becomes one piece."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from jiheng.reading.cutting.lexicon import TWO_HEADS, Lexicon
from jiheng.reading.cutting.pieces import Break, Piece
from jiheng.reading.cutting.sheet import TITLE

LONGEST = 24
LONGEST_REST = 2
"""What is this short (指标) may be the rest of a label though it is a label itself."""
MOST = 12
FEWEST_LETTERS = 4
_WORDS = re.compile(r"[一-鿿“/、]")
_NUMBERED = re.compile(r"(?:\d(?:[.．]\d)+|\d[.．、]|[(（][\d一二三四五六七八九十][)）]|[一二三四五六七八九十]、|[①-⑳])\s*")
_REMARK = re.compile(
    r"[(（](?:万元|元|千元|亿元|必填\S*|选填\S*|\d+分?|\d+[-—~～至]\d+分?|\d+%|盖章|公章|签字|[A-D]|[A-D]/[A-D]|20\d\d.*)[)）]分?"
)


def whole_labels(pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[Piece, ...]:
    """The pieces with broken labels joined.

    Acts where consecutive pieces together are a label that the vocabulary knows and are not each a label already, the
    longest label first; never across the border of a cell, unless every part is a single character.
    """
    return tuple(_joined(pieces, lexicon))


def _joined(pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Piece]:
    place = 0
    while place < len(pieces):
        after = _spaced_title(pieces, place) or _longest(pieces, place, lexicon)
        if after > place + 1:
            yield evolve(pieces[place], text="".join(piece.text for piece in pieces[place:after]))
        else:
            yield _unnumbered(pieces[place], lexicon)
        place = after


def _spaced_title(pieces: Sequence[Piece], place: int) -> int:
    """The piece after a title set letter by letter (`绩 效 目 标 表`), 0 where none begins."""
    if pieces[place].before < Break.LINE or len(pieces[place].text) > 1:
        return 0
    after = next((number for number in range(place + 1, len(pieces)) if pieces[number].before >= Break.LINE), len(pieces))
    line = pieces[place:after]
    spaced = len(line) >= FEWEST_LETTERS and sum(len(piece.text) == 1 for piece in line) * 2 > len(line)
    return after if spaced and TITLE.fullmatch("".join(piece.text for piece in line)) else 0


def _unnumbered(piece: Piece, lexicon: Lexicon) -> Piece:
    """A level without the numbering before it (`1.1数量指标`)."""
    found = _NUMBERED.match(piece.text)
    bare = piece.text[found.end() :] if found else ""
    return evolve(piece, text=bare) if "指标" in bare and lexicon.level(bare) is not None else piece


def _longest(pieces: Sequence[Piece], place: int, lexicon: Lexicon) -> int:
    text, best, lone = pieces[place].text, place + 1, lexicon.known(pieces[place].text)
    if not _WORDS.match(text):
        return best
    short = len(text) == 1
    for after in range(place + 1, min(len(pieces), place + MOST)):
        piece = pieces[after]
        if not piece.text and piece.before is Break.ROW:
            continue
        short = short and len(piece.text) == 1
        over_row = not pieces[after - 1].text
        if not piece.text or (piece.before >= Break.CELL and not short and not over_row):
            break
        text += piece.text
        if len(text) > LONGEST:
            break
        remark = bool(_REMARK.fullmatch(piece.text))
        one = lexicon.column(text) is not None and lexicon.column(pieces[place].text) is None
        two = lone and len(piece.text) > LONGEST_REST and lexicon.known(piece.text) and not (remark or one)
        two = two or (piece.before is Break.NONE and bool(TWO_HEADS.fullmatch(text)))
        if (remark or _WORDS.match(piece.text)) and _is_label(text, lexicon) and not two:
            best = after + 1
    return best


def _is_label(text: str, lexicon: Lexicon) -> bool:
    """Labels that a colon ends are known without it; a level must carry 指标, else a name might be swallowed."""
    level = lexicon.level(text)
    if level is not None:
        return "指标" in text
    return lexicon.column(text) is not None or lexicon.label(text) is not None
