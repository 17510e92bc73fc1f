"""Likeness (名称相似度): how far two names speak of the same thing, in thousandths and in whole numbers only."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import field, frozen

from jiheng.comparing.naming import Counted, Measures, Naming

SAME = 1000
OPEN_WEIGHT = 4
GENERIC_WEIGHT = 1
TELLING = 2 * OPEN_WEIGHT
"""So much weight (two bigrams that are not of every trade) must be contained before containment counts in full."""
OTHER_DEED = 850
DEED_COUNTS_FROM = 400
OPPOSITE = 500
OTHER_MEASURE = 600
COMMON_FROM = 3


@frozen(eq=False)
class Profile:
    """A name made ready for comparison.

    `weights` are the pairs of characters of its things with what each tells, `whole` those of the whole name, kept only where the
    things tell little (工程验收合格率); `deeds` are what is done, `sides` the opposites that it holds.
    """

    counted: Counted
    weights: dict[str, int] = field(repr=False)
    whole: dict[str, int] = field(repr=False)
    deeds: frozenset[str]
    sides: dict[int, set[str]] = field(repr=False)


@lru_cache(maxsize=8192)
def profile(name: str, naming: Naming, common: frozenset[str] = frozenset()) -> Profile:
    """A name made ready. Pairs of characters in `common` (those of most rows of a table) weigh as little as words of every trade."""
    counted = naming.counted(name)
    weights = _weights(counted.things, naming, common)
    whole = {} if counted.telling else _weights((counted.bare,), naming, common)
    return Profile(counted, weights, whole or weights, naming.deeds_of(counted), naming.sides(counted.bare))


def _weights(texts: tuple[str, ...], naming: Naming, common: frozenset[str]) -> dict[str, int]:
    little = naming.generic_bigrams
    return {pair: GENERIC_WEIGHT if pair in little or pair in common else OPEN_WEIGHT for text in texts for pair in _pairs(text)}


def profiles(names: Sequence[str], naming: Naming) -> tuple[Profile, ...]:
    """The names of one table made ready together, so that what stands in more than half of them tells little."""
    common = common_pairs(names, naming)
    return tuple(profile(name, naming, common) for name in names)


def common_pairs(names: Iterable[str], naming: Naming) -> frozenset[str]:
    """The pairs of characters that stand in more than half of the different names of a table (of three names at least)."""
    counts: dict[str, int] = {}
    different = set(names)
    for name in different:
        for pair in {pair for thing in naming.counted(name).things for pair in _pairs(thing)}:
            counts[pair] = counts.get(pair, 0) + 1
    return frozenset(pair for pair, count in counts.items() if count >= COMMON_FROM and 2 * count > len(different))


def likeness(one: str, other: str, naming: Naming) -> int:
    """How far two names speak of the same thing, 0 to 1000, whichever comes first; their measures (人数, 补助标准) do not count."""
    return alike(profile(one, naming), profile(other, naming))


def alike(one: Profile, other: Profile) -> int:
    """`likeness` of two names that are ready.

    The shared weight of the pairs against both names, raised towards what share of the smaller name the larger contains;
    more where the deeds agree too, less where they differ (采购, 维修) or the names hold opposites (城镇, 农村).
    """
    if one.counted.bare == other.counted.bare:
        return SAME
    like = SAME if one.counted.things == other.counted.things else _shared(one.weights, other.weights)
    if like < SAME and not (one.counted.telling and other.counted.telling):
        like = max(like, _shared(one.whole, other.whole))
    if one.deeds and other.deeds:
        if not one.deeds & other.deeds:
            like = like * OTHER_DEED // SAME
        elif like >= DEED_COUNTS_FROM:
            like = (2 * like + SAME) // 3
    return like * OPPOSITE // SAME if like and _opposed(one, other) else like


def row_alike(one: Profile, other: Profile) -> int:
    """How far two names are of one row: `alike`, and less where they measure something else (培训人数, 培训合格率).

    A name that says no measure may count, price or time, but it is no rate.
    """
    like = alike(one, other)
    measures = {one.counted.measures, other.counted.measures}
    unlike = len(measures) > 1 and (None not in measures or Measures.RATE in measures)
    return like * OTHER_MEASURE // SAME if unlike else like


def containment(part: Profile, whole: Profile) -> int:
    """What share of the weight of one name's thing stands in the other's, 0 to 1000."""
    weight = sum(part.weights.values())
    return SAME * sum(part.weights[pair] for pair in part.weights.keys() & whole.weights.keys()) // weight


def _shared(one: dict[str, int], other: dict[str, int]) -> int:
    shared = one.keys() & other.keys()
    if not shared:
        return 0
    smaller, larger = sorted((sum(one.values()), sum(other.values())))
    weight = sum(min(one[pair], other[pair]) for pair in shared)
    both = 2 * SAME * weight // (smaller + larger)
    contained = SAME * weight * min(smaller, TELLING) // (smaller * TELLING)
    return max(both, (both + 2 * contained) // 3)


def _opposed(one: Profile, other: Profile) -> bool:
    return any(not one.sides[group] & other.sides[group] for group in one.sides.keys() & other.sides.keys())


def _pairs(thing: str) -> set[str]:
    return {thing[start : start + 2] for start in range(len(thing) - 1)} or {thing}
