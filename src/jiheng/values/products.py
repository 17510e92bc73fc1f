"""Products (单位成本乘数量): a rate times counts and periods, where the bases of the rate cancel against their units."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from attrs import evolve, frozen

from jiheng.framework.equivalences import Doubt, Equivalences, Exchange
from jiheng.values.intervals import Interval, from_zero, times

ONE = Fraction(1)


@frozen
class Cancelled:
    """Bases of the rate that went out against counts, and what had to be taken for what.

    `bases` are the words of the rate, `counts` positions in the counts given: one of each as a rule, two bases where a count
    of visits (人次) answers both 人 and 次, two counts where a rate for a visit meets persons and times. `exchange` is a count's
    unit into the base.
    """

    bases: tuple[str, ...]
    counts: tuple[int, ...]
    exchange: Exchange


@frozen
class Product:
    """What a rate comes to. `interval.per` holds the bases that nothing cancelled, `unused` the positions of counts that met none."""

    interval: Interval
    cancelled: tuple[Cancelled, ...]
    unused: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Whether every base went out and every count was used."""
        return not self.interval.per and not self.unused

    @property
    def doubt(self) -> Doubt:
        """The worst doubt of what was taken for what."""
        return max((each.exchange.doubt for each in self.cancelled), default=Doubt.CERTAIN)

    @property
    def assumed(self) -> tuple[Exchange, ...]:
        """The exchanges that an equation must name, since two words were taken for one thing."""
        return tuple(each.exchange for each in self.cancelled if each.exchange.doubt is Doubt.ASSUMED)


@frozen
class _Option:
    """One way in which bases (by position) may go out against counts."""

    bases: tuple[int, ...]
    counts: tuple[int, ...]
    exchange: Exchange


def product(rate: Interval, counts: Sequence[Interval], known: Equivalences) -> Product:
    """Multiply a rate (元/人/月) by each count (24 人, 12 月) whose unit answers one of its bases, the surest first.

    Nothing that is counted or priced is negative: a side without a bound begins at zero. A count that answers no base
    multiplies nothing; a bare number is taken to count things (台, 人), never time or size. Where several pairings are equally sure the first bases and counts go together.
    """
    taken: list[_Option] = []
    for option in sorted(_options(rate.per, counts, known), key=_rank):
        if not any(set(option.bases) & set(other.bases) or set(option.counts) & set(other.counts) for other in taken):
            taken.append(option)
    taken.sort(key=lambda option: option.bases)
    amount = from_zero(rate)
    for option in taken:
        for position in option.counts:
            amount = times(amount, from_zero(counts[position]))
        if option.exchange.least != 1 or option.exchange.most != 1:
            amount = times(amount, Interval(option.exchange.least, option.exchange.most))
    gone = {base for option in taken for base in option.bases}
    used = {count for option in taken for count in option.counts}
    return Product(
        evolve(amount, per=tuple(base for position, base in enumerate(rate.per) if position not in gone)),
        tuple(Cancelled(tuple(rate.per[base] for base in option.bases), option.counts, option.exchange) for option in taken),
        tuple(position for position in range(len(counts)) if position not in used),
    )


def _rank(option: _Option) -> tuple[bool, int, int, tuple[int, ...], tuple[int, ...]]:
    """The same word first, then the surer, then what explains more, then the order in which they stand."""
    same_word = option.exchange.unit == option.exchange.into
    return (not same_word, option.exchange.doubt, -len(option.bases) - len(option.counts), option.bases, option.counts)


def _options(bases: tuple[str, ...], counts: Sequence[Interval], known: Equivalences) -> Iterator[_Option]:
    for position, count in enumerate(counts):
        if count.unit is None:
            bare = ((base, word) for base, word in enumerate(bases) if word not in known.measures)
            yield from (_Option((base,), (position,), Exchange("", word, ONE, ONE, Doubt.ASSUMED)) for base, word in bare)
            continue
        for base, word in enumerate(bases):
            if (
                found := known.exchange(count.unit, word) or known.stand_in(count.unit, word) or _visited(count.unit, word, known)
            ) and found.exact:
                yield _Option((base,), (position,), found)
        for pair in combinations(range(len(bases)), 2):
            if _makes(count.unit, [bases[base] for base in pair], known):
                yield _Option(pair, (position,), Exchange(count.unit, count.unit, ONE, ONE, Doubt.CERTAIN))
    for pair in combinations(range(len(counts)), 2):
        units = [counts[position].unit or "" for position in pair]
        for base, word in enumerate(bases):
            if _makes(word, units, known):
                yield _Option((base,), pair, Exchange("·".join(units), word, ONE, ONE, Doubt.USUAL))


def _visited(unit: str, base: str, known: Equivalences) -> Exchange | None:
    """Persons against a rate for a visit (元/人次 × 人): each is taken to come once."""
    found = known.stand_in(base, unit)
    return Exchange(unit, base, 1 / found.most, 1 / found.least, found.doubt) if found and found.exact else None


def _makes(visit: str, units: list[str], known: Equivalences) -> bool:
    """Whether a unit of visits is the product of two units, in either order (人次 of 名 and 场)."""
    factors = known.factors(visit)
    if len(factors) != len(units):
        return False
    orders = (units, units[::-1])
    return any(
        all((found := known.exchange(unit, factor)) and found.least == found.most == 1 for unit, factor in zip(order, factors, strict=True))
        for order in orders
    )
