"""Language (指标值的语言): the framework's units and phrases as compiled patterns, and what they say of a head and a tail."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from attrs import define, field

from jiheng.framework.festivals import Festivals, festivals
from jiheng.framework.framework import Framework
from jiheng.framework.phrases import Phrases, phrases
from jiheng.framework.units import Units, units
from jiheng.model.value import Change, Period
from jiheng.values.figures import Bound, Head, Tail

Made = TypeVar("Made")


@define(frozen=True, slots=False, eq=False)
class Language:
    """Units and phrases with the patterns made of them, and the heads and tails met so far.

    `heads` and `tails` keep what the words before and after a figure mean, at most as many as their modules say.
    """

    units: Units
    phrases: Phrases
    festivals: Festivals
    heads: dict[str, Head] = field(factory=dict, repr=False)
    tails: dict[str, Tail] = field(factory=dict, repr=False)
    _made: dict[Callable[..., Any], Any] = field(factory=dict, repr=False)

    def made(self, make: "Callable[[Language], Made]") -> Made:
        """What `make` makes of the language (patterns), made at the first asking and kept."""
        if make not in self._made:
            self._made[make] = make(self)
        found: Made = self._made[make]
        return found

    @cached_property
    def before(self) -> dict[str, Bound]:
        """Words before a figure to their bound; 约 and its like are not among them."""
        return {word: Bound(name) for name, words in self.phrases.before.items() if name not in ("about", "anywhere") for word in words} | {
            "±": Bound.BOTH,
            "正负": Bound.BOTH,
        }

    @cached_property
    def after(self) -> dict[str, Bound]:
        """Words after a figure to their bound."""
        return {word: Bound(name) for name, words in self.phrases.after.items() if name != "about" for word in words}

    @cached_property
    def change(self) -> dict[str, Change]:
        """Words of a change to its direction."""
        return {word: Change(name) for name in ("increase", "decrease") for word in self.phrases.change[name]}

    @cached_property
    def period(self) -> dict[str, Period]:
        """Words of time to the period of a schedule."""
        return {word: Period(name) for word, name in self.units.period.items()}

    @cached_property
    def plain(self) -> "re.Pattern[str]":
        """Pattern of any run of plain words."""
        return re.compile(rf"(?:{either(self.phrases.plain)})*")

    @cached_property
    def unit(self) -> str:
        """Pattern of any listed unit, the longest first, with 次 after it (辆次) and a second word in brackets (台(套))."""
        return rf"(?:{whole_words(self.units.words)})(?:\((?:{either(word for word in self.units.quantity if len(word) == 1 and not word.isascii())})\))?"

    @cached_property
    def base(self) -> str:
        """Pattern of a base after 每 or a stroke: a listed unit, with or without a number (千人, 两年, 100人)."""
        words = (*(self.units.words - self.units.joint), *self.units.period)
        whole = either(word for word in words if word[0] in self.units.multipliers)
        return rf"(?:{whole}|[0-9十百千万亿两半一二三四五六七八九]*(?:{whole_words(words)}))"


def either(words: Iterable[str]) -> str:
    """A pattern that takes the longest of some words."""
    return _branches((word, re.escape(word)) for word in set(words))


def whole_words(words: Iterable[str]) -> str:
    """`either` for units: one in Latin letters is not the beginning of another (G of Gbps)."""
    return _branches((word, re.escape(word) + ("(?![A-Za-z])" if word[-1].isascii() else "")) for word in set(words))


def _branches(words: Iterable[tuple[str, str]]) -> str:
    """Alternatives grouped by their first character, which the matcher rejects by one look instead of by trying each."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for word, shape in sorted(words, key=lambda pair: (-len(pair[0]), pair[0])):
        groups.setdefault(word[0], []).append((word, shape))
    firsts = "".join(map(re.escape, groups))
    branches = "|".join(f"(?:{'|'.join(shape for _, shape in group)})" for group in groups.values())
    return f"(?=[{firsts}])(?:{branches})" if groups else "(?!)"


def language(framework: Framework) -> Language:
    """The language of target values by a framework."""
    return framework.part(_language)


def _language(framework: Framework) -> Language:
    return Language(units(framework), phrases(framework), festivals(framework))
