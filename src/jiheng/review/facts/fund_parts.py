"""Parts of the money (资金构成): the lines of the money block beside its total, and whether they give it."""

from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from itertools import combinations, islice

from attrs import frozen

from jiheng.model.funds import Funds

FISCAL = "财政拨款"
OTHER = "其他资金"
MOST_LINES = 10


class Sum(Enum):
    """What the parts of a total come to."""

    BLANK = auto()
    """No part is filled."""
    EQUAL = auto()
    ROUNDED = auto()
    """Equal to what is printed in whole 万元 only."""
    NESTED = auto()
    """Some lines may be parts of others, and a sum of them gives the total."""
    DIFFERENT = auto()


@frozen
class FundPart:
    """A line of the money block with its amount in 元."""

    label: str
    amount: Decimal


def fund_parts(funds: Funds) -> tuple[FundPart, ...]:
    """The filled parts of the money: 财政拨款 and 其他资金 where the form has them, else every line of the block."""
    pairs = ((FISCAL, funds.fiscal), (OTHER, funds.other))
    main = tuple(FundPart(label, amount) for label, amount in pairs if amount is not None)
    return main or tuple(FundPart(line.label, line.amount) for line in funds.sources if line.amount is not None)


def sum_of_parts(funds: Funds, step: Fraction, decimals: int) -> Sum:
    """How the parts lie to a total that is filled and printed with a last digit worth `step` 元."""
    parts = fund_parts(funds)
    if not parts or funds.total is None:
        return Sum.BLANK
    total, given = Fraction(funds.total), sum((Fraction(part.amount) for part in parts), Fraction(0))
    if total == given:
        return Sum.EQUAL
    if any(total == given + more for more in _further(funds, parts)) or _some_give(parts, total, funds):
        return Sum.NESTED
    if total and abs(total - given) <= step * (len(parts) + 1) / 2:
        return Sum.EQUAL if decimals or step <= 1 else Sum.ROUNDED
    return Sum.DIFFERENT


def _further(funds: Funds, parts: tuple[FundPart, ...]) -> set[Fraction]:
    """What lines beyond the parts may add, whichever of them stand beside the parts and not inside them."""
    if funds.fiscal is None and funds.other is None:
        return set()
    same = {(part.label[:2], part.amount) for part in parts}
    lines = (
        line for line in funds.sources if line.amount and not any(label in line.label and line.amount == amount for label, amount in same)
    )
    some = [Fraction(line.amount) for line in islice(lines, MOST_LINES) if line.amount]
    return {sum(chosen, Fraction(0)) for size in range(1, len(some) + 1) for chosen in combinations(some, size)}


def _some_give(parts: tuple[FundPart, ...], total: Fraction, funds: Funds) -> bool:
    """Whether, in a block of lines without 财政拨款 and 其他资金, some of the lines alone give the total."""
    if funds.fiscal is not None or funds.other is not None or not total:
        return False
    amounts = [Fraction(part.amount) for part in parts[:MOST_LINES] if part.amount]
    return any(sum(chosen) == total for size in range(1, len(amounts)) for chosen in combinations(amounts, size))
