"""Lines of Chinese and Latin text, broken as a compositor would: between any two Chinese characters, never inside a word or figure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len

PIECE = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f《》“”‘’]+|\s+|.", re.DOTALL)
LEAST = 8
"""Columns below which a line is not broken further."""
NEVER_FIRST = frozenset("，。、；：？！）》”’】〕,.;:?!)]}")
NEVER_LAST = frozenset("（《“‘【〔([{")


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; a word longer than a line is broken where it must be."""
    width = max(width, LEAST)
    lines: list[list[str]] = [[]]
    for piece in _pieces(text, width):
        line = lines[-1]
        if line and cell_len("".join(line) + piece.rstrip()) > width:
            carried = _carried(line, piece)
            lines.append(line[len(line) - carried :] if carried else [])
            del line[len(line) - carried :]
        lines[-1].append(piece)
    return ["".join(line).strip() for line in lines]


def _pieces(text: str, width: int) -> Iterator[str]:
    for piece in PIECE.findall(text):
        rest = piece
        while cell_len(rest) > width:
            fitting = bisect_right(list(accumulate(map(cell_len, rest[: width + 1]))), width)
            yield rest[:fitting]
            rest = rest[fitting:]
        yield rest


def _carried(line: list[str], piece: str) -> int:
    """How many pieces must go down with the next one, so that no line begins with a closing sign or ends with an opening one."""
    number = 0
    first = piece
    while number < len(line) - 1 and (first[0] in NEVER_FIRST or line[-1 - number][-1] in NEVER_LAST):
        number += 1
        first = line[-number]
    return number
