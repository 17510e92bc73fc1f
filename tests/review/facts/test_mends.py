"""Mends: exact, and only where the text has the words for them."""

import pytest

from jiheng import framework
from jiheng.model.indicator import Indicator
from jiheng.review.facts.mends import mended
from jiheng.values import read_value

LAW = framework.load()


@pytest.mark.parametrize(
    ("mend", "before", "after", "safe"),
    [
        ("turned", "≤31名", "≥31名", False),
        ("turned", "小于等于3", "大于等于3", False),
        ("closed", "<960000元", "≤960000元", False),
        ("closed", "小于50万元", "小于等于50万元", False),
        ("plain_unit", "≥98百分比", "≥98%", True),
        ("plain_unit", "≥200人/次", "≥200人次", True),
    ],
)
def test_a_mend_replaces_the_words_and_nothing_else(mend: str, before: str, after: str, *, safe: bool) -> None:
    fix = mended(mend, 4, Indicator("护林员人数", target=read_value(before)), LAW)
    assert fix is not None
    assert (fix.indicator, fix.field, fix.before, fix.after, fix.safe) == (4, "target", before, after, safe)


@pytest.mark.parametrize(("mend", "text"), [("closed", "小于等于50万元"), ("plain_unit", "98%"), ("turned", "31名")])
def test_a_text_without_the_words_has_no_mend(mend: str, text: str) -> None:
    assert mended(mend, 0, Indicator("护林员人数", target=read_value(text)), LAW) is None
