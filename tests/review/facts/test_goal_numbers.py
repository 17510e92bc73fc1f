"""Counts of a goal, from tests/cases/review/goal_numbers.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jiheng import framework
from jiheng.model.declaration import Declaration, FormKind
from jiheng.review import Context
from jiheng.review.facts.goal_numbers import GoalNumber, goal_numbers

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "review" / "goal_numbers.toml").read_text("utf-8"))["case"]


def shown(number: GoalNumber) -> list[str]:
    ends = (number.interval.lower, number.interval.upper)
    return [number.text, *("" if end is None else str(end) for end in ends), number.unit]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_the_counts_of_a_goal(case: dict[str, Any]) -> None:
    found = goal_numbers(Declaration(FormKind.TARGET, goal=case["goal"]), Context(framework.load()))
    assert [shown(number) for number in found] == case["numbers"]
