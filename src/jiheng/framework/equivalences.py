"""Equivalences (换算与等同): which units convert into one another, and which are taken for one another with what doubt."""

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from fractions import Fraction
from itertools import product

from attrs import field, frozen

from jiheng.framework.framework import Framework

ONE = Fraction(1)
KNOWN_PAIRS = 8192
MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_MULTIPLIED = re.compile(r"(十万|百万|千万|[十百千万亿])(?:分之)?(.+)")


class Doubt(IntEnum):
    """How sure it is that one unit may be taken for another; the greater, the less sure."""

    CERTAIN = 0
    """Two words for one thing, or an exact conversion."""
    USUAL = 1
    """The same in nearly every table (次 and 场次)."""
    ASSUMED = 2
    """Taken so for want of better; whoever uses it says so (人次 for 人)."""


@frozen
class Exchange:
    """One `unit` is `least` to `most` of `into`; the two are one figure wherever the conversion is exact."""

    unit: str
    into: str
    least: Fraction
    most: Fraction
    doubt: Doubt

    @property
    def exact(self) -> bool:
        """Whether the conversion has a single figure (公里 into 米, not 年 into 天)."""
        return self.least == self.most


@frozen
class Measure:
    """A unit of a dimension (长度, 面积 …): how many base units it is."""

    dimension: str
    size: Fraction


@frozen(eq=False)
class Equivalences:
    """Units as the framework relates them. `same` maps a word to the groups (with their doubt) that hold it."""

    measures: Mapping[str, Measure]
    bridges: Mapping[tuple[str, str], tuple[Fraction, Fraction]]
    same: Mapping[str, Mapping[str, Doubt]]
    generic: Mapping[str, Doubt]
    compounds: Mapping[str, tuple[str, ...]]
    rungs: Mapping[str, tuple[int, int]]
    _known: dict[tuple[str, str], Exchange | None] = field(factory=dict, init=False, repr=False)

    def exchange(self, unit: str, into: str) -> Exchange | None:
        """How many `into` one `unit` is (公里 into 米, 千人 into 名); None where nothing relates the two."""
        key = (unit, into)
        if key not in self._known:
            if len(self._known) >= KNOWN_PAIRS:
                self._known.clear()
            self._known[key] = self._exchange(unit, into)
        return self._known[key]

    def factors(self, unit: str) -> tuple[str, ...]:
        """What a unit of visits is made of (人次: 人 and 次); empty where it is one thing."""
        return next((self.compounds[word] for word in (unit, *self.same.get(unit, ())) if word in self.compounds), ())

    def stand_in(self, unit: str, base: str) -> Exchange | None:
        """A unit of visits taken for one of its factors, always assumed (人次 against 每人); None where it is none of them."""
        for factor in self.factors(unit):
            if found := self.exchange(factor, base):
                return Exchange(unit, base, found.least, found.most, Doubt.ASSUMED)
        return None

    def rung(self, grade: str) -> tuple[int, int] | None:
        """The scale of a grade and its rung there, 0 the best; None for a grade that no scale holds."""
        return self.rungs.get(grade)

    def _exchange(self, unit: str, into: str) -> Exchange | None:
        if unit == into:
            return Exchange(unit, into, ONE, ONE, Doubt.CERTAIN)
        (many, one), (into_many, into_one) = self._split(unit), self._split(into)
        scale = Fraction(many, into_many)
        if (size := self._measured(one, into_one)) is not None:
            return Exchange(unit, into, size * scale, size * scale, Doubt.CERTAIN)
        if (doubt := self._counted_alike(one, into_one)) is not None:
            return Exchange(unit, into, scale, scale, doubt)
        if either := self._either(one, into_one):
            return Exchange(unit, into, either.least * scale, either.most * scale, either.doubt)
        if bridge := self._bridged(one, into_one):
            return Exchange(unit, into, bridge[0] * scale, bridge[1] * scale, Doubt.CERTAIN)
        return None

    def _split(self, unit: str) -> tuple[int, str]:
        """千人 is a thousand of 人; a unit that is known as it stands (千米) is one of itself."""
        match = None if unit in self.measures or unit in self.same else _MULTIPLIED.fullmatch(unit)
        return (MULTIPLIERS[match[1]], match[2]) if match else (1, unit)

    def _measured(self, unit: str, into: str) -> Fraction | None:
        ours, theirs = self.measures.get(unit), self.measures.get(into)
        return ours.size / theirs.size if ours and theirs and ours.dimension == theirs.dimension else None

    def _counted_alike(self, unit: str, into: str) -> Doubt | None:
        if unit == into:
            return Doubt.CERTAIN
        if (doubt := self.same.get(unit, {}).get(into)) is not None:
            return doubt
        if unit in self.measures or into in self.measures:
            return None
        return next((self.generic[word] for word in (unit, into) if word in self.generic), None)

    def _either(self, unit: str, into: str) -> Exchange | None:
        """Two counts joined by a stroke (台/件) are either of them."""
        for joined, other, ours in ((unit, into, True), (into, unit, False)):
            words = joined.split("/")
            if len(words) == 2 and all(words) and joined not in self.measures and not any(word in self.measures for word in words):
                pairs = ((word, other) if ours else (other, word) for word in words)
                if found := next(filter(None, (self.exchange(*pair) for pair in pairs)), None):
                    return Exchange(unit, into, found.least, found.most, max(found.doubt, Doubt.USUAL))
        return None

    def _bridged(self, unit: str, into: str) -> tuple[Fraction, Fraction] | None:
        """Through a bridge between our dimension and theirs; one that names the very units comes first."""
        for start, end in sorted(self.bridges, key=lambda bridge: -len({*bridge} & {unit, into})):
            least, most = self.bridges[start, end]
            before, after = self._size_in(unit, start), self._size_in(end, into)
            if before is not None and after is not None:
                return before * least * after, before * most * after
            before, after = self._size_in(unit, end), self._size_in(start, into)
            if before is not None and after is not None and least:
                return before / most * after, before / least * after
        return None

    def _size_in(self, unit: str, into: str) -> Fraction | None:
        return ONE if unit == into or into in self.same.get(unit, {}) else self._measured(unit, into)


