"""Naming (指标名称的构成): an indicator's name taken apart into deed, thing and measure, by the framework's lists of words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from attrs import field, frozen

from jiheng.framework.framework import Framework

KNOWN_NAMES = 4096
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]?")
_FIGURE_AT_END = re.compile(r"(?<![≥≤=<>≧≦＝\d*.,])[≥≤=<>≧≦＝]*[\d*.,]+(?:%|‰|[\u4e00-\u9fff]{1,2})?$")
_NATURE = re.compile(r"(?<=..)(?:定性|定量)$")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_NUMBERING = re.compile(r"^(?:指标)?\d+[:：、.．]\s*")
_NOISE = re.compile(r"[^\w\u3400-\u9fff、,，;；/%+&.-]+|_+")


class Measures(StrEnum):
    """What the end of a name measures."""

    COUNT = "count"
    RATE = "rate"
    SIZE = "size"
    MONEY = "money"
    TIME = "time"


@frozen
class WordList:
    """Words looked for at one end of a name, the longest first; `first` and `last` give the sizes of the words by that character."""

    words: frozenset[str]
    first: Mapping[str, tuple[int, ...]]
    last: Mapping[str, tuple[int, ...]]

    def at_start(self, text: str) -> str:
        """The longest of the words that the text begins with; empty where it begins with none."""
        for size in self.first.get(text[:1], ()):
            if text[:size] in self.words:
                return text[:size]
        return ""

    def at_end(self, text: str, shorter_than: int | None = None) -> str:
        """The longest of the words, where asked of the shorter ones, that the text ends with; empty where it ends with none."""
        for size in self.last.get(text[-1:], ()):
            if (shorter_than is None or size < shorter_than) and text[-size:] in self.words:
                return text[-size:]
        return ""


@frozen
class Counted:
    """What an indicator's name counts (办理劳动仲裁案件: 劳动仲裁案件).

    `bare` is the name without all that is no word of it. `things` are the nouns in order, several where the name lists them
    (讲座、竞赛), at least one; a name that is nothing but measure (补助标准) is its own thing. `telling` is false where they are only
    words of every trade (项目, 服务对象). `kind` is the class word that the last thing ends with (案件), None where it ends with
    none. `deeds` are the words for what is done with them, `measure` the end that says what is measured (人数), or None, and
    `measures` what sort of measure that is.
    """

    bare: str
    things: tuple[str, ...]
    telling: bool
    kind: str | None
    deeds: tuple[str, ...]
    measure: str | None
    measures: Measures | None

    @property
    def thing(self) -> str:
        """All things in one."""
        return "、".join(self.things)


@frozen(eq=False)
class Naming:
    """The framework's lists of words for names, made once by `naming`; answers of `counted` are kept for a while."""

    opening: WordList
    deed_before: WordList
    deed_after: WordList
    deed_nouns: WordList
    deed_joins: WordList
    deed_groups: Mapping[str, str]
    base: WordList
    each: re.Pattern[str]
    measure: WordList
    measures: Mapping[str, Measures]
    no_measure: WordList
    kind: WordList
    generic: re.Pattern[str]
    generic_bigrams: frozenset[str]
    joint: re.Pattern[str]
    opposite: re.Pattern[str]
    opposites: Mapping[str, tuple[int, ...]]
    _known: dict[str, Counted] = field(factory=dict, init=False, repr=False)

    def counted(self, name: str) -> Counted:
        """What a name counts; any text has an answer."""
        if (known := self._known.get(name)) is None:
            if len(self._known) >= KNOWN_NAMES:
                self._known.clear()
            known = self._known[name] = self._counted(name)
        return known

    def sides(self, bare: str) -> dict[int, set[str]]:
        """The words of each group of opposites (新建 and 改建, 城镇 and 农村) that a bare name holds, by the group's position."""
        found: dict[int, set[str]] = {}
        for word in self.opposite.findall(bare):
            for group in self.opposites[word]:
                found.setdefault(group, set()).add(word)
        return found

    def deeds_of(self, counted: Counted) -> frozenset[str]:
        """What is done, words for one deed (采购, 购置) being one and those that tell nothing (开展) none."""
        return frozenset(group for deed in counted.deeds if (group := self.deed_groups.get(deed, deed)))

    def _counted(self, name: str) -> Counted:
        bare = bare_name(name)
        rest, measure, sort = self._without_measure(bare)
        rest, before = self._without_front(rest) if rest else (bare, ())
        rest, after = self._without_deed_after(rest)
        things = tuple(thing for thing in self.joint.split(rest) if len(thing) > 1) or (rest or bare or "".join(name.split()),)
        telling = measure != rest and any(map(self._names_something, things))
        return Counted(bare, things, telling, self.kind.at_end(things[-1]) or None, (*before, *after), measure, sort)

    def _without_measure(self, text: str) -> tuple[str, str | None, Measures | None]:
        """A name before its measure, the measure and its sort; money may be said twice (劳务费标准) and its base before it (人均)."""
        found = self._measure(text)
        if len(self.no_measure.at_end(text)) >= len(found):
            found = ""
        rest, sort = text.removesuffix(found), self.measures.get(found)
        if not found or len(rest) == 1:
            return text, None, None
        more = self.measure.at_end(rest) if sort is Measures.MONEY else ""
        if more and self.measures[more] is sort and self._names_something(rest.removesuffix(more)):
            rest = rest.removesuffix(more)
        base = self.base.at_end(rest) or ((match := self.each.search(rest)) and match[0]) or ""
        if base and self._names_something(rest.removesuffix(base)):
            rest = rest.removesuffix(base)
        return rest.removesuffix("的"), text[len(rest) :], sort

    def _measure(self, text: str) -> str:
        """The longest measure at the end, but for a count the one that leaves a word of a kind whole (案件 and 数, not 案 and 件数)."""
        found = self.measure.at_end(text)
        while found and self.measures[found] is Measures.COUNT and not self.kind.at_end(text.removesuffix(found)):
            shorter = self.measure.at_end(text, len(found))
            if not shorter or not self.kind.at_end(text.removesuffix(shorter)):
                break
            found = shorter
        return found

    def _without_front(self, text: str) -> tuple[str, tuple[str, ...]]:
        deeds: list[str] = []
        while True:
            opening, deed = self.opening.at_start(text), self._deed_at_start(text)
            rest = text[max(len(opening), len(deed)) :].lstrip("的、，,")
            if not (opening or deed) or not self._names_something(rest):
                return text, tuple(deeds)
            if len(deed) > len(opening):
                deeds.append(deed)
            text = rest

    def _deed_at_start(self, text: str) -> str:
        """The deed that a name begins with; none where it is the beginning of a noun (招聘会, 聘用人员)."""
        deed = self.deed_before.at_start(text)
        return "" if self.deed_nouns.at_start(text) or self.deed_joins.at_start(text[len(deed) :]) else deed

    def _without_deed_after(self, text: str) -> tuple[str, tuple[str, ...]]:
        deeds: list[str] = []
        while deed := self.deed_after.at_end(text):
            rest = text[: -len(deed)].rstrip("的、，,")
            if not self._names_something(rest):
                break
            deeds.append(deed)
            text = rest
        return text, tuple(deeds)

    def _names_something(self, text: str) -> bool:
        """Whether what is left is more than words of every trade (对象, 人员)."""
        return len(text) > 1 and text not in self.opening.words and not self.generic.fullmatch(text)


