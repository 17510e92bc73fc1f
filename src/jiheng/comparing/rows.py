"""Rows (指标对应): which indicator of one table is which of another, through renaming, moving and new targets."""

from collections.abc import Sequence

from attrs import frozen

from jiheng.comparing.assignment import best_pairs
from jiheng.comparing.likeness import OTHER_MEASURE, SAME, Profile, profiles, row_alike
from jiheng.comparing.naming import Naming
from jiheng.model.indicator import Indicator
from jiheng.model.value import Value, ValueKind

SAME_NODE = 120
SAME_TARGET = 60
SAME_MEASURE = 20
LEAST_IN_NODE = 450
LEAST_UNPLACED = 550
LEAST_ELSEWHERE = 700
LEAST_BY_TARGET = 200
"""A row renamed almost beyond likeness is still itself where it stands under the same second level with a target of its own."""
SORTS = {
    ValueKind.MONEY: "money",
    ValueKind.PERCENT: "share",
    ValueKind.RATIO: "share",
    ValueKind.QUANTITY: "count",
    ValueKind.DATE: "time",
    ValueKind.DURATION: "time",
    ValueKind.SCHEDULE: "time",
}


@frozen
class Pair:
    """One row in both tables: its positions, and how far its two names agree in thousandths."""

    old: int
    new: int
    likeness: int


@frozen
class Matching:
    """Which rows are which: `pairs` in the order of the old table, `added` and `dropped` positions in the new and the old."""

    pairs: tuple[Pair, ...]
    added: tuple[int, ...]
    dropped: tuple[int, ...]

    def new_of(self, old: int) -> int | None:
        """Where an old row stands now; None where it was dropped."""
        return next((pair.new for pair in self.pairs if pair.old == old), None)

    def old_of(self, new: int) -> int | None:
        """Where a new row stood; None where it was added."""
        return next((pair.old for pair in self.pairs if pair.new == new), None)


def match_rows(old: Sequence[Indicator], new: Sequence[Indicator], naming: Naming) -> Matching:
    """Pair the rows of two tables so that the pairing is best as a whole.

    Names speak first (rows that measure different things are unlike), then the second level, then the target; among equals
    rows keep their order. A row that is too unlike every other is added or dropped, never forced. A row without a level (a
    list of actuals) may be of any.
    """
    known = profiles([row.name for row in (*old, *new)], naming)
    before, after = known[: len(old)], known[len(old) :]
    likenesses = {
        (left, right): like
        for left, one in enumerate(before)
        for right, other in enumerate(after)
        if (like := _allowed(old[left], new[right], one, other)) is not None
    }
    size = max(len(old), len(new)) + 1
    scores = {
        pair: _score(old[pair[0]], new[pair[1]], like) * size * size - abs(pair[0] - pair[1]) * size for pair, like in likenesses.items()
    }
    pairs = tuple(Pair(left, right, likenesses[left, right]) for left, right in best_pairs(scores))
    kept_old, kept_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    return Matching(
        pairs,
        tuple(position for position in range(len(new)) if position not in kept_new),
        tuple(position for position in range(len(old)) if position not in kept_old),
    )


def _allowed(old: Indicator, new: Indicator, one: Profile, other: Profile) -> int | None:
    """The likeness of two rows that may be one; None where they are not."""
    like = SAME if old.name == new.name else row_alike(one, other)
    levels = _node(old), _node(new)
    if levels[0] != levels[1] and _sort(old.target) != _sort(new.target) and None not in (_sort(old.target), _sort(new.target)):
        like = like * OTHER_MEASURE // SAME
    if None in levels:
        least = LEAST_UNPLACED
    elif levels[0] != levels[1]:
        least = LEAST_ELSEWHERE
    else:
        least = LEAST_BY_TARGET if _own_target(old.target) and _same_target(old.target, new.target) else LEAST_IN_NODE
    return like if like >= least else None


def _score(old: Indicator, new: Indicator, like: int) -> int:
    target = SAME_TARGET if _same_target(old.target, new.target) else SAME_MEASURE if _same_measure(old.target, new.target) else 0
    return like + (SAME_NODE if _node(old) == _node(new) else 0) + target


def _node(row: Indicator) -> str | None:
    return row.node or row.level2 or row.level1


def _same_target(old: Value, new: Value) -> bool:
    return old.text == new.text and old.kind is not ValueKind.UNKNOWN


def _same_measure(old: Value, new: Value) -> bool:
    return (old.kind, old.unit, old.per) == (new.kind, new.unit, new.per)


def _sort(target: Value) -> str | None:
    """What a target is in, so far as it tells rows of one name apart: money, a share, time or a count; None for a phrase."""
    return SORTS.get(target.kind)


def _own_target(target: Value) -> bool:
    """Whether a target is telling: a figure that is no percentage (≥95% stands in every table)."""
    return target.kind in {ValueKind.QUANTITY, ValueKind.MONEY} and (target.lower or target.upper) is not None
