"""Terms of projects, from tests/cases/review/project_term.toml."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiheng.review.facts.project_term import ProjectTerm, read_term

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "review" / "project_term.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_term_is_read(case: dict[str, Any]) -> None:
    since, by = (date.fromisoformat(case[name]) if name in case else None for name in ("since", "by"))
    assert read_term(case["text"]) == ProjectTerm(case["text"], case.get("months"), since, by)


@pytest.mark.parametrize("text", ["", "长期", "经常性项目", "按合同约定"])
def test_a_text_without_length_and_dates_is_no_term(text: str) -> None:
    assert read_term(text) is None


def test_a_term_lasts_as_many_years_as_its_months_or_its_calendar_years() -> None:
    school_year = read_term("2024年9月-2025年8月")
    assert school_year is not None
    assert school_year.spanned == 12
    assert school_year.lasts(1)
    assert school_year.lasts(2)
    assert not school_year.lasts(3)
