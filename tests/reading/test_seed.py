"""The six tables of the example: read whole from the damaged text, and alike from Word, Excel and web versions of it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from jiheng.documents import open_document
from jiheng.framework import load
from jiheng.model.declaration import Declaration, Source
from jiheng.reading import read_document
from reading import official_form

EXAMPLE = Path(__file__).parents[2] / "examples" / "pingluo-justice-bureau-2024.txt"


@pytest.fixture(scope="module", name="tables")
def read_example() -> tuple[Declaration, ...]:
    return read_document(open_document(EXAMPLE), load()).declarations


def test_every_row_and_all_money_is_read(tables: Sequence[Declaration]) -> None:
    assert [len(table.indicators) for table in tables] == [7, 9, 7, 19, 20, 7]
    assert sum(table.funds.total or 0 for table in tables) == Decimal(2_520_285)
    assert all(row.level1 and row.level2 and row.node and row.name and row.target.text for table in tables for row in table.indicators)
    assert all(row.required for table in tables for row in table.indicators)
    assert all(table.year == 2024 and table.complete and not table.extra for table in tables)


def test_every_mend_is_recorded(tables: Sequence[Declaration]) -> None:
    kinds = [{repair.kind for repair in table.source.repairs} for table in tables]
    assert "dash-for-one" in kinds[0]
    assert "row-shifted" in kinds[1]
    assert "markup" in kinds[3]
    assert {"row-shifted", "row-over-page"} <= kinds[4]
    assert not kinds[5]


def test_a_blank_cell_has_a_place_and_no_value(tables: Sequence[Declaration]) -> None:
    assert all(table.funds.other is None and "funds.other" in table.source.places for table in tables)
    assert all("funds_midterm.total" not in table.source.places for table in tables)


@pytest.mark.parametrize("draw", [official_form.word, official_form.excel, official_form.page], ids=["docx", "xlsx", "html"])
def test_official_forms_say_the_same(tables: Sequence[Declaration], draw: Callable[[Sequence[Declaration]], bytes]) -> None:
    drawn = read_document(open_document(draw(tables)), load()).declarations
    assert len(drawn) == len(tables)
    for one, other in zip(drawn, tables, strict=True):
        assert _without_source(one) == _without_source(other)


def _without_source(table: Declaration) -> Declaration:
    rows = tuple(evolve(row, place=None) for row in table.indicators)
    return evolve(table, source=Source(), indicators=rows)
