"""Likeness (名称相似度): how far two names speak of the same thing, in thousandths and in whole numbers only."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import field, frozen

from jiheng.comparing.naming import Counted, Naming

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
    """A name made ready for comparison: the pairs of characters of its thing with their weights, its deeds and its measure."""

    counted: Counted
    weights: dict[str, int] = field(repr=False)
    weight: int
    deeds: frozenset[str]
    sides: dict[int, set[str]] = field(repr=False)


@lru_cache(maxsize=8192)
def profile(name: str, naming: Naming, common: frozenset[str] = frozenset()) -> Profile:
    """A name made ready. Pairs of characters in `common` (those of most rows of a table) weigh as little as words of every trade."""
    counted = naming.counted(name)
    little = naming.generic_bigrams
    weights = {
        pair: GENERIC_WEIGHT if pair in little or pair in common else OPEN_WEIGHT for thing in counted.things for pair in _pairs(thing)
    }
    return Profile(counted, weights, sum(weights.values()), naming.deeds_of(counted), naming.sides(counted.bare))


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
    like = SAME if one.counted.things == other.counted.things else _shared(one, other)
    if one.deeds and other.deeds:
        if not one.deeds & other.deeds:
            like = like * OTHER_DEED // SAME
        elif like >= DEED_COUNTS_FROM:
            like = (2 * like + SAME) // 3
    return like * OPPOSITE // SAME if like and _opposed(one, other) else like


def row_alike(one: Profile, other: Profile) -> int:
    """How far two names are of one row: `alike`, and less where they measure something else (培训人数, 培训合格率)."""
    like = alike(one, other)
    measures = one.counted.measures, other.counted.measures
    return like * OTHER_MEASURE // SAME if None not in measures and measures[0] is not measures[1] else like


def containment(part: Profile, whole: Profile) -> int:
    """What share of the weight of one name's thing stands in the other's, 0 to 1000."""
    if not part.weight:
        return SAME if part.counted.bare in whole.counted.bare else 0
    return SAME * sum(part.weights[pair] for pair in part.weights.keys() & whole.weights.keys()) // part.weight


def _shared(one: Profile, other: Profile) -> int:
    small, large = sorted((one, other), key=lambda each: each.weight)
    if not small.weight:
        return 0
    shared = small.weights.keys() & large.weights.keys()
    weight = sum(min(small.weights[pair], large.weights[pair]) for pair in shared)
    both = 2 * SAME * weight // (small.weight + large.weight)
    contained = SAME * weight * min(small.weight, TELLING) // (small.weight * TELLING)
    return max(both, (both + 2 * contained) // 3)


def _opposed(one: Profile, other: Profile) -> bool:
    return any(not one.sides[group] & other.sides[group] for group in one.sides.keys() & other.sides.keys())


def _pairs(thing: str) -> set[str]:
    return {thing[start : start + 2] for start in range(len(thing) - 1)} or {thing}
