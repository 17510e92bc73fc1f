"""Layouts of forms (`tests/cases/reading/layouts.toml`): each reads alike as a ruled page and as text copied from it."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.model.codec import to_builtins
from jiheng.model.declaration import Declaration
from jiheng.model.indicator import Indicator
from jiheng.reading import read_document
from reading import drawing

CASES: Sequence[Mapping[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "cases" / "reading" / "layouts.toml").read_text("utf8"))[
    "case"
]
WAYS = {
    "ruled": lambda case: drawing.ruled(case["above"], case["table"]),
    "bars, covered places kept": lambda case: drawing.text(case["above"], case["table"], " | ", kept=True),
    "bars, covered places left out": lambda case: drawing.text(case["above"], case["table"], " | ", kept=False),
    "tabs, covered places kept": lambda case: drawing.text(case["above"], case["table"], "\t", kept=True),
    "tabs, covered places left out": lambda case: drawing.text(case["above"], case["table"], "\t", kept=False),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_layout(case: Mapping[str, Any], way: str) -> None:
    if case.get("ruled_only") and way != "ruled":
        return
    read = read_document(open_document(WAYS[way](case)), load()).declarations
    assert len(read) == len(case["says"])
    for table, says in zip(read, case["says"], strict=True):
        assert [_shown(row) for row in table.indicators] == says["rows"]
        assert [_shown(row) for row in table.midterm_indicators] == says.get("midterm_rows", [])
        for path, wanted in says.items():
            if path not in ("rows", "midterm_rows"):
                assert _at(table, path) == wanted, path


def _shown(row: Indicator) -> str:
    return " | ".join("".join(part.split()) for part in (row.level1 or "", row.level2 or "", row.name, row.target.text))


def _at(table: Declaration, path: str) -> Any:
    """The value at a dotted path of the declaration's JSON; of a VALUE its text."""
    found: Any = to_builtins(table)
    for part in path.split("."):
        found = found[int(part)] if part.isdigit() else found[part]
    return found["text"] if isinstance(found, dict) and "kind" in found else found
