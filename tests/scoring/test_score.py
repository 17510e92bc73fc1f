"""Every case of tests/cases/scoring/points.toml (one indicator) and totals.toml (whole tables)."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jiheng import framework
from jiheng.framework.tree import tree
from jiheng.model.declaration import Declaration, FormKind
from jiheng.model.funds import Execution, Funds
from jiheng.model.indicator import Indicator
from jiheng.model.score import Score
from jiheng.scoring import policy_of, score
from jiheng.values import read_value

FOLDER = Path(__file__).parents[1] / "cases" / "scoring"
POINTS = tomllib.loads((FOLDER / "points.toml").read_text("utf-8"))["case"]
TOTALS = tomllib.loads((FOLDER / "totals.toml").read_text("utf-8"))["case"]
YEAR = 2024


def row(level: str, name: str, target: str, actual: str, weight: str = "", own: str = "", reason: str | None = None) -> Indicator:
    """One indicator of a case."""
    return Indicator(
        name,
        level2=level,
        node=tree(framework.load()).level2_node(level),
        target=read_value(target, year=YEAR),
        actual=read_value(actual, year=YEAR) if actual else None,
        weight=Decimal(weight) if weight else None,
        score=Decimal(own) if own else None,
        reason=reason,
    )


def scored(rows: list[Indicator], case: dict[str, Any], lang: str = "zh") -> Score:
    """The score of a table made of rows and the money that a case names."""
    law = framework.load()
    figures: dict[str, Any] = {
        name: Decimal(case[key])
        for name, key in (("executed", "executed"), ("annual", "annual"), ("rate", "rate"), ("weight", "execution_weight"))
        if key in case
    }
    table = Declaration(
        FormKind.SELF_EVALUATION,
        year=YEAR,
        project="绿化养护",
        funds=Funds(Decimal(case["budget"])) if "budget" in case else Funds(),
        execution=Execution(**figures) if figures else None,
        indicators=tuple(rows),
    )
    return score(table, policy_of(law, case.get("policy"), YEAR), law, lang)


@pytest.mark.parametrize("case", POINTS, ids=[case["name"] for case in POINTS])
def test_points(case: dict[str, Any]) -> None:
    one = row(
        case.get("level", "数量指标"), case.get("indicator", "办理件数"), case["target"], case["actual"], case.get("weight", "10"),
        case.get("own", ""), case.get("reason"),
    )  # fmt: skip
    # a second row brings the points to what the policy asks for, so that nothing is scaled
    rest = Decimal(100) - policy_of(framework.load(), case.get("policy"), YEAR).execution - (one.weight or 0)
    other = row("数量指标", "其他", "≥1个", "1个", str(rest))
    found = scored([one, other], case).indicators[0]
    assert (str(found.score), found.settled) == (case["score"], not case.get("open", False)), found.explanation
    wanted = case.get("explanation", "……")
    assert wanted.strip("…") in found.explanation if "…" in wanted else found.explanation == wanted
    if "english" in case:
        assert scored([one, other], case, "en").indicators[0].explanation == case["english"]


@pytest.mark.parametrize("case", TOTALS, ids=[case["name"] for case in TOTALS])
def test_totals(case: dict[str, Any]) -> None:
    rows = [row(*(cell.strip() for cell in line.split("|"))) for line in case["rows"].strip().splitlines()]
    found = scored(rows, case)
    assert str(found.total) == case["total"], found
    assert found.grade == case.get("grade")
    assert len(found.missing) == case.get("missing", 0), found.missing
    assert len(found.notes) == case.get("notes", 0), found.notes
    assert [str(each.score) for each in found.indicators] == case.get("scores", [str(each.score) for each in found.indicators])
    assert [str(each.weight) for each in found.indicators] == case.get("weights", [str(each.weight) for each in found.indicators])
    assert str(found.execution.score) == case.get("execution", str(found.execution.score))
