"""Looks (字样): what a cell's text could be, judged by the text alone: a level, a sign, a unit, a figure, a phrase."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from attrs import field, frozen

from jiheng.framework import Framework
from jiheng.framework.tree import IndicatorTree, tree
from jiheng.reading.texts import narrow

Key = TypeVar("Key")
Found = TypeVar("Found")
REMEMBERED = 20_000
LONGEST_CHANGE = 10

_FIGURE = re.compile(r"[-－]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?$")
_PERCENT = re.compile(r"[-－]?\d[\d,]*(?:\.\d+)?\s*[%％‰]$")
_VALUE = re.compile(r"(?:[≥≤><＞＜=＝≧≦═⩾⩽±]{1,2}|[大小等不高低多少超约至控][于少超多低高等小大过约制][于等]{0,2})?\s*[-－]?\d")
_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"^[\[【(（]?\d{3,}[\]】)）]?[-－–—]?[^\d\s.,，%％年月]")
_SENTENCE = re.compile(r"[，,。；;、]")
_TAIL = re.compile(r"指标(?:[(（].*[)）])?$")


@frozen(eq=False)
class Look:
    """What one text could be. `length` is in characters; `level1` and `level2` hold the node of the tree, None where it is none."""

    length: int
    level1: str | None
    level2: str | None
    levelled: bool
    """ends in 指标 and is short, so that it may be a level that the tree does not know"""
    sign: bool
    direction: bool
    nature: bool
    change: bool
    """a change before its figure (较上年增长≥)"""
    measure: bool
    nothing: bool
    figure: bool
    percent: bool
    value: bool
    coded: bool
    sentence: bool

    @property
    def trait(self) -> bool:
        """A sign, a direction or a nature."""
        return self.sign or self.direction or self.nature

    @property
    def level(self) -> bool:
        """A first or second level of the official tree."""
        return self.level1 is not None or self.level2 is not None


@frozen(eq=False)
class Looks:
    """The judge of texts: the framework's words, and what it said of texts before."""

    tree: IndicatorTree
    words: Mapping[str, frozenset[str]]
    trailing_signs: tuple[str, ...]
    signs: Mapping[str, str]
    """every spelling of a sign to the sign"""
    bounds: tuple[str, ...]
    """the spellings of signs"""
    issuer: re.Pattern[str]
    signing_day: re.Pattern[str]
    _seen: dict[str, Look] = field(factory=dict, init=False, repr=False)
    _remembered: dict[Any, Any] = field(factory=dict, init=False, repr=False)

    def __call__(self, text: str) -> Look:
        """What `text` (clean, not blank) could be."""
        look = self._seen.get(text)
        if look is None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            look = self._seen[text] = self._judge(text)
        return look

    def remember(self, judge: "Callable[[Looks, Key], Found]", key: Key) -> Found:
        """What `judge` says of `key`, asked once: forms repeat their labels from row to row and table to table."""
        place = (judge, key)
        if place in self._remembered:
            known: Found = self._remembered[place]
            return known
        if len(self._remembered) >= REMEMBERED:
            self._remembered.clear()
        found = self._remembered[place] = judge(self, key)
        return found

    def is_word(self, kind: str, text: str) -> bool:
        """Whether the whole text is one of the framework's words of a kind (signs, directions, natures, measures, nothing …)."""
        return text in self.words[kind]

    def signs_off(self, text: str, after: str) -> bool:
        """Whether a line is the body that signs a notice and the next one the day of its signature."""
        return bool(self.signing_day.fullmatch(after) and self.issuer.fullmatch(text)) and not self(text).level

    def _judge(self, text: str) -> Look:
        squeezed = narrow("".join(text.split()))
        short = len(squeezed) <= 24
        return Look(
            length=len(squeezed),
            level1=self.tree.level1_node(squeezed) if short and squeezed not in self.tree.words else None,
            level2=self.tree.level2_node(squeezed) if short and squeezed not in self.tree.words else None,
            levelled=len(squeezed) <= 14 and bool(_TAIL.search(squeezed)),
            sign=squeezed in self.signs,
            direction=squeezed in self.words["directions"],
            nature=squeezed in self.words["natures"],
            change=len(squeezed) <= LONGEST_CHANGE and any(word in squeezed for word in self.words["changes"]),
            measure=squeezed in self.words["measures"],
            nothing=squeezed in self.words["nothing"],
            figure=bool(_FIGURE.match(squeezed)),
            percent=bool(_PERCENT.match(squeezed)),
            value=short and bool(_VALUE.match(squeezed) or (len(squeezed) <= 10 and _DIGIT.search(squeezed))),
            coded=bool(_CODE.match(squeezed)),
            sentence=len(squeezed) > 12 and bool(_SENTENCE.search(squeezed)),
        )


def looks(framework: Framework) -> Looks:
    """The judge of texts of a framework."""
    return framework.part(_looks)


def _looks(framework: Framework) -> Looks:
    sheet = framework.sheet("fields")
    words: Mapping[str, Any] = sheet["words"]
    signs = {spelling: sign for sign, spellings in sheet["signs"].items() for spelling in spellings}
    sets = {name: frozenset("".join(word.split()) for word in listed) for name, listed in words.items()}
    around = framework.sheet("cutting")["furniture"]
    days, issuers = (re.compile(around[name]) for name in ("signing_day", "issuer"))
    return Looks(tree(framework), sets, tuple(words["trailing_signs"]), signs, tuple(signs), issuers, days)
