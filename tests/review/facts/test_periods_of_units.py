"""Periods of the year by their units."""

from fractions import Fraction

import pytest

from jiheng import framework
from jiheng.framework.equivalences import equivalences
from jiheng.review.facts.periods_of_units import comes_again, is_period, times_a_year

KNOWN = equivalences(framework.load())


@pytest.mark.parametrize(("unit", "times"), [("月", 12), ("季度", 4), ("半年", 2), ("年", 1), ("天", None), ("人", None)])
def test_how_often_a_year(unit: str, times: int | None) -> None:
    assert times_a_year(unit, KNOWN) == (None if times is None else Fraction(times))


def test_what_comes_again_within_the_year() -> None:
    assert [unit for unit in ("天", "周", "月", "季度", "年", "人") if comes_again(unit, KNOWN)] == ["天", "周", "月", "季度"]


def test_what_is_a_period() -> None:
    assert is_period("小时", KNOWN)
    assert not is_period("件", KNOWN)
    assert not is_period(None, KNOWN)
