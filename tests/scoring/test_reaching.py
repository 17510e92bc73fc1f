"""Every case of tests/cases/scoring/reaching.toml."""

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jiheng import framework
from jiheng.framework.equivalences import equivalences
from jiheng.scoring import Reached, reached
from jiheng.values import read_value

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "scoring" / "reaching.toml").read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    known = equivalences(framework.load())
    found = reached(read_value(case["target"], year=2024), read_value(case["actual"], year=2024), known)
    if case["reached"] in {"met", "missed"}:
        assert isinstance(found, Reached), found
        assert found.met is (case["reached"] == "met")
        assert found.share == (Fraction(case["share"]) if "share" in case else found.share)
    else:
        assert found == case["reached"]
