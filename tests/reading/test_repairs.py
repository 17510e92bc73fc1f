"""Repairs (修复): each mend acts where its page says, never where it may not, and done twice changes nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jiheng.documents import open_document
from jiheng.documents.document import Cell, Document, Grid
from jiheng.framework import load
from jiheng.model.place import Place
from jiheng.reading.repairs import mend

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "reading" / "repairs.toml").read_text())["case"]
TEXTS = sorted((Path(__file__).parents[1] / "cases" / "reading" / "cutting").glob("*.toml"))


def grid(rows: list[list[str]]) -> Document:
    """A ruled table of the given rows."""
    cells = tuple(Cell(text, number, column) for number, row in enumerate(rows, 1) for column, text in enumerate(row, 1))
    return Document(None, "docx", (Grid(Place(table=1), cells),))


def texts(document: Document) -> list[list[str]]:
    """The rows of the document's tables."""
    rows: dict[tuple[int, int], list[str]] = {}
    for number, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            for cell in block.cells:
                rows.setdefault((number, cell.row), []).append(cell.text)
    return list(rows.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_mend(case: dict[str, Any]) -> None:
    """The rows after the mends, the kinds of repair, and which of them are doubtful."""
    mended = mend(grid(case["before"]), load())
    assert texts(mended) == case["after"]
    assert [repair.kind for repair in mended.repairs] == case.get("kinds", [])
    assert [repair.kind for repair in mended.repairs if repair.doubtful] == case.get("doubtful", [])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_twice_is_once(path: Path) -> None:
    """A mended document is not mended again."""
    once = mend(open_document(tomllib.loads(path.read_text())["text"].encode(), path="case.txt"), load())
    assert mend(once, load()) == once


def test_a_sound_document_is_the_same_object() -> None:
    """What needs no mend passes through untouched."""
    sound = grid(
        [["项目名称", "桥梁检测"], ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "检测桥梁数", "≥40座"]]
    )
    assert mend(sound, load()) is sound
