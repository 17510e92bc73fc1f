"""Indicator library (绩效指标库): what others set for the same indicator, as the corpus has learnt it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from attrs import field, frozen

from jiheng.model.decimals import plain


@frozen
class Group:
    """Of whom a spread tells: a trade (支出功能分类的类), a region, a year, a size of funds (`10万元以下`); None where it is of all."""

    trade: str | None = None
    region: str | None = None
    year: int | None = None
    size: str | None = None


EVERYBODY = Group()


@frozen
class Usual:
    """A target that is often set: its figure, whether it is a floor (`≥`), a ceiling (`≤`) or exact (`=`), and how many set it."""

    sign: str
    figure: Decimal = field(converter=plain)
    count: int = 0


@frozen
class Spread:
    """The targets that others set for an indicator: how many they are, and their quarters, in `unit`.

    `name` is the indicator's name, `node` its place in the official tree, both as the library keeps them; `aliases` are the other
    names that it goes by. `usual` are the targets set most often, the commonest first.
    """

    name: str
    node: str
    unit: str
    count: int
    low_quarter: Decimal = field(converter=plain)
    median: Decimal = field(converter=plain)
    high_quarter: Decimal = field(converter=plain)
    group: Group = EVERYBODY
    aliases: tuple[str, ...] = ()
    usual: tuple[Usual, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


@frozen
class IndicatorLibrary:
    """Spreads by name, node, unit and group."""

    spreads: tuple[Spread, ...] = ()

    def spread(self, name: str, node: str, unit: str, group: Group = EVERYBODY) -> Spread | None:
        """What others (of a group) set for an indicator, by its name or an alias; None where the library does not know it."""
        return self._known.get((name, node, unit, group))

    @cached_property
    def _known(self) -> Mapping[tuple[str, str, str, Group], Spread]:
        return dict(_by_name(self.spreads))


def _by_name(spreads: tuple[Spread, ...]) -> Iterator[tuple[tuple[str, str, str, Group], Spread]]:
    """Spreads under all their names; what one is called outright comes last and so stands before what others are called beside."""
    for spread in spreads:
        for alias in spread.aliases:
            yield (alias, spread.node, spread.unit, spread.group), spread
    for spread in spreads:
        yield (spread.name, spread.node, spread.unit, spread.group), spread
