"""Margins (页眉页脚): the numbers of pages, which say nothing, and the lines that every page repeats where a table runs on under them."""

import re
from collections.abc import Iterator, Sequence

from jiheng.documents.pdf.lattice import SNAP
from jiheng.documents.pdf.sheet import OuterLine, Piece, Sheet, TablePart
from jiheng.documents.pdf.unruled import said

_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5}|[ivxIVX]{1,6})"
PAGE_NUMBER = re.compile(
    rf"[-—–_·•~\s]*(?:第?\s*{_NUMBER}\s*页|\d{{1,4}})?[-—–_·•~\s]*|第?\s*{_NUMBER}\s*页?\s*[,，、/／|]?\s*共?\s*{_NUMBER}\s*页"
    rf"|\d{{1,4}}\s*[/／]\s*\d{{1,4}}|Page\s*\d+(?:\s*of\s*\d+)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
OUTERMOST = 2
"""How many of a page's first and last lines may be margins."""
SEQUEL = re.compile(r"[(（]?\s*(?:续表?|接上[表页])\s*[\d一二三四五六]*\s*[)）]?")


def furnished(sheets: Sequence[Sheet]) -> Iterator[Piece]:
    """The pieces of all pages in order, without the numbers of pages, and without repeated lines between the parts of one table."""
    pages = [_without_numbers(sheet) for sheet in sheets]
    for number, pieces in enumerate(pages):
        before = pages[number - 1] if number else []
        after = pages[number + 1] if number + 1 < len(pages) else []
        head = len(_lead(pieces)) if before and _runs_on(before, pieces) else 0
        foot = len(_tail(pieces)) if after and _runs_on(pieces, after) else 0
        yield from pieces[head : len(pieces) - foot]


def _without_numbers(sheet: Sheet) -> list[Piece]:
    """The pieces of a page; its outermost lines are left out where they only number it."""
    pieces = list(sheet.pieces)
    lines = [number for number, piece in enumerate(pieces) if isinstance(piece, OuterLine)]
    outer = {number for number in (*lines[:OUTERMOST], *lines[-OUTERMOST:]) if _is_outermost(pieces, number)}
    return [piece for number, piece in enumerate(pieces) if number not in outer or not _numbers(piece)]


def _is_outermost(pieces: Sequence[Piece], number: int) -> bool:
    """Whether no table stands above the line, or none below it."""
    return not any(isinstance(piece, TablePart) for piece in pieces[:number]) or not any(
        isinstance(piece, TablePart) for piece in pieces[number + 1 :]
    )


def _numbers(piece: Piece) -> bool:
    return isinstance(piece, OuterLine) and PAGE_NUMBER.fullmatch(said(piece.line)) is not None


def _runs_on(before: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether between the last table of a page and the first of the next stand only lines that both pages have at the same place."""
    last = next((piece for piece in reversed(before) if isinstance(piece, TablePart)), None)
    first = next((piece for piece in pieces if isinstance(piece, TablePart)), None)
    if last is None or first is None:
        return False
    tail, lead = _tail(before), _lead(pieces)
    if not tail and not lead:
        return False
    if not all(_is_repeated(line, pieces) for line in tail) or not all(_is_repeated(line, before) or _is_sequel(line) for line in lead):
        return False
    # a form that begins on each page under the same title begins with the same label too
    return not first.texts[0].text or first.texts[0].text != last.texts[0].text


def _lead(pieces: Sequence[Piece]) -> list[OuterLine]:
    out: list[OuterLine] = []
    for piece in pieces:
        if not isinstance(piece, OuterLine):
            break
        out.append(piece)
    return out


def _tail(pieces: Sequence[Piece]) -> list[OuterLine]:
    return _lead(list(reversed(pieces)))


def _is_repeated(line: OuterLine, pieces: Sequence[Piece]) -> bool:
    """Whether another page has the line at the same place; the number of the page may differ."""
    shown = _DIGITS.sub("0", said(line.line))
    return any(
        isinstance(piece, OuterLine) and abs(piece.top - line.top) <= SNAP and _DIGITS.sub("0", said(piece.line)) == shown
        for piece in pieces
    )


def _is_sequel(line: OuterLine) -> bool:
    return SEQUEL.fullmatch(said(line.line)) is not None
