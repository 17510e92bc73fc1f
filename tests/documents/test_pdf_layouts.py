"""Every layout of `tests/cases/reading/layouts.toml` drawn as PDF says what its ruled page says, wherever a page breaks."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from documents import pdf_drawing
from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.model.declaration import Declaration, Source
from jiheng.reading import read_document
from reading import drawing

CASES: Sequence[Mapping[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "cases" / "reading" / "layouts.toml").read_text("utf8"))[
    "case"
]
PAGE = 500


def boxes(table: str) -> list[pdf_drawing.Cell]:
    """The cells of a table in the cases' notation."""
    out: list[pdf_drawing.Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.strip().splitlines()):
        column = 0
        for cell in drawing.cells(line):
            while (row, column) in taken:
                column += 1
            out.append(pdf_drawing.Cell(cell.text, row, column, cell.rows, cell.columns))
            taken.update((row + down, column + across) for down in range(cell.rows) for across in range(cell.columns))
            column += cell.columns
    return out


def pen_for(cells: Sequence[pdf_drawing.Cell], ruling: pdf_drawing.Ruling = pdf_drawing.strokes) -> pdf_drawing.Pen:
    count = max(cell.column + cell.columns for cell in cells)
    return pdf_drawing.Pen(widths=[PAGE / count] * count, size=min(10, 80 / count), ruling=ruling)


def bare(table: Declaration) -> Declaration:
    return evolve(
        table,
        source=Source(),
        indicators=tuple(evolve(row, place=None) for row in table.indicators),
        midterm_indicators=tuple(evolve(row, place=None) for row in table.midterm_indicators),
        extra=tuple(evolve(cell, place=None) for cell in table.extra),
        blank_levels=tuple(evolve(level, place=None) for level in table.blank_levels),
    )


def read(content: bytes) -> list[Declaration]:
    return [bare(table) for table in read_document(open_document(content), load()).declarations]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_layout(case: Mapping[str, Any]) -> None:
    cells = boxes(case["table"])
    wanted = read(drawing.ruled(case["above"], case["table"]))
    assert read(pdf_drawing.drawn([(case["above"], cells)], pen_for(cells))) == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_layout_over_two_pages(case: Mapping[str, Any]) -> None:
    cells = boxes(case["table"])
    rows = max(cell.row for cell in cells) + 1
    wanted = read(drawing.ruled(case["above"], case["table"]))
    for row in (rows // 3, rows // 2, rows * 2 // 3):
        assert (
            read(pdf_drawing.drawn([(case["above"], cells)], pen_for(cells, pdf_drawing.unclosed), breaks=[row] if row else [])) == wanted
        )
