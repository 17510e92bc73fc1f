"""Indicator library (绩效指标库): what others set for the same indicator, as the corpus has learnt it."""

from collections.abc import Mapping
from decimal import Decimal

from attrs import Factory, field, frozen

from jiheng.model.decimals import plain


@frozen
class Spread:
    """The targets that others set for an indicator: how many they are, and their quarters, in `unit`.

    `name` is the indicator's name, `node` its place in the official tree, both as the library keeps them.
    """

    name: str
    node: str
    unit: str
    count: int
    low_quarter: Decimal = field(converter=plain)
    median: Decimal = field(converter=plain)
    high_quarter: Decimal = field(converter=plain)


@frozen
class IndicatorLibrary:
    """Spreads by name, node and unit."""

    spreads: tuple[Spread, ...] = ()
    _known: Mapping[tuple[str, str, str], Spread] = field(
        default=Factory(lambda self: {(each.name, each.node, each.unit): each for each in self.spreads}, takes_self=True),
        init=False,
        repr=False,
        eq=False,
    )

    def spread(self, name: str, node: str, unit: str) -> Spread | None:
        """What others set for an indicator; None where the library does not know it."""
        return self._known.get((name, node, unit))
