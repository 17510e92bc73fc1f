"""Printed total (年度资金总额): the total of a table and how sharp its printed digits make it."""

import re
from fractions import Fraction

from jiheng.model.declaration import Declaration
from jiheng.review.context import Context
from jiheng.values.rounding import Printed, printed

UNIT = re.compile(r"(?<=\d)\s*([千万亿]?)元?$")
LEAST_DIGITS = 100
MYRIAD = 10_000
TWO_DECIMALS = 100


def printed_total(declaration: Declaration, _context: Context) -> Printed | None:
    """The year's money as printed, None where the form is blank.

    Where nothing tells how it was printed it is taken to stand in 万元 without trailing zeros, but with three digits or
    two decimals at least: so small a doubt hides no fault.
    """
    amount = declaration.funds.total
    if amount is None:
        return None
    shown = declaration.funds.printed
    if shown and (unit := UNIT.search(shown)):
        return printed(amount, f"{unit[1]}元", shown)
    guessed = printed(amount, "万元")
    sharp = guessed.step <= TWO_DECIMALS or guessed.amount >= guessed.step * LEAST_DIGITS
    return guessed if sharp else Printed(guessed.amount, _step(guessed.amount), 1)


def _step(amount: Fraction) -> Fraction:
    step = Fraction(MYRIAD)
    while step > TWO_DECIMALS and amount < step * LEAST_DIGITS:
        step /= 10
    return step
