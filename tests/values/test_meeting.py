import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.framework import load
from jiheng.framework.equivalences import Doubt, equivalences
from jiheng.model.value import Value, ValueKind
from jiheng.values import read_value
from jiheng.values.meeting import Incomparable, Met, Missed, meets

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/values/meeting.toml").read_text("utf-8"))["case"]
KNOWN = equivalences(load())
ANSWERS = {"met": Met, "missed": Missed}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_meeting(case: dict[str, Any]) -> None:
    answer = meets(read_value(case["target"]), read_value(case["actual"]), KNOWN)
    if isinstance(answer, Incomparable):
        assert answer.because == case["answer"], answer
    else:
        assert isinstance(answer, ANSWERS.get(case["answer"], Incomparable)), answer
        assert answer.doubt is Doubt[case.get("doubt", "certain").upper()]
        assert getattr(answer, "above", None) is case.get("above")


@given(st.text(max_size=8), st.text(max_size=8))
def test_any_two_values_have_an_answer(target: str, actual: str) -> None:
    assert isinstance(meets(read_value(target), read_value(actual), KNOWN), Met | Missed | Incomparable)


FIGURES = st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False)


@given(FIGURES, FIGURES, st.sampled_from(["人", "米", "亩", "小时", "元", "%"]))
def test_what_is_not_met_is_missed(target: Decimal, actual: Decimal, unit: str) -> None:
    """A figure against a bound in the same unit is never in doubt."""
    answer = meets(Value("", ValueKind.QUANTITY, target, unit=unit), Value("", ValueKind.QUANTITY, actual, actual, unit=unit), KNOWN)
    assert isinstance(answer, Met if actual >= target else Missed)
