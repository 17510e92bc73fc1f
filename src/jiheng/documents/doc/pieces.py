"""Pieces (文本片段): the text of a binary document, which lies in pieces, cut at its paragraph and cell marks."""

import re
from collections.abc import Iterator
from struct import unpack_from

from attrs import frozen

MARK = re.compile("[\r\x07\x0c]")
UNMARKED = re.compile("[^\r\x07\x0c]")
CODE = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
SIGNS = str.maketrans({"\x0b": "\n", "\x1e": "-", "\xa0": " ", **dict.fromkeys("\x01\x02\x03\x04\x05\x08\x1f\x14\x15", "")})
MAIN_LENGTH, TABLE_OF_PIECES = 0x4C, 0x01A2
COMPRESSED = 0x40000000


@frozen
class Marked:
    r"""A run of text up to its mark: `\r` and `\x0c` end a paragraph, `\x07` a cell or a row; `place` is the mark's in the stream."""

    text: str
    mark: str
    place: int


def marked_runs(main: bytes, table: bytes, hidden: list[tuple[int, int]]) -> Iterator[Marked]:
    """The main text run by run, without what is `hidden`, field codes and signs that are no text; notes and boxes are not read."""
    waiting: list[str] = []
    left = unpack_from("<I", main, MAIN_LENGTH)[0]
    for start, length, width in _pieces(main, table):
        count = min(length, left)
        left -= count
        text = main[start : start + count * width].decode("utf-16-le" if width == 2 else "cp1252", "replace")
        text = _without(text, start, width, hidden) if hidden else text
        at = 0
        for found in MARK.finditer(text):
            waiting.append(text[at : found.start()])
            yield Marked(_shown("".join(waiting)), found.group(), start + found.start() * width)
            waiting = []
            at = found.end()
        waiting.append(text[at:])
    if rest := _shown("".join(waiting)):
        yield Marked(rest, "\r", 0)


def _without(text: str, start: int, width: int, hidden: list[tuple[int, int]]) -> str:
    """The text of a piece with a sign that is no text in each hidden place; marks stay, since tables hang on them."""
    for begin, end in hidden:
        first, last = max(0, (begin - start) // width), min(len(text), (end - start) // width)
        if first < last:
            text = text[:first] + UNMARKED.sub("\x01", text[first:last]) + text[last:]
    return text


def _pieces(main: bytes, table: bytes) -> Iterator[tuple[int, int, int]]:
    """Start in the stream, length in characters and bytes a character of each piece."""
    at, size = unpack_from("<II", main, TABLE_OF_PIECES)
    end = min(at + size, len(table))
    while at < end and table[at] == 1:
        at += 3 + unpack_from("<H", table, at + 1)[0]
    if at + 5 > end:
        return
    size = min(unpack_from("<I", table, at + 1)[0], end - at - 5)
    count = max(0, (size - 4) // 12)
    places = unpack_from(f"<{count + 1}I", table, at + 5)
    for number in range(count):
        where = unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        length = max(0, places[number + 1] - places[number])
        if where & COMPRESSED:
            yield (where & ~COMPRESSED) // 2, length, 1
        else:
            yield where, length, 2


def _shown(text: str) -> str:
    if "\x13" in text:
        before = ""
        while before != text:
            before, text = text, CODE.sub("", text)
        text = text.replace("\x13", "")
    return text.translate(SIGNS)
