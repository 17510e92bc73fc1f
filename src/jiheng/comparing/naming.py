"""Naming (指标名称的构成): an indicator's name taken apart into deed, thing and measure, by the framework's lists of words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import field, frozen

from jiheng.framework.framework import Framework

KNOWN_NAMES = 4096
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]?")
_FIGURE_AT_END = re.compile(r"[≥≤=<>≧≦＝]*[\d*.,]+(?:%|‰|[\u4e00-\u9fff]{1,2})?$")
_NATURE = re.compile(r"(?<=..)(?:定性|定量)$")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_NUMBERING = re.compile(r"^(?:指标)?\d+[:：、.．]\s*")
_NOISE = re.compile(r"[^\w\u3400-\u9fff、,，;；/%+-]+|_+")


class Measures(StrEnum):
    """What the end of a name measures."""

    COUNT = "count"
    RATE = "rate"
    SIZE = "size"
    MONEY = "money"
    TIME = "time"


@frozen
class Counted:
    """What an indicator's name counts (办理劳动仲裁案件: 劳动仲裁案件).

    `things` are the nouns in order, several where the name lists them (讲座、竞赛), at least one; a name that is nothing
    but measure (补助标准) is its own thing. `telling` is false where they are only words of every trade (项目, 服务对象).
    `kind` is the class word that the last thing ends with (案件), None where it ends with none. `deeds` are the words for what is done with them, `measure` the end that says what is measured (人数), or
    None, and `measures` what sort of measure that is.
    """

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
    """The framework's lists of words as patterns, made once by `naming`; `counted` answers are kept."""

    opening: re.Pattern[str]
    deed_before: re.Pattern[str]
    deed_after: re.Pattern[str]
    measure: re.Pattern[str]
    measures: Mapping[str, Measures]
    no_measure: re.Pattern[str]
    generic: re.Pattern[str]
    generic_bigrams: frozenset[str]
    joint: re.Pattern[str]
    kind: re.Pattern[str]
    opposites: tuple[re.Pattern[str], ...]
    _known: dict[str, Counted] = field(factory=dict, init=False, repr=False)

    def counted(self, name: str) -> Counted:
        """What a name counts; any text has an answer."""
        if (known := self._known.get(name)) is None:
            if len(self._known) >= KNOWN_NAMES:
                self._known.clear()
            known = self._known[name] = self._counted(name)
        return known

    def sides(self, name: str) -> tuple[frozenset[str], ...]:
        """Which words of each group of opposites (新建 and 改建, 城镇 and 农村) a name holds."""
        return tuple(frozenset(group.findall(name)) for group in self.opposites)

    def _counted(self, name: str) -> Counted:
        text = bare_name(name)
        rest, measure = self._without_measure(text)
        rest, before = self._without_front(rest) if rest else (text, ())
        rest, after = self._without_deed_after(rest)
        things = tuple(thing for thing in self.joint.split(rest) if len(thing) > 1) or (rest or text or "".join(name.split()),)
        kind, telling = self.kind.search(things[-1]), measure != rest and any(map(self._names_something, things))
        return Counted(things, telling, kind[0] if kind else None, (*before, *after), measure, self._sort(measure))

    def _without_measure(self, text: str) -> tuple[str, str | None]:
        """The longest measure at the end, but for a count the one that leaves a word of a kind whole (案件 and 数, not 案 and 件数)."""
        match = None if self.no_measure.search(text) else self.measure.search(text)
        while match:
            rest = text[: match.start()].removesuffix("的")
            shorter = self.measure.search(text, match.start() + 1)
            if not (
                shorter
                and self._sort(match[0]) is Measures.COUNT
                and not self.kind.search(rest)
                and self.kind.search(text[: shorter.start()])
            ):
                return (rest, match[0]) if len(rest) != 1 else (text, None)
            match = shorter
        return text, None

    def _sort(self, measure: str | None) -> Measures | None:
        return self.measures.get(measure) or self.measures.get(measure.removeprefix("总")) if measure else None

    def _without_front(self, text: str) -> tuple[str, tuple[str, ...]]:
        deeds: list[str] = []
        while True:
            opening, deed = self.opening.match(text), self.deed_before.match(text)
            match = max((opening, deed), key=lambda found: found.end() if found else 0)
            rest = text[match.end() :].lstrip("的、，,") if match else ""
            if match is None or not self._names_something(rest):
                return text, tuple(deeds)
            if match is deed:
                deeds.append(match[0])
            text = rest

    def _without_deed_after(self, text: str) -> tuple[str, tuple[str, ...]]:
        deeds: list[str] = []
        while match := self.deed_after.search(text):
            rest = text[: match.start()].rstrip("的、，,")
            if not self._names_something(rest):
                break
            deeds.append(match[0])
            text = rest
        return text, tuple(deeds)

    def _names_something(self, text: str) -> bool:
        """Whether what is left is more than words of every trade (对象, 人员)."""
        return len(text) > 1 and not self.generic.fullmatch(text) and not self.opening.fullmatch(text)


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
    generic = sheet["generic"]["words"]
    return Naming(
        opening=_pattern("(?:{})", sheet["opening"]["words"]),
        deed_before=_pattern("(?:{})", (*sheet["deed"]["words"], *sheet["deed"]["before"])),
        deed_after=_pattern("(?:{})$", sheet["deed"]["words"]),
        measure=_pattern("总?(?:{})$", measures),
        measures=measures,
        no_measure=_pattern("(?:{})$", sheet["measure"]["unless"]["words"]),
        generic=_pattern("(?:{})+", generic),
        generic_bigrams=frozenset(word[start : start + 2] for word in generic for start in range(len(word) - 1)),
        joint=re.compile(r"[、,，;；/]|以及|" + _unbound(sheet["joined"]["words"])),
        kind=_pattern("(?:{})$", sheet["kind"]["words"]),
        opposites=tuple(_pattern("{}", group) for group in sheet["opposites"]["groups"]),
    )


def _pattern(shape: str, words: Iterable[str]) -> re.Pattern[str]:
    """A pattern over words, the longest first."""
    return re.compile(shape.format("|".join(map(re.escape, sorted(words, key=len, reverse=True)))))


def _unbound(words: Iterable[str]) -> str:
    """和, 与, 及, 并 or 或 where it is no part of one of the words, and has two characters on either side."""
    guards: list[str] = []
    for word in words:
        for position, character in enumerate(word):
            if character in "和与及并或":
                before, after = re.escape(word[:position]), re.escape(word[position + 1 :])
                guards.append(f"(?!(?<={before}{character}){after})" if before else f"(?!(?<={character}){after})")
    return r"(?<=..)[和与及并或]" + "".join(guards) + "(?=..)"
