"""Deeds (任务动词): the words by which goals name what is done with money, and by which indicators show that they speak of it."""

import re
from collections.abc import Iterable

from attrs import frozen

from jiheng.framework.framework import Framework


@frozen
class Deed:
    """One deed: `words` name it in a goal, `seen` further words that show it in an indicator.

    `alone` is true where the word is a task by itself (培训), without a thing beside it; `persons` where an indicator of those
    for whom it is done speaks of it too (发放补助).
    """

    name: str
    words: tuple[str, ...]
    seen: tuple[str, ...]
    alone: bool = False
    persons: bool = False


@frozen(eq=False)
class Deeds:
    """All deeds, and the words that make no task of them.

    `aims` before a deed turn it into an aim, `abstract` things are no concrete ones, `places` and `compounds` after a deed's word
    make of both the name of a thing; `same` are groups of words for one thing; `found` finds any deed's word.
    """

    deeds: tuple[Deed, ...]
    aims: re.Pattern[str]
    abstract: re.Pattern[str]
    places: tuple[str, ...]
    compounds: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    found: re.Pattern[str]

    def of(self, word: str) -> Deed:
        """The deed that a word names. Raises StopIteration for a word of none; `found` gives only such as are."""
        return next(deed for deed in self.deeds if word in deed.words)

    def shown(self, deed: Deed, text: str) -> bool:
        """Whether a text speaks of the deed itself, not of a place or thing named after it (培训点)."""
        return any(self._itself(word, text) for word in (*deed.words, *deed.seen))

    def other_words(self, thing: str) -> tuple[str, ...]:
        """Other words for what a thing holds (电脑: 计算机, 微机)."""
        return tuple(word for group in self.same if any(word in thing for word in group) for word in group)

    def _itself(self, word: str, text: str) -> bool:
        start = text.find(word)
        while start >= 0:
            if not text.startswith(self.places, start + len(word)):
                return True
            start = text.find(word, start + 1)
        return False


def deeds(framework: Framework) -> Deeds:
    """The deeds of the framework, made once."""
    return framework.part(_deeds)


def _deeds(framework: Framework) -> Deeds:
    sheet = framework.sheet("deeds")
    known = tuple(
        Deed(entry["name"], tuple(entry["words"]), tuple(entry.get("seen", ())), entry.get("alone", False), entry.get("persons", False))
        for entry in sheet["deed"]
    )
    return Deeds(
        known,
        re.compile(_any(sheet["aims"]["words"])),
        re.compile(f"(?:{_any(sheet['abstract']['words'])})$"),
        tuple(sheet["places"]["words"]),
        tuple(sheet["compounds"]["words"]),
        tuple(tuple(group) for group in sheet["things"]["same"]),
        re.compile(_any(word for deed in known for word in deed.words)),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
