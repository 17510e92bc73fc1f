"""The six tables of the example drawn as PDF in every way read back as the same declarations."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve

from documents import pdf_drawing as drawing
from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.model.declaration import Declaration, Source
from jiheng.reading import read_document
from reading import official_form

EXAMPLE = Path(__file__).parents[2] / "examples" / "pingluo-justice-bureau-2024.txt"
RULINGS = (drawing.strokes, drawing.lines, drawing.dashes, drawing.dots, drawing.thick, drawing.bars, drawing.doubled)


@pytest.fixture(scope="module", name="tables")
def read_example() -> tuple[Declaration, ...]:
    return read_document(open_document(EXAMPLE), load()).declarations


def forms(tables: Sequence[Declaration]) -> list[tuple[list[str], list[official_form.Box]]]:
    return [([table.title or "", f"（{table.year}年度）"], official_form.boxes(table)) for table in tables]


def assert_same(content: bytes, tables: Sequence[Declaration]) -> None:
    found = read_document(open_document(content), load()).declarations
    assert [len(table.indicators) for table in found] == [len(table.indicators) for table in tables]
    for one, other in zip(found, tables, strict=True):
        assert bare(one) == bare(other)


def bare(table: Declaration) -> Declaration:
    rows = tuple(evolve(row, place=None) for row in table.indicators)
    return evolve(table, source=Source(), indicators=rows)


@pytest.mark.parametrize("ruling", RULINGS)
def test_however_the_rules_are_drawn(tables: Sequence[Declaration], ruling: drawing.Ruling) -> None:
    assert_same(drawing.drawn(forms(tables), drawing.Pen(ruling=ruling)), tables)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_pages_on_their_side(tables: Sequence[Declaration], turned: int) -> None:
    assert_same(drawing.drawn(forms(tables), drawing.Pen(turned=turned)), tables)


@pytest.mark.parametrize("ruling", [drawing.strokes, drawing.unclosed])
@pytest.mark.parametrize("row", range(1, 15))
def test_a_page_break_at_every_row(tables: Sequence[Declaration], row: int, ruling: drawing.Ruling) -> None:
    assert_same(drawing.drawn(forms(tables), drawing.Pen(ruling=ruling), breaks=[row]), tables)


@pytest.mark.parametrize("ruling", [drawing.strokes, drawing.unclosed])
@pytest.mark.parametrize("row", [6, *range(8, 25)])
def test_a_row_cut_by_a_page_break(tables: Sequence[Declaration], row: int, ruling: drawing.Ruling) -> None:
    longer = [with_long_names(table) for table in tables[3:5]]
    assert_same(drawing.drawn(forms(longer), drawing.Pen(ruling=ruling), cut=row), longer)


def with_long_names(table: Declaration) -> Declaration:
    rows = tuple(evolve(row, name=f"{row.name}，由各乡镇（街道）和有关部门共同配合实施") for row in table.indicators)
    return evolve(table, indicators=rows)
