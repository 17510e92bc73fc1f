"""Shares (分担比例): a total that is a plain share of what the rates and counts of a table come to (县配 70%)."""

from fractions import Fraction

from attrs import frozen

from jiheng.values.intervals import Interval
from jiheng.values.rounding import Printed

LARGEST_DENOMINATOR = 10
LEAST_DIGITS = 3
TWELFTH = Fraction(1, 12)
WIDEST = Fraction(1, 200)


@frozen
class Share:
    """The share that a total is of a product (7/10), to the total's last printed digit."""

    of_one: Fraction

    @property
    def percent(self) -> Fraction | None:
        """The share as a whole percentage (70); None where it is a plain fraction only (1/3)."""
        return self.of_one * 100 if (self.of_one * 100).denominator == 1 else None

    @property
    def one_twelfth(self) -> bool:
        """Whether a month's money stands for a year's: no share where the name says 每月."""
        return self.of_one == TWELFTH


def share_of(total: Printed, product: Interval) -> Share | None:
    """The share below 100% that a printed total is of a product in 元: a whole percentage, or a fraction with a denominator up to 10.

    One twelfth is found too and says so. The product must be one figure or the rounding of one (within half a percent). A share
    fits where it prints as the total does, in whole 元 where that is its last digit. None where no share fits or the total has
    fewer than three printed digits, too few to be more than chance.
    """
    if total.digits < LEAST_DIGITS or total.amount <= 0 or product.lower is None or product.upper is None:
        return None
    width = product.upper - product.lower
    if product.lower <= 0 or width > product.lower * WIDEST:
        return None
    middle, half = product.lower + width / 2, total.last_digit / 2
    least, most = total.amount - half, total.amount + half
    fitting = _candidates(total.amount / middle, least / product.upper, most / product.lower)
    return Share(min(fitting, key=lambda share: (abs(share * middle - total.amount), share.denominator))) if fitting else None


def _candidates(ratio: Fraction, least: Fraction, most: Fraction) -> set[Fraction]:
    """The plain shares next to a ratio that lie within the bounds; compared as whole numbers, since few of them fit."""
    near = [(round(ratio * denominator), denominator) for denominator in (100, *range(2, LARGEST_DENOMINATOR + 1))]
    return {
        Fraction(above, below)
        for above, below in (*near, (1, TWELFTH.denominator))
        if 0 < above < below and above * most.denominator <= most.numerator * below and above * least.denominator >= least.numerator * below
    }