@lru_cache(maxsize=KNOWN_NAMES)
def bare_name(name: str) -> str:
    """A name without brackets, numbering, years, blanks, points, and without figure and nature (定性) at its end, in half-width letters."""
    text = _NUMBERING.sub("", "".join(unicodedata.normalize("NFKC", _BRACKETS.sub("", name)).split()))
    return _NOISE.sub("", _YEAR.sub("", _FIGURE_AT_END.sub("", _NATURE.sub("", text)) or text))


def naming(framework: Framework) -> Naming:
    """The framework's words for names, as patterns made once."""
    return framework.part(_naming)


def _naming(framework: Framework) -> Naming:
    sheet = framework.sheet("naming")
    measures = {word: sort for sort in Measures for word in sheet["measure"][sort]}
    measures = {f"总{word}": sort for word, sort in measures.items()} | measures
    generic = sheet["generic"]["words"]
    opposites: dict[str, tuple[int, ...]] = {}
    for position, group in enumerate(sheet["opposites"]["groups"]):
        opposites |= {word: (*opposites.get(word, ()), position) for word in group}
    return Naming(
        opening=_list(sheet["opening"]["words"]),
        deed_before=_list([*sheet["deed"]["words"], *sheet["deed"]["before"]]),
        deed_after=_list(sheet["deed"]["words"]),
        deed_nouns=_list(sheet["deed"]["nouns"]),
        deed_joins=_list(sheet["deed"]["joins"]),
        deed_groups={deed: group[0] for group in sheet["deed"]["same"] for deed in group} | dict.fromkeys(sheet["deed"]["plain"], ""),
        base=_list(sheet["base"]["words"]),
        each=re.compile(sheet["base"]["each"] + "$"),
        measure=_list(measures),
        measures=measures,
        no_measure=_list(sheet["measure"]["unless"]["words"]),
        kind=_list(sheet["kind"]["words"]),
        generic=re.compile(f"(?:{_any(generic)})+"),
        generic_bigrams=frozenset(word[start : start + 2] for word in generic for start in range(len(word) - 1)),
        joint=re.compile(r"[、,，;；/]|以及|" + _unbound(sheet["joined"]["words"])),
        opposite=re.compile(_any(opposites)),
        opposites=opposites,
    )


def _list(words: Iterable[str]) -> WordList:
    known = frozenset(words)
    first: dict[str, set[int]] = {}
    last: dict[str, set[int]] = {}
    for word in known:
        first.setdefault(word[0], set()).add(len(word))
        last.setdefault(word[-1], set()).add(len(word))
    return WordList(known, _longest_first(first), _longest_first(last))


def _longest_first(sizes: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {character: tuple(sorted(found, reverse=True)) for character, found in sizes.items()}


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _unbound(words: Iterable[str]) -> str:
    """和, 与, 及, 并 or 或 where it is no part of one of the words, and has two characters on either side."""
    guards: list[str] = []
    for word in words:
        for position, character in enumerate(word):
            if character in "和与及并或":
                before, after = re.escape(word[:position]), re.escape(word[position + 1 :])
                guards.append(f"(?!(?<={before}{character}){after})" if before else f"(?!(?<={character}){after})")
    return r"(?<=..)[和与及并或]" + "".join(guards) + "(?=..)"
