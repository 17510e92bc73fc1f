"""Cost words (成本指标用语): what the name of a cost says of its amount, as `law/costs.toml` holds it."""

import re

from attrs import frozen

from jiheng.framework.equivalences import MULTIPLIERS, equivalences
from jiheng.framework.framework import Framework

BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
NOISE = re.compile(r"[\W\d_]+")
HINT = re.compile("[每单均]")
NOTHING = r"(?!)"


@frozen(eq=False)
class CostWords:
    """Patterns over names of costs.

    `bases` finds the words that make a rate, `units` what each of them is per (人均: 人), `baseless` the words of a rate that do
    not say per what; `never` words that only look like one. `total`, `part` and `received` find names of the whole, of
    a part and of what is no cost; `empty` finds words that do not say whom or what a price is for,
    `registered` counts of people who are not paid, `policy` lines drawn by policy that nobody is paid.
    """

    bases: re.Pattern[str]
    units: dict[str, str]
    baseless: re.Pattern[str]
    never: re.Pattern[str]
    total: re.Pattern[str]
    part: re.Pattern[str]
    received: re.Pattern[str]
    empty: re.Pattern[str]
    registered: re.Pattern[str]
    policy: re.Pattern[str]

    def bases_in(self, name: str) -> tuple[str, ...]:
        """The units that a name makes its amount a rate of, in order (每人每月: 人, 月)."""
        if not HINT.search(name):
            return ()
        found = (self.units.get(match[0]) or match[match.lastindex or 0] for match in self.bases.finditer(self.never.sub("", name)))
        return tuple(dict.fromkeys(found))

    def baseless_rate(self, name: str) -> bool:
        """Whether the name says that the amount is a rate (标准, 单价)."""
        return bool(self.baseless.search(name)) and bool(self.baseless.search(self.never.sub("", name)))

    def names_nothing(self, name: str) -> bool:
        """Whether a name does not say whom or what it is for (生活补助, 单位成本), so that any count with its unit may be meant."""
        return len(self._told(name)) <= 1

    def share_a_word(self, name: str, other: str) -> bool:
        """Whether what two names are for has two characters in a row in common."""
        told, where = self._told(name), self._told(other)
        return any(told[start : start + 2] in where for start in range(len(told) - 1))

    def _told(self, name: str) -> str:
        return NOISE.sub("", self.empty.sub("", self.bases.sub("", BRACKETS.sub("", name))))


def cost_words(framework: Framework) -> CostWords:
    """The words of the framework, made once."""
    return framework.part(_cost_words)


def _cost_words(framework: Framework) -> CostWords:
    sheet = framework.sheet("costs")
    rate = sheet["rate"]
    known = equivalences(framework)
    counted = {*known.measures, *known.same, *known.compounds} - {"元", "M", "方"}
    many = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
    averages = _any([word for word in rate["words"] if word.endswith("均")])
    patterns = (
        f"({_any(rate['before_average'])})(?={averages})",
        _any(list(rate["words"])),
        f"(?:{_any(rate['each'])})((?:{many})?(?:{_any(list(counted))}))",
        f"单({_any(rate['single'])})",
    )
    finders = [re.compile(_any(sheet[name]["words"])) for name in ("total", "part", "received", "empty", "registered", "policy")]
    bases = re.compile("|".join(patterns))
    return CostWords(bases, dict(rate["words"]), re.compile(_any(rate["baseless"])), re.compile(_any(rate["never"])), *finders)


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or NOTHING
