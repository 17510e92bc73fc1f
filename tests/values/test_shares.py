from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.values.intervals import Interval, point
from jiheng.values.rounding import printed
from jiheng.values.shares import share_of


@pytest.mark.parametrize(
    ("total", "unit", "product", "share"),
    [
        ("1008000", "万元", "1440000", "7/10"),
        ("919800", "万元", "1021999.68", "9/10"),
        ("333000", "万元", "999000", "1/3"),
        ("666700", "万元", "1000000", "2/3"),
        ("125000", "万元", "1000000", "1/8"),
        ("6924", "万元", "83088", "1/12"),
        ("1440000", "万元", "1440000", None),
        ("1500000", "万元", "1440000", None),
        ("70000", "万元", "100000", None),
        ("70000", "元", "100000", "7/10"),
        ("70123", "元", "100000", None),
        ("704000", "万元", "1000000", None),
    ],
)
def test_share(total: str, unit: str, product: str, share: str | None) -> None:
    found = share_of(printed(Decimal(total), unit), point(Decimal(product), "元"))
    assert (found and found.of_one) == (Fraction(share) if share else None)


def test_one_twelfth_says_so_and_a_third_is_no_percentage() -> None:
    twelfth = share_of(printed(Decimal(5000)), point(60000, "元"))
    assert twelfth is not None
    assert twelfth.one_twelfth
    third = share_of(printed(Decimal(20000)), point(60000, "元"))
    assert third is not None
    assert third.percent is None
    assert not third.one_twelfth


def test_a_share_holds_within_the_rounding_of_both() -> None:
    rate = Interval(Fraction("1666.665") * 300, Fraction("1666.675") * 300, unit="元")
    found = share_of(printed(Decimal(400000), "万元", "40.00"), rate)
    assert found is not None
    assert found.percent == 80


def test_a_range_has_no_share() -> None:
    assert share_of(printed(Decimal(700000)), Interval(Fraction(900000), Fraction(1100000), unit="元")) is None
    assert share_of(printed(Decimal(700000)), Interval(Fraction(1000000), None, unit="元")) is None


@given(st.integers(1, 99), st.integers(10**5, 10**8))
def test_every_whole_percentage_in_yuan_is_found(percent: int, product: int) -> None:
    total = Decimal(round(Fraction(product * percent, 100)))
    found = share_of(printed(total), point(product, "元"))
    assert found is not None
    assert found.of_one == Fraction(percent, 100)
