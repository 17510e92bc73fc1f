"""Exact numbers: the one form in which a Decimal is kept and printed."""

from decimal import Decimal

ONE = Decimal(1)


def plain(number: Decimal) -> Decimal:
    """Bring a number to its plain form: no exponent, no trailing zeros after the point, no negative zero.

    `str` of the result is the contract's decimal string. Raises ValueError for NaN and infinities,
    which no form can hold.
    """
    # by far the most figures are plain already, and a corpus makes two of them a value
    written = str(number)
    if written.isdigit() or ("." in written and written[-1] != "0" and "E" not in written):
        return number
    if not number.is_finite():
        raise ValueError(f"{number} is no figure that a form can hold")
    if not number:
        return Decimal(0)
    whole = number.to_integral_value()
    if number == whole:
        return Decimal(format(whole, "f"))
    return Decimal(format(number, "f").rstrip("0"))


def plain_or_none(number: Decimal | None) -> Decimal | None:
    """`plain`, with None (the form does not say) passed through."""
    if number is None or str(number).isdigit():
        return number
    return plain(number)
