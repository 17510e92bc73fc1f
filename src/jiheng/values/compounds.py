"""Compounds (多项): 1项；2批, 完整度≥90%且污染率≤5% — several values in one text, each with the words before it."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from attrs import evolve

from jiheng.model.value import Value, ValueKind
from jiheng.values.dates import UNKNOWN_YEAR
from jiheng.values.language import Language, either
from jiheng.values.numerals import NUMBER

STRONG = re.compile(r"[;；。\n\r|｜]+")
WEAK = re.compile(r"以及|并且|同时|或者|[、且和及并与或＆&]|[+＋](?=[0-9])|[,，](?![0-9]{3}(?![0-9]))|(?<![0-9０-９])[,，]")
MOST = 60
PHRASES = (ValueKind.UNKNOWN, ValueKind.QUALITATIVE)
FIGURE = re.compile(r"[0-9０-９零〇一二两三四五六七八九十半]")


def compound(text: str, read: Callable[[str], Value]) -> Value | None:
    """The compound that a text is; None where fewer than two of its parts can be read."""
    strong = [part.strip() for part in STRONG.split(text) if part.strip()]
    if 1 < len(strong) <= MOST:
        parts = [read(part) for part in strong]
        if any(part.kind not in PHRASES for part in parts):
            return _of(text, parts)
    if len(strong) == 1 and strong[0] != text:
        return None
    parts = _weak(text, read)
    return _of(text, parts) if len(parts) > 1 else None


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


def _weak(text: str, read: Callable[[str], Value]) -> list[Value]:
    """The parts between weak separators; a piece without a figure belongs to the next."""
    cuts = [(said.start(), said.end()) for said in WEAK.finditer(text)]
    if not cuts or len(cuts) > MOST:
        return []
    parts: list[Value] = []
    start = 0
    for stop, following in (*cuts, (len(text), len(text))):
        piece = text[start:stop].strip()
        if not FIGURE.search(piece):
            continue
        value = read(piece)
        if value.kind in PHRASES:
            if following == len(text) and stop == following:
                return []
            continue
        parts.append(value)
        start = following
    return parts


def beside(language: Language, text: str, plain: str, read: Callable[[str], Value | None]) -> Value | None:
    """The compound of figures that follow each other, each with a listed unit; None where one of them has none."""
    said = [piece for piece in language.made(_figures).finditer(plain)]
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
    return re.compile(rf"[^0-9]*{NUMBER}[{times}]*{language.unit}(?:(?:[/每]{language.base})+)?(?:{either(language.after)})?,?")
