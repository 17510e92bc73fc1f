"""Pairings (成本与数量的对应): which count a rate's base means, by unit, by name and by there being no other."""

from collections.abc import Sequence
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from attrs import field, frozen

from jiheng.comparing.likeness import Profile, alike, profile, profiles
from jiheng.comparing.naming import Naming, naming
from jiheng.framework.cost_words import CostWords, cost_words
from jiheng.framework.equivalences import Doubt, Equivalences, Exchange, equivalences
from jiheng.model.declaration import Declaration
from jiheng.review.context import Context
from jiheng.review.facts.costs import Cost, Role
from jiheng.review.facts.counts import Count, counts, fixed_counts
from jiheng.review.facts.levels import QUANTITY

NAMED = 400
CLEARER = 150
RELATED = 250
KNOWN_PAIRS = 4096
SIZES = frozenset({"area", "length", "volume", "mass", "energy", "power"})


class Sureness(Enum):
    """How a count was found for a base."""

    NAMED = auto()
    """It has the unit, and its name speaks of the same thing more than any other's."""
    ONLY = auto()
    """Nothing else has the unit, and the names of both allow it."""
    UNSURE = auto()
    """Several could be meant."""
    NONE = auto()
    """Nothing has the unit."""


@frozen
class Pairing:
    """The count that a base multiplies (None where unsure), how it was found, and the candidates."""

    sureness: Sureness
    count: Count | None = None
    candidates: tuple[Count, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the count may stand in a proof."""
        return self.sureness in {Sureness.NAMED, Sureness.ONLY}


@frozen(eq=False)
class Pairer:
    """What a table's rates can be paired with. Names are made ready for comparison, and the goal is searched, when first asked for."""

    declaration: Declaration
    context: Context
    counts: tuple[Count, ...]
    rates: tuple[Cost, ...]
    quantities: tuple[int, ...]
    known: Equivalences
    naming: Naming
    words: CostWords
    _profiles: list[Profile] = field(factory=list, init=False, repr=False)
    _fixed: list[tuple[Count, ...]] = field(factory=list, init=False, repr=False)
    _like: dict[tuple[int, int], int] = field(factory=dict, init=False, repr=False)

    @property
    def profiles(self) -> list[Profile]:
        """The names of the rows, by position."""
        if not self._profiles:
            self._profiles.extend(profiles([row.name for row in self.declaration.indicators], self.naming))
        return self._profiles

    @property
    def fixed(self) -> tuple[Count, ...]:
        """The exact counts that goal and project name state."""
        if not self._fixed:
            self._fixed.append(fixed_counts(self.declaration, self.context))
        return self._fixed[0]

    def pairing(self, cost: Cost, base: str | None) -> Pairing:
        """The count for one base of a rate; a base of None (标准, 单价) can mean any count and is found by name alone."""
        sure, assumed = self._fitting(base)
        if not sure and not assumed:
            return self._by_text(cost, base)
        fitting = (*sure, *assumed)
        named = self._named(cost, sure) or (None if any(self._may_be_meant(cost, count) for count in sure) else self._named(cost, assumed))
        if named and not any(self._alike(cost, count) >= self._alike(cost, named) + CLEARER for count in assumed):
            return Pairing(Sureness.NAMED, named, fitting) if named.multiplies else Pairing(Sureness.UNSURE, None, fitting)
        main = [count for count in sure if count.main]
        alone = base is not None and len({count.position for count in main}) == 1 and main[0].multiplies
        if base is not None and alone and self._may_be_meant(cost, main[0]) and not self._speaks_of_another(cost, base, main[0]):
            return Pairing(Sureness.ONLY, main[0], fitting)
        return Pairing(Sureness.UNSURE, None, fitting)

    def _may_be_meant(self, cost: Cost, count: Count) -> bool:
        """Whether a cost can be for the only count with its unit.

        Their names have something in common, one of them says nothing, or what is counted is measured (面积, 里程): of that a
        project has one.
        """
        measure = self.known.measures.get(count.unit)
        if measure is not None and measure.dimension in SIZES:
            return True
        return self._related(cost, count) or self.words.names_nothing(cost.name) or self.words.names_nothing(count.name)

    def _related(self, cost: Cost, count: Count) -> bool:
        return self._alike(cost, count) >= RELATED or self.words.share_a_word(cost.name, count.name)

    def _named(self, cost: Cost, fitting: Sequence[Count]) -> Count | None:
        """The count whose name speaks of what the cost's name does, clearly more than any other's; None where none does."""
        ranked = sorted(fitting, key=lambda count: -self._alike(cost, count))
        best = self._alike(cost, ranked[0]) if ranked else 0
        second = max((self._alike(cost, count) for count in ranked[1:] if count.position != ranked[0].position), default=0)
        return ranked[0] if best >= NAMED and best - second >= CLEARER else None

    def _fitting(self, base: str | None) -> tuple[list[Count], list[Count]]:
        """The counts whose unit answers the base, and those that are only taken for it."""
        if base is None:
            return [count for count in self.counts if count.main and not self._lasts(count)], []
        doubts = [(count, self.doubt(count.unit, base)) for count in self.counts]
        sure = [count for count, doubt in doubts if doubt in {Doubt.CERTAIN, Doubt.USUAL}]
        return sure, [count for count, doubt in doubts if doubt is Doubt.ASSUMED]

    def doubt(self, unit: str, base: str) -> Doubt | None:
        """With what doubt a count in `unit` answers a base; None where it does not."""
        found = answering(self.known, unit, base)
        return found.doubt if found else None

    def scale(self, unit: str, base: str) -> tuple[Fraction, Doubt]:
        """How many of the base one of `unit` is, and with what doubt; a unit that nothing relates is taken as it is."""
        found = answering(self.known, unit, base)
        if found is None:
            return Fraction(1), Doubt.CERTAIN
        return (found.least if found.into == base else 1 / found.least), found.doubt

    def _lasts(self, count: Count) -> bool:
        measure = self.known.measures.get(count.unit)
        return measure is not None and measure.dimension in {"calendar", "time"}

    def _by_text(self, cost: Cost, base: str | None) -> Pairing:
        """A count that only the goal or the project's name states."""
        if base is None:
            return Pairing(Sureness.NONE)
        fitting = [count for count in self.fixed if self.doubt(count.unit, base) in {Doubt.CERTAIN, Doubt.USUAL}]
        if not fitting:
            return Pairing(Sureness.NONE)
        figures = {count.interval.point for count in fitting}
        alone = len(figures) == 1 and self.words.names_nothing(cost.name) and not self._speaks_of_another(cost, base, None)
        return Pairing(Sureness.ONLY, fitting[0], tuple(fitting)) if alone else Pairing(Sureness.UNSURE, None, tuple(fitting))

    def _speaks_of_another(self, cost: Cost, base: str, count: Count | None) -> bool:
        """Whether the cost's name is nearer to another row and has nothing of this one, or another rate asks for the same count."""
        own = 0 if count is None else self._alike(cost, count)
        others = (position for position in self.quantities if count is None or position != count.position)
        related = count is not None and self._related(cost, count)
        if not related and any(self._like_rows(cost.position, position) >= max(NAMED, own + CLEARER) for position in others):
            return True
        return own < NAMED and any(other.position != cost.position and self._asks_for(other, base) for other in self.rates)

    def _asks_for(self, cost: Cost, base: str) -> bool:
        return any(self.doubt(other, base) in {Doubt.CERTAIN, Doubt.USUAL} for other in cost.per)

    def _alike(self, cost: Cost, count: Count) -> int:
        return 0 if count.position is None else self._like_rows(cost.position, count.position)

    def _like_rows(self, one: int, other: int) -> int:
        key = (one, other)
        if key not in self._like:
            self._like[key] = alike(self.profiles[one], self.profiles[other])
        return self._like[key]

    def text_alike(self, text: str, count: Count) -> bool:
        """Whether words of the goal speak of what a row counts."""
        return count.position is not None and alike(profile(text, self.naming), self.profiles[count.position]) >= NAMED

    def speak_alike(self, one: int, other: int) -> bool:
        """Whether two rows speak of the same thing, be it in one word only."""
        rows = self.declaration.indicators
        return self._like_rows(one, other) >= NAMED or self.words.share_a_word(rows[one].name, rows[other].name)

    def like(self, cost: Cost, position: int) -> bool:
        """Whether a cost's name speaks of the same thing as a row's."""
        return self._like_rows(cost.position, position) >= NAMED


@lru_cache(maxsize=KNOWN_PAIRS)
def answering(known: Equivalences, unit: str, base: str) -> Exchange | None:
    """A unit into a base, a count of visits taken for one of its factors (人次 for 人), or persons for visits, each coming once."""
    if not unit:
        return None
    found = known.exchange(unit, base) or known.stand_in(unit, base)
    if found is None and (visitors := known.factors(base)[:1]) and known.exchange(unit, visitors[0]):
        found = known.stand_in(base, unit)
    return found if found and found.exact else None


def pairer(declaration: Declaration, context: Context, found: tuple[Cost, ...]) -> Pairer:
    """What the rates among the costs of a table can be paired with."""
    return Pairer(
        declaration,
        context,
        counts(declaration, context),
        tuple(cost for cost in found if cost.role is Role.RATE),
        tuple(position for position, row in enumerate(declaration.indicators) if row.node == QUANTITY),
        equivalences(context.framework),
        naming(context.framework),
        cost_words(context.framework),
    )
