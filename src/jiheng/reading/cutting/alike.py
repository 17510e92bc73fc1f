"""Alike (并列数字): figures printed twice or thrice without a gap, as target, actual, weight and score often are."""

import re

from jiheng.reading.cutting.borders import Borders

AFTER_VALUE = 0.2
SIGNS = "≥≤≧≦<>=＝±"
FEWEST_POINTS = 2
_REPEATED = re.compile(r"(\d+\.\d+?)\1+(?!\d)")
"""A figure with decimals printed twice or thrice without a gap: weight, target and actual alike."""
_THRICE = re.compile(r"(\d[\d.,]*[^\d\s.,≥≤≧≦<>=(（)）]{1,4}?)\1{2,}")
_POINTS = re.compile(r"\d{1,3}\.\d\d")
_POINTS_GLUED = re.compile(r"(?<![\d.])(?:\d{1,3}\.\d\d){2,}(?![\d.])")
"""Weight and score with two decimals each can be parted in one way only."""
_POINTS_TWICE = re.compile(r"(?<=[%％\u4e00-\u9fff])([1-4][05])\1(?=[\u4e00-\u9fff…]|$)(?![年月日元万亿])")
"""Weight and score alike (`2020` is 20 and 20), which only several of them in a text show to be no year."""
_WORDS_TWICE = re.compile(r"([\u4e00-\u9fff]{4,24})\1")
"""Words said twice in a row (符合文件要求符合文件要求): a target and an actual that repeats it, or a level and a name that does."""
_NOUGHTS = re.compile(r"(?<=[\u4e00-\u9fff])00(?=[\u4e00-\u9fff]|$)")
"""No figure begins with two noughts: a target and an actual."""
_TWICE = re.compile(
    r"(?<![\d.])(\d{1,2}(?:\.5)?)?((?:(?:>=|<=|[≥≤≧≦<>=＝])\d[\d.,]*[^\d≥≤≧≦<>=(（)）]{0,6}"
    r"|\d[\d.,]*[^\d\s.,≥≤≧≦<>=(（)）]{1,6}(?:\d{1,2}月(?:\d{1,2}日)?[^\d(（]{0,4})?))\2"
)
"""A target and an actual that is its twin, and the points before them (`8550万粒550万粒`, `10≥90%≥90%`)."""


def figures_alike(text: str, found: Borders) -> None:
    """Add the borders between figures printed twice or thrice without a gap (`100%100%`, `10≥90%≥90%`, `00`)."""
    _words_alike(text, found)
    for twins in _TWICE.finditer(text):
        for group in (1, 2):
            if twins[group]:
                found.whole(_signed(text, twins.start(group)), twins.end(group), AFTER_VALUE)
        found.whole(twins.end(2), twins.end(), AFTER_VALUE)
    for repeated in (*_REPEATED.finditer(text), *_THRICE.finditer(text)):
        size = len(repeated[1])
        for place in range(repeated.start(), repeated.end(), size):
            found.whole(_signed(text, place), place + size, AFTER_VALUE)
    for noughts in _NOUGHTS.finditer(text):
        found.whole(noughts.start(), noughts.start() + 1, AFTER_VALUE)
        found.whole(noughts.start() + 1, noughts.end(), AFTER_VALUE)
    _points_alike(text, found)


def _words_alike(text: str, found: Borders) -> None:
    for words in _WORDS_TWICE.finditer(text):
        if any(found.doubts.get(place) == 0 for place in range(words.start() + 1, words.end())):
            continue  # labels that end alike
        for place in (words.start(), words.end(1)):
            found.add(place, AFTER_VALUE)
            found.inside.update(range(place + 1, place + len(words[1])))
        found.add(words.end(), AFTER_VALUE)


def _points_alike(text: str, found: Borders) -> None:
    alike = [*_POINTS_TWICE.finditer(text)]
    for points in alike if len(alike) >= FEWEST_POINTS else ():
        found.whole(points.start(), points.end(1), AFTER_VALUE)
        found.whole(points.end(1), points.end(), AFTER_VALUE)
    for run in _POINTS_GLUED.finditer(text):
        for points in _POINTS.finditer(text, run.start(), run.end()):
            found.whole(points.start(), points.end(), AFTER_VALUE)


def _signed(text: str, place: int) -> int:
    """Where a figure at `place` begins with the sign before it."""
    while place and text[place - 1] in SIGNS:
        place -= 1
    return place
