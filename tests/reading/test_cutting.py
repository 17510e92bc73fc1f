"""Awkward texts (切分): every case of tests/cases/reading/cutting is read whole, and no row is invented."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.model.declaration import Declaration
from jiheng.reading import read_document

CASES = sorted((Path(__file__).parents[1] / "cases" / "reading" / "cutting").glob("*.toml"))
SAME = str.maketrans("（）：，；％＝", "():,;%=")


def squeezed(text: object) -> str:
    """A text without blanks and with half-width signs, as a reader compares it."""
    return re.sub(r"\s", "", "" if text is None else str(text)).translate(SAME)


def read(case: dict[str, Any]) -> tuple[Declaration, ...]:
    """The declarations of a case's text."""
    return read_document(open_document(case["text"].encode(), path="case.txt"), load()).declarations


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_is_read_whole(path: Path) -> None:
    """Levels, name and target (and weight, where the case gives one) of every row, in the form's order."""
    case = tomllib.loads(path.read_text())
    tables = read(case)
    rows = [[row.level1, row.level2, row.name, row.target.text, row.weight] for table in tables for row in table.indicators]
    got = [[squeezed(cell) for cell in row[: len(wanted)]] for row, wanted in zip(rows, case["rows"], strict=False)]
    assert got == [[squeezed(cell) for cell in row] for row in case["rows"]]
    assert len(rows) == len(case["rows"]), "rows were invented"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_head_is_read(path: Path) -> None:
    """Project, unit, year, total and goal of the first table, where the case gives them."""
    case = tomllib.loads(path.read_text())
    first = read(case)[0]
    said = {"project": first.project, "unit": first.unit, "year": first.year, "total": first.funds.total, "goal": first.goal}
    assert {name: squeezed(said[name]) for name in said if name in case} == {name: squeezed(case[name]) for name in said if name in case}


@pytest.mark.parametrize("path", sorted((CASES[0].parents[1] / "no_table").glob("*.txt")), ids=lambda path: path.stem)
def test_nothing_is_invented(path: Path) -> None:
    """Reports, guidance, rules and empty forms speak of indicators and hold none."""
    assert read_document(open_document(path), load()).declarations == ()
