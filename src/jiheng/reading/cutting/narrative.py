"""Narrative (叙述体): forms told in headings and items (【产出指标-数量指标】 指标1：…, 一级指标：产出指标, 产出指标：1.数量指标：…)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from jiheng.documents.document import Block, Paragraph
from jiheng.model.place import Place
from jiheng.reading.cutting.fits import Fits
from jiheng.reading.cutting.items import items_of
from jiheng.reading.cutting.pieces import BARS

FEWEST_HEADINGS = 3
FEWEST_ITEMS = 2
LEAST_VALUED = 0.4
LONGEST_LABEL = 20
SURE_LENGTH = 4
"""Names of levels this long are headings without the word 指标 too (社会效益：…)."""
NARROWEST, WIDEST, RAGGED, FEWEST_WRAPPED = 36, 120, 4, 3
"""A wrapped page: how wide its lines are in half letters, how far they differ, and how many of them break off."""
_STOPS = "。；;：:！!？?"
_POINT = re.compile(r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]+)")
_BRACKET = re.compile(r"[【〔［\[]\s*([^【】〔〕［］\[\]]{2,30}?)\s*[】〕］\]]\s*[:：]?")
_NUMBER = (
    r"(?:(?:设[置定立]?)?\s*[一二三四五六七八九十\d]{1,2}\s*[条个项](?:绩效)?|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])?\s*"
)
_ITEM = re.compile(r"(?:指标|目标)\s*\d{0,2}")
_RECORD = re.compile(r"(?<!\S)([一二三]级指标|指标值|目标值)(?:\s*[:：]\s*|\s+)(?=\S)(?![一二三]级指标|指标值|目标值|分值|备注)")
FEWEST_RECORDS = 8
ROWS_HEADING = "block.indicators"
"""绩效指标 alone on a line: what follows are the rows"""
_PAIR = re.compile(r"(?<!\S)([^\s:：]{2,12})[:：]")
_DASH = re.compile(r"\s*[-—–－/·]+\s*")


@frozen
class Line:
    """A line of the narrative and where it stood."""

    text: str
    place: Place


@frozen
class Mark:
    """A heading, label or stretch of words in a line, in order: `levels` of a heading, or `label` with its field, or plain text."""

    text: str
    place: Place
    levels: tuple[str, ...] = ()
    field: str | None = None


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines of paragraphs, and the cells of grids cut from text, each a line of its own."""
    lines: list[Line] = []
    for block in blocks:
        parts = [(block.text, block.place)] if isinstance(block, Paragraph) else [(cell.text, block.place_of(cell)) for cell in block.cells]
        for text, place in parts:
            lines.extend(Line(line.strip(), place) for line in text.split("\n") if line.strip("".join(BARS) + " \u3000\xa0"))
    return lines


def _unwrapped(lines: Sequence[Line], heading: re.Pattern[str], costs: Fits) -> Iterator[Line]:
    """Prose that was wrapped at a width, in the middle of words, one line a run of lines that all fill it but the last."""
    place = 0
    while place < len(lines):
        after = place
        while (
            after + 1 < len(lines)
            and WIDEST >= _width(lines[place]) >= NARROWEST
            and abs(_width(lines[after]) - _width(lines[place])) <= RAGGED
        ):
            after += 1
        wrapped = lines[place : after + 1]
        cut = sum(line.text[-1] not in _STOPS for line in wrapped[:-1])
        if cut < FEWEST_WRAPPED or any(_opens(line.text, heading, costs) for line in wrapped[1:]):
            yield lines[place]
            place += 1
            continue
        yield Line("".join(line.text for line in wrapped), lines[place].place)
        place = after + 1


def _opens(text: str, heading: re.Pattern[str], costs: Fits) -> bool:
    """Whether a line begins something of its own: a numbered point, a heading of a level, a label and its colon."""
    label, colon, _ = text.replace(":", "：").partition("：")
    return bool(_POINT.match(text) or heading.match(text) or (colon and len(label) >= SURE_LENGTH and costs.lexicon.known(label)))


def _width(line: Line) -> int:
    """How wide the line stands on paper, in half letters."""
    return sum(1 if letter.isascii() else 2 for letter in line.text)


