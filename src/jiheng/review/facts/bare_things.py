"""Bare things (事物本身): what a name or a piece of a goal speaks of, without the deeds in it, wherever they stand."""

import re
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from jiheng.comparing.naming import naming
from jiheng.framework.deeds import deeds
from jiheng.framework.framework import Framework

PARTICLES = re.compile(r"[的了等共各\s“”\"]|在岗|在职|在册|在编|现役")


@frozen
class BareThing:
    """A noun (破损路面) and the deeds done to it (修补), words for one deed being one and those that tell nothing (完成) none."""

    noun: str
    deeds: frozenset[str]

    def same(self, other: "BareThing") -> bool:
        """Whether both are one noun, and no deed of one speaks against the other's."""
        return len(self.noun) > 1 and self.noun == other.noun and (not (self.deeds and other.deeds) or bool(self.deeds & other.deeds))


@frozen(eq=False)
class _Words:
    """Words that open a phrase, and every word for a deed with its group."""

    opening: re.Pattern[str]
    deed: re.Pattern[str]
    groups: Mapping[str, str]


@lru_cache(maxsize=1 << 13)
def bare_thing(text: str, framework: Framework) -> BareThing:
    """What a text of a few words speaks of; things come again from table to table, so that the last ones are kept."""
    known = framework.part(_words)
    plain = known.opening.sub("", PARTICLES.sub("", text))
    found = frozenset(group for word in known.deed.findall(plain) if (group := known.groups[word]))
    return BareThing(known.deed.sub("", plain).removesuffix("单位"), found)


def _words(framework: Framework) -> _Words:
    names, own = naming(framework), deeds(framework)
    words = {*names.deed_before.words, *names.deed_after.words, *own.by_word}
    groups = {word: names.deed_groups.get(word, own.by_word[word].name if word in own.by_word else word) for word in words}
    return _Words(re.compile(f"^(?:{_any(names.opening.words)}|[为对给向在将把])+"), re.compile(_any(words)), groups)


def _any(words: "frozenset[str] | set[str]") -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
