"""Separated values (分隔值): CSV, whose quoted cells may hold separators and line breaks."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

SEPARATORS = ",;"
SAMPLE = 200
MAX_QUOTED = 200
"""Lines that one quoted cell may have."""
QUOTED = re.compile(r'"[^"]*"')
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@frozen
class Record:
    """One row of a CSV and the line where it begins, from 1."""

    line: int
    cells: tuple[str, ...]


def separator_of(lines: list[str], *, named: bool) -> str | None:
    """The separator of a CSV, or None where the text is none.

    By content alone it is one where no tabs stand and nearly all lines have the same number (three or more) of cells;
    where the file is `named` .csv, half the lines with the separator are enough.
    """
    sample = [line for line in _unquoted(lines[:SAMPLE]) if line.strip()]
    if not sample or any("\t" in line for line in sample):
        return None
    for sign in SEPARATORS:
        separated = [line for line in sample if sign in line]
        if separated and THOUSANDS.search(separated[0]) and not named:
            separated = [line for line in map(_without_thousands, separated) if sign in line]
        counts = Counter(line.count(sign) for line in separated)
        if named and sum(counts.values()) * 2 >= len(sample):
            return sign
        most, often = max(counts.items(), key=lambda count: count[1], default=(0, 0))
        if most >= 2 and often >= 2 and often * 10 >= len(sample) * 9:
            return sign
    return None


def _unquoted(lines: list[str]) -> Iterator[str]:
    """The rows with what stands in quotes left out, so that neither signs nor line breaks in a quoted cell count; a quote left open is a sign."""
    held: list[str] = []
    quotes = 0
    for line in lines:
        held.append(line)
        quotes += line.count('"')
        if quotes % 2 == 0:
            yield QUOTED.sub("", "\n".join(held)) if quotes else line
            held, quotes = [], 0
    yield from held


def _without_thousands(line: str) -> str:
    """The commas inside an amount separate nothing; a head row without amounts shows that the commas of the rows below do."""
    return THOUSANDS.sub("", line)


def records(text: str, separator: str) -> Iterator[Record]:
    """The rows of a CSV. A quote that is not closed within MAX_QUOTED lines is a sign of its line and swallows nothing below it."""
    lines = text.split("\n")
    previous = csv.field_size_limit(2**31 - 1)
    try:
        rows = list(_rows(lines, separator))
        if any(after - begin > MAX_QUOTED for (begin, _), (after, _) in pairwise([*rows, (len(lines), [])])):
            rows = [(number, row) for number, line in enumerate(lines, 1) for row in csv.reader([line], delimiter=separator)]
    finally:
        csv.field_size_limit(previous)
    for begin, row in rows:
        yield Record(begin, tuple(cell.strip() for cell in row))


def _rows(lines: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader((line + "\n" for line in lines), delimiter=separator)
    begin = 1
    for row in rows:
        yield begin, row
        begin = rows.line_num + 1
