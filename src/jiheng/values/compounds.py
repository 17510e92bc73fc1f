"""Compounds (多项): 1项；2批, 完整度≥90%且污染率≤5% — several values in one text, each with the words before it."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from attrs import evolve, frozen

from jiheng.model.value import Value, ValueKind
from jiheng.values.characters import TABLE
from jiheng.values.dates import UNKNOWN_YEAR
from jiheng.values.language import Language, either
from jiheng.values.numerals import NUMBER

STRONG = re.compile(r"[;。|]+")
WEAK = re.compile(r"以及|并且|同时|或者|[、且和及并与或&]|\+(?=[0-9])|(?<![0-9]),|,(?![0-9])")
MOST = 60
PHRASES = (ValueKind.UNKNOWN, ValueKind.QUALITATIVE)
FIGURE = re.compile(r"[0-9零〇一二两三四五六七八九十半]")


@frozen
class Pieces:
    """A text in plain characters that can be cut there and gives the pieces as they were written."""

    raw: str
    plain: str
    places: tuple[int, ...] | None

    def cut(self, start: int, stop: int) -> str:
        """The piece of the raw text whose plain form stands from `start` to before `stop`."""
        if self.places is None:
            return self.raw[start:stop].strip()
        return self.raw[self.places[start] : self.places[stop - 1] + 1].strip() if start < stop else ""


def pieces(raw: str, plain: str) -> Pieces:
    """A text with the place of each plain character in it."""
    if len(raw) == len(plain):
        return Pieces(raw, plain, None)
    return Pieces(raw, plain, tuple(place for place, sign in enumerate(raw) for _ in sign.translate(TABLE)))


def strong(text: Pieces, read: Callable[[str], Value]) -> Value | None:
    """The compound of the parts between semicolons; None where there is one part or none of them can be read."""
    cuts = _between(STRONG, text.plain)
    if not 1 < len(cuts) <= MOST:
        return None
    parts = [read(text.cut(*cut)) for cut in cuts]
    return _of(text.raw, parts) if any(part.kind not in PHRASES for part in parts) else None


def weak(text: Pieces, read: Callable[[str], Value]) -> Value | None:
    """The compound of the parts between commas and such words as 且; None where fewer than two of them can be read."""
    cuts = _between(WEAK, text.plain)
    parts = _weak(text, cuts, read) if 1 < len(cuts) <= MOST else []
    return _of(text.raw, parts) if len(parts) > 1 else None


def _between(separator: "re.Pattern[str]", plain: str) -> list[tuple[int, int]]:
    """Where the pieces between separators start and stop; empty ones are left out."""
    ends = [(said.start(), said.end()) for said in separator.finditer(plain)]
    starts = [0, *(stop for _, stop in ends)]
    stops = [*(start for start, _ in ends), len(plain)]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]


def _of(text: str, parts: list[Value]) -> Value:
    flat = [inner for part in parts for inner in (part.parts if part.kind is ValueKind.COMPOUND else (part,))]
    return Value(text, ValueKind.COMPOUND, parts=tuple(_dated_alike(flat)))


def _dated_alike(parts: list[Value]) -> Iterator[Value]:
    """The parts, with the year that an earlier one names (2024年6月、12月) in those that name none."""
    year = None
    for part in parts:
        named = part.by or part.since
        if named is None or not named.startswith(UNKNOWN_YEAR):
            year = named[:4] if named else year
            yield part
        elif year is None:
            yield part
        else:
            since, by = (day and day.replace(UNKNOWN_YEAR, year) for day in (part.since, part.by))
            yield evolve(part, since=since, by=by)


def _weak(text: Pieces, cuts: list[tuple[int, int]], read: Callable[[str], Value]) -> list[Value]:
    """The parts between weak separators; a piece without a figure of its own belongs to the next."""
    parts: list[Value] = []
    begin = cuts[0][0]
    for place, (start, stop) in enumerate(cuts):
        if not FIGURE.search(text.plain, start, stop) or (begin == cuts[0][0] and place == len(cuts) - 1):
            continue
        value = read(text.cut(begin, stop))
        if value.kind not in PHRASES:
            parts.append(value)
            begin = cuts[place + 1][0] if place + 1 < len(cuts) else stop
        elif place == len(cuts) - 1:
            return []
    return parts


def beside(language: Language, text: str, plain: str, read: Callable[[str], Value | None]) -> Value | None:
    """The compound of figures that follow each other, each with a listed unit; None where one of them has none."""
    said = list(language.made(_figures).finditer(plain))
    if not 1 < len(said) <= MOST or said[0].start() or any(one.end() != two.start() for one, two in pairwise(said)):
        return None
    pieces = [plain[piece.start() : piece.end()] for piece in said]
    pieces[-1] += plain[said[-1].end() :]
    if re.search("[0-9]", plain[said[-1].end() :]):
        return None
    parts = [read(piece) for piece in pieces]
    read_parts = [part for part in parts if part is not None]
    return _of(text, read_parts) if len(read_parts) == len(parts) else None


def _figures(language: Language) -> "re.Pattern[str]":
    times = "".join(language.units.multipliers)
    return re.compile(rf"[^0-9]*{NUMBER}[{times}]*{language.unit}(?:/[^0-9,;/]{{1,4}})*(?:{either(language.after)})?,?")
