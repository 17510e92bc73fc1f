from fractions import Fraction
from itertools import combinations
from itertools import product as pairs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.framework import load
from jiheng.framework.equivalences import Doubt, equivalences
from jiheng.values.conversions import Converted, Unlike, converted
from jiheng.values.intervals import Interval, contains, point

KNOWN = equivalences(load())
UNITS = sorted({*KNOWN.measures, *KNOWN.same, *KNOWN.compounds, *KNOWN.generic})
SOME = st.sampled_from(UNITS)


def test_every_exchange_turns_back() -> None:
    for unit, into in combinations(UNITS, 2):
        there, back = KNOWN.exchange(unit, into), KNOWN.exchange(into, unit)
        if there and back:
            assert there.least * back.most == there.most * back.least == 1, (unit, into)
            assert there.doubt is back.doubt, (unit, into)
        else:
            assert there is back is None or not (there or back or Fraction(0)) or (there or back).least == 0, (unit, into)  # type: ignore[union-attr]


@pytest.mark.parametrize("dimension", sorted({measure.dimension for measure in KNOWN.measures.values()}))
def test_exchanges_of_one_dimension_agree_on_every_way_round(dimension: str) -> None:
    units = [unit for unit, measure in KNOWN.measures.items() if measure.dimension == dimension]
    sizes = {pair: exchange.least for pair in pairs(units, repeat=2) if (exchange := KNOWN.exchange(*pair)) and exchange.exact}
    assert len(sizes) == len(units) ** 2
    for one, two, three in pairs(units, repeat=3):
        assert sizes[one, two] * sizes[two, three] == sizes[one, three]


ANY = st.one_of(
    SOME, st.text(max_size=4), st.lists(st.sampled_from(["万", "千", "/", "人", "次", "个", "台", "米", "每"]), max_size=4).map("".join)
)


@given(ANY, ANY)
def test_any_two_words_have_an_answer(unit: str, into: str) -> None:
    there, back = KNOWN.exchange(unit, into), KNOWN.exchange(into, unit)
    assert unit != into or (there is not None and there.exact)
    assert (there is not None and there.exact) is (back is not None and back.exact)


@given(SOME, SOME, st.fractions(0, 10**6, max_denominator=100))
def test_there_and_back_holds_where_it_began(unit: str, into: str, figure: Fraction) -> None:
    there = converted(point(figure, unit), into, (), KNOWN)
    if isinstance(there, Converted):
        back = converted(there.interval, unit, (), KNOWN)
        if isinstance(back, Converted):
            assert contains(back.interval, point(figure, unit))


@given(SOME, st.sampled_from(["月", "年", "天", "人", "亩"]), st.sampled_from(["季度", "年", "周", "名", "公顷"]))
def test_a_rate_for_a_longer_base_is_greater(unit: str, base: str, into: str) -> None:
    found = converted(point(60, unit, (base,)), unit, (into,), KNOWN)
    assert isinstance(found, Unlike) is (KNOWN.exchange(base, into) is None)
    if isinstance(found, Converted):
        exchange = KNOWN.exchange(base, into)
        assert exchange is not None
        assert found.interval == Interval(60 / exchange.most, 60 / exchange.least, unit=unit, per=(into,))


@pytest.mark.parametrize(
    ("figure", "unit", "into", "gives"),
    [
        ("3", "公里", "米", "3000"),
        ("15", "亩", "公顷", "1"),
        ("2", "季度", "个月", "6"),
        ("36", "小时", "日", "1.5"),
        ("500", "公斤", "吨", "0.5"),
        ("7", "‰", "%", "0.7"),
        ("4", "名", "人", "4"),
        ("2", "千人", "位", "2000"),
        ("30", "万亩", "公顷", "20000"),
    ],
)
def test_conversion(figure: str, unit: str, into: str, gives: str) -> None:
    found = converted(point(Fraction(figure), unit), into, (), KNOWN)
    assert isinstance(found, Converted)
    assert found.interval == point(Fraction(gives), into)
    assert found.doubt is Doubt.CERTAIN


@pytest.mark.parametrize(
    ("unit", "into"), [("人", "户"), ("人", "人次"), ("米", "平方米"), ("个", "米"), ("分", "分钟"), ("百分点", "%"), ("元", "人")]
)
def test_unlike(unit: str, into: str) -> None:
    assert converted(point(1, unit), into, (), KNOWN) == Unlike(unit, into)


def test_bases_pair_in_any_order_and_none_is_left() -> None:
    rate = point(100, "元", ("人", "月"))
    found = converted(rate, "元", ("年", "名"), KNOWN)
    assert isinstance(found, Converted)
    assert found.interval == point(1200, "元", ("年", "名"))
    assert converted(rate, "元", ("人",), KNOWN) == Unlike("月", None)
    assert converted(rate, "元", ("人", "次"), KNOWN) == Unlike("月", "次")
