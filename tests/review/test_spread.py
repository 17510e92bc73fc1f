"""Targets over several cells of a row: the mend goes to the one cell that it changes, or stays where it was."""

import pytest

from jiheng.documents import Cell, Document, Grid
from jiheng.documents.marking import Replacement
from jiheng.model.place import Place
from jiheng.review.spread import settled

AT = Place(table=1, row=1, column=2)


def mended(cells: list[str], before: str, after: str, column: int = 2) -> tuple[int | None, str, str]:
    grid = Grid(Place(table=1), tuple(Cell(text, 1, number) for number, text in enumerate(cells, 1)))
    asked = Replacement(Place(table=1, row=1, column=column), before, after)
    found = settled(asked, Document(None, "docx", (Grid(Place(table=7), ()), grid)))
    return found.place.column, found.before, found.after


@pytest.mark.parametrize(
    ("cells", "before", "after", "expected"),
    [
        (["合格率", "98", "百分比", "≥"], "≥98百分比", "≥98%", (3, "百分比", "%")),
        (["≥", "98 ", "百分 比"], "≥98百分比", "≥98%", (3, "百分 比", "%")),
        (["≤", "31", "名"], "≤31名", "≥31名", (1, "≤", "≥")),
        (["≥", "98", "百分比", "98"], "≥98百分比", "≥98%", (3, "百分比", "%")),
        (["≥", "100", "%"], "≥100%", "100%", (1, "≥", "=")),
        (["大于等于", "44561", "日"], "大于等于44561日", "大于等于44562日", (2, "44561", "44562")),
    ],
)
def test_a_change_of_one_part_goes_to_its_cell(cells: list[str], before: str, after: str, expected: tuple[int, str, str]) -> None:
    assert mended(cells, before, after) == expected


@pytest.mark.parametrize(
    ("cells", "before", "after"),
    [
        (["x", "≥98百分比", "≥"], "≥98百分比", "≥98%"),
        (["≥", "98", "百分比", "百分比"], "≥98百分比", "≥98%"),
        (["≥", "97", "百分比"], "≥98百分比", "≥98%"),
        (["≥", "98", "百分比"], "≥98百分比", "≤98%"),
        (["≥", "98", "百分比"], "≥98百分比", "≥98"),
        (["≥", "", "百分比"], "≥98百分比", "≥98%"),
    ],
)
def test_what_is_not_certain_stays_as_it_was(cells: list[str], before: str, after: str) -> None:
    assert mended(cells, before, after) == (2, before, after)


def test_a_grid_that_is_not_there_changes_nothing() -> None:
    asked = Replacement(AT, "a", "b")
    assert settled(asked, Document(None, "docx", ())) is asked
