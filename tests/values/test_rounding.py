import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.values import read_value
from jiheng.values.intervals import contains, interval_of
from jiheng.values.rounding import printed, printed_interval

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/values/printed.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_printed_value(case: dict[str, Any]) -> None:
    found = printed_interval(read_value(case["text"]))
    assert found is not None
    assert found.lower == (Fraction(case["lower"]) if "lower" in case else None)
    assert found.upper == (Fraction(case["upper"]) if "upper" in case else None)


@pytest.mark.parametrize(
    ("amount", "unit", "text", "step", "digits"),
    [
        ("924000", "万元", None, "1000", 3),
        ("919361", "万元", None, "1", 6),
        ("380000", "万元", None, "10000", 2),
        ("380000", "万元", "38.00", "100", 4),
        ("380000", "万元", "38.00万元", "100", 4),
        ("380000", "元", None, "0", 6),
        ("51300.5", "元", None, "1/10", 6),
        ("51300.5", "元", "51,300.50", "1/100", 7),
        ("250000000", "亿元", None, "10000000", 2),
        ("120000", "万元", "120000元", "0", 6),
    ],
)
def test_a_total_as_the_form_shows_it(amount: str, unit: str, text: str | None, step: str, digits: int) -> None:
    total = printed(Decimal(amount), unit, text)
    assert (total.step, total.digits) == (Fraction(step), digits)
    assert total.interval.width == Fraction(step)


def test_only_scales_of_yuan_show_amounts() -> None:
    with pytest.raises(ValueError, match="no unit"):
        printed(Decimal(1), "人")


def test_a_bare_number_is_as_sharp_as_the_unit_of_its_head() -> None:
    bare = read_value("132")
    assert printed_interval(bare) == interval_of(bare)
    wide = printed_interval(bare, 10_000)
    assert wide is not None
    assert (wide.lower, wide.upper) == (Fraction("131.5"), Fraction("132.5"))
    assert printed_interval(bare, 1) == interval_of(bare)


@given(st.decimals(0, 10**8, places=4), st.sampled_from(["元", "万元", "亿元"]))
def test_a_printed_value_lies_in_what_it_stands_for(amount: Decimal, unit: str) -> None:
    value = read_value(f"{amount}{unit}")
    exact, wide = interval_of(value), printed_interval(value)
    assert exact is not None
    assert wide is not None
    assert contains(wide, exact)


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_whatever_rounds_to_the_printed_figure_is_held(yuan: int, decimals: int) -> None:
    shown = round(Fraction(yuan, 10**4), decimals)
    text = f"{Decimal(shown.numerator) / Decimal(shown.denominator):.{decimals}f}"
    total = printed(Decimal(text) * 10**4, "万元", text)
    assert total.interval.holds(yuan)
