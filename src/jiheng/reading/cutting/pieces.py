"""Pieces: the least parts that a text falls into at blanks, bars and line ends, and how firmly each is parted from the one before."""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from attrs import evolve, frozen

from jiheng.documents.document import Block, Grid, Paragraph
from jiheng.model.place import Place


class Break(IntEnum):
    """What stands between a piece and the one before it, from the weakest to the firmest."""

    NONE = 0
    BLANK = 1
    WIDE = 2
    LINE = 3
    CELL = 4
    ROW = 5


@frozen
class Piece:
    """A part of the text; an empty text is a cell that the source shows as empty. `place` is where its first letter stood.

    `doubt` is what it costs to part it from the piece before where nothing in the source parts them.
    """

    text: str
    before: Break
    place: Place
    doubt: float = 0.0


_PARTS = re.compile(r"[|｜\t]|[^\S\t]+|[^|｜\s]+")
_BRACKETED = re.compile(r"[(（\[【〔《][^()（）\[\]【】〔〕《》|｜\t]{0,40}[)）\]】〕》]")
_HELD = "\0"
BARS = frozenset("|｜\t")
BLANKS = " \u3000\xa0\u2002\u2003\u2009\u200b\ufeff\r\v\f"


def pieces_of(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """The pieces of paragraphs and of grids that were cut from text, in order.

    A blank inside brackets parts nothing. A line of nothing but bars is a row's end; between two bars stands an empty cell.
    """
    return tuple(_all(blocks))


def _all(blocks: Iterable[Block]) -> Iterator[Piece]:
    barred = False
    for block in blocks:
        lines = _lines(block.text, block.place) if isinstance(block, Paragraph) else _rows(block)
        for line, place in lines:
            if barred and line.lstrip()[:1] in BARS:
                yield Piece("", Break.ROW, place)
            yield from _of_line(line, place, Break.CELL if barred else Break.LINE)
            barred = line.rstrip()[-1:] in BARS if line.strip() else barred


def _rows(grid: Grid) -> Iterator[tuple[str, Place]]:
    """The rows of a grid as lines with bars; a cell that follows a gap has the gap's empty cells before it."""
    row: list[str] = []
    place, number, column = grid.place, 0, 1
    for cell in sorted(grid.cells, key=lambda each: (each.row, each.column)):
        if cell.row != number:
            if number:
                yield "|" + "|".join(row) + "|", place
            row, number, column, place = [], cell.row, 1, grid.place_of(cell)
        row += [""] * (cell.column - column) + [cell.text.replace("\n", " ")]
        column = cell.column + cell.column_span
    if number:
        yield "|" + "|".join(row) + "|", place


def _lines(text: str, place: Place) -> Iterator[tuple[str, Place]]:
    for number, line in enumerate(text.split("\n")):
        yield line, evolve(place, line=place.line + number) if place.line is not None and number else place


def _of_line(line: str, place: Place, first: Break) -> Iterator[Piece]:
    """A leading bar opens the first cell and a trailing bar closes the last; neither makes an empty one."""
    before, word, opened = first, "", False
    for part in _PARTS.findall(_BRACKETED.sub(_held, line.strip(BLANKS))):
        if part in BARS:
            if word or opened:
                yield Piece(word, before, place)
            before, word, opened = Break.CELL, "", True
        elif not part.isspace():
            word, opened = part.replace(_HELD, " "), False
            yield Piece(word, before, place)
            before, word = Break.BLANK, ""
        elif not opened:
            before = Break.BLANK if part in (" ", "\xa0") else Break.WIDE


def _held(brackets: re.Match[str]) -> str:
    """The text in brackets with its blanks held, so that they part nothing."""
    return re.sub(r"[^\S\t]+", _HELD, brackets[0])