def marks_of(lines: Sequence[Line], costs: Fits) -> list[Mark]:
    """The lines as headings of levels, labels and plain text."""
    heading = _heading(costs)
    return [
        mark
        for line in _records([*_unwrapped(lines, heading, costs)])
        for pair in _pairs(line, costs)
        for mark in _marks(pair, heading, costs)
    ]


def _pairs(line: Line, costs: Fits) -> Iterator[Line]:
    """Labels with their answers that share a line (项目名称：…  预算单位：…) each on a line of its own."""
    found = [pair for pair in _PAIR.finditer(line.text) if costs.lexicon.label(pair[1]) is not None]
    cuts = [pair.start() for pair in found if pair.start()] if found and not found[0].start() else []
    for start, end in pairwise([0, *cuts, len(line.text)]):
        yield Line(line.text[start:end].strip(), line.place)


def _records(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines in which each cell is led by its column's head (一级指标 产出指标 … 指标值 ≥5) fall into a line a head."""
    told = sum(len(_RECORD.findall(line.text)) for line in lines if len(_RECORD.findall(line.text)) > 1)
    for line in lines:
        if told < FEWEST_RECORDS or not _RECORD.search(line.text):
            yield line
            continue
        for part in _RECORD.sub(r"\n\1：", line.text).split("\n"):
            if part.strip():
                yield Line(part.strip(), line.place)


def is_told(marks: Sequence[Mark], costs: Fits) -> bool:
    """Whether this is a form in narrative: headings of several levels, items under them, and values in a fair part of the items."""
    levels = {level for mark in marks for level in mark.levels}
    if len(levels) < FEWEST_HEADINGS or not any(costs.lexicon.level(level) == 2 for level in levels):
        return False
    named = sum(mark.field == "name" for mark in marks)
    told = [item for before, after in pairwise(marks) if before.levels and not after.levels for item in items_of(after.text, costs.shapes)]
    valued = sum(bool(item.value) for item in told) + sum(mark.field == "target" for mark in marks)
    return valued >= FEWEST_ITEMS and valued >= LEAST_VALUED * max(len(told), named)


def _heading(costs: Fits) -> re.Pattern[str]:
    level = costs.lexicon.levels.pattern.replace("指标", "(?:指标|目标)")
    bare = "|".join(name for name in costs.lexicon.tree.level2 if len(name) >= SURE_LENGTH)
    named = rf"(?:{level})(?:[(（][^()（）]*[)）])?(?:[-—–]+(?:{level}))?"
    colon = rf"(?:^|(?<=[。；;:：，,、\s)）.．]))\s*{_NUMBER}({named})\s*(?:[:：]|$|(?=[(（]?\d{{1,2}}[)）、.．]))"
    comma = rf"(?:^|(?<=[。；;]))\s*{_NUMBER}({named})\s*[，,]"
    unmarked = rf"(?:^|(?<=[。；;\s)）.．]))\s*{_NUMBER}({bare})\s*[:：]"
    return re.compile(f"{_BRACKET.pattern}|{colon}|{comma}|{unmarked}")


def _marks(line: Line, heading: re.Pattern[str], costs: Fits) -> Iterator[Mark]:
    place = 0
    for found in heading.finditer(line.text):
        words = next(group for group in found.groups() if group)
        levels = tuple(level.replace("目标", "指标") for level in _DASH.split(words))
        named = all(costs.lexicon.level(level if "指标" in level else level + "指标") is not None for level in levels)
        label = costs.lexicon.label(words)
        if not named and label is None:
            continue
        yield from _plain(line.text[place : found.start()], line.place, costs)
        yield Mark(words, line.place, levels if named else (), None if named else label)
        place = found.end()
    yield from _plain(line.text[place:], line.place, costs)


def _plain(text: str, place: Place, costs: Fits) -> Iterator[Mark]:
    """Words that are no heading; `二级指标：数量指标` and `指标值：≥5` are a column's label and what it holds."""
    text = text.strip()
    if not text or costs.shapes.furniture.fullmatch(text) or costs.lexicon.label(text) == ROWS_HEADING:
        return
    label, colon, rest = text.replace(":", "：").partition("：")
    asked = colon and len(label) <= LONGEST_LABEL and not _ITEM.fullmatch(label)
    named = costs.lexicon.column(label) or costs.lexicon.label(label) if asked else None
    if named is not None:
        yield Mark(label, place, (), named)
        if rest.strip():
            yield Mark(rest.strip(), place)
    else:
        yield Mark(text, place)
