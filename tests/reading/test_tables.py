"""Ten published tables in awkward layouts, as text: what each says was read by hand (`tests/cases/reading/tables`)."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.reading import read_document

TABLES = Path(__file__).parents[1] / "cases" / "reading" / "tables"


@pytest.mark.parametrize("name", sorted(path.stem for path in TABLES.glob("*.json")))
def test_table(name: str) -> None:
    expected = json.loads((TABLES / f"{name}.json").read_text("utf8"))
    read = read_document(open_document(TABLES / f"{name}.txt"), load()).declarations
    assert len(read) == len(expected)
    for table, wanted in zip(read, expected, strict=True):
        _compare(_head(table), wanted)
        goal = _squeezed(table.goal)
        assert goal.startswith(_squeezed(wanted["goal_starts"])) if wanted["goal_starts"] else not goal
        assert len(table.indicators) == len(wanted["indicators"]), [row.name for row in table.indicators]
        for row, cells in zip(table.indicators, wanted["indicators"], strict=True):
            _compare(_row(row), cells)


def _head(table: Declaration) -> dict[str, Any]:
    return {
        "project": table.project,
        "unit": table.unit,
        "department": table.department.name if table.department else None,
        "year": table.year,
        "total": None if table.funds.total is None else str(table.funds.total),
        "complete": table.complete,
    }


def _row(row: Indicator) -> dict[str, Any]:
    return {
        "level1": row.level1,
        "level2": row.level2,
        "name": row.name,
        "target": row.target.text or None,
        "weight": None if row.weight is None else str(row.weight),
        "actual": row.actual.text if row.actual else None,
    }


def _compare(said: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    for key, value in said.items():
        if key in wanted:
            answers: Sequence[Any] = wanted[key] if isinstance(wanted[key], list) else [wanted[key]]
            assert _squeezed(value) in [_squeezed(answer) for answer in answers], key


def _squeezed(value: object) -> str:
    text = "" if value is None else str(value)
    return "".join(text.split()).rstrip("0").rstrip(".") if text.replace(".", "").isdigit() and "." in text else "".join(text.split())
