"""Deeds (任务动词): the words by which goals name what is done with money, and by which indicators show that they speak of it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen
class Deed:
    """One deed: `words` name it in a goal; `shows` finds the words by which an indicator speaks of the deed itself.

    `alone` is true where the word is a task by itself (培训), without a thing beside it; `persons` where an indicator of those
    for whom it is done speaks of it too (发放补助).
    """

    name: str
    words: tuple[str, ...]
    shows: re.Pattern[str]
    alone: bool = False
    persons: bool = False


@frozen(eq=False)
class Deeds:
    """All deeds, and the words that make no task of them.

    `aims` before a deed turn it into an aim, `abstract` things are no concrete ones, `compounds` after a deed's word make of
    both the name of a thing; `found` finds any deed's word; `same` are groups of words for one thing, `listed` finds any of them.
    """

    deeds: tuple[Deed, ...]
    by_word: Mapping[str, Deed]
    aims: re.Pattern[str]
    abstract: re.Pattern[str]
    compounds: tuple[str, ...]
    found: re.Pattern[str]
    same: Mapping[str, tuple[str, ...]]
    listed: re.Pattern[str]

    def of(self, word: str) -> Deed:
        """The deed that a word names. Raises KeyError for a word of none; `found` gives only such as are."""
        return self.by_word[word]

    def other_words(self, thing: str) -> tuple[str, ...]:
        """The words for what a thing holds, its own among them (电脑: 电脑, 计算机, 微机)."""
        return tuple(word for known in self.listed.findall(thing) for word in self.same[known])

    def other_heads(self, thing: str) -> tuple[str, ...]:
        """The words for what a thing is, by its end (管线 for 供水管线, but not for 管线图册)."""
        return tuple(word for known in self.listed.findall(thing) if thing.endswith(known) for word in self.same[known])


def deeds(framework: Framework) -> Deeds:
    """The deeds of the framework, made once."""
    return framework.part(_deeds)


def _deeds(framework: Framework) -> Deeds:
    sheet = framework.sheet("deeds")
    places = _any(sheet["places"]["words"])
    known = tuple(_deed(entry, places) for entry in sheet["deed"])
    same: dict[str, tuple[str, ...]] = {}
    for group in sheet["things"]["same"]:
        for word in group:
            same[word] = (*same.get(word, ()), *group)
    return Deeds(
        known,
        {word: deed for deed in reversed(known) for word in deed.words},
        re.compile(_any(sheet["aims"]["words"])),
        re.compile(f"(?:{_any(sheet['abstract']['words'])})$"),
        tuple(sheet["compounds"]["words"]),
        re.compile(_any(word for deed in known for word in deed.words)),
        same,
        re.compile(_any(same)),
    )


def _deed(entry: Mapping[str, Any], places: str) -> Deed:
    """A deed; what follows its word in the name of a place or thing (培训点) speaks of that and not of the deed."""
    shows = re.compile(f"(?:{_any((*entry['words'], *entry.get('seen', ())))})(?!{places})")
    return Deed(entry["name"], tuple(entry["words"]), shows, entry.get("alone", False), entry.get("persons", False))


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
