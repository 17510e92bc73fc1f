import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from jiheng.framework import load
from jiheng.framework.equivalences import Doubt, equivalences
from jiheng.values import read_value
from jiheng.values.intervals import Interval, contains, interval_of, point
from jiheng.values.products import product

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/values/products.toml").read_text("utf-8"))["case"]
KNOWN = equivalences(load())
STRICT = {"0元≤x<5000元": Interval(Fraction(0), Fraction(5000), upper_open=True, unit="元")}


def figures(text: str) -> Interval:
    found = STRICT.get(text) or interval_of(read_value(text))
    assert found is not None, text
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_product(case: dict[str, Any]) -> None:
    made = product(figures(case["rate"]), [figures(count) for count in case["counts"]], KNOWN)
    assert evolve(made.interval, approximate=False) == figures(case["gives"])
    assert made.unused == tuple(case.get("unused", ()))
    assert made.doubt is Doubt[case.get("doubt", "certain").upper()]
    assert bool(made.assumed) is (made.doubt is Doubt.ASSUMED)
    assert made.whole is (not made.interval.per and not made.unused)


COUNTS = st.lists(
    st.tuples(st.integers(0, 500), st.sampled_from(["人", "名", "月", "个月", "年", "次", "场次", "人次", "亩", "台", None])), max_size=4
)
BASES = st.lists(st.sampled_from(["人", "月", "次", "亩", "千人", "人次"]), max_size=3, unique=True).map(tuple)


@given(st.decimals(0, 10**5, places=2), BASES, COUNTS)
def test_each_count_is_used_once_or_said_to_be_unused(price: Decimal, bases: tuple[str, ...], counts: list[tuple[int, str | None]]) -> None:
    given_counts = [point(figure, unit) for figure, unit in counts]
    made = product(point(price, "元", bases), given_counts, KNOWN)
    used = [position for each in made.cancelled for position in each.counts]
    assert sorted([*used, *made.unused]) == list(range(len(counts)))
    gone = [base for each in made.cancelled for base in each.bases]
    assert sorted([*gone, *made.interval.per]) == sorted(bases)
    expected = Fraction(price)
    for each in made.cancelled:
        expected *= each.exchange.least
        for position in each.counts:
            expected *= counts[position][0]
    assert made.interval.point == expected


@given(st.decimals(0, 10**5, places=2), st.integers(0, 100), st.integers(0, 100), st.integers(1, 12))
def test_a_wider_count_gives_a_wider_product(price: Decimal, least: int, more: int, months: int) -> None:
    rate = point(price, "元", ("人", "月"))
    period = point(months, "月")
    narrow = product(rate, [point(least, "人"), period], KNOWN).interval
    wide = product(rate, [Interval(Fraction(least), Fraction(least + more), unit="名"), period], KNOWN).interval
    assert contains(wide, narrow)


@given(st.permutations(["12人", "3场", "5天"]))
def test_the_order_of_counts_does_not_matter(counts: list[str]) -> None:
    made = product(figures("80元/人/天"), [figures(count) for count in counts], KNOWN)
    assert made.interval.point == 80 * 12 * 5
    assert [counts[position] for position in made.unused] == ["3场"]