def equivalences(framework: Framework) -> Equivalences:
    """The equivalences of the framework, made once."""
    return framework.part(_equivalences)


def _equivalences(framework: Framework) -> Equivalences:
    sheet = framework.sheet("equivalences")
    measures = {
        name: Measure(entry["dimension"], Fraction(size))
        for entry in sheet["measure"]
        for size, names in entry["units"].items()
        for name in names
    }
    alike = [(entry["doubt"], pair) for entry in sheet["same"] for pair in product(entry["units"], repeat=2)]
    alike += [(entry["doubt"], pair) for entry in sheet["named"] for pair in _named(entry["units"], entry["things"])]
    same: dict[str, dict[str, Doubt]] = {}
    for doubt, (unit, other) in alike:
        known = same.setdefault(unit, {})
        known[other] = min(Doubt[doubt.upper()], known.get(other, Doubt.ASSUMED))
    return Equivalences(
        measures,
        {(entry["from"], entry["to"]): (Fraction(entry["least"]), Fraction(entry["most"])) for entry in sheet["bridge"]},
        same,
        dict.fromkeys(sheet["generic"]["units"], Doubt[sheet["generic"]["doubt"].upper()]),
        {unit: tuple(factors) for unit, factors in sheet["compound"].items()},
        {
            grade: (scale, rung)
            for scale, entry in enumerate(sheet["scale"])
            for rung, grades in enumerate(entry["grades"])
            for grade in grades
        },
    )


def _named(units: list[str], things: list[str]) -> Iterator[tuple[str, str]]:
    """A thing answers the words that count it, and itself."""
    for thing in things:
        yield thing, thing
        for unit in units:
            yield from ((thing, unit), (unit, thing))
