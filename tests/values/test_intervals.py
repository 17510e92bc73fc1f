from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiheng.model.value import Change, Value, ValueKind
from jiheng.values.intervals import (
    Interval,
    add,
    contains,
    decimal_of,
    from_zero,
    hull,
    intersection,
    interval_of,
    point,
    scaled,
    times,
    total,
)

FIGURES = st.fractions(min_value=-20, max_value=20, max_denominator=6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    one, other = sorted((draw(FIGURES), draw(FIGURES)))
    lower, upper = draw(st.sampled_from([None, one])), draw(st.sampled_from([None, other]))
    lower_open, upper_open = draw(st.booleans()) and lower is not None, draw(st.booleans()) and upper is not None
    assume(one < other or not (lower_open or upper_open))
    return Interval(lower, upper, lower_open, upper_open)


def some_figures(interval: Interval) -> list[Fraction]:
    """Ends where they belong to the interval, figures close to them, the middle, and far ones where nothing bounds."""
    tried = [Fraction(0), Fraction(10**6), Fraction(-(10**6))]
    for end in (interval.lower, interval.upper):
        tried += [] if end is None else [end, end + Fraction(1, 10**4), end - Fraction(1, 10**4)]
    if interval.width is not None and interval.lower is not None:
        tried.append(interval.lower + interval.width / 2)
    return [figure for figure in tried if interval.holds(figure)]


@given(intervals(), intervals(), FIGURES)
def test_an_intersection_holds_what_both_hold(one: Interval, other: Interval, figure: Fraction) -> None:
    both = intersection(one, other)
    assert (both is not None and both.holds(figure)) is (one.holds(figure) and other.holds(figure))


@given(intervals(), intervals())
def test_intersection_and_hull_do_not_mind_the_order(one: Interval, other: Interval) -> None:
    assert intersection(one, other) == intersection(other, one)
    assert hull(one, other) == hull(other, one)
    assert contains(hull(one, other), one)


@given(intervals(), intervals(), intervals())
def test_intersection_is_associative(one: Interval, two: Interval, three: Interval) -> None:
    left, right = intersection(one, two), intersection(two, three)
    assert (left and intersection(left, three)) == (right and intersection(one, right))


@given(intervals(), intervals())
def test_what_contains_another_gives_it_back_as_the_intersection(one: Interval, other: Interval) -> None:
    assert contains(one, other) is (intersection(one, other) == other)


@given(intervals())
def test_an_interval_contains_and_is_itself(interval: Interval) -> None:
    assert contains(interval, interval)
    assert intersection(interval, interval) == interval == hull(interval, interval)


@given(intervals(), intervals())
def test_sums_and_products_hold_every_sum_and_product(one: Interval, other: Interval) -> None:
    for left in some_figures(one):
        for right in some_figures(other):
            assert add(one, other).holds(left + right)
            assert times(one, other).holds(left * right)


@given(intervals(), intervals())
def test_sums_and_products_do_not_mind_the_order(one: Interval, other: Interval) -> None:
    assert add(one, other) == add(other, one)
    assert times(one, other) == times(other, one)


@given(intervals(), intervals(), intervals())
def test_sums_and_products_do_not_mind_the_grouping(one: Interval, two: Interval, three: Interval) -> None:
    assert add(add(one, two), three) == add(one, add(two, three))
    assert times(times(one, two), three) == times(one, times(two, three))


@given(intervals(), intervals(), intervals())
def test_a_product_of_a_sum_lies_in_the_sum_of_products(one: Interval, two: Interval, three: Interval) -> None:
    assert contains(add(times(one, two), times(one, three)), times(one, add(two, three)))


@given(intervals(), FIGURES, FIGURES)
def test_scaling_is_multiplying_by_a_point(interval: Interval, factor: Fraction, other: Fraction) -> None:
    assert scaled(interval, factor) == times(interval, point(factor))
    assert scaled(scaled(interval, factor), other) == scaled(interval, factor * other)


@given(intervals(), intervals())
def test_product_ends_are_tight(one: Interval, other: Interval) -> None:
    """An end that belongs to a product is a product of figures of both."""
    made = times(one, other)
    ends = [end for end, left_out in ((made.lower, made.lower_open), (made.upper, made.upper_open)) if end is not None and not left_out]
    reached = {left * right for left in some_figures(one) for right in some_figures(other)}
    assert all(end in reached for end in ends)


@given(intervals())
def test_from_zero_only_adds_a_bound(interval: Interval) -> None:
    assert contains(interval, from_zero(interval))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_a_decimal_comes_back_from_its_fraction(figure: Decimal) -> None:
    assert decimal_of(Fraction(figure)) == figure


def test_a_third_is_printed_to_six_places() -> None:
    assert str(decimal_of(Fraction(1, 3))) == "0.333333"


def test_nothing_lies_between_ends_the_wrong_way_round() -> None:
    with pytest.raises(ValueError, match="no figure"):
        Interval(Fraction(2), Fraction(1))
    with pytest.raises(ValueError, match="no figure"):
        Interval(Fraction(2), Fraction(2), lower_open=True)


def test_units_must_be_alike_before_figures_meet() -> None:
    with pytest.raises(ValueError, match="one unit"):
        add(point(1, "人"), point(1, "户"))
    with pytest.raises(ValueError, match="one unit"):
        intersection(point(1, "元", ("月",)), point(1, "元"))


def test_the_total_of_no_intervals_is_none() -> None:
    assert total([]) is None
    assert total([point(1, "元"), Interval(None, Fraction(2), unit="元")]) == Interval(None, Fraction(3), unit="元")


def test_a_decrease_counts_downwards() -> None:
    value = Value("下降≥5%", ValueKind.PERCENT, Decimal(5), unit="%", change=Change.DECREASE, than="上年")
    assert interval_of(value) == Interval(None, Fraction(-5), unit="%")


def test_what_has_no_figures_has_no_interval() -> None:
    assert interval_of(Value("长效", ValueKind.QUALITATIVE)) is None
    assert interval_of(Value("10-5人", ValueKind.QUANTITY, Decimal(10), Decimal(5), unit="人")) is None
    assert interval_of(Value("约30人", ValueKind.QUANTITY, Decimal(30), Decimal(30), unit="人", approximate=True)) == Interval(
        Fraction(30), Fraction(30), unit="人", approximate=True
    )
